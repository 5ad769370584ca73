// Calls in PHP of what the library holds: what a row says, and what no row can say.
import type { Syntax } from '../../shell/syntax.ts';
import { perform, type LibraryRow } from '../deeds.ts';
import { lineAt, note, textAt } from '../reader.ts';
import { data, textOf, textValue, type Value } from '../value.ts';
import { phpLibrary, phpSettings, phpStreams } from './library.ts';
import { named } from './nodes.ts';
import type { Php } from './reader.ts';
import { string } from './texts.ts';

export interface LibraryCall {
  readonly name: string;
  readonly row: LibraryRow;
  readonly args: readonly Value[];
  /** Where each argument stands. */
  readonly nodes: readonly Syntax[];
  readonly node: Syntax;
}

export function libraryCall(reader: Php, call: LibraryCall): Value {
  const { name, row, args, nodes, node } = call;
  const [first] = args;
  const given = textOf(first);
  switch (row.does) {
    case 'pure':
      return name === 'getcwd' ? textValue('.') : data;
    case 'change':
      return data;
    case 'popen':
      // What is written to it afterwards may be code.
      if (textOf(args[1]) !== 'r') note(reader, node, 'it is not known what it sends to the program');
      reader.sink.shell(first, lineAt(reader, node));
      return data;
    case 'call:0':
    case 'call:1':
      checkCallable(reader, nodes[row.does === 'call:0' ? 0 : 1], node);
      return data;
    case 'pattern':
      // Before PHP 7 the modifier e made code of the replacement.
      if (
        /replace|filter/u.test(name) &&
        (given === undefined || /e/iu.test(/(?<![a-z\s])[a-z\s]*$/iu.exec(given)?.[0] ?? ''))
      )
        note(reader, node, 'it is not known whether a pattern holds code');
      return data;
    case 'setting':
      if (given === undefined || !phpSettings.has(given))
        note(reader, node, `the setting ${given ?? 'that it changes'} is not known`);
      return data;
    case 'open': {
      const mode = textOf(args[1]);
      if (mode === undefined) note(reader, node, 'it is not known how a file is opened');
      if (args.length > 2) note(reader, node, 'the gate does not know all options of fopen');
      const does = mode === undefined ? 'read:0 write:0' : /^r[bte]*$/u.test(mode) ? 'read:0' : 'write:0';
      reach(reader, { ...call, row: { ...row, does } });
      return data;
    }
    case 'read:0':
    case 'read:1':
    case 'list:0':
    case 'write:0':
    case 'delete:0':
    case 'perm:0':
    case 'write:1':
    case 'read:0 write:1':
    case 'delete:0 write:1':
      reach(reader, call);
      return data;
    default:
      perform(row, args, lineAt(reader, node), reader.sink);
      return data;
  }
}

/** A function that takes paths, which may be addresses of streams. Source: PHP manual, "Supported protocols and wrappers". */
function reach(reader: Php, { name, row, args, nodes, node }: LibraryCall): void {
  const places = [...row.does.matchAll(/:(\d)/gu)].map(([, place]) => Number(place));
  const scheme = places
    .map((place) => textOf(args[place]))
    .find((path) => path !== undefined && /^[a-z][\w+.-]*:/iu.test(path));
  if (name === 'file_get_contents' && args.length > 1 && !/^false$/iu.test(textAt(reader, nodes[1] ?? node)))
    note(reader, node, 'it may read the file from another folder');
  if (textOf(args[0])?.includes('\0') === true) note(reader, node, 'a path has characters that end it');
  if (scheme === undefined) {
    perform(row, args, lineAt(reader, node), reader.sink);
    return;
  }
  if (places.length === 1 && phpStreams.has(scheme)) return;
  if (!/^(?:https?|ftps?):/iu.test(scheme)) {
    note(reader, node, `the gate does not follow the address ${scheme.slice(0, 60)}`);
    return;
  }
  const plain = name === 'fopen' || name === 'file_get_contents' || name === 'file' || name === 'readfile';
  const fetches = plain && row.does === 'read:0' && args.length <= (name === 'fopen' ? 2 : 1);
  reader.sink.net(fetches ? 'net.fetch' : 'net.send', textValue(scheme));
  if (!plain) note(reader, node, `${name} takes an address`);
}

/** A function that another one calls: it must be spelled out, or be the name of one that only computes. */
function checkCallable(reader: Php, argument: Syntax | undefined, node: Syntax): void {
  if (argument === undefined) return;
  const [inner] = named(argument);
  if (inner !== undefined && /^(?:anonymous_function|arrow_function|null)$/u.test(inner.type)) return;
  const name =
    inner?.type === 'string' || inner?.type === 'encapsed_string' ? textOf(string(reader, inner)) : undefined;
  const called = name?.toLowerCase();
  const harmless =
    called !== undefined && (reader.functions.has(called) || phpLibrary.row(called)?.does === 'pure');
  if (!harmless) note(reader, node, 'it is not known what is called');
}
