// Statements in JavaScript. A kind that stands nowhere here is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { notFollowed } from '../reader.ts';
import { data, local } from '../value.ts';
import { exportStatement, importStatement } from './modules.ts';
import { bind } from './names.ts';
import { isNamed, named } from './nodes.ts';
import { assign, declarator } from './patterns.ts';
import type { Javascript } from './reader.ts';
import { part, shown, used } from './use.ts';

export function statement(reader: Javascript, node: Syntax): void {
  switch (node.type) {
    case 'comment':
    case 'hash_bang_line':
    case 'break_statement':
    case 'continue_statement':
    case 'empty_statement':
    case 'debugger_statement':
      return;
    case 'expression_statement':
      for (const child of named(node)) shown(reader, child);
      return;
    case 'lexical_declaration':
    case 'variable_declaration':
      for (const child of named(node)) if (child.type === 'variable_declarator') declarator(reader, child);
      return;
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'class_declaration': {
      const name = node.children.find(({ type }) => type === 'identifier');
      if (name !== undefined) bind(reader, name, local);
      reader.value(node);
      return;
    }
    case 'import_statement':
      importStatement(reader, node);
      return;
    case 'export_statement':
      exportStatement(reader, node);
      return;
    case 'for_in_statement':
      forIn(reader, node);
      return;
    case 'return_statement':
    case 'throw_statement':
    case 'if_statement':
    case 'else_clause':
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
    case 'try_statement':
    case 'finally_clause':
    case 'switch_statement':
    case 'switch_body':
    case 'switch_case':
    case 'switch_default':
    case 'statement_block':
      for (const child of named(node)) part(reader, child);
      return;
    case 'catch_clause':
      for (const child of named(node)) {
        if (child.type === 'statement_block') statement(reader, child);
        else assign(reader, child, data);
      }
      return;
    case 'labeled_statement':
      for (const child of named(node).slice(1)) part(reader, child);
      return;
    default:
      notFollowed(reader, node);
      for (const child of named(node)) part(reader, child);
  }
}

/** `for (target of values)` and `for (target in object)`. */
function forIn(reader: Javascript, node: Syntax): void {
  const children = node.children.filter(({ type }) => type !== 'comment');
  const at = children.findIndex(({ type }) => type === 'of' || type === 'in');
  const [left, right] = [children[at - 1], children[at + 1]];
  if (right !== undefined) used(reader, right);
  if (left !== undefined) assign(reader, left, data);
  for (const child of children.slice(at + 2)) if (isNamed(child)) part(reader, child);
}
