// Puts one word together from the pieces of its node: which characters it has, which of them quotes protect, and
// whether all of it is known.
import type { Masked } from './braces.ts';
import { doubtSet } from './builtins.ts';
import { arithmeticDoubt, expansionDoubt } from './guards.ts';
import { caps } from './caps.ts';
import { doubtCap, doubtHidden, doubtLine, type Run, type Scope, type Source } from './run.ts';
import type { Names, Word } from './segment.ts';
import type { Value } from './state.ts';
import type { Syntax } from './syntax.ts';
import { unescapeAnsi, unescapeBare, unescapeDouble } from './unquote.ts';

/** A substitution in a word. */
export interface Nested {
  readonly node: Syntax;
  readonly word: number;
  /** The segments that print what is put in its place; known when it has been read. */
  readonly printing: number[];
}

/** Words as they are gathered for one command, with what was met on the way. */
export interface Gathered {
  readonly words: Word[];
  /** Command and process substitutions, in order, with the index of their word. */
  readonly nested: Nested[];
  /** The value of a variable stands in a word and may be another one when it runs. */
  unproven: boolean;
  /** A variable of the line, or a parameter, stands in the first word. */
  namedByVariable: boolean;
}

/** Whether nothing in the text moves or sets its parameters. */
export function steady({ source }: Scope): boolean {
  const known = steadySources.get(source);
  if (known !== undefined) return known;
  const is = !/\b(?:shift|set|eval|source)\b/.test(source.text);
  steadySources.set(source, is);
  return is;
}

/** A text may hold thousands of parameters: it is searched once. */
const steadySources = new WeakMap<Source, boolean>();

/** A word in the making. */
export class Builder {
  quoted = false;
  private known = true;
  /** The only unknown part of the word is a variable with these names, and where it stands. */
  private only: { readonly names: Names; readonly at: number } | undefined;
  private text = '';
  private mask = '';

  private readonly run: Run;
  private readonly scope: Scope;
  private readonly into: Gathered;

  constructor(run: Run, scope: Scope, into: Gathered) {
    this.run = run;
    this.scope = scope;
    this.into = into;
  }

  get word(): Masked {
    return { text: this.text, mask: this.mask };
  }

  get literal(): boolean {
    return this.known;
  }

  private set literal(literal: boolean) {
    this.known = literal;
    if (!literal) this.only = undefined;
  }

  /** The names of which an unknown word is one. */
  get names(): Names | undefined {
    if (this.only === undefined) return undefined;
    const { names, at } = this.only;
    return {
      ...names,
      before: this.text.slice(0, at) + names.before,
      after: names.after + this.text.slice(at),
    };
  }

  append(node: Syntax): void {
    const raw = this.scope.source.text.slice(node.start, node.end);
    switch (node.type) {
      case 'number':
      case 'test_operator':
      case 'brace_expression':
      case 'variable_name':
      case 'word':
      case 'extglob_pattern':
      case 'regex':
        this.bare(raw, node.children);
        return;
      case 'raw_string':
        this.quote(raw.slice(1, -1));
        return;
      case 'ansi_c_string':
        this.quote(unescapeAnsi(raw.slice(2, -1)));
        return;
      case 'string':
        this.double(node);
        return;
      case 'translated_string':
      case 'concatenation':
      case 'command_name':
        this.sequence(node);
        return;
      case 'simple_expansion':
        this.variable(node, raw.slice(raw.indexOf('$') + 1), false);
        return;
      case 'expansion':
        this.expansion(node, raw, false);
        return;
      case 'command_substitution':
      case 'process_substitution':
        this.nest(node);
        return;
      case 'arithmetic_expansion':
        this.arithmetic(node);
        return;
      default:
        this.unknown(node);
    }
  }

  /** Text outside quotes. */
  private bare(raw: string, children: readonly Syntax[]): void {
    if (children.some((child) => child.children.length > 0)) this.literal = false;
    if (/(^|[^\\])(\\\\)*(?:`|[$<>]\()/.test(raw)) {
      doubtHidden(this.run, 'a substitution stands where the grammar does not see the command in it');
      this.literal = false;
    }
    if (/(^|[^\\])(\\\\)*\$[A-Za-z_{(]/.test(raw)) this.literal = false;
    if (/^(?:[^\\\n]|\\[^])*\n/.test(raw)) {
      // The scanner takes a line break before `\` for a part of the word: `cat a⏎\rm b` is two commands.
      doubtLine(this.run, 'parse', 'the grammar takes a line break into a word');
      this.literal = false;
    }
    let tilde = '';
    let rest = raw;
    if (this.text === '' && !this.quoted && raw.startsWith('~')) {
      if (raw === '~' || raw.startsWith('~/')) {
        tilde = this.home();
        rest = raw.slice(1);
      } else this.literal = false;
    } else if (this.text === '' && /^[A-Za-z_]\w*=~(?:\/|$)/.test(raw)) {
      const at = raw.indexOf('~');
      this.add(raw.slice(0, at), 'u');
      tilde = this.home();
      rest = raw.slice(at + 1);
    }
    this.add(tilde, 'q');
    if (!rest.includes('\\')) this.add(rest, 'u');
    else {
      // Escapes one by one, so that an escaped `{`, `*` or blank stays protected.
      for (const part of rest.match(/\\[^]?|[^\\]+/g) ?? []) {
        if (part.startsWith('\\')) this.quote(unescapeBare(part));
        else this.add(part, 'u');
      }
    }
  }

  private home(): string {
    const home = this.scope.state.variables?.get('HOME');
    if (home === undefined) return this.run.surroundings.home;
    this.literal &&= home.known;
    if (!home.proven) this.into.unproven = true;
    return home.text;
  }

  private quote(value: string): void {
    this.quoted = true;
    this.add(value, 'q');
  }

  private add(value: string, mask: 'u' | 'q' | 'x'): void {
    if (value === '') return;
    this.text += value;
    this.mask += mask.repeat(value.length);
  }

  /** Double quotes: whatever is no expansion is text, also the blanks that the tree leaves out. */
  private double(node: Syntax): void {
    this.quoted = true;
    const { text } = this.scope.source;
    let at = node.start + (text[node.start] === '$' ? 2 : 1);
    for (const child of node.children) {
      if (child.type === 'string_content' || child.type === '"') continue;
      const from = firstExpansion(text, child);
      if (child.children.length === 0 && text[from] !== '$' && text[from] !== '`') continue;
      this.quote(unescapeDouble(text.slice(at, from)));
      at = child.end;
      const raw = text.slice(from, child.end);
      if (child.type === 'simple_expansion') this.variable(child, raw.slice(1), true);
      else if (child.type === 'expansion') this.expansion(child, raw, true);
      else if (child.children.length === 0) at = from;
      else this.append(child);
    }
    const rest = text.slice(at, Math.max(at, node.end - 1));
    if (/(^|[^\\])(\\\\)*`/.test(rest)) {
      doubtHidden(this.run, 'backticks stand where the grammar does not see the command in them');
      this.literal = false;
    }
    this.quote(unescapeDouble(rest));
  }

  private sequence(node: Syntax): void {
    let at = node.start;
    for (const child of node.children) {
      if (child.start > at) this.gap(this.scope.source.text.slice(at, child.start));
      if (child.type === '$') this.quoted = true;
      else this.append(child);
      at = child.end;
    }
  }

  private gap(text: string): void {
    if (text.replaceAll('\\\n', '') === '') this.quoted = true;
    else {
      doubtLine(this.run, 'parse', 'the grammar leaves out a part of a word');
      this.literal = false;
    }
  }

  private variable(node: Syntax, name: string, double: boolean): void {
    const value = this.lookup(name);
    if (name === 'IFS') doubtLine(this.run, 'parse', '$IFS splits words where nobody sees it');
    if (!/^\w+$/.test(name) && !/^[@*#?$!-]$/.test(name)) this.nestAll(node);
    if (value === undefined) {
      this.literal = false;
      return;
    }
    this.use(value, double);
  }

  private use(value: Value, double: boolean): void {
    this.run.expandedText += value.text.length;
    if (this.run.expandedText > caps.expandedText) {
      doubtCap(this.run, `variables give more than ${String(caps.expandedText)} characters`);
      this.literal = false;
      return;
    }
    if (!value.known) {
      // The word is unknown, whatever the value may be by then.
      const { names, proven } = value;
      if (names !== undefined && proven && this.known) {
        this.known = false;
        this.only = { names, at: this.text.length };
      } else this.literal = false;
      return;
    }
    if (!value.proven) this.into.unproven = true;
    if (double) this.quote(value.text);
    else this.add(value.text, 'x');
  }

  private lookup(name: string): Value | undefined {
    const { state, positional } = this.scope;
    const own = state.variables?.get(name);
    if (own !== undefined) {
      this.markName();
      return own;
    }
    if (name === 'HOME') {
      this.markName();
      return { text: this.run.surroundings.home, known: true, proven: true };
    }
    if (name === 'PWD') {
      this.markName();
      return state.cwd === undefined ? undefined : { text: state.cwd, known: true, proven: state.certain };
    }
    if (/^\d$/.test(name) && positional !== undefined) {
      this.markName();
      const index = Number(name);
      const word = positional[index];
      // A word that may become several moves those behind it.
      const moving = positional.findIndex(({ literal, glob }) => !literal || glob);
      const known = moving < 0 || index < moving;
      const names = index === moving ? word?.names : undefined;
      return { text: word?.text ?? '', known, proven: steady(this.scope), names };
    }
    return undefined;
  }

  private markName(): void {
    if (this.into.words.length === 0) this.into.namedByVariable = true;
  }

  private expansion(node: Syntax, raw: string, double: boolean): void {
    const name = /^\$\{(\w+)\}$/.exec(raw)?.[1];
    if (name !== undefined) {
      this.variable(node, name, double);
      return;
    }
    this.literal = false;
    const doubt = expansionDoubt(raw);
    if (doubt !== undefined) doubtHidden(this.run, doubt);
    // `${x:=value}` sets the variable.
    const assigned = /^\$\{(\w+):?=/.exec(raw)?.[1];
    if (assigned !== undefined) {
      doubtSet(this.run, assigned);
      this.scope.state.variables ??= new Map();
      this.scope.state.variables.set(assigned, { text: '', known: false, proven: false });
    }
    this.nestAll(node);
  }

  private arithmetic(node: Syntax): void {
    this.literal = false;
    const doubt = arithmeticDoubt(
      this.scope.source.text.slice(node.start, node.end),
      this.scope.state.variables,
    );
    if (doubt !== undefined) doubtHidden(this.run, doubt);
    this.nestAll(node);
  }

  private nest(node: Syntax): void {
    const printing: number[] = [];
    if (this.scope.source.text[node.start] === '`') {
      doubtHidden(this.run, 'backticks hide what is nested in them from the grammar');
      this.literal = false;
    } else if (node.type === 'command_substitution' && this.known) {
      this.known = false;
      this.only = {
        names: { patterns: [], segments: printing, before: '', after: '' },
        at: this.text.length,
      };
    } else this.literal = false;
    this.into.nested.push({ node, word: this.into.words.length, printing });
  }

  private unknown(node: Syntax): void {
    this.literal = false;
    this.add(this.scope.source.text.slice(node.start, node.end), 'u');
    this.nestAll(node);
  }

  private nestAll(node: Syntax): void {
    collectNested(node, (nested) => this.nest(nested));
  }
}

/** The first `$` or backtick of an expansion inside double quotes: the tree may count a blank before it as its own. */
function firstExpansion(text: string, node: Syntax): number {
  for (let i = node.start; i < node.end; i++) if (text[i] === '$' || text[i] === '`') return i;
  return node.start;
}

/** Calls back for the outermost substitutions below a node. */
export function collectNested(node: Syntax, found: (node: Syntax) => void): void {
  for (const child of node.children) {
    if (child.type === 'command_substitution' || child.type === 'process_substitution') found(child);
    else if (child.children.length > 0) collectNested(child, found);
  }
}
