// Reads code in Python: walks its tree and knows what each name is, as far as it matters for what the code can
// reach. What is not in the tables is not understood. It does not follow the order of statements: a name is whatever
// any statement binds it to.
import type { Syntax } from '../../shell/syntax.ts';
import { joined, perform, type LibraryRow } from '../deeds.ts';
import type { Sink } from '../sink.ts';
import { data, either, file, kept, local, textValue, unknown, type Value } from '../value.ts';
import { pathMethods, pythonLibrary, pythonMembers, pythonModules } from './library.ts';
import { stringText } from './strings.ts';

export interface PythonCode {
  readonly root: Syntax;
  readonly source: string;
  /** The file that holds the code, for `__file__`. */
  readonly file: string | undefined;
  /** The line on which the code starts. */
  readonly line: number;
  /** Reads a module of the project; false where there is none of that name. */
  readonly follow: (module: string, line: number) => boolean;
}

/** Puts into the sink what the code does. */
export function readPython(code: PythonCode, sink: Sink): { readonly imports: boolean } {
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
  return { imports: reader.imports };
}

const mostPasses = 12;

/** Builtins that a name of the code must not hide, because both would be meant. */
const reaching = new Set(
  'open eval exec compile __import__ getattr setattr delattr globals locals vars breakpoint dir help memoryview'.split(
    ' ',
  ),
);
const harmlessDunder = new Set(
  '__init__ __name__ __doc__ __version__ __str__ __repr__ __len__ __iter__ __next__ __enter__ __exit__ __eq__ __post_init__ __qualname__ __hash__ __lt__'.split(
    ' ',
  ),
);
const knownNames = new Set(
  '__name__ __doc__ __file__ __version__ __all__ __author__ __debug__ __annotations__'.split(' '),
);

/** Fields through which functions, generators, tracebacks and frames show their inside. */
const frames = /^(?:gi|cr|ag|tb|co|im|func)_|^f_(?:globals|builtins|locals|back|code|trace)/u;

class Reader {
  imports = false;
  private names = new Map<string, Value>();
  private readonly members = new Set<string>();
  private inClass = false;
  private pathsEscape = false;
  /** The first use on data of a name that paths have as well. */
  private replaced: { readonly line: number; readonly name: string } | undefined;
  private starts: number[] | undefined;
  private readonly code: PythonCode;
  private readonly sink: Sink;

  constructor(code: PythonCode, sink: Sink) {
    this.code = code;
    this.sink = sink;
  }

  pass(): void {
    this.block(this.code.root);
    if (this.pathsEscape && this.replaced !== undefined)
      this.sink.note(this.replaced.line, `${this.replaced.name} may be that of a path`);
  }

  /** What all names are, as far as it is known: it grows with each pass until nothing new is learned. */
  get learned(): string {
    const names = [...this.names].map(
      ([name, value]) =>
        `${name} ${value.kind} ${'name' in value ? value.name : 'text' in value ? (value.text ?? '') : ''}`,
    );
    return `${String(this.members.size)} ${names.join('\n')}`;
  }

  private text(node: Syntax): string {
    return this.code.source.slice(node.start, node.end);
  }

  private line(node: Syntax): number {
    this.starts ??= [...this.code.source.matchAll(/\n/gu)].map(({ index }) => index);
    let low = 0;
    let high = this.starts.length;
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

  private block(node: Syntax): void {
    for (const child of named(node)) this.statement(child);
  }

  private statement(node: Syntax): void {
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
        this.importNames(node);
        return;
      case 'import_from_statement':
        this.importFrom(node);
        return;
      case 'expression_statement':
        for (const child of node.children) this.value(child);
        return;
      case 'return_statement':
      case 'raise_statement':
      case 'assert_statement':
      case 'delete_statement':
        for (const child of named(node)) this.use(this.value(child), child);
        return;
      case 'if_statement':
      case 'elif_clause':
      case 'while_statement':
        for (const child of named(node)) this.part(child);
        return;
      case 'else_clause':
      case 'finally_clause':
      case 'try_statement':
      case 'block':
        for (const child of named(node)) this.part(child);
        return;
      case 'except_clause':
      case 'except_group_clause':
        for (const child of named(node)) {
          if (child.type === 'as_pattern') this.asPattern(child, () => data);
          else this.part(child);
        }
        return;
      case 'for_statement':
        this.forLoop(node);
        return;
      case 'with_statement':
        for (const child of named(node)) this.part(child);
        return;
      case 'with_clause':
        for (const item of named(node)) {
          const inner = item.children[0];
          if (inner?.type === 'as_pattern') this.asPattern(inner, (value) => value);
          else if (inner !== undefined) this.use(this.value(inner), inner);
        }
        return;
      case 'function_definition':
        this.functionDefinition(node);
        return;
      case 'class_definition':
        this.classDefinition(node);
        return;
      case 'decorated_definition':
        for (const child of named(node)) {
          if (child.type === 'decorator')
            for (const inner of named(child)) this.use(this.value(inner), inner);
          else this.statement(child);
        }
        return;
      default:
        this.note(node, `the gate does not follow ${words(node.type)}`);
        for (const child of named(node)) this.part(child);
    }
  }

  /** A statement or an expression, whichever it is. */
  private part(node: Syntax): void {
    if (
      /_statement$|_clause$|_definition$|^block$|^comment$/u.test(node.type) &&
      node.type !== 'for_in_clause'
    )
      this.statement(node);
    else this.use(this.value(node), node);
  }

  private asPattern(node: Syntax, kind: (value: Value) => Value): void {
    const [left, , target] = node.children;
    const value = left === undefined ? data : this.value(left);
    const bound = target?.children[0];
    if (bound !== undefined) this.assign(bound, kind(value));
    else if (left !== undefined) this.use(value, left);
  }

  private forLoop(node: Syntax): void {
    const at = node.children.findIndex(({ type }) => type === 'in');
    const left = node.children[at - 1];
    const right = node.children[at + 1];
    if (left !== undefined && right !== undefined) this.assign(left, this.each(right));
    for (const child of node.children.slice(at + 2))
      if (/block|_clause/u.test(child.type)) this.statement(child);
  }

  /** What a loop over an expression takes in hand. */
  private each(node: Syntax): Value {
    const value = this.value(node);
    if (value.kind === 'paths')
      return { kind: 'path', ...(value.text === undefined ? {} : { text: value.text, glob: true }) };
    if (value.kind === 'data' && value.glob === true) return value;
    if (value.kind === 'path') return unknown;
    this.use(value, node);
    return data;
  }

  private bind(name: string, value: Value, node: Syntax): void {
    // Python takes letters that look alike for the same: PEP 3131.
    if (/[^ -~]/u.test(name)) this.note(node, `the name ${name} is not plain`);
    if (reaching.has(name)) this.note(node, `${name} is bound anew`);
    if (name.startsWith('__') && !knownNames.has(name)) this.note(node, `${name} is set`);
    if (this.inClass) {
      // What a class binds is an attribute of it, too, and so comes out as data.
      this.members.add(name);
      this.use(value, node);
    }
    this.names.set(name, either(this.names.get(name), kept(value)));
  }

  private assign(target: Syntax, value: Value): void {
    switch (target.type) {
      case 'identifier':
        this.bind(this.text(target), value, target);
        return;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
      case 'expression_list':
      case 'list_splat_pattern':
      case 'parenthesized_expression':
        if (value.kind !== 'data') this.use(value, target);
        for (const child of named(target))
          this.assign(child, value.kind === 'data' || value.kind === 'file' ? data : unknown);
        return;
      case 'attribute': {
        const [object, , name] = target.children;
        const base = object === undefined ? unknown : this.value(object);
        const member = name === undefined ? '' : this.text(name);
        if (base.kind !== 'data' && base.kind !== 'local')
          this.note(target, `${this.text(target)} is set, which changes what names mean`);
        if (member.startsWith('__')) this.note(target, `${member} is set`);
        this.members.add(member);
        this.store(value, target);
        return;
      }
      case 'subscript': {
        const [object] = target.children;
        const base = object === undefined ? unknown : this.value(object);
        for (const child of named(target).slice(1)) this.use(this.value(child), child);
        if (base.kind !== 'data') this.note(target, `${this.text(target)} is set`);
        this.store(value, target);
        return;
      }
      default:
        this.note(target, `the gate does not follow an assignment to ${words(target.type)}`);
    }
  }

  /** A value that is kept where it will come out as data. */
  private store(value: Value, node: Syntax): void {
    this.use(value, node);
  }

  /** A value goes somewhere where it counts as data: nothing that reaches out may. */
  private use(value: Value, node: Syntax): void {
    switch (value.kind) {
      case 'data':
      case 'file':
      case 'local':
      case 'element':
        return;
      case 'unknown':
        this.note(node, `it is not known what ${this.text(node).slice(0, 60)} is`);
        return;
      case 'path':
      case 'paths':
        this.pathsEscape = true;
        return;
      case 'ref': {
        const row = pythonLibrary.row(value.name);
        if (row?.does === 'pure') return;
        if (row?.does === 'read.secret') this.sink.variable(undefined, this.line(node));
        else this.note(node, `${value.name} is handed on, where the gate does not follow it`);
      }
    }
  }

  private functionDefinition(node: Syntax): void {
    for (const child of node.children) {
      if (child.type === 'identifier') {
        this.members.add(this.text(child));
        const name = this.text(child);
        if (!name.startsWith('__')) this.bind(name, local, child);
      } else if (child.type === 'type') this.value(child);
    }
    const around = this.inClass;
    this.inClass = false;
    for (const child of node.children) {
      if (child.type === 'parameters') this.parameters(child);
      else if (child.type === 'block') this.block(child);
    }
    this.inClass = around;
  }

  private parameters(node: Syntax): void {
    for (const child of named(node)) {
      switch (child.type) {
        case 'identifier':
          this.bind(this.text(child), data, child);
          break;
        case 'list_splat_pattern':
        case 'dictionary_splat_pattern':
          for (const inner of named(child)) this.assign(inner, data);
          break;
        case 'typed_parameter':
        case 'default_parameter':
        case 'typed_default_parameter': {
          const [name, ...rest] = named(child);
          const last = rest.at(-1);
          const value = child.type === 'typed_parameter' || last === undefined ? data : this.value(last);
          for (const inner of rest) if (inner.type === 'type') this.value(inner);
          if (name?.type === 'identifier') this.bind(this.text(name), either(value, data), name);
          else if (name !== undefined) for (const inner of named(name)) this.assign(inner, data);
          break;
        }
        case 'comment':
        case 'keyword_separator':
        case 'positional_separator':
          break;
        default:
          this.note(child, `the gate does not follow ${words(child.type)}`);
      }
    }
  }

  private classDefinition(node: Syntax): void {
    for (const child of node.children) {
      if (child.type === 'identifier') this.bind(this.text(child), local, child);
      else if (child.type === 'argument_list') this.arguments(child);
      else if (child.type === 'block') {
        const around = this.inClass;
        this.inClass = true;
        this.block(child);
        this.inClass = around;
      }
    }
  }

  private importNames(node: Syntax): void {
    for (const child of named(node)) {
      const [path, alias] = child.type === 'aliased_import' ? named(child) : [child, undefined];
      if (path === undefined) continue;
      const name = this.text(path).replaceAll(/\s/gu, '');
      if (!this.imported(name, child)) {
        this.bind(
          alias === undefined ? (name.split('.')[0] ?? name) : this.text(alias),
          this.stranger(name),
          child,
        );
        continue;
      }
      if (alias === undefined) this.bind(name.split('.')[0] ?? name, ref(name.split('.')[0] ?? name), child);
      else this.bind(this.text(alias), ref(name), child);
    }
  }

  private importFrom(node: Syntax): void {
    const [path, ...names] = named(node);
    if (path === undefined) return;
    const module = this.text(path).replaceAll(/\s/gu, '');
    const known = this.imported(module, node);
    for (const child of names) {
      if (child.type === 'wildcard_import') {
        this.note(child, `all names of ${module} are imported`);
        continue;
      }
      const [name, alias] = child.type === 'aliased_import' ? named(child) : [child, undefined];
      if (name === undefined) continue;
      const dotted = `${module}.${this.text(name)}`;
      this.bind(this.text(alias ?? name), known ? ref(dotted) : this.stranger(dotted), child);
    }
  }

  /** A name of a module that is not followed: known ones still say what they do. */
  private stranger(name: string): Value {
    return pythonLibrary.holds(name) || pythonLibrary.row(name) !== undefined ? ref(name) : unknown;
  }

  private imported(module: string, node: Syntax): boolean {
    this.imports = true;
    if (pythonModules.has(module)) return true;
    if (this.sink.muted) return false;
    if (this.code.follow(module, this.line(node)))
      this.note(node, `it imports ${module} of the project, which may stand in __pycache__ in another form`);
    else this.note(node, `the module ${module} is not known to only read`);
    return false;
  }

  /** What an expression is. Whoever hands the result on says so with `use`. */
  private value(node: Syntax): Value {
    switch (node.type) {
      case 'integer':
      case 'float':
      case 'true':
      case 'false':
      case 'none':
      case 'ellipsis':
      case 'comment':
        return data;
      case 'string':
        return this.string(node);
      case 'concatenated_string': {
        const parts = named(node).map((child) => this.value(child));
        return textValue(
          parts.every((part) => part.kind === 'data' && part.text !== undefined)
            ? parts.map((part) => (part.kind === 'data' ? part.text : '')).join('')
            : undefined,
        );
      }
      case 'identifier':
        return this.identifier(node);
      case 'attribute':
        return this.attribute(node);
      case 'call':
        return this.call(node);
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list': {
        const items = named(node).map((child) => this.used(child));
        return { kind: 'data', items };
      }
      case 'dictionary':
      case 'pair':
      case 'slice':
      case 'comparison_operator':
      case 'not_operator':
      case 'unary_operator':
      case 'list_splat':
      case 'dictionary_splat':
      case 'await':
      case 'yield':
      case 'generator_expression':
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'if_clause':
      case 'interpolation':
      case 'format_specifier':
      case 'format_expression':
      case 'type':
      case 'type_conversion':
      case 'generic_type':
      case 'type_parameter':
      case 'union_type':
        return this.gathered(node);
      case 'for_in_clause':
        this.forLoop(node);
        return data;
      case 'parenthesized_expression': {
        const [inner] = named(node);
        return inner === undefined ? data : this.value(inner);
      }
      case 'binary_operator':
        return this.binary(node);
      case 'boolean_operator':
      case 'conditional_expression':
        return this.choice(node);
      case 'named_expression': {
        const [target, right] = named(node);
        const value = right === undefined ? data : this.value(right);
        if (target !== undefined) this.assign(target, value);
        return kept(value);
      }
      case 'assignment':
        return this.assignment(node);
      case 'augmented_assignment': {
        const [target, right] = named(node);
        const added = right === undefined ? data : this.used(right);
        if (target?.type === 'identifier')
          this.bind(this.text(target), either(added, { kind: 'data' }), target);
        else if (target !== undefined) this.assign(target, data);
        return data;
      }
      case 'lambda': {
        for (const child of named(node)) {
          if (child.type === 'lambda_parameters') this.parameters(child);
          else this.used(child);
        }
        return local;
      }
      case 'subscript':
        return this.subscript(node);
      case 'keyword_argument': {
        const right = named(node).at(-1);
        return right === undefined ? data : this.value(right);
      }
      default:
        this.note(node, `the gate does not follow ${words(node.type)}`);
        return this.gathered(node);
    }
  }

  private used(node: Syntax): Value {
    const value = this.value(node);
    this.use(value, node);
    return value;
  }

  private gathered(node: Syntax): Value {
    // A comprehension uses names above the clause that binds them.
    const children = named(node);
    for (const child of children) if (child.type === 'for_in_clause') this.value(child);
    for (const child of children) if (child.type !== 'for_in_clause') this.used(child);
    return data;
  }

  private string(node: Syntax): Value {
    const parts = node.children.filter(({ type }) => type === 'interpolation');
    if (parts.length === 0) return textValue(stringText(node, this.code.source));
    let text: string | undefined = '';
    for (const child of node.children) {
      if (child.type === 'string_content') text = text === undefined ? undefined : text + this.text(child);
      if (child.type !== 'interpolation') continue;
      const [inner, ...format] = named(child);
      const value = inner === undefined ? data : this.used(inner);
      for (const more of format) this.gathered(more);
      const known: string | undefined =
        (value.kind === 'data' || value.kind === 'path') && format.length === 0 ? value.text : undefined;
      text = text === undefined || known === undefined ? undefined : text + known;
    }
    return textValue(text);
  }

  private identifier(node: Syntax): Value {
    const name = this.text(node);
    if (name === '__file__') return textValue(this.code.file);
    const bound = this.names.get(name);
    if (bound !== undefined) return bound;
    if (name.startsWith('__') && !knownNames.has(name)) {
      this.note(node, `${name} leads to the inside of Python`);
      return unknown;
    }
    if (knownNames.has(name)) return data;
    if (name === 'open' || pythonLibrary.row(name) !== undefined) return ref(name);
    // While names are learned, one that is bound further down is not known yet.
    if (this.sink.muted) return data;
    this.note(node, `${name} is not known to only read`);
    return unknown;
  }

  private attribute(node: Syntax): Value {
    const [object, , member] = node.children;
    if (object === undefined || member === undefined) return unknown;
    return this.member(this.value(object), this.text(member), node);
  }

  private member(base: Value, name: string, node: Syntax): Value {
    const builds =
      name === '__init__' &&
      base.kind !== 'local' &&
      base.kind !== 'ref' &&
      !/^super\([\w\s,]*\)\s*\.\s*__init__$/u.test(this.text(node));
    if ((name.startsWith('__') && !harmlessDunder.has(name)) || frames.test(name) || builds) {
      this.note(node, `${name} leads to the inside of Python`);
      return unknown;
    }
    switch (base.kind) {
      case 'ref': {
        const dotted = `${base.name}.${name}`;
        if (name.startsWith('__')) return data;
        const row = pythonLibrary.row(dotted);
        if (row?.gives === 'file') return file;
        if (row !== undefined || pythonLibrary.holds(dotted) || pythonModules.has(dotted)) return ref(dotted);
        this.note(node, `${dotted} is not known to only read`);
        return unknown;
      }
      case 'path':
        if (/^(?:parent|parents)$/u.test(name))
          return { kind: 'path', text: name === 'parent' ? parentOf(base.text) : undefined };
        if (/^(?:name|stem|suffix|suffixes|parts|anchor|root|drive)$/u.test(name)) return data;
        if (!pathMethods.has(name) && !/^(?:joinpath|glob|rglob|open)$/u.test(name))
          this.note(node, `${name} of a path is not known to only read`);
        return unknown;
      case 'data':
      case 'local':
      case 'file':
      case 'element':
        if (pathMethods.has(name) || /^(?:open|glob|rglob)$/u.test(name))
          this.replaced ??= { line: this.line(node), name };
        if (pythonMembers.has(name) || this.members.has(name) || harmlessDunder.has(name)) return data;
        this.note(node, `${name} is not known to only read`);
        return data;
      case 'paths':
      case 'unknown':
        this.note(node, `it is not known what ${this.text(node).slice(0, 60)} is`);
        return unknown;
    }
  }

  private call(node: Syntax): Value {
    const [callee, list] = node.children;
    if (callee === undefined || list === undefined) return unknown;
    const line = this.line(node);
    if (callee.type === 'attribute') {
      const [object, , member] = callee.children;
      if (object !== undefined && member !== undefined) {
        const base = this.value(object);
        const name = this.text(member);
        if (base.kind === 'path') return this.pathCall(base, name, callee, list);
        if (base.kind === 'data' && (name === 'format' || name === 'format_map'))
          return this.formatted(base, list, callee);
        return this.calling(this.member(base, name, callee), list, callee, line);
      }
    }
    return this.calling(this.value(callee), list, callee, line);
  }

  private calling(target: Value, list: Syntax, callee: Syntax, line: number): Value {
    if (target.kind === 'ref')
      return target.name === 'open' || target.name === 'io.open'
        ? this.open(list)
        : this.library(target.name, list, callee, line);
    this.arguments(list);
    if (target.kind === 'data' || target.kind === 'local' || target.kind === 'file') return data;
    this.note(callee, `it is not known what ${this.text(callee).slice(0, 60)} does`);
    return unknown;
  }

  private library(name: string, list: Syntax, callee: Syntax, line: number): Value {
    const row = pythonLibrary.row(name);
    const { args, keywords } = this.arguments(list, row?.does !== 'pure');
    if (row === undefined) {
      this.note(callee, `${name} is not known to only read`);
      return unknown;
    }
    const all = placed(row, args, keywords);
    if (row.does !== 'pure') this.keywords(row, keywords, callee);
    else if (keywords.has('fromfile_prefix_chars')) this.note(callee, 'it takes arguments from files');
    if (name.startsWith('subprocess.')) return this.process(row, all, keywords, callee, line);
    const done = perform(row, all, line, this.sink);
    const [first] = all;
    const text = first?.kind === 'data' || first?.kind === 'path' ? first.text : undefined;
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

  private process(
    row: LibraryRow,
    args: readonly Value[],
    keywords: ReadonlyMap<string, Value>,
    callee: Syntax,
    line: number,
  ): Value {
    const [command] = args;
    const inShell = keywords.get('shell');
    if (args.length > 1)
      this.note(callee, 'the gate does not know all arguments of the program that it starts');
    if (inShell !== undefined || row.does === 'shell:0') {
      if (command?.kind === 'data' && command.items !== undefined) this.sink.program(command.items, line);
      else this.sink.shell(command, line);
    } else perform(row, args, line, this.sink);
    return data;
  }

  private keywords(row: LibraryRow, given: ReadonlyMap<string, Value>, callee: Syntax): void {
    const known = new Set([...(row.keywords ?? '').split(' '), ...Object.keys(row.positions ?? {})]);
    const odd = [...given.keys()].find((name) => !known.has(name));
    if (odd !== undefined)
      this.note(callee, `the gate does not know ${odd} of ${this.text(callee).slice(0, 60)}`);
  }

  /** The values of a call's arguments. Whoever knows the function (`taken`) says itself what becomes of them. */
  private arguments(list: Syntax, taken = false): { args: Value[]; keywords: Map<string, Value> } {
    const args: Value[] = [];
    const keywords = new Map<string, Value>();
    if (list.type !== 'argument_list') {
      args.push(this.used(list));
      return { args, keywords };
    }
    for (const child of named(list)) {
      const value = this.value(child);
      if (!taken || (value.kind !== 'path' && value.kind !== 'paths')) this.use(value, child);
      if (child.type === 'keyword_argument') keywords.set(this.text(child.children[0] ?? child), value);
      else if (child.type === 'list_splat' || child.type === 'dictionary_splat') {
        if (taken) this.note(child, 'arguments come from a list or dictionary');
      } else args.push(value);
    }
    return { args, keywords };
  }

  private open(list: Syntax): Value {
    const { args, keywords } = this.arguments(list, true);
    const path = args[0] ?? keywords.get('file');
    const mode = args[1] ?? keywords.get('mode') ?? textValue('r');
    const line = this.line(list);
    const odd = [...keywords.keys()].find(
      (name) => !/^(?:file|mode|encoding|newline|errors|buffering)$/u.test(name),
    );
    if (odd !== undefined || args.length > 3) this.note(list, 'the gate does not know all arguments of open');
    const how = mode.kind === 'data' ? mode.text : undefined;
    if (how === undefined) this.note(list, 'it is not known whether it reads or writes');
    if (how === undefined || /[wax+]/u.test(how))
      this.sink.path('write', path, line, how === 'w' ? 'overwritten' : undefined);
    if (how === undefined || /[r+]/u.test(how)) this.sink.path('read', path, line);
    else if (!/[wax]/u.test(how)) this.note(list, 'it is not known how a file is opened');
    return file;
  }

  private pathCall(base: Value & { kind: 'path' }, name: string, callee: Syntax, list: Syntax): Value {
    const line = this.line(callee);
    if (name === 'open') {
      const { args, keywords } = this.arguments(list, true);
      const mode = args[0] ?? keywords.get('mode') ?? textValue('r');
      const how = mode.kind === 'data' ? mode.text : undefined;
      if (how === undefined || /[wax+]/u.test(how)) this.sink.path('write', base, line);
      if (how === undefined || /[^wax]/u.test(how)) this.sink.path('read', base, line);
      if (how === undefined) this.note(callee, 'it is not known whether it reads or writes');
      return file;
    }
    const { args } = this.arguments(list, true);
    if (name === 'joinpath') return { kind: 'path', text: joined([base, ...args]) };
    if (name === 'glob' || name === 'rglob') {
      this.sink.path('list', base, line);
      const pattern = args[0]?.kind === 'data' ? args[0].text : undefined;
      const flat =
        name === 'glob' && pattern !== undefined && !pattern.includes('**') && base.text !== undefined;
      return { kind: 'paths', ...(flat ? { text: joined([base, textValue(pattern)]), glob: true } : {}) };
    }
    const row = pathMethods.get(name);
    if (row === undefined) {
      this.note(callee, `${name} of a path is not known to only read`);
      return unknown;
    }
    const done = perform(
      { names: name, source: '', does: row.does, ...(row.gives === undefined ? {} : { gives: row.gives }) },
      [base, ...args],
      line,
      this.sink,
    );
    if (name === 'iterdir' && base.text !== undefined)
      return { kind: 'paths', text: `${base.text}/*`, glob: true };
    return done;
  }

  /** The fields of a format may name attributes. */
  private formatted(base: Value & { kind: 'data' }, list: Syntax, callee: Syntax): Value {
    this.arguments(list);
    if (base.text === undefined || /\{[^{}.[]*[.[][^{}]*\}/u.test(base.text))
      this.note(callee, 'a format may lead to the inside of an object');
    return data;
  }

  private binary(node: Syntax): Value {
    const [left, operator, right] = node.children;
    if (left === undefined || right === undefined || operator === undefined) return data;
    const [a, b] = [this.value(left), this.value(right)];
    const sign = this.text(operator);
    if (sign === '/' && (a.kind === 'path' || b.kind === 'path'))
      return { kind: 'path', text: joined([a, b]) };
    this.use(a, left);
    this.use(b, right);
    if (sign === '+' && a.kind === 'data' && b.kind === 'data') {
      if (a.items !== undefined && b.items !== undefined)
        return { kind: 'data', items: [...a.items, ...b.items] };
      return textValue(
        a.text === undefined || b.text === undefined || a.text.length + b.text.length > 65_536
          ? undefined
          : a.text + b.text,
      );
    }
    return data;
  }

  private choice(node: Syntax): Value {
    let value: Value | undefined;
    for (const child of named(node)) value = either(value, this.value(child));
    return value ?? data;
  }

  private assignment(node: Syntax): Value {
    const equals = node.children.findIndex(({ type }) => type === '=');
    const target = node.children[0];
    for (const child of node.children) if (child.type === 'type') this.value(child);
    const right = equals < 0 ? undefined : node.children[equals + 1];
    if (target === undefined || right === undefined) return data;
    const value = this.value(right);
    // A list of values taken apart: each name gets its own.
    const targets = /^(?:pattern_list|tuple_pattern)$/u.test(target.type) ? named(target) : undefined;
    if (targets !== undefined && value.kind === 'data' && value.items?.length === targets.length) {
      for (const [at, one] of targets.entries()) this.assign(one, value.items[at] ?? data);
    } else this.assign(target, value);
    return value;
  }

  private subscript(node: Syntax): Value {
    const [object] = node.children;
    const rest = named(node).slice(1);
    const base = object === undefined ? unknown : this.value(object);
    const keys = rest.map((child) => this.used(child));
    if (base.kind === 'ref') {
      if (base.name === 'os.environ') {
        this.sink.variable(keys[0] ?? unknown, this.line(node));
        return data;
      }
      if (pythonLibrary.row(base.name)?.does === 'pure') return data;
      this.note(node, `it is not known what ${this.text(node).slice(0, 60)} is`);
      return unknown;
    }
    if (base.kind === 'path' || base.kind === 'paths') return unknown;
    return base.kind === 'unknown' ? unknown : data;
  }
}

function ref(name: string): Value {
  return { kind: 'ref', name };
}

/** Positional arguments with those that were given by name in their places. */
function placed(
  row: LibraryRow,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): readonly Value[] {
  if (row.positions === undefined) return args;
  const all = [...args];
  for (const [name, at] of Object.entries(row.positions)) {
    const value = keywords.get(name);
    if (value !== undefined) all[at] = value;
  }
  return all;
}

function parentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = text.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : text.slice(0, at);
}

const tokens = new Set(
  '( ) [ ] { } , : ; . = -> in for async if else elif while def class return yield not and or is await lambda import from as with try except finally raise assert del * ** @ ! + - / % < > == != <= >= | & ^ ~ := print'.split(
    ' ',
  ),
);

/** Children that are no keywords, signs or comments. A node that bears the name of a keyword has children itself. */
function named(node: Syntax): readonly Syntax[] {
  return node.children.filter(
    ({ type, children }) =>
      /^[a-z_]+$/u.test(type) &&
      !(tokens.has(type) && children.length === 0) &&
      type !== 'comment' &&
      type !== 'line_continuation',
  );
}

function words(type: string): string {
  return `a ${type.replaceAll('_', ' ')}`;
}
