// Reads code in JavaScript: walks its tree and knows what each name is, as far as it matters for what the code can
// reach. What is not in the tables is not understood. It does not follow the order of statements: a name is whatever
// any statement binds it to. A property whose name is computed may be the way to the function that makes code, so
// its value may be looked at, but neither called nor handed on.
import type { Syntax } from '../../shell/syntax.ts';
import { perform } from '../deeds.ts';
import type { Sink } from '../sink.ts';
import { data, either, element, file, kept, local, textValue, unknown, type Value } from '../value.ts';
import {
  javascriptGlobals,
  javascriptLibrary,
  javascriptMembers,
  javascriptModules,
  javascriptWaysOut,
} from './library.ts';
import { stringText } from './strings.ts';

export interface JavascriptCode {
  readonly root: Syntax;
  readonly source: string;
  /** The file that holds the code; undefined for code of the line. */
  readonly file: string | undefined;
  readonly cwd: string | undefined;
  readonly line: number;
  /** The code has the modules of Node as globals. */
  readonly inline: boolean;
  /** Reads a file of the project; false where there is none of that name. */
  readonly follow: (path: string, line: number) => boolean;
}

/** Puts into the sink what the code does. */
export function readJavascript(code: JavascriptCode, sink: Sink): void {
  const reader = new Reader(code, sink);
  // Names are learned before anything is put down, because a use may stand above what binds the name.
  sink.muted = true;
  let passes = 0;
  for (let before = ''; passes < mostPasses && before !== reader.learned; passes++) {
    before = reader.learned;
    reader.pass();
  }
  sink.muted = false;
  if (passes === mostPasses) sink.note(code.line, 'what its names mean hangs together too closely');
  reader.pass();
}

const mostPasses = 12;
const number: Value = { kind: 'data', number: true };
const declared = new Set(['lexical_declaration', 'variable_declaration']);

class Reader {
  private readonly names = new Map<string, Value>();
  private readonly members = new Set<string>();
  private exporting = false;
  private inClass = false;
  private starts: number[] | undefined;
  private readonly code: JavascriptCode;
  private readonly sink: Sink;

  constructor(code: JavascriptCode, sink: Sink) {
    this.code = code;
    this.sink = sink;
  }

  /** What all names are, as far as it is known: it grows with each pass until nothing new is learned. */
  get learned(): string {
    const names = [...this.names].map(
      ([name, value]) =>
        `${name} ${value.kind} ${value.kind === 'ref' ? value.name : 'text' in value ? (value.text ?? '') : ''}`,
    );
    return `${String(this.members.size)} ${names.join('\n')}`;
  }

  pass(): void {
    for (const child of named(this.code.root)) this.statement(child);
  }

  private text(node: Syntax): string {
    return this.code.source.slice(node.start, node.end);
  }

  private line(node: Syntax): number {
    this.starts ??= [...this.code.source.matchAll(/\n/gu)].map(({ index }) => index);
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < node.start) low = middle + 1;
      else high = middle;
    }
    return this.code.line + low;
  }

  private note(node: Syntax, text: string): void {
    this.sink.note(this.line(node), text);
  }

  private short(node: Syntax): string {
    return this.text(node).slice(0, 60);
  }

  private statement(node: Syntax): void {
    switch (node.type) {
      case 'comment':
      case 'hash_bang_line':
      case 'break_statement':
      case 'continue_statement':
      case 'empty_statement':
      case 'debugger_statement':
        return;
      case 'expression_statement':
        for (const child of named(node)) this.value(child);
        return;
      case 'lexical_declaration':
      case 'variable_declaration':
        for (const child of named(node)) if (child.type === 'variable_declarator') this.declarator(child);
        return;
      case 'function_declaration':
      case 'generator_function_declaration':
      case 'class_declaration': {
        const name = node.children.find(({ type }) => type === 'identifier');
        if (name !== undefined) this.bind(name, local);
        this.value(node);
        return;
      }
      case 'import_statement':
        this.importing(node);
        return;
      case 'export_statement':
        this.exportStatement(node);
        return;
      case 'for_in_statement':
        this.forIn(node);
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
        for (const child of named(node)) this.part(child);
        return;
      case 'catch_clause':
        for (const child of named(node)) {
          if (child.type === 'statement_block') this.statement(child);
          else this.assign(child, data);
        }
        return;
      case 'labeled_statement':
        for (const child of named(node).slice(1)) this.part(child);
        return;
      default:
        this.note(node, `the gate does not follow a ${node.type.replaceAll('_', ' ')}`);
        for (const child of named(node)) this.part(child);
    }
  }

  /** A statement or an expression, whichever it is. */
  private part(node: Syntax): void {
    if (/_(?:statement|declaration|clause|body|case|default|block)$/u.test(node.type)) this.statement(node);
    else this.used(node);
  }

  private declarator(node: Syntax): void {
    const [target, right] = named(node);
    const value = right === undefined ? data : this.value(right);
    if (target !== undefined) this.assign(target, value);
  }

  private forIn(node: Syntax): void {
    const children = node.children.filter(({ type }) => type !== 'comment');
    const at = children.findIndex(({ type }) => type === 'of' || type === 'in');
    const [left, right] = [children[at - 1], children[at + 1]];
    if (right !== undefined) this.used(right);
    if (left !== undefined) this.assign(left, data);
    for (const child of children.slice(at + 2)) if (isNamed(child)) this.part(child);
  }

  private bind(node: Syntax, value: Value): void {
    const name = this.text(node);
    if (name.includes('\\')) this.note(node, `the name ${name} is spelled with escapes`);
    // Both meanings would be meant: the one of the table and the one of the code.
    if (value.kind !== 'ref' && (name === 'require' || javascriptWaysOut.has(name)))
      this.note(node, `${name} is bound anew`);
    if (this.exporting) this.use(value, node);
    this.names.set(name, either(this.names.get(name), kept(value)));
  }

  /** A target of an assignment, a declaration or a parameter gets a value. */
  private assign(target: Syntax, value: Value): void {
    switch (target.type) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        this.bind(target, value);
        return;
      case 'assignment_pattern':
      case 'object_assignment_pattern': {
        const [inner, otherwise] = named(target);
        const other = otherwise === undefined ? data : this.value(otherwise);
        if (inner !== undefined) this.assign(inner, either(value, other));
        return;
      }
      case 'object_pattern':
        for (const child of named(target)) this.taken(child, value);
        return;
      case 'array_pattern':
        this.use(value, target);
        for (const [at, child] of named(target).entries()) {
          const item =
            value.kind === 'data' && value.items !== undefined && child.type !== 'rest_pattern'
              ? value.items[at]
              : undefined;
          this.assign(child, item ?? data);
        }
        return;
      case 'rest_pattern':
        for (const child of named(target)) this.assign(child, data);
        return;
      case 'member_expression': {
        const [object, member] = named(target);
        const name = member === undefined ? '' : this.text(member);
        const base = object === undefined ? unknown : this.value(object);
        if (base.kind === 'ref' && !/^(?:process\.exitCode|module\.exports)$/u.test(`${base.name}.${name}`))
          this.note(target, `${this.short(target)} is set, which changes what names mean`);
        if (base.kind === 'unknown' || base.kind === 'element')
          this.note(target, `it is not known what ${this.short(target)} is`);
        if (javascriptWaysOut.has(name)) this.note(target, `${name} is set`);
        this.members.add(name);
        this.use(value, target);
        return;
      }
      case 'subscript_expression': {
        const [object, ...keys] = named(target);
        const base = object === undefined ? unknown : this.value(object);
        for (const key of keys) this.used(key);
        if (base.kind !== 'data') this.note(target, `${this.short(target)} is set`);
        this.use(value, target);
        return;
      }
      case 'parenthesized_expression':
        for (const child of named(target)) this.assign(child, value);
        return;
      default:
        this.note(target, `the gate does not follow an assignment to a ${target.type.replaceAll('_', ' ')}`);
    }
  }

  /** One part of `{a, b: c, ...d} = value`. */
  private taken(node: Syntax, value: Value): void {
    switch (node.type) {
      case 'shorthand_property_identifier_pattern':
        this.bind(node, this.member(value, this.text(node), node));
        return;
      case 'object_assignment_pattern': {
        const [name, otherwise] = named(node);
        const other = otherwise === undefined ? data : this.value(otherwise);
        if (name !== undefined) this.bind(name, either(this.member(value, this.text(name), node), other));
        return;
      }
      case 'pair_pattern': {
        const [key, target] = named(node);
        if (key === undefined || target === undefined) return;
        const name =
          key.type === 'property_identifier'
            ? this.text(key)
            : key.type === 'string'
              ? stringText(key, this.code.source)
              : undefined;
        if (name === undefined) this.used(key);
        this.assign(target, name === undefined ? element : this.member(value, name, node));
        return;
      }
      case 'rest_pattern':
        this.use(value, node);
        this.assign(node, data);
        return;
      default:
        this.note(node, `the gate does not follow a ${node.type.replaceAll('_', ' ')}`);
    }
  }

  private importing(node: Syntax): void {
    const from = node.children.find(({ type }) => type === 'string');
    const module = from === undefined ? undefined : stringText(from, this.code.source);
    const value = module === undefined ? unknown : this.module(module, node);
    if (module === undefined) this.note(node, 'the gate does not follow this import');
    const clause = node.children.find(({ type }) => type === 'import_clause');
    for (const child of clause === undefined ? [] : named(clause)) {
      if (child.type === 'identifier') this.bind(child, value);
      else if (child.type === 'namespace_import') for (const name of named(child)) this.bind(name, value);
      else if (child.type === 'named_imports') {
        for (const one of named(child)) {
          const [name, alias] = named(one);
          if (name !== undefined)
            this.bind(
              alias ?? name,
              this.text(name) === 'default' ? value : this.member(value, this.text(name), one),
            );
        }
      } else this.note(child, 'the gate does not follow this import');
    }
  }

  private exportStatement(node: Syntax): void {
    for (const child of named(node)) {
      if (declared.has(child.type) || child.type.endsWith('_declaration')) {
        this.exporting = true;
        this.statement(child);
        this.exporting = false;
      } else if (child.type === 'export_clause') {
        for (const one of named(child)) {
          const [name] = named(one);
          if (name !== undefined && !node.children.some(({ type }) => type === 'string')) this.used(name);
        }
      } else if (child.type === 'string') {
        const module = stringText(child, this.code.source);
        const value = module === undefined ? unknown : this.module(module, child);
        this.use(value, child);
      } else if (child.type !== 'namespace_export') this.used(child);
    }
  }

  private module(given: string, node: Syntax): Value {
    const name = given.replace(/^node:/u, '');
    if (javascriptModules.has(name)) return ref(name === 'path/posix' ? 'path' : name);
    if (/^\.{0,2}\//u.test(given)) {
      if (this.sink.muted || this.code.follow(given, this.line(node))) return local;
      this.note(node, `${given} is not followed`);
      return unknown;
    }
    this.note(node, `the package ${given} is not known to only read`);
    return unknown;
  }

  /** A value goes somewhere where it counts as data: nothing that reaches out may. */
  private use(value: Value, node: Syntax): void {
    switch (value.kind) {
      case 'data':
      case 'file':
      case 'local':
      case 'path':
      case 'paths':
        return;
      case 'element':
        this.note(node, `${this.short(node)} is a property whose name is not known`);
        return;
      case 'unknown':
        this.note(node, `it is not known what ${this.short(node)} is`);
        return;
      case 'ref': {
        const row = javascriptLibrary.row(value.name);
        if (row?.does === 'pure') return;
        if (row?.does === 'read.secret') this.sink.variable(undefined, this.line(node));
        else this.note(node, `${value.name} is handed on, where the gate does not follow it`);
      }
    }
  }

  private used(node: Syntax): Value {
    const value = this.value(node);
    this.use(value, node);
    return value;
  }

  /** A value that is only looked at: compared, counted with, printed. */
  private seen(node: Syntax): Value {
    return this.handedOn(this.value(node), node);
  }

  private handedOn(value: Value, node: Syntax): Value {
    if (value.kind !== 'element') this.use(value, node);
    return value;
  }

  /** `require.main === module` only compares. */
  private compared(node: Syntax): Value {
    const value = this.value(node);
    return value.kind === 'ref' && value.name === 'module' ? data : this.handedOn(value, node);
  }

  /** What an expression is. Whoever hands the result on says so with `use`. */
  private value(node: Syntax): Value {
    switch (node.type) {
      case 'number':
        return { kind: 'data', number: true, text: this.text(node) };
      case 'true':
      case 'false':
      case 'null':
      case 'undefined':
      case 'regex':
      case 'super':
      case 'comment':
        return data;
      case 'this':
        // In a class it is an object of the class or nothing; elsewhere it may be what all code shares.
        return this.inClass ? data : unknown;
      case 'string':
        return textValue(stringText(node, this.code.source));
      case 'template_string':
        return this.template(node);
      case 'identifier':
      case 'shorthand_property_identifier':
        return this.identifier(node);
      case 'member_expression': {
        const [object, member] = named(node);
        if (object === undefined || member === undefined) return unknown;
        return this.member(this.value(object), this.text(member), node);
      }
      case 'subscript_expression':
        return this.subscript(node);
      case 'call_expression':
      case 'new_expression':
        return this.call(node);
      case 'array':
        return this.array(node);
      case 'object':
        return this.object(node);
      case 'spread_element':
      case 'await_expression':
      case 'yield_expression': {
        const [inner] = named(node);
        return inner === undefined ? data : this.used(inner);
      }
      case 'parenthesized_expression':
      case 'sequence_expression': {
        let last: Value = data;
        for (const child of named(node)) last = this.value(child);
        return last;
      }
      case 'update_expression':
        for (const child of named(node)) {
          this.seen(child);
          if (child.type === 'identifier') this.bind(child, number);
        }
        return number;
      case 'unary_expression':
        for (const child of named(node)) this.seen(child);
        return number;
      case 'binary_expression':
        return this.binary(node);
      case 'ternary_expression': {
        const [test, yes, no] = named(node);
        if (test !== undefined) this.seen(test);
        return either(yes === undefined ? data : this.value(yes), no === undefined ? data : this.value(no));
      }
      case 'assignment_expression': {
        const [target, right] = named(node);
        const value = right === undefined ? data : this.value(right);
        if (target !== undefined) this.assign(target, value);
        return kept(value);
      }
      case 'augmented_assignment_expression': {
        const [target, right] = named(node);
        const added = right === undefined ? data : this.value(right);
        const logical = node.children.some(({ type }) => /^(?:\|\||&&|\?\?)=$/u.test(type));
        if (!logical && right !== undefined && added.kind !== 'element') this.use(added, right);
        const result: Value = logical
          ? added
          : added.kind === 'data' && added.number === true
            ? number
            : data;
        if (target !== undefined) this.assign(target, result);
        return result;
      }
      case 'arrow_function':
      case 'function_expression':
      case 'function_declaration':
      case 'generator_function':
      case 'generator_function_declaration':
      case 'method_definition':
        return this.functionBody(node);
      case 'class':
      case 'class_declaration':
        return this.classBody(node);
      case 'meta_property':
        return ref('import.meta');
      default:
        this.note(node, `the gate does not follow a ${node.type.replaceAll('_', ' ')}`);
        for (const child of named(node)) this.part(child);
        return unknown;
    }
  }

  private template(node: Syntax): Value {
    let text: string | undefined = '';
    for (const child of node.children) {
      if (child.type === 'string_fragment') text = text === undefined ? undefined : text + this.text(child);
      else if (child.type === 'escape_sequence') text = undefined;
      else if (child.type === 'template_substitution') {
        for (const inner of named(child)) {
          const value = this.seen(inner);
          const known: string | undefined = value.kind === 'data' ? value.text : undefined;
          text = text === undefined || known === undefined ? undefined : text + known;
        }
      }
    }
    return textValue(
      text ??
        (node.children.some(({ type }) => type === 'template_substitution')
          ? undefined
          : stringText(node, this.code.source)),
    );
  }

  private identifier(node: Syntax): Value {
    const name = this.text(node);
    const bound = this.names.get(name);
    if (bound !== undefined) return bound;
    switch (name) {
      case 'undefined':
      case 'exports':
      case 'arguments':
        return data;
      case '__filename':
        return textValue(this.code.file);
      case '__dirname':
        return textValue(
          this.code.file === undefined ? '.' : this.code.file.slice(0, this.code.file.lastIndexOf('/')),
        );
      case 'require':
      case 'process':
      case 'module':
        return ref(name);
    }
    if (this.code.inline && javascriptGlobals.has(name) && name !== 'crypto') return ref(name);
    if (javascriptLibrary.row(name) !== undefined || javascriptLibrary.holds(name)) return ref(name);
    // While names are learned, one that is bound further down is not known yet.
    if (this.sink.muted) return data;
    this.note(node, `${name} is not known to only read`);
    return unknown;
  }

  private member(base: Value, name: string, node: Syntax): Value {
    if (base.kind === 'ref' && base.name === 'require' && name === 'main') return ref('module');
    if (base.kind === 'ref' && base.name === 'module' && name === 'exports') return data;
    if (name.includes('\\')) {
      this.note(node, `the name ${name} is spelled with escapes`);
      return unknown;
    }
    if (
      javascriptWaysOut.has(name) &&
      !(base.kind === 'ref' && javascriptLibrary.row(`${base.name}.${name}`) !== undefined)
    ) {
      this.note(node, `${name} leads to the inside of JavaScript`);
      return unknown;
    }
    switch (base.kind) {
      case 'ref': {
        if (base.name === 'process.env') {
          this.sink.variable(textValue(name), this.line(node));
          return data;
        }
        if (base.name === 'import.meta') {
          if (/^(?:url|dirname|filename|main)$/u.test(name)) return data;
          this.note(node, `import.meta.${name} is not known to only read`);
          return unknown;
        }
        const dotted = `${base.name === 'fs/promises' && name === 'default' ? 'fs/promises' : base.name}.${name}`;
        const row = javascriptLibrary.row(dotted);
        if (row?.gives === 'file') return file;
        if (row !== undefined || javascriptLibrary.holds(dotted)) return ref(dotted);
        // Fields of what a pure row makes, such as the length of a list of arguments.
        if (
          javascriptLibrary.row(base.name)?.does === 'pure' &&
          /^process\.|^os\.constants|^fs\.constants/u.test(base.name)
        )
          return data;
        this.note(node, `${dotted} is not known to only read`);
        return unknown;
      }
      case 'data':
      case 'element':
        return name === 'length' || name === 'size' ? number : data;
      case 'local':
        return local;
      case 'file':
        return data;
      case 'path':
      case 'paths':
      case 'unknown':
        this.note(node, `it is not known what ${this.short(node)} is`);
        return unknown;
    }
  }

  private subscript(node: Syntax): Value {
    const [object, key] = named(node);
    if (object === undefined || key === undefined) return unknown;
    const base = this.value(object);
    const index = this.seen(key);
    const name = index.kind === 'data' ? index.text : undefined;
    if (index.kind === 'data' && index.number === true && base.kind !== 'ref') {
      if (base.kind === 'data') return (name === undefined ? undefined : base.items?.[Number(name)]) ?? data;
      return base.kind === 'unknown' || base.kind === 'element' ? base : data;
    }
    if (name !== undefined) return this.member(base, name, node);
    if (base.kind === 'ref') {
      const row = javascriptLibrary.row(base.name);
      if (row?.does === 'read.secret') {
        this.sink.variable(unknown, this.line(node));
        return data;
      }
      if (base.name === 'process.argv') return data;
      this.note(node, `it is not known what ${this.short(node)} is`);
      return unknown;
    }
    return base.kind === 'unknown' ? unknown : element;
  }

  private binary(node: Syntax): Value {
    const [left, right] = named(node);
    const sign = node.children.find((child) => !isNamed(child) && child.type !== 'comment')?.type ?? '';
    if (left === undefined || right === undefined) return data;
    if (/^(?:\|\||&&|\?\?)$/u.test(sign)) return either(this.value(left), this.value(right));
    const [a, b] = /^[!=]==?$/u.test(sign)
      ? [this.compared(left), this.compared(right)]
      : [this.seen(left), this.seen(right)];
    if (/^(?:-|\*|\/|%|\*\*|\||&|\^|<<|>>|>>>)$/u.test(sign)) return number;
    if (sign !== '+' || a.kind !== 'data' || b.kind !== 'data') return data;
    if (a.number === true && b.number === true) return number;
    return textValue(
      a.text === undefined || b.text === undefined || a.text.length + b.text.length > 65_536
        ? undefined
        : a.text + b.text,
    );
  }

  private array(node: Syntax): Value {
    const children = named(node);
    const items = children.map((child) => this.used(child));
    // What is spread, and what is left out, moves the others.
    const plain =
      children.every(({ type }) => type !== 'spread_element') && !/,\s*,|\[\s*,/u.test(this.text(node));
    return plain ? { kind: 'data', items } : data;
  }

  private object(node: Syntax): Value {
    const keys: string[] = [];
    for (const child of named(node)) {
      switch (child.type) {
        case 'pair': {
          const [key, right] = named(child);
          const name = key === undefined ? undefined : this.key(key);
          keys.push(name ?? '*');
          if (right !== undefined) this.used(right);
          break;
        }
        case 'shorthand_property_identifier':
          keys.push(this.text(child));
          this.used(child);
          break;
        case 'method_definition':
          keys.push('*');
          this.value(child);
          break;
        default:
          keys.push('*');
          this.used(child);
      }
    }
    return { kind: 'data', keys };
  }

  /** The name of a property that is being defined. */
  private key(node: Syntax): string | undefined {
    if (node.type === 'computed_property_name') {
      for (const child of named(node)) this.seen(child);
      return undefined;
    }
    const name = node.type === 'string' ? stringText(node, this.code.source) : this.text(node);
    if (name !== undefined) {
      this.members.add(name);
      if (name === '__proto__') this.note(node, '__proto__ is set');
    }
    return name;
  }

  private functionBody(node: Syntax): Value {
    const arrow = node.type === 'arrow_function';
    for (const child of named(node)) {
      if (child.type === 'formal_parameters') for (const one of named(child)) this.assign(one, data);
      else if (child.type === 'statement_block') this.statement(child);
      else if (child.type === 'identifier') {
        // The one parameter of an arrow without parentheses, its body, or the name of a function.
        if (!arrow) this.bind(child, local);
        else if (child === named(node)[0] && named(node).length > 1) this.assign(child, data);
        else this.used(child);
      } else if (
        node.type === 'method_definition' &&
        child === named(node).find(({ type }) => type !== 'formal_parameters')
      )
        this.key(child);
      else this.used(child);
    }
    return local;
  }

  private classBody(node: Syntax): Value {
    const around = this.inClass;
    this.inClass = true;
    for (const child of named(node)) {
      if (child.type === 'class_heritage') for (const base of named(child)) this.used(base);
      else if (child.type === 'identifier') this.bind(child, local);
      else if (child.type === 'class_body') {
        for (const one of named(child)) {
          if (one.type === 'method_definition') this.value(one);
          else if (one.type === 'field_definition') {
            const [key, value] = named(one);
            if (key !== undefined) this.key(key);
            if (value !== undefined) this.used(value);
          } else if (one.type === 'class_static_block') for (const block of named(one)) this.statement(block);
          else this.note(one, `the gate does not follow a ${one.type.replaceAll('_', ' ')}`);
        }
      } else this.note(child, `the gate does not follow a ${child.type.replaceAll('_', ' ')}`);
    }
    this.inClass = around;
    return local;
  }

  private call(node: Syntax): Value {
    const parts = named(node);
    const [callee] = parts;
    const list = parts.find(({ type }) => type === 'arguments' || type === 'template_string');
    if (callee === undefined) return unknown;
    const given = list?.type === 'arguments' ? named(list) : [];
    if (list?.type === 'template_string') this.template(list);
    if (callee.type === 'import') {
      this.note(node, 'it imports while it runs');
      for (const child of given) this.used(child);
      return unknown;
    }
    if (callee.type === 'member_expression') {
      const [object, member] = named(callee);
      if (object !== undefined && member !== undefined) {
        const base = this.value(object);
        const name = this.text(member);
        if (base.kind === 'data' || base.kind === 'element' || base.kind === 'file') {
          if (base.kind === 'element' && /^(?:call|apply|bind)$/u.test(name))
            this.note(node, `it is not known what ${this.short(callee)} does`);
          if (!javascriptMembers.has(name) && !this.members.has(name))
            this.note(node, `${name} is not known to only read`);
          this.member(base, name, callee);
          for (const child of given) this.used(child);
          return data;
        }
        return this.calling(this.member(base, name, callee), given, callee, node);
      }
    }
    return this.calling(this.value(callee), given, callee, node);
  }

  private calling(target: Value, given: readonly Syntax[], callee: Syntax, node: Syntax): Value {
    if (target.kind === 'ref') {
      if (target.name === 'require') return this.requiring(given, node);
      return this.library(target.name, given, callee, node);
    }
    for (const child of given) this.used(child);
    if (target.kind === 'data' || target.kind === 'local' || target.kind === 'file') return data;
    this.note(node, `it is not known what ${this.short(callee)} does`);
    return unknown;
  }

  private requiring(given: readonly Syntax[], node: Syntax): Value {
    const value = given[0] === undefined ? unknown : this.used(given[0]);
    const name = value.kind === 'data' && given.length === 1 ? value.text : undefined;
    if (name !== undefined) return this.module(name, node);
    this.note(node, 'it is not known which module is required');
    return unknown;
  }

  private library(name: string, given: readonly Syntax[], callee: Syntax, node: Syntax): Value {
    const row = javascriptLibrary.row(name);
    const prints = /^console\.|^(?:String|Number|Boolean|JSON\.stringify|parseInt|parseFloat|isNaN)$/u.test(
      name,
    );
    const args = given.map((child) => (prints ? this.seen(child) : this.used(child)));
    const line = this.line(node);
    if (row === undefined) {
      this.note(callee, `${name} is not known to only read`);
      return unknown;
    }
    if (given.some(({ type }) => type === 'spread_element') && row.does !== 'pure')
      this.note(node, 'arguments come from a list');
    switch (row.does) {
      case 'spawn:0':
        return this.spawned(args, node);
      case 'shell:0':
        this.options(args[1], node);
        break;
      case 'fetch:0':
        if (args.length > 1 && args[1]?.kind === 'data') this.sink.net('net.send', args[0]);
        break;
      case 'pure':
        // They give back what they were called on.
        if (/^process\.(?:on|once)$/u.test(name)) return ref('process');
        if (name === 'path.dirname' && args[0]?.kind === 'data') return textValue(parentOf(args[0].text));
        if (name === 'process.cwd') return textValue('.');
        if (/^(?:Number|parseInt|parseFloat|Math\.\w+|Date\.now)$/u.test(name)) return number;
        return data;
    }
    if (/^fs(?:\.promises|\/promises)?\.read/u.test(name) || /open|createReadStream/u.test(name))
      this.flags(args[1], node);
    return perform(row, args, line, this.sink);
  }

  /** A program with a list of words and options. */
  private spawned(args: readonly Value[], node: Syntax): Value {
    const [program, second, third] = args;
    const words = second?.kind === 'data' ? second.items : undefined;
    if (
      second !== undefined &&
      words === undefined &&
      !(second.kind === 'data' && second.keys !== undefined)
    ) {
      this.sink.program(undefined, this.line(node));
      return data;
    }
    this.options(words === undefined ? second : third, node);
    this.sink.program(program === undefined ? undefined : [program, ...(words ?? [])], this.line(node));
    return data;
  }

  /** Options of a started program that change nothing of what it does. */
  private options(value: Value | undefined, node: Syntax): void {
    if (value === undefined || value.kind === 'local') return;
    const known = value.kind === 'data' ? value.keys : undefined;
    const odd = known?.find((key) => !/^(?:encoding|stdio|timeout|maxBuffer|windowsHide)$/u.test(key));
    if (known === undefined || odd !== undefined)
      this.note(node, `the gate does not know the option ${odd ?? 'given'} of the program that it starts`);
  }

  /** A flag of fs may open a file for writing. */
  private flags(value: Value | undefined, node: Syntax): void {
    if (value === undefined || value.kind === 'local') return;
    const plain =
      value.kind === 'data' &&
      (value.text !== undefined ||
        value.keys?.every((key) => key === 'encoding' || key === 'withFileTypes' || key === 'recursive') ===
          true);
    if (!plain) this.note(node, 'it is not known how a file is opened');
  }
}

function ref(name: string): Value {
  return { kind: 'ref', name };
}

function parentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = text.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : text.slice(0, at);
}

const keywords = new Set(
  'async await break case catch class const continue debugger default delete do else export extends finally for from function get if in instanceof let new of return set static switch throw try typeof var void while with yield as optional_chain target meta'.split(
    ' ',
  ),
);

/** A keyword has nothing below it; a node that bears the name of one, such as `class`, has. */
function isNamed({ type, children }: Syntax): boolean {
  return /^[a-z_]+$/u.test(type) && !(keywords.has(type) && children.length === 0) && type !== 'comment';
}

/** Children that are no keywords, signs or comments. */
function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(isNamed);
}
