// Code in TypeScript as the JavaScript that is left of it when it runs: types are taken out of the tree. Only what is
// a plain type may go; whatever else the grammar found where types stand stays, and so is not understood. Source:
// TypeScript handbook; "Type stripping" in the documentation of Node.
import type { Syntax } from '../../shell/syntax.ts';

/** The tree without its types, and what could not be taken out. */
export function withoutTypes(
  root: Syntax,
  source: string,
): { readonly root: Syntax; readonly odd: readonly Syntax[] } {
  const left: Syntax[] = [];
  const lineBreak = (from: number, to: number): boolean => /[\n\r\u2028\u2029]/u.test(source.slice(from, to));

  /** Whether a word that only sometimes means a declaration, or an operator, stands on the line of what it belongs to. */
  function onLine(node: Syntax): boolean {
    return node.children.every((child, at) => {
      const [before, after] = [node.children[at - 1], node.children[at + 1]];
      const { type } = child;
      if (/^(?:as|satisfies|!)$/u.test(type))
        return before !== undefined && !lineBreak(before.end, child.start);
      if (/^(?:interface|type|declare|abstract|enum)$/u.test(type))
        return after !== undefined && !lineBreak(child.end, after.start);
      return true;
    });
  }

  function erase(node: Syntax): readonly Syntax[] {
    const { type } = node;
    if (erased.has(type)) return isPlainType(node) && onLine(node) ? [] : [odd(node)];
    if (
      type === 'import_statement' ||
      type === 'export_statement' ||
      /^(?:im|ex)port_specifier$/u.test(type)
    ) {
      // `import type`, `export type`, and names among others that are marked so.
      if (node.children.some((child) => child.type === 'type'))
        return onLine(node) && isTypeOnly(node) ? [] : [odd(node)];
    }
    switch (type) {
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression': {
        const [inner, ...rest] = node.children;
        return inner !== undefined && onLine(node) && rest.every(isPlainType) ? erase(inner) : [odd(node)];
      }
      case 'type_assertion': {
        const [given, inner] = node.children;
        return given !== undefined && inner !== undefined && isPlainType(given) ? erase(inner) : [odd(node)];
      }
      case 'required_parameter':
      case 'optional_parameter':
        return parameter(node);
      case 'public_field_definition':
        return [{ ...node, type: 'field_definition', children: inside(node) }];
      case 'abstract_class_declaration':
        return onLine(node) ? [{ ...node, type: 'class_declaration', children: inside(node) }] : [odd(node)];
      case 'type_identifier':
        // Types are gone: what is left is the name of a class.
        return [{ ...node, type: 'identifier' }];
      case 'extends_clause':
        return inside(node);
      case 'enum_declaration':
        return onLine(node) ? [enumeration(node)] : [odd(node)];
      case 'optional_chain':
        return [{ ...node, children: [] }];
      default:
        return [node.children.length === 0 ? node : { ...node, children: inside(node) }];
    }
  }

  function inside(node: Syntax): readonly Syntax[] {
    return node.children
      .filter((child) => !(child.children.length === 0 && marks.has(child.type)))
      .flatMap(erase);
  }

  function parameter(node: Syntax): readonly Syntax[] {
    const children = inside(node);
    const [target, equals, value, ...rest] = children.filter(
      ({ type }) => type !== 'comment' && type !== '?',
    );
    if (target === undefined || rest.length > 0 || target.type === 'decorator') return [odd(node)];
    if (target.type === 'this') return [];
    if (equals === undefined) return [target];
    if (equals.type !== '=' || value === undefined) return [odd(node)];
    return [{ ...node, type: 'assignment_pattern', children: [target, equals, value] }];
  }

  /** An enumeration is an object that is made where it stands. */
  function enumeration(node: Syntax): Syntax {
    const name = node.children.find(({ type }) => type === 'identifier');
    const body = node.children.find(({ type }) => type === 'enum_body');
    if (name === undefined || body === undefined) return odd(node);
    const pairs = body.children.flatMap((child) =>
      child.type === 'enum_assignment' ? [{ ...child, type: 'pair', children: inside(child) }] : [],
    );
    const object = { ...body, type: 'object', children: pairs };
    const declarator = { ...node, type: 'variable_declarator', children: [name, object] };
    return { ...node, type: 'lexical_declaration', children: [declarator] };
  }

  function odd(node: Syntax): Syntax {
    left.push(node);
    return node;
  }

  return { root: { ...root, children: inside(root) }, odd: left };
}

/** What has no effect when the code runs. */
const erased = new Set(
  'type_annotation type_parameters type_arguments type_predicate_annotation asserts_annotation implements_clause interface_declaration type_alias_declaration function_signature abstract_method_signature method_signature index_signature override_modifier accessibility_modifier'.split(
    ' ',
  ),
);

/** Words before a name that change nothing but what the compiler checks. */
const marks = new Set(
  'readonly declare abstract override accessibility_modifier override_modifier'.split(' '),
);

/** What a type may be made of. Calls, and values of parameters, are not among it. */
const plain = new Set(
  'type_annotation type_parameters type_arguments type_predicate_annotation asserts_annotation implements_clause interface_declaration interface_body type_alias_declaration function_signature abstract_method_signature method_signature property_signature call_signature construct_signature index_signature override_modifier accessibility_modifier predefined_type union_type intersection_type array_type tuple_type object_type generic_type nested_type_identifier nested_identifier function_type constructor_type literal_type string type_query member_expression index_type_query lookup_type conditional_type infer_type parenthesized_type optional_type rest_type rest_pattern readonly_type mapped_type_clause required_parameter optional_parameter formal_parameters type_parameter constraint default_type type_predicate asserts this_type extends_type_clause'.split(
    ' ',
  ),
);

function isPlainType({ type, children }: Syntax): boolean {
  return children.length === 0 || (plain.has(type) && children.every(isPlainType));
}

function isTypeOnly({ type, children }: Syntax): boolean {
  if (children.length === 0) return true;
  // `{ type as as }` is no type.
  if (type.endsWith('_specifier') && children.length > 2) return false;
  return /^(?:import|export)_(?:statement|clause|specifier)$|^named_imports$|^namespace_import$|^string$|^type_alias_declaration$/u.test(
    type,
  )
    ? children.every(isTypeOnly)
    : plain.has(type) && isPlainType({ type, start: 0, end: 0, children });
}
