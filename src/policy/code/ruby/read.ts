// Reads code in Ruby: expressions, blocks and plain control flow over data. Whatever defines methods or classes, and
// every name that no table knows, is not understood. Constants are what reaches out of the code; they may only stand
// before a method that a table knows.
import type { Syntax } from '../../shell/syntax.ts';
import { perform } from '../deeds.ts';
import type { Parsed } from '../parsed.ts';
import { data, textValue, type Value } from '../value.ts';
import { rubyLibrary, rubyMembers, rubyModules } from './library.ts';

/** Puts into the sink what the code does. */
export function readRuby({ root, source, piece, sink }: Parsed): void {
  const names = new Set<string>();
  const text = (node: Syntax): string => source.slice(node.start, node.end);
  const lineOf = (node: Syntax): number => piece.line + source.slice(0, node.start).split('\n').length - 1;
  const note = (node: Syntax, what: string): void => sink.note(lineOf(node), what);

  const all = (nodes: readonly Syntax[]): Value[] => nodes.map(value);

  function value(node: Syntax): Value {
    switch (node.type) {
      case 'integer':
      case 'float':
      case 'rational':
      case 'complex':
      case 'true':
      case 'false':
      case 'nil':
      case 'comment':
      case 'hash_key_symbol':
      case 'simple_symbol':
      case 'character':
        return data;
      case 'string':
        return string(node);
      case 'array':
        return { kind: 'data', items: all(named(node)) };
      case 'program':
      case 'block':
      case 'do_block':
      case 'block_body':
      case 'body_statement':
      case 'hash':
      case 'pair':
      case 'range':
      case 'binary':
      case 'unary':
      case 'interpolation':
      case 'parenthesized_statements':
      case 'regex':
      case 'string_array':
      case 'symbol_array':
      case 'bare_string':
      case 'bare_symbol':
      case 'delimited_symbol':
      case 'if':
      case 'unless':
      case 'then':
      case 'else':
      case 'elsif':
      case 'if_modifier':
      case 'unless_modifier':
      case 'while':
      case 'until':
      case 'do':
      case 'conditional':
      case 'case':
      case 'when':
      case 'pattern':
      case 'begin':
      case 'rescue_modifier':
      case 'splat_argument':
      case 'hash_splat_argument':
      case 'argument_list':
      case 'string_content':
      case 'escape_sequence':
      case 'return':
      case 'next':
      case 'break':
        all(named(node));
        return data;
      case 'block_parameters':
      case 'lambda_parameters':
        for (const child of named(node)) bind(child);
        return data;
      case 'lambda':
        all(named(node));
        return data;
      case 'identifier':
        return identifier(node);
      case 'global_variable':
        if (!/^\$(?:stdin|stdout|stderr|0|PROGRAM_NAME|\d+|~|!)$/u.test(text(node)))
          note(node, `${text(node)} is not known to only read`);
        return data;
      case 'constant':
      case 'scope_resolution':
        if (rubyLibrary.row(text(node))?.does === 'read.secret') sink.variable(undefined, lineOf(node));
        else if (rubyLibrary.row(text(node))?.does !== 'pure')
          note(node, `${text(node).slice(0, 60)} is not known to only read`);
        return data;
      case 'assignment': {
        const [left, right] = named(node);
        const given = right === undefined ? data : value(right);
        if (left !== undefined) bind(left);
        return given;
      }
      case 'operator_assignment': {
        const [left, right] = named(node);
        if (left !== undefined) bind(left);
        if (right !== undefined) value(right);
        return data;
      }
      case 'element_reference':
        return element(node);
      case 'call':
        return call(node);
      case 'subshell':
        sink.shell(string(node), lineOf(node));
        return data;
      case 'block_argument': {
        const [inner] = named(node);
        const symbol = inner?.type === 'simple_symbol' ? text(inner).slice(1) : undefined;
        if (symbol === undefined) {
          all(named(node));
          note(node, 'it is not known which block is handed on');
        } else if (!rubyMembers.has(symbol)) note(node, `${symbol} is not known to only read`);
        return data;
      }
      default:
        note(node, `the gate does not follow a ${node.type.replaceAll('_', ' ')}`);
        all(named(node));
        return data;
    }
  }

  function string(node: Syntax): Value {
    let known: string | undefined = '';
    for (const child of node.children) {
      if (child.type === 'string_content') known = known === undefined ? undefined : known + text(child);
      else if (child.type === 'interpolation') {
        all(named(child));
        known = undefined;
      } else if (child.type === 'escape_sequence') known = undefined;
    }
    return textValue(known);
  }

  /** A name on the left of an assignment, or a parameter. */
  function bind(node: Syntax): void {
    if (node.type === 'identifier') names.add(text(node));
    else if (
      /^(?:left_assignment_list|destructured_left_assignment|destructured_parameter|splat_parameter|rest_assignment)$/u.test(
        node.type,
      )
    )
      for (const child of named(node)) bind(child);
    else if (node.type === 'element_reference') all(named(node));
    else note(node, `${text(node).slice(0, 60)} is set, which the gate does not follow`);
  }

  function identifier(node: Syntax): Value {
    const name = text(node);
    if (!names.has(name) && rubyLibrary.row(name)?.does !== 'pure')
      note(node, `${name} is not known to only read`);
    return data;
  }

  function element(node: Syntax): Value {
    const [object, ...keys] = named(node);
    const given = all(keys);
    if (object !== undefined && object.type === 'constant' && text(object) === 'ENV')
      sink.variable(given[0], lineOf(node));
    else if (object !== undefined) value(object);
    return data;
  }

  function call(node: Syntax): Value {
    const dot = node.children.findIndex(({ type }) => type === '.' || type === '&.' || type === '::');
    const receiver = dot < 0 ? undefined : node.children[dot - 1];
    const method = dot < 0 ? node.children[0] : node.children[dot + 1];
    const list = node.children.find(({ type }) => type === 'argument_list');
    const block = node.children.find(({ type }) => type === 'block' || type === 'do_block');
    const args = list === undefined ? [] : all(named(list));
    if (block !== undefined) value(block);
    const name = method === undefined ? '' : text(method);
    if (method === undefined || (method.type !== 'identifier' && method.type !== 'constant')) {
      note(node, 'it is not known what is called');
      return data;
    }
    if (receiver === undefined) {
      if (name === 'require') required(args, node);
      else library(name, args, list, node);
      return data;
    }
    if (receiver.type === 'constant' || receiver.type === 'scope_resolution') {
      const owner = text(receiver);
      const stream =
        /^(?:STDIN|STDOUT|STDERR|ARGV)$/u.test(owner) ||
        (/^[A-Z_]+$/u.test(owner.split('::').at(-1) ?? '') && rubyLibrary.row(owner)?.does === 'pure');
      if (!stream) {
        library(`${owner}.${name}`, args, list, node);
        return data;
      }
    } else value(receiver);
    // They call the method that their last argument names.
    const last = list === undefined ? undefined : named(list).at(-1);
    if (/^(?:inject|reduce)$/u.test(name) && block === undefined && !harmlessSymbol(last))
      note(node, `it is not known what ${name} calls`);
    if (!rubyMembers.has(name)) note(node, `${name} is not known to only read`);
    return data;
  }

  function harmlessSymbol(node: Syntax | undefined): boolean {
    return (
      node?.type === 'simple_symbol' &&
      (/^:[-+*&|]$/u.test(text(node)) || rubyMembers.has(text(node).slice(1)))
    );
  }

  function required(args: readonly Value[], node: Syntax): void {
    const [module] = args;
    const name = module?.kind === 'data' ? module.text : undefined;
    if (name === undefined || !rubyModules.has(name))
      note(node, `the library ${name ?? 'that it loads'} is not known to only read`);
  }

  function library(name: string, args: readonly Value[], list: Syntax | undefined, node: Syntax): void {
    const row = rubyLibrary.row(name);
    const line = lineOf(node);
    if (row === undefined) note(node, `${name} is not known to only read`);
    else if (row.does === 'words') {
      if (args.length > 1) sink.program(args, line);
      else sink.shell(args[0], line);
    } else {
      const pairs =
        list === undefined ? [] : named(list).filter(({ type }) => type === 'pair' || type === 'hash');
      const odd = pairs.some((pair) => !/^\{?\s*symbolize_names:\s*true\s*\}?$/u.test(text(pair)));
      // Options may load classes, or open a file for writing.
      if (
        odd &&
        !/^(?:puts|p|print|pp|format|sprintf|printf|JSON\.(?:generate|pretty_generate|dump)|Hash\[\])$/u.test(
          name,
        )
      )
        note(node, `the gate does not know all options of ${name}`);
      perform(row, args, line, sink);
    }
  }

  value(root);
}

const keywords = new Set(
  'if unless then else elsif end do while until case when in begin rescue ensure return next break and or not def class module self super yield nil true false lambda hash'.split(
    ' ',
  ),
);

/** Children that are no keywords or signs; a node that bears the name of a keyword has children itself. */
function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(
    ({ type, children, start, end }) =>
      /^[a-z_]+$/u.test(type) &&
      type !== 'comment' &&
      !(
        keywords.has(type) &&
        children.length === 0 &&
        !/^(?:nil|true|false|self|super|yield|hash)$/u.test(type) &&
        end - start === type.length
      ),
  );
}
