// Statements in Python. A kind that stands nowhere here is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { notFollowed, textAt } from '../reader.ts';
import { data, local } from '../value.ts';
import { readArguments } from './arguments.ts';
import { importFrom, importNames } from './imports.ts';
import { bind } from './names.ts';
import { named } from './nodes.ts';
import { asPattern, loopHead, parameters } from './patterns.ts';
import type { Python } from './reader.ts';
import { used } from './use.ts';

/** The statements of a text or a body. */
export function block(reader: Python, node: Syntax): void {
  for (const child of named(node)) statement(reader, child);
}

function statement(reader: Python, node: Syntax): void {
  switch (node.type) {
    case 'comment':
    case 'pass_statement':
    case 'break_statement':
    case 'continue_statement':
    case 'global_statement':
    case 'nonlocal_statement':
    case 'future_import_statement':
      return;
    case 'import_statement':
      importNames(reader, node);
      return;
    case 'import_from_statement':
      importFrom(reader, node);
      return;
    case 'expression_statement':
      for (const child of node.children) reader.value(child);
      return;
    case 'return_statement':
    case 'raise_statement':
    case 'assert_statement':
    case 'delete_statement':
      for (const child of named(node)) used(reader, child);
      return;
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
    case 'else_clause':
    case 'finally_clause':
    case 'try_statement':
    case 'with_statement':
    case 'block':
      parts(reader, node);
      return;
    case 'except_clause':
    case 'except_group_clause':
      for (const child of named(node)) {
        if (child.type === 'as_pattern') asPattern(reader, child, () => data);
        else part(reader, child);
      }
      return;
    case 'for_statement':
      for (const child of loopHead(reader, node))
        if (/block|_clause/u.test(child.type)) statement(reader, child);
      return;
    case 'with_clause':
      for (const item of named(node)) {
        const inner = item.children[0];
        if (inner?.type === 'as_pattern') asPattern(reader, inner, (value) => value);
        else if (inner !== undefined) used(reader, inner);
      }
      return;
    case 'function_definition':
      functionDefinition(reader, node);
      return;
    case 'class_definition':
      classDefinition(reader, node);
      return;
    case 'decorated_definition':
      for (const child of named(node)) {
        if (child.type === 'decorator') for (const inner of named(child)) used(reader, inner);
        else statement(reader, child);
      }
      return;
    default:
      notFollowed(reader, node);
      parts(reader, node);
  }
}

function parts(reader: Python, node: Syntax): void {
  for (const child of named(node)) part(reader, child);
}

/** A statement or an expression, whichever it is. */
function part(reader: Python, node: Syntax): void {
  if (/_statement$|_clause$|_definition$|^block$|^comment$/u.test(node.type) && node.type !== 'for_in_clause')
    statement(reader, node);
  else used(reader, node);
}

function functionDefinition(reader: Python, node: Syntax): void {
  for (const child of node.children) {
    if (child.type === 'identifier') {
      const name = textAt(reader, child);
      reader.names.members.add(name);
      if (!name.startsWith('__')) bind(reader, name, local, child);
    } else if (child.type === 'type') reader.value(child);
  }
  const around = reader.inClass;
  reader.inClass = false;
  for (const child of node.children) {
    if (child.type === 'parameters') parameters(reader, child);
    else if (child.type === 'block') block(reader, child);
  }
  reader.inClass = around;
}

function classDefinition(reader: Python, node: Syntax): void {
  for (const child of node.children) {
    if (child.type === 'identifier') bind(reader, textAt(reader, child), local, child);
    else if (child.type === 'argument_list') readArguments(reader, child);
    else if (child.type === 'block') {
      const around = reader.inClass;
      reader.inClass = true;
      block(reader, child);
      reader.inClass = around;
    }
  }
}
