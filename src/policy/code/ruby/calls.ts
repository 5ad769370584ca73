// Calls in Ruby. Constants are what reaches out of the code; they may only stand before a method that a table knows.
import type { Syntax } from '../../shell/syntax.ts';
import { perform } from '../deeds.ts';
import { lineAt, note, notPure, textAt } from '../reader.ts';
import { data, textOf, type Value } from '../value.ts';
import { rubyLibrary, rubyMembers, rubyModules } from './library.ts';
import { named } from './nodes.ts';
import { readAll, type Ruby } from './reader.ts';

export function call(reader: Ruby, node: Syntax): Value {
  const dot = node.children.findIndex(({ type }) => type === '.' || type === '&.' || type === '::');
  const receiver = dot < 0 ? undefined : node.children[dot - 1];
  const method = dot < 0 ? node.children[0] : node.children[dot + 1];
  const list = node.children.find(({ type }) => type === 'argument_list');
  const block = node.children.find(({ type }) => type === 'block' || type === 'do_block');
  const given = list === undefined ? [] : named(list);
  const args = readAll(reader, given);
  if (block !== undefined) reader.value(block);
  if (method === undefined || (method.type !== 'identifier' && method.type !== 'constant')) {
    note(reader, node, 'it is not known what is called');
    return data;
  }
  const name = textAt(reader, method);
  if (receiver === undefined) {
    if (name === 'require') checkRequired(reader, args[0], node);
    else libraryCall(reader, name, args, given, node);
    return data;
  }
  if (receiver.type !== 'constant' && receiver.type !== 'scope_resolution') reader.value(receiver);
  else if (!isData(textAt(reader, receiver))) {
    libraryCall(reader, `${textAt(reader, receiver)}.${name}`, args, given, node);
    return data;
  }
  // They call the method that their last argument names.
  if (/^(?:inject|reduce)$/u.test(name) && block === undefined && !isHarmlessSymbol(reader, given.at(-1)))
    note(reader, node, `it is not known what ${name} calls`);
  if (!rubyMembers.has(name)) notPure(reader, node, name);
  return data;
}

/** Whether a constant holds a stream or a value, whose methods are those of data. */
function isData(constant: string): boolean {
  return (
    /^(?:STDIN|STDOUT|STDERR|ARGV)$/u.test(constant) ||
    (/^[A-Z_]+$/u.test(constant.split('::').at(-1) ?? '') && rubyLibrary.row(constant)?.does === 'pure')
  );
}

function isHarmlessSymbol(reader: Ruby, node: Syntax | undefined): boolean {
  if (node?.type !== 'simple_symbol') return false;
  const text = textAt(reader, node);
  return /^:[-+*&|]$/u.test(text) || rubyMembers.has(text.slice(1));
}

/** `&:name` or `&block` among the arguments. */
export function blockArgument(reader: Ruby, node: Syntax): void {
  const [inner] = named(node);
  const symbol = inner?.type === 'simple_symbol' ? textAt(reader, inner).slice(1) : undefined;
  if (symbol === undefined) {
    readAll(reader, named(node));
    note(reader, node, 'it is not known which block is handed on');
  } else if (!rubyMembers.has(symbol)) notPure(reader, node, symbol);
}

function checkRequired(reader: Ruby, module: Value | undefined, node: Syntax): void {
  const name = textOf(module);
  if (name === undefined || !rubyModules.has(name))
    notPure(reader, node, `the library ${name ?? 'that it loads'}`);
}

function libraryCall(
  reader: Ruby,
  name: string,
  args: readonly Value[],
  given: readonly Syntax[],
  node: Syntax,
): void {
  const { sink } = reader;
  const row = rubyLibrary.row(name);
  if (row === undefined) {
    notPure(reader, node, name);
    return;
  }
  const line = lineAt(reader, node);
  if (row.does === 'words') {
    if (args.length > 1) sink.program(args, line);
    else sink.shell(args[0], line);
    return;
  }
  const odd = given
    .filter(({ type }) => type === 'pair' || type === 'hash')
    .some((pair) => !/^\{?\s*symbolize_names:\s*true\s*\}?$/u.test(textAt(reader, pair)));
  // Options may load classes, or open a file for writing.
  if (odd && !taking.test(name)) note(reader, node, `the gate does not know all options of ${name}`);
  perform(row, args, line, sink);
}

/** What takes any hash as data. */
const taking =
  /^(?:puts|p|print|pp|format|sprintf|printf|JSON\.(?:generate|pretty_generate|dump)|Hash\[\])$/u;
