// What an expression in PHP is; statements are read the same way. A kind that stands nowhere here is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { typesOf } from '../nodes.ts';
import { lineAt, note, notFollowed, textAt } from '../reader.ts';
import { concatenated, data, local, textOf, textValue, type Value } from '../value.ts';
import { call, creation, methodCall } from './calls.ts';
import { classBody, classDeclaration, declaration, useDeclaration } from './classes.ts';
import { named } from './nodes.ts';
import { readAll, type Php } from './reader.ts';
import { heredoc, string } from './texts.ts';
import { assignment, bind, bindings, foreach, subscript, variable } from './variables.ts';

const plain = typesOf(
  'integer float boolean null php_tag php_end_tag text relative_scope cast_type visibility_modifier static_modifier final_modifier abstract_modifier readonly_modifier var_modifier primitive_type named_type optional_type union_type bottom_type class_interface_clause break_statement continue_statement empty_statement reference_modifier qualified_name namespace_name',
);

/** They make data of all their parts. */
const composed = typesOf(
  'array_creation_expression namespace_definition program text_interpolation echo_statement sequence_expression print_intrinsic expression_statement compound_statement colon_block return_statement exit_statement unset_statement if_statement else_if_clause else_clause while_statement do_statement for_statement switch_statement switch_block case_statement default_statement match_expression match_block match_conditional_expression match_condition_list match_default_expression try_statement finally_clause throw_expression yield_expression array_element_initializer variadic_unpacking unary_op_expression conditional_expression cast_expression clone_expression error_suppression_expression heredoc_body declaration_list enum_declaration_list property_declaration const_declaration static_variable_list',
);

/** They declare variables, or members of a class. */
const binding = typesOf(
  'function_static_declaration static_variable_declaration property_element const_element enum_case anonymous_function_use_clause formal_parameters simple_parameter variadic_parameter property_promotion_parameter',
);

export function expression(reader: Php, node: Syntax): Value {
  switch (node.type) {
    case 'name':
      // A constant; those of PHP and of the code hold data.
      return textAt(reader, node) === '__DIR__' && reader.file !== undefined
        ? textValue(reader.file.slice(0, reader.file.lastIndexOf('/')))
        : data;
    case 'string':
    case 'encapsed_string':
      return string(reader, node);
    case 'heredoc':
    case 'nowdoc':
      return heredoc(reader, node);
    case 'shell_command_expression':
      reader.sink.shell(string(reader, node), lineAt(reader, node));
      return data;
    case 'variable_name':
      return variable(reader, node);
    case 'parenthesized_expression':
    case 'argument': {
      const [inner, more] = named(node);
      if (inner !== undefined && more === undefined) return reader.value(inner);
      readAll(reader, named(node));
      return data;
    }
    case 'binary_expression':
      return binary(reader, node);
    case 'subscript_expression':
      return subscript(reader, node);
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
    case 'scoped_property_access_expression':
    case 'class_constant_access_expression':
      // Properties hold data; one with a computed name, too.
      for (const child of named(node)) if (child.type !== 'name') reader.value(child);
      return data;
    case 'assignment_expression':
      return assignment(reader, node);
    case 'anonymous_function':
    case 'arrow_function':
      readAll(reader, named(node));
      return local;
    case 'object_creation_expression':
      return creation(reader, node);
    case 'function_call_expression':
      return call(reader, node);
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression':
      return methodCall(reader, node);
    default:
      if (!plain.has(node.type)) statement(reader, node);
      return data;
  }
}

/** Something whose value nobody uses. */
function statement(reader: Php, node: Syntax): void {
  switch (node.type) {
    case 'augmented_assignment_expression': {
      const [left, right] = named(node);
      if (right !== undefined) reader.value(right);
      if (left !== undefined) bind(reader, left);
      return;
    }
    case 'update_expression':
    case 'global_declaration':
    case 'by_ref':
      for (const child of named(node)) bind(reader, child);
      return;
    case 'foreach_statement':
      foreach(reader, node);
      return;
    case 'catch_clause':
      bindings(reader, { ...node, children: node.children.filter(({ type }) => type !== 'type_list') });
      return;
    case 'declare_statement':
      if (!/^declare\s*\(\s*strict_types\s*=\s*[01]\s*\)\s*;$/iu.test(textAt(reader, node)))
        note(reader, node, 'the gate does not follow this declare');
      return;
    case 'function_definition':
      declaration(reader, node, reader.functions);
      return;
    case 'method_declaration':
      declaration(reader, node, reader.methods);
      return;
    case 'class_declaration':
    case 'trait_declaration':
    case 'interface_declaration':
    case 'enum_declaration':
      classDeclaration(reader, node);
      return;
    case 'anonymous_class':
      classBody(reader, node);
      return;
    case 'use_declaration':
      useDeclaration(reader, node);
      return;
    default:
      if (binding.has(node.type)) {
        bindings(reader, node);
        return;
      }
      if (!composed.has(node.type)) notFollowed(reader, node);
      readAll(reader, named(node));
  }
}

function binary(reader: Php, node: Syntax): Value {
  const [left, right] = named(node);
  const sign = node.children.find((child) => child !== left && child.type !== 'comment')?.type;
  // PHP 8.5 calls what stands on the right of it.
  if (sign === '|>') note(reader, node, 'it is not known what is called');
  const a = left === undefined ? data : reader.value(left);
  const b = right === undefined || sign === 'instanceof' ? data : reader.value(right);
  const text = sign === '.' ? concatenated(textOf(a), textOf(b)) : undefined;
  return text === undefined || text.length >= 65_536 ? data : textValue(text);
}
