// Calls in Python of what the library holds: what a row says, and what no row can say.
import type { Syntax } from '../../shell/syntax.ts';
import { parentOf, perform, type LibraryRow } from '../deeds.ts';
import { note, notPure } from '../reader.ts';
import { data, pathOf, textValue, type Value } from '../value.ts';
import { checkKeywords, placed, readArguments } from './arguments.ts';
import { pythonLibrary } from './library.ts';
import type { Python } from './reader.ts';

/** `line` is that of the whole call. */
export function libraryCall(reader: Python, name: string, list: Syntax, callee: Syntax, line: number): Value {
  const row = pythonLibrary.row(name);
  const given = readArguments(reader, list, row?.does !== 'pure');
  const { args, keywords } = given;
  if (row === undefined) return notPure(reader, callee, name);
  const all = placed(row, given);
  if (row.does !== 'pure') checkKeywords(reader, row, given, callee);
  else if (keywords.has('fromfile_prefix_chars')) note(reader, callee, 'it takes arguments from files');
  if (name.startsWith('subprocess.')) return startProgram(reader, row, all, keywords, callee, line);
  const done = perform(row, all, line, reader.sink);
  const text = pathOf(all[0]);
  switch (name) {
    case 'os.path.dirname':
      return textValue(parentOf(text));
    case 'os.listdir':
    case 'os.scandir':
      return data;
    case 'glob.glob':
    case 'glob.iglob':
      return text === undefined || keywords.has('recursive') || all.length > 1
        ? data
        : { kind: 'data', text, glob: true };
    case 'pathlib.Path.cwd':
      return { kind: 'path', text: '.' };
    case 'pathlib.Path.home':
      return { kind: 'path', text: '~' };
    default:
      if (done.kind === 'path' && args.length === 0) return { kind: 'path', text: '.' };
      if (name === 'str' && args.length === 1 && text !== undefined) return textValue(text);
      return done;
  }
}

/** A function of `subprocess` starts a program by its words, or a line of a shell. */
function startProgram(
  reader: Python,
  row: LibraryRow,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
  callee: Syntax,
  line: number,
): Value {
  const { sink } = reader;
  const [command] = args;
  if (args.length > 1)
    note(reader, callee, 'the gate does not know all arguments of the program that it starts');
  if (keywords.has('shell') || row.does === 'shell:0') {
    if (command?.kind === 'data' && command.items !== undefined) sink.program(command.items, line);
    else sink.shell(command, line);
  } else perform(row, args, line, sink);
  return data;
}
