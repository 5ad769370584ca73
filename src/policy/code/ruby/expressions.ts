// What an expression in Ruby is. A kind that stands nowhere here is not understood, and neither is whatever defines
// methods or classes.
import type { Syntax } from '../../shell/syntax.ts';
import { typesOf } from '../nodes.ts';
import { lineAt, note, notFollowed, notPure, shortAt, textAt } from '../reader.ts';
import { concatenated, data, textValue, type Value } from '../value.ts';
import { blockArgument, call } from './calls.ts';
import { rubyLibrary } from './library.ts';
import { named } from './nodes.ts';
import { readAll, type Ruby } from './reader.ts';

const plain = typesOf(
  'integer float rational complex true false nil comment hash_key_symbol simple_symbol character',
);

/** They make data of all their parts. */
const composed = typesOf(
  'program block do_block block_body body_statement hash pair range binary unary interpolation parenthesized_statements regex string_array symbol_array bare_string bare_symbol delimited_symbol if unless then else elsif if_modifier unless_modifier while until do conditional case when pattern begin rescue_modifier splat_argument hash_splat_argument argument_list string_content escape_sequence return next break lambda',
);

export function expression(reader: Ruby, node: Syntax): Value {
  switch (node.type) {
    case 'string':
      return string(reader, node);
    case 'array':
      return { kind: 'data', items: readAll(reader, named(node)) };
    case 'block_parameters':
    case 'lambda_parameters':
      for (const child of named(node)) bind(reader, child);
      return data;
    case 'identifier':
      if (!reader.names.has(textAt(reader, node))) checkName(reader, node, textAt(reader, node));
      return data;
    case 'global_variable':
      if (!/^\$(?:stdin|stdout|stderr|0|PROGRAM_NAME|\d+|~|!)$/u.test(textAt(reader, node)))
        notPure(reader, node, textAt(reader, node));
      return data;
    case 'constant':
    case 'scope_resolution':
      if (rubyLibrary.row(textAt(reader, node))?.does === 'read.secret')
        reader.sink.variable(undefined, lineAt(reader, node));
      else checkName(reader, node, shortAt(reader, node));
      return data;
    case 'assignment': {
      const [left, right] = named(node);
      const given = right === undefined ? data : reader.value(right);
      if (left !== undefined) bind(reader, left);
      return given;
    }
    case 'operator_assignment': {
      const [left, right] = named(node);
      if (left !== undefined) bind(reader, left);
      if (right !== undefined) reader.value(right);
      return data;
    }
    case 'element_reference':
      return element(reader, node);
    case 'call':
      return call(reader, node);
    case 'subshell':
      reader.sink.shell(string(reader, node), lineAt(reader, node));
      return data;
    case 'block_argument':
      blockArgument(reader, node);
      return data;
    default:
      if (plain.has(node.type)) return data;
      if (!composed.has(node.type)) notFollowed(reader, node);
      readAll(reader, named(node));
      return data;
  }
}

/** Notes a name of the library that does not only compute. */
function checkName(reader: Ruby, node: Syntax, shown: string): void {
  if (rubyLibrary.row(textAt(reader, node))?.does !== 'pure') notPure(reader, node, shown);
}

function string(reader: Ruby, node: Syntax): Value {
  let known: string | undefined = '';
  for (const child of node.children) {
    if (child.type === 'string_content') known = concatenated(known, textAt(reader, child));
    else if (child.type === 'interpolation') {
      readAll(reader, named(child));
      known = undefined;
    } else if (child.type === 'escape_sequence') known = undefined;
  }
  return textValue(known);
}

/** A name on the left of an assignment, or a parameter. */
function bind(reader: Ruby, node: Syntax): void {
  switch (node.type) {
    case 'identifier':
      reader.names.add(textAt(reader, node));
      return;
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'destructured_parameter':
    case 'splat_parameter':
    case 'rest_assignment':
      for (const child of named(node)) bind(reader, child);
      return;
    case 'element_reference':
      readAll(reader, named(node));
      return;
    default:
      note(reader, node, `${shortAt(reader, node)} is set, which the gate does not follow`);
  }
}

function element(reader: Ruby, node: Syntax): Value {
  const [object, ...keys] = named(node);
  const [key] = readAll(reader, keys);
  if (object !== undefined && object.type === 'constant' && textAt(reader, object) === 'ENV')
    reader.sink.variable(key, lineAt(reader, node));
  else if (object !== undefined) reader.value(object);
  return data;
}
