// Reads code in PHP: expressions, functions, classes and plain control flow over data. In PHP a text that is called
// is the function of that name, so nothing that is not spelled out may be called; and a variable keeps a known text
// only while nothing but one assignment can have set it. What no table knows is not understood.
import type { Syntax } from '../../shell/syntax.ts';
import { perform, type LibraryRow } from '../deeds.ts';
import type { Parsed } from '../parsed.ts';
import { data, textValue, type Value } from '../value.ts';
import { phpClasses, phpLibrary, phpMembers, phpSettings, phpStreams } from './library.ts';
import { stringText } from './strings.ts';

/** Puts into the sink what the code does. */
export function readPhp({ root, source, piece, sink }: Parsed): void {
  const functions = new Set<string>();
  const classes = new Set<string>();
  const methods = new Set<string>();
  /** The text of a variable, by its name; undefined for one whose text is not known. */
  const texts = new Map<string, string | undefined>();

  const text = (node: Syntax): string => source.slice(node.start, node.end);
  const lineOf = (node: Syntax): number => piece.line + source.slice(0, node.start).split('\n').length - 1;
  const note = (node: Syntax, what: string): void => {
    if (!sink.muted) sink.note(lineOf(node), what);
  };
  const all = (nodes: readonly Syntax[]): void => {
    for (const node of nodes) value(node);
  };

  function value(node: Syntax): Value {
    switch (node.type) {
      case 'integer':
      case 'float':
      case 'boolean':
      case 'null':
      case 'php_tag':
      case 'php_end_tag':
      case 'text':
      case 'relative_scope':
      case 'cast_type':
      case 'visibility_modifier':
      case 'static_modifier':
      case 'final_modifier':
      case 'abstract_modifier':
      case 'readonly_modifier':
      case 'var_modifier':
      case 'primitive_type':
      case 'named_type':
      case 'optional_type':
      case 'union_type':
      case 'bottom_type':
      case 'class_interface_clause':
      case 'break_statement':
      case 'continue_statement':
      case 'empty_statement':
      case 'reference_modifier':
      case 'qualified_name':
      case 'namespace_name':
        return data;
      case 'name':
        // A constant; those of PHP and of the code hold data.
        return text(node) === '__DIR__' && piece.file !== undefined
          ? textValue(piece.file.slice(0, piece.file.lastIndexOf('/')))
          : data;
      case 'string':
      case 'encapsed_string':
        return string(node);
      case 'heredoc':
      case 'nowdoc':
        return heredoc(node);
      case 'shell_command_expression':
        sink.shell(string(node), lineOf(node));
        return data;
      case 'variable_name':
        return variable(node);
      case 'parenthesized_expression':
      case 'argument': {
        const [inner, more] = named(node);
        if (inner !== undefined && more === undefined) return value(inner);
        all(named(node));
        return data;
      }
      case 'array_creation_expression':
      case 'namespace_definition':
      case 'program':
      case 'text_interpolation':
      case 'echo_statement':
      case 'sequence_expression':
      case 'print_intrinsic':
      case 'expression_statement':
      case 'compound_statement':
      case 'colon_block':
      case 'return_statement':
      case 'exit_statement':
      case 'unset_statement':
      case 'if_statement':
      case 'else_if_clause':
      case 'else_clause':
      case 'while_statement':
      case 'do_statement':
      case 'for_statement':
      case 'switch_statement':
      case 'switch_block':
      case 'case_statement':
      case 'default_statement':
      case 'match_expression':
      case 'match_block':
      case 'match_conditional_expression':
      case 'match_condition_list':
      case 'match_default_expression':
      case 'try_statement':
      case 'finally_clause':
      case 'throw_expression':
      case 'yield_expression':
      case 'array_element_initializer':
      case 'variadic_unpacking':
      case 'unary_op_expression':
      case 'conditional_expression':
      case 'cast_expression':
      case 'clone_expression':
      case 'error_suppression_expression':
      case 'heredoc_body':
      case 'declaration_list':
      case 'enum_declaration_list':
      case 'property_declaration':
      case 'const_declaration':
      case 'static_variable_list':
        all(named(node));
        return data;
      case 'binary_expression':
        return binary(node);
      case 'subscript_expression':
        return subscript(node);
      case 'member_access_expression':
      case 'nullsafe_member_access_expression':
      case 'scoped_property_access_expression':
      case 'class_constant_access_expression':
        // Properties hold data; one with a computed name, too.
        all(named(node).filter(({ type }) => type !== 'name'));
        return data;
      case 'assignment_expression': {
        const [left, right] = named(node);
        const given = right === undefined ? data : value(right);
        if (left !== undefined) bind(left, given.kind === 'data' ? given.text : undefined);
        return given;
      }
      case 'augmented_assignment_expression': {
        const [left, right] = named(node);
        if (right !== undefined) value(right);
        if (left !== undefined) bind(left, undefined);
        return data;
      }
      case 'update_expression':
        for (const child of named(node)) bind(child, undefined);
        return data;
      case 'foreach_statement':
        foreach(node);
        return data;
      case 'global_declaration':
      case 'by_ref':
        for (const child of named(node)) bind(child, undefined);
        return data;
      case 'function_static_declaration':
      case 'static_variable_declaration':
      case 'property_element':
      case 'const_element':
      case 'enum_case':
      case 'anonymous_function_use_clause':
      case 'formal_parameters':
      case 'simple_parameter':
      case 'variadic_parameter':
      case 'property_promotion_parameter':
        for (const child of named(node)) {
          if (child.type === 'variable_name') bind(child, undefined);
          else value(child);
        }
        return data;
      case 'catch_clause':
        for (const child of named(node)) {
          if (child.type === 'variable_name') bind(child, undefined);
          else if (child.type !== 'type_list') value(child);
        }
        return data;
      case 'declare_statement':
        if (!/^declare\s*\(\s*strict_types\s*=\s*[01]\s*\)\s*;$/iu.test(text(node)))
          note(node, 'the gate does not follow this declare');
        return data;
      case 'function_definition':
        functions.add(nameOf(node));
        all(named(node).filter(({ type }) => type !== 'name'));
        return data;
      case 'method_declaration':
        methods.add(nameOf(node));
        all(named(node).filter(({ type }) => type !== 'name'));
        return data;
      case 'anonymous_function':
      case 'arrow_function':
        all(named(node));
        return { kind: 'local' };
      case 'class_declaration':
      case 'trait_declaration':
      case 'interface_declaration':
      case 'enum_declaration':
        classes.add(nameOf(node));
        classBody(node);
        return data;
      case 'anonymous_class':
        classBody(node);
        return data;
      case 'use_declaration':
        for (const child of named(node)) {
          if (child.type !== 'name' || !classes.has(text(child).toLowerCase()))
            note(node, `the gate does not follow ${short(node)}`);
        }
        return data;
      case 'object_creation_expression':
        return creation(node);
      case 'function_call_expression':
        return call(node);
      case 'member_call_expression':
      case 'nullsafe_member_call_expression':
      case 'scoped_call_expression':
        return methodCall(node);
      default:
        note(node, `the gate does not follow a ${node.type.replaceAll('_', ' ')}`);
        all(named(node));
        return data;
    }
  }

  function short(node: Syntax): string {
    return text(node).slice(0, 60);
  }

  function nameOf(node: Syntax): string {
    const name = node.children.find(({ type }) => type === 'name');
    return name === undefined ? '' : text(name).toLowerCase();
  }

  function string(node: Syntax): Value {
    let known: string | undefined = '';
    for (const child of node.children) {
      const part = stringText(child, text(child), node.type === 'string');
      if (part !== undefined)
        known = known === undefined || part.text === undefined ? undefined : known + part.text;
      else if (isNamed(child)) {
        const inner = value(child);
        const inserted = inner.kind === 'data' ? inner.text : undefined;
        known = known === undefined || inserted === undefined ? undefined : known + inserted;
      }
    }
    return textValue(known);
  }

  function heredoc(node: Syntax): Value {
    const start = node.children.find(({ type }) => type === 'heredoc_start');
    const body = node.children.find(({ type }) => type.endsWith('_body'));
    if (body !== undefined) {
      // Versions of PHP do not agree on where it ends.
      const mark = start === undefined ? '' : text(start);
      if (new RegExp(`^[ \\t]*${mark.replaceAll(/\W/gu, '')}(?!\\w)`, 'mu').test(text(body)))
        note(node, 'it is not known where a text ends');
      for (const child of body.children) if (isNamed(child) && !/string/u.test(child.type)) value(child);
    }
    return data;
  }

  function variable(node: Syntax): Value {
    const name = text(node);
    if (name === '$_ENV' || name === '$_SERVER') sink.variable(undefined, lineOf(node));
    else if (name === '$GLOBALS') note(node, '$GLOBALS reaches every variable');
    return textValue(texts.get(name));
  }

  function subscript(node: Syntax): Value {
    const [object, ...keys] = named(node);
    const given = keys.map(value);
    const name = object === undefined ? '' : text(object);
    if (name === '$_ENV' || name === '$_SERVER') sink.variable(given[0] ?? data, lineOf(node));
    else if (object !== undefined) value(object);
    return data;
  }

  function binary(node: Syntax): Value {
    const [left, right] = named(node);
    const sign = node.children.find((child) => child !== left && child.type !== 'comment')?.type;
    // PHP 8.5 calls what stands on the right of it.
    if (sign === '|>') note(node, 'it is not known what is called');
    const a = left === undefined ? data : value(left);
    const b = right === undefined || sign === 'instanceof' ? data : value(right);
    const known = sign === '.' && a.kind === 'data' && b.kind === 'data';
    return known && a.text !== undefined && b.text !== undefined && a.text.length + b.text.length < 65_536
      ? textValue(a.text + b.text)
      : data;
  }

  /** What stands on the left of an assignment gets a text, or one that is not known. */
  function bind(node: Syntax, given: string | undefined): void {
    switch (node.type) {
      case 'variable_name': {
        const name = text(node);
        if (/^\$(?:GLOBALS|_[A-Z]+|this)$/u.test(name)) note(node, `${name} is set`);
        texts.set(name, texts.has(name) && texts.get(name) !== given ? undefined : given);
        return;
      }
      case 'list_literal':
      case 'array_creation_expression':
      case 'array_element_initializer':
      case 'by_ref':
      case 'pair':
        for (const child of named(node)) bind(child, undefined);
        return;
      case 'subscript_expression': {
        const [object, ...keys] = named(node);
        all(keys);
        // A text is changed by setting one of its characters.
        if (object !== undefined) bind(object, undefined);
        return;
      }
      case 'member_access_expression':
      case 'nullsafe_member_access_expression':
      case 'scoped_property_access_expression':
        value(node);
        return;
      case 'string':
      case 'encapsed_string':
      case 'integer':
      case 'name':
        // The keys of a list that is taken apart.
        value(node);
        return;
      default:
        note(node, `${short(node)} is set, which the gate does not follow`);
        value(node);
    }
  }

  function foreach(node: Syntax): void {
    const at = node.children.findIndex(({ type }) => type === 'as');
    const [target, ...rest] = node.children.slice(at + 1).filter(isNamed);
    all(node.children.slice(0, at).filter(isNamed));
    if (target !== undefined) bind(target, undefined);
    all(rest);
  }

  function classBody(node: Syntax): void {
    for (const child of named(node)) {
      if (child.type === 'base_clause') {
        for (const base of named(child)) {
          const interfaces = node.type === 'interface_declaration';
          if (!interfaces && !known(base)) note(base, `the class ${short(base)} is not known to only read`);
        }
      } else if (child.type !== 'name') value(child);
    }
  }

  /** Whether a class is one of the code, or one of PHP whose objects only compute. */
  function known(node: Syntax): boolean {
    if (node.type === 'relative_scope') return true;
    const name = plainName(node);
    return name !== undefined && (classes.has(name) || phpClasses.has(name));
  }

  /** A name without a namespace, in small letters: PHP does not tell them apart. */
  function plainName(node: Syntax): string | undefined {
    const name = /^\\?([a-z_]\w*)$/iu.exec(text(node))?.[1];
    return node.type === 'name' || node.type === 'qualified_name' ? name?.toLowerCase() : undefined;
  }

  function creation(node: Syntax): Value {
    for (const child of named(node)) {
      if (child.type === 'arguments') handed(child);
      else if (child.type === 'anonymous_class') {
        for (const list of child.children) if (list.type === 'arguments') handed(list);
        classBody({ ...child, children: child.children.filter(({ type }) => type !== 'arguments') });
      } else if (!known(child)) {
        if (child.type !== 'name' && child.type !== 'qualified_name' && child.type !== 'relative_scope')
          value(child);
        note(child, `the class ${short(child)} is not known to only read`);
      }
    }
    return data;
  }

  /** Arguments for code of the text itself, which may take them by reference. */
  function handed(list: Syntax): Value[] {
    return named(list).map((argument) => {
      const given = value(argument);
      changed(argument);
      return given;
    });
  }

  function changed(argument: Syntax): void {
    const [inner] = named(argument).slice(-1);
    if (inner?.type === 'variable_name' && text(inner) !== '$this' && !text(inner).startsWith('$_'))
      bind(inner, undefined);
  }

  function methodCall(node: Syntax): Value {
    const parts = named(node);
    const [object, method] = parts;
    const list = parts.find(({ type }) => type === 'arguments');
    if (object !== undefined) {
      if (node.type !== 'scoped_call_expression') value(object);
      else if (!known(object)) note(object, `the class ${short(object)} is not known to only read`);
    }
    const name = method?.type === 'name' ? text(method).toLowerCase() : undefined;
    if (name === undefined || !(methods.has(name) || phpMembers.has(name))) {
      if (method !== undefined && method.type !== 'name') value(method);
      note(node, `${name ?? 'a method whose name is not known'} is not known to only read`);
    }
    if (list !== undefined) handed(list);
    return data;
  }

  function call(node: Syntax): Value {
    const [callee] = named(node);
    const list = node.children.find(({ type }) => type === 'arguments');
    const name = callee === undefined ? undefined : plainName(callee);
    const row = name === undefined ? undefined : phpLibrary.row(name);
    const nodes = list === undefined ? [] : named(list);
    if (callee === undefined || name === undefined) {
      if (callee !== undefined) value(callee);
      if (list !== undefined) handed(list);
      note(node, 'it is not known what is called');
      return data;
    }
    if (functions.has(name)) {
      if (list !== undefined) handed(list);
      if (row === undefined) return data;
    } else if (row === undefined) {
      if (list !== undefined) handed(list);
      note(node, `${name} is not known to only read`);
      return data;
    }
    // A name, a spread list or a placeholder moves the others.
    const moved = nodes.some(({ type, children }) => type !== 'argument' || children.length !== 1);
    const spread = nodes.some(
      (one) => one.type !== 'argument' || one.children.some(({ type }) => type === 'variadic_unpacking'),
    );
    if ((moved || spread) && row.does !== 'pure')
      note(node, `the gate does not know the order of the arguments of ${name}`);
    if (nodes.some(({ type }) => type === 'variadic_placeholder')) {
      note(node, `${name} is handed on, where the gate does not follow it`);
      return data;
    }
    const args = nodes.map(value);
    // The first argument of what reaches out is never taken by reference.
    const kept = row.does === 'pure' ? nodes.length : /^(?:change|call)/u.test(row.does) ? 0 : 1;
    for (const one of nodes.slice(functions.has(name) ? 0 : kept)) changed(one);
    return library(name, row, args, nodes, node);
  }

  function library(
    name: string,
    row: LibraryRow,
    args: readonly Value[],
    nodes: readonly Syntax[],
    node: Syntax,
  ): Value {
    const [first] = args;
    const line = lineOf(node);
    const given = first?.kind === 'data' ? first.text : undefined;
    switch (row.does) {
      case 'pure':
        if (name === 'getcwd') return textValue('.');
        return data;
      case 'change':
        return data;
      case 'popen':
        // What is written to it afterwards may be code.
        if (args[1]?.kind !== 'data' || args[1].text !== 'r')
          note(node, 'it is not known what it sends to the program');
        sink.shell(first, line);
        return data;
      case 'call:0':
      case 'call:1':
        callable(nodes[row.does === 'call:0' ? 0 : 1], node);
        return data;
      case 'pattern':
        // Before PHP 7 the modifier e made code of the replacement.
        if (
          /replace|filter/u.test(name) &&
          (given === undefined || /e/iu.test(/(?<![a-z\s])[a-z\s]*$/iu.exec(given)?.[0] ?? ''))
        )
          note(node, 'it is not known whether a pattern holds code');
        return data;
      case 'setting':
        if (given === undefined || !phpSettings.has(given))
          note(node, `the setting ${given ?? 'that it changes'} is not known`);
        return data;
      case 'open': {
        const mode = args[1]?.kind === 'data' ? args[1].text : undefined;
        if (mode === undefined) note(node, 'it is not known how a file is opened');
        if (args.length > 2) note(node, 'the gate does not know all options of fopen');
        const does = mode === undefined ? 'read:0 write:0' : /^r[bte]*$/u.test(mode) ? 'read:0' : 'write:0';
        return reach(name, { ...row, does }, args, nodes, node);
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
        return reach(name, row, args, nodes, node);
      default:
        perform(row, args, line, sink);
        return data;
    }
  }

  /** A function that takes paths, which may be addresses of streams. Source: PHP manual, "Supported protocols and wrappers". */
  function reach(
    name: string,
    row: LibraryRow,
    args: readonly Value[],
    nodes: readonly Syntax[],
    node: Syntax,
  ): Value {
    const places = [...row.does.matchAll(/:(\d)/gu)].map(([, place]) => Number(place));
    const schemes = places.map((place) => {
      const path = args[place];
      return path?.kind === 'data' && /^[a-z][\w+.-]*:/iu.test(path.text ?? '') ? path.text : undefined;
    });
    const [scheme] = schemes.filter((one) => one !== undefined);
    if (name === 'file_get_contents' && args.length > 1 && !/^false$/iu.test(text(nodes[1] ?? node)))
      note(node, 'it may read the file from another folder');
    const wild = args[0]?.kind === 'data' && args[0].text?.includes('\0') === true;
    if (wild) note(node, 'a path has characters that end it');
    if (scheme === undefined) {
      perform(row, args, lineOf(node), sink);
      return data;
    }
    if (places.length === 1 && phpStreams.has(scheme)) return data;
    if (/^(?:https?|ftps?):/iu.test(scheme)) {
      const plain =
        name === 'fopen' || name === 'file_get_contents' || name === 'file' || name === 'readfile';
      sink.net(
        plain && row.does === 'read:0' && args.length <= (name === 'fopen' ? 2 : 1)
          ? 'net.fetch'
          : 'net.send',
        textValue(scheme),
      );
      if (!plain) note(node, `${name} takes an address`);
    } else note(node, `the gate does not follow the address ${scheme.slice(0, 60)}`);
    return data;
  }

  /** A function that another one calls: it must be spelled out, or be the name of one that only computes. */
  function callable(argument: Syntax | undefined, node: Syntax): void {
    const inner = argument === undefined ? undefined : named(argument)[0];
    if (inner === undefined) {
      if (argument !== undefined) note(node, 'it is not known what is called');
      return;
    }
    if (inner.type === 'anonymous_function' || inner.type === 'arrow_function' || inner.type === 'null')
      return;
    const name = inner.type === 'string' || inner.type === 'encapsed_string' ? string(inner) : data;
    const called = name.kind === 'data' ? name.text?.toLowerCase() : undefined;
    const harmless =
      called !== undefined && (functions.has(called) || phpLibrary.row(called)?.does === 'pure');
    if (!harmless) note(node, 'it is not known what is called');
  }

  const learned = (): string =>
    `${String(functions.size)} ${String(classes.size)} ${String(methods.size)} ${[...texts].map(([name, one]) => `${name} ${one ?? ''}`).join('\n')}`;
  sink.muted = true;
  let passes = 0;
  for (let before = ''; passes < mostPasses && before !== learned(); passes++) {
    before = learned();
    value(root);
  }
  sink.muted = false;
  if (passes === mostPasses) sink.note(piece.line, 'what its names mean hangs together too closely');
  value(root);
  comments(root);

  /** The end of PHP also ends a comment, and what follows is code or not. */
  function comments(node: Syntax): void {
    if (node.type === 'comment' && !text(node).startsWith('/*') && text(node).includes('?>'))
      note(node, 'code ends in a comment');
    for (const child of node.children) comments(child);
  }
}

const mostPasses = 12;

/** Nodes that are named after a keyword or a type and have nothing below them. */
const keywords = new Set(
  'namespace use function as echo foreach global static class extends implements public private protected const new clone match default try throw catch finally include require include_once require_once exit unset goto declare switch case break continue endswitch for endfor foreach endforeach while endwhile do if elseif else endif yield enum print fn list return instanceof abstract final readonly var trait interface array callable int float bool mixed void never iterable object self parent and or xor insteadof'.split(
    ' ',
  ),
);

function isNamed({ type, children }: Syntax): boolean {
  return /^[a-z][a-z_]*$/u.test(type) && type !== 'comment' && !(keywords.has(type) && children.length === 0);
}

/** Children that are no keywords, signs or comments. */
function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(isNamed);
}
