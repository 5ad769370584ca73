// What a known function of a library does with its arguments, as rows of data and their execution.
//
// does   words: `pure`, or any of
//   read:0 write:0 list:0 delete:0 perm:0   access to the path in that argument; `0?` means the folder in force
//                                           where the argument is missing
//   shell:0        the argument is a line for a shell       argv:0     a list, or one word: a program with its words
//   file:0         the argument is a program, whatever name and words the next ones give it
//   env:0          the name of a variable of the environment
//   fetch:0 send:0 listen   the network
//   path:0         the result is a path object made of all arguments     join   a path text made of all arguments
//   same:0         the result is that argument
//   any effect kind          paths glob  the result is several paths below the object or argument
// gives  `data` (usual), `path`, `paths`, `file`
import { effectKinds, type EffectKind } from '../effects.ts';
import type { Sink } from './sink.ts';
import type { Value } from './value.ts';

export interface LibraryRow {
  /** Dotted names; a final `*` stands for any name below. */
  readonly names: string;
  readonly does: string;
  readonly gives?: 'data' | 'path' | 'paths' | 'file';
  /** Names of arguments that are understood beside those of position. */
  readonly keywords?: string;
  /** Argument names and the positions for which they stand. */
  readonly positions?: Readonly<Record<string, number>>;
  readonly source: string;
}

export interface Library {
  /** The row of a dotted name. */
  row(name: string): LibraryRow | undefined;
  /** Whether any row lies below a dotted name. */
  holds(name: string): boolean;
}

/**
 * `modules` are names that a `*` does not stand for: what a module has imported itself is no part of it, and neither
 * is what starts with an underscore.
 */
export function libraryOf(rows: readonly LibraryRow[], modules: ReadonlySet<string> = new Set()): Library {
  const exact = new Map<string, LibraryRow>();
  const open = new Map<string, LibraryRow>();
  const prefixes = new Set<string>();
  for (const row of rows) {
    for (const name of row.names.split(/\s+/u)) {
      if (name.endsWith('.*')) open.set(name.slice(0, -2), row);
      else exact.set(name, row);
      for (let at = name.indexOf('.'); at > 0; at = name.indexOf('.', at + 1))
        prefixes.add(name.slice(0, at));
    }
  }
  return {
    row: (name) => {
      const at = name.lastIndexOf('.');
      const last = name.slice(at + 1);
      return (
        exact.get(name) ??
        (last.startsWith('_') || modules.has(last) ? undefined : open.get(name.slice(0, Math.max(0, at))))
      );
    },
    holds: (name) => prefixes.has(name),
  };
}

/** Does what a row says with the arguments of a call. */
export function perform(row: LibraryRow, args: readonly Value[], line: number, sink: Sink): Value {
  let result: Value = { kind: row.gives ?? 'data' };
  if (row.gives === 'path') result = { kind: 'path' };
  for (const deed of row.does.split(' ')) {
    const [what = '', index = ''] = deed.split(':', 2);
    const place = Number.parseInt(index, 10);
    const given = args[place];
    const value = given ?? (index.endsWith('?') ? ({ kind: 'data', text: '.' } as const) : undefined);
    switch (what) {
      case 'pure':
        break;
      case 'read':
      case 'write':
      case 'list':
      case 'delete':
      case 'perm':
        sink.path(what, value, line);
        break;
      case 'tree':
        sink.path('delete', value, line, 'recursive');
        break;
      case 'shell':
        sink.shell(given, line);
        break;
      case 'argv':
        if (given?.kind === 'data' && given.items !== undefined) sink.program(given.items, line);
        else sink.shell(given, line);
        break;
      case 'file': {
        const next = args[place + 1];
        const words = next?.kind === 'data' && next.items !== undefined ? next.items : args.slice(place + 1);
        sink.program(given === undefined ? undefined : [given, ...words.slice(1)], line);
        break;
      }
      case 'env':
        sink.variable(given ?? { kind: 'unknown' }, line);
        break;
      case 'fetch':
        sink.net('net.fetch', given);
        break;
      case 'send':
        sink.net('net.send', given);
        break;
      case 'listen':
        sink.net('net.listen', undefined);
        break;
      case 'join':
        result = { kind: result.kind === 'path' ? 'path' : 'data', text: joined(args) };
        break;
      case 'same':
        result = given ?? result;
        break;
      default: {
        const kind: EffectKind | undefined = effectKinds.find((known) => known === what);
        if (kind === undefined) sink.note(line, `${what} is not understood`);
        else sink.effect(kind);
      }
    }
  }
  return result;
}

/** Parts of a path put together; undefined where one is not known. */
export function joined(parts: readonly Value[]): string | undefined {
  let text = '';
  for (const part of parts) {
    const next = part.kind === 'data' || part.kind === 'path' ? part.text : undefined;
    if (next === undefined) return undefined;
    text = next.startsWith('/') || text === '' ? next : `${text}${text.endsWith('/') ? '' : '/'}${next}`;
  }
  return text;
}

/** The folder in which a path lies, by its text alone. */
export function parentOf(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const at = path.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at);
}
