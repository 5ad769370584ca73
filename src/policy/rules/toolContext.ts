// Which tools an agent may not have at all, by name. Asked when tools are listed for an agent and when one is called.
// Immutable, and can only deny: nothing in it can make any other part of the gate say yes.

export interface ToolPermissionContext {
  /** Whole names, trimmed and in lower case. Its methods that would change it throw. */
  readonly denyNames: ReadonlySet<string>;
  /** Beginnings of names, trimmed and in lower case; none of them is empty. */
  readonly denyPrefixes: readonly string[];
  /** The accepted entries as they were written, trimmed: an agent may tell case apart where the gate does not. */
  readonly written: { readonly names: readonly string[]; readonly prefixes: readonly string[] };
  /** One sentence for each entry that was rejected. A blank one is: as a prefix it would deny every tool. */
  readonly problems: readonly string[];
  /** Is the tool denied? Case does not count. */
  readonly blocks: (tool: string) => boolean;
}

/** Frozen, for other extensions get it too. */
export const ToolPermissionContext = Object.freeze({ fromIterables });

/** Entries come from settings, arguments and other extensions, so one that is no text is rejected as well. */
function fromIterables(names: Iterable<unknown>, prefixes: Iterable<unknown>): ToolPermissionContext {
  const problems: string[] = [];
  const accepted = (entries: Iterable<unknown>, list: string): readonly string[] =>
    [...entries].flatMap((entry) => {
      const text = typeof entry === 'string' ? entry.trim() : '';
      if (text === '') problems.push(rejection(entry, list));
      return text === '' ? [] : [text];
    });
  const written = { names: accepted(names, 'denyTools'), prefixes: accepted(prefixes, 'denyPrefixes') };
  // Decisions are made from these; what is handed out are copies that nobody can change.
  const denied = new Set(written.names.map(lower));
  const starts = [...new Set(written.prefixes.map(lower))];
  return Object.freeze({
    denyNames: frozenSet(denied),
    denyPrefixes: Object.freeze([...starts]),
    written: Object.freeze({
      names: Object.freeze([...written.names]),
      prefixes: Object.freeze([...written.prefixes]),
    }),
    problems: Object.freeze(problems),
    blocks: (tool: string): boolean => {
      const name = lower(tool.trim());
      return denied.has(name) || starts.some((start) => name.startsWith(start));
    },
  });
}

/** `list` is the name of the setting. */
export function rejection(entry: unknown, list: string): string {
  if (typeof entry !== 'string') return `An entry of ${list} is not a text and was rejected.`;
  return `A blank entry of ${list} was rejected${list === 'denyPrefixes' ? ': it would deny every tool' : ''}.`;
}

function lower(name: string): string {
  return name.toLowerCase();
}

function frozenSet(values: Iterable<string>): ReadonlySet<string> {
  const refuse = (): never => {
    throw new TypeError('the names of a ToolPermissionContext cannot be changed');
  };
  return Object.freeze(Object.assign(new Set(values), { add: refuse, delete: refuse, clear: refuse }));
}
