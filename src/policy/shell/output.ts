// What a command prints, where that is plain from its words: for `echo 'rm x' | sh` and `echo a b | xargs rm`.
import type { Draft, Run } from './run.ts';
import type { Input } from './segment.ts';
import { unescapePrinted } from './unquote.ts';
import { programName } from './word.ts';

/** The literal text behind an input; undefined when it is not known. */
export function literalInput(run: Run, input: Input): string | undefined {
  if (input.from === 'text') return input.literal ? input.text : undefined;
  if (input.from !== 'pipe' && input.from !== 'process') return undefined;
  let text = '';
  for (const index of input.segments) {
    const draft = run.segments[index];
    const part = draft === undefined ? undefined : printed(run, draft);
    if (part === undefined) return undefined;
    text += part;
  }
  return input.segments.length === 0 ? undefined : text;
}

function printed(run: Run, draft: Draft): string | undefined {
  if (draft.words.some((word) => !word.literal || word.glob)) return undefined;
  const args = draft.words.slice(1).map((word) => word.text);
  switch (programName(draft)) {
    case 'echo':
      return echoed(args);
    case 'printf':
      return formatted(args);
    case 'cat':
    case 'tee':
      return args.every((arg) => arg === '-') ? literalInput(run, draft.input) : undefined;
    case 'true':
    case ':':
    case 'cd':
      return '';
    default:
      return undefined;
  }
}

function echoed(args: string[]): string {
  let escapes = false;
  let at = 0;
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++) if (args[at]?.includes('e') === true) escapes = true;
  const text = args.slice(at).join(' ');
  // Some shells decode escapes without -e; a text with a backslash is read decoded, which only finds more.
  return `${escapes || text.includes('\\') ? unescapePrinted(text) : text}\n`;
}

function formatted(args: string[]): string | undefined {
  const [format, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (format === undefined || format === '-v') return undefined;
  const pattern = unescapePrinted(format);
  let text = '';
  // The format is used again until no argument is left; one that takes none is used once.
  for (let at = 0, before = -1; at > before && text.length < 65_536 && (before < 0 || at < rest.length);) {
    before = at;
    text += pattern.replaceAll(/%(%|[-\d.]*[sbdq])/g, (_, kind: string) =>
      kind === '%' ? '%' : (rest[at++] ?? ''),
    );
  }
  return text;
}
