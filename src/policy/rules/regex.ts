// Regular expressions of rules, run in time proportional to pattern and text (Thompson's construction): a rule must
// not be able to stall the gate. The common part of the language is known; the rest is refused with a sentence.

export interface LinearRegex {
  readonly source: string;
  /** Is there a match anywhere in the text? */
  found(text: string): boolean;
  /** Does the whole text match? */
  whole(text: string): boolean;
}

type Node =
  | { readonly kind: 'char'; readonly test: (sign: string) => boolean }
  | { readonly kind: 'assert'; readonly test: (signs: readonly string[], at: number) => boolean }
  | { readonly kind: 'cat' | 'alt'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

type Step =
  | { readonly do: 'char'; readonly test: (sign: string) => boolean; readonly next: number }
  | {
      readonly do: 'assert';
      readonly test: (signs: readonly string[], at: number) => boolean;
      readonly next: number;
    }
  | { readonly do: 'fork'; readonly to: readonly number[] }
  | { readonly do: 'match' };

const longest = 500;
const mostSteps = 1000;
const mostRepeats = 100;

/** Reads the text between the slashes. A string is the reason why it cannot be used. */
export function readRegex(source: string, flags: string): LinearRegex | string {
  if (source === '') return 'the regular expression is empty';
  if (source.length > longest) return `a regular expression may have at most ${longest} characters`;
  try {
    void new RegExp(source, 'u');
  } catch {
    return 'the regular expression is not valid';
  }
  try {
    const steps: Step[] = [];
    const fold = flags.includes('i') ? (sign: string) => sign.toLowerCase() : (sign: string) => sign;
    compile(new Reader(source, fold).all(), steps);
    steps.push({ do: 'match' });
    return {
      source,
      found: (text) => run(steps, fold(text), false),
      whole: (text) => run(steps, fold(text), true),
    };
  } catch (error) {
    return error instanceof Refusal ? error.message : 'the regular expression is too large';
  }
}

class Refusal extends Error {}

/** Pike's simulation: all states at once, no way back. */
function run(steps: readonly Step[], text: string, whole: boolean): boolean {
  const signs = Array.from(text);
  const seen = new Int32Array(steps.length).fill(-1);
  let todo: number[] = [];
  for (let at = 0; at <= signs.length; at++) {
    if (at === 0 || !whole) todo.push(0);
    const sign = signs[at];
    const next: number[] = [];
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      const step = steps[state];
      if (step === undefined || seen[state] === at) continue;
      seen[state] = at;
      if (step.do === 'match' && (!whole || sign === undefined)) return true;
      if (step.do === 'fork') todo.push(...step.to);
      if (step.do === 'assert' && step.test(signs, at)) todo.push(step.next);
      if (step.do === 'char' && sign !== undefined && step.test(sign)) next.push(step.next);
    }
    todo = next;
  }
  return false;
}

function compile(node: Node, steps: Step[]): void {
  if (steps.length > mostSteps) throw new Refusal('the regular expression is too large');
  switch (node.kind) {
    case 'char':
      steps.push({ do: 'char', test: node.test, next: steps.length + 1 });
      return;
    case 'assert':
      steps.push({ do: 'assert', test: node.test, next: steps.length + 1 });
      return;
    case 'cat':
      for (const part of node.parts) compile(part, steps);
      return;
    case 'alt':
      compileAlternatives(node.parts, steps);
      return;
    case 'repeat':
      compileRepeat(node, steps);
  }
}

function compileAlternatives(parts: readonly Node[], steps: Step[]): void {
  const fork = steps.push({ do: 'fork', to: [] }) - 1;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const part of parts) {
    starts.push(steps.length);
    compile(part, steps);
    ends.push(steps.push({ do: 'fork', to: [] }) - 1);
  }
  steps[fork] = { do: 'fork', to: starts };
  for (const end of ends) steps[end] = { do: 'fork', to: [steps.length] };
}

function compileRepeat({ part, least, most }: Node & { kind: 'repeat' }, steps: Step[]): void {
  for (let count = 0; count < least; count++) compile(part, steps);
  if (most === Infinity) {
    const fork = steps.push({ do: 'fork', to: [] }) - 1;
    compile(part, steps);
    steps.push({ do: 'fork', to: [fork] });
    steps[fork] = { do: 'fork', to: [fork + 1, steps.length] };
    return;
  }
  const forks: number[] = [];
  for (let count = least; count < most; count++) {
    forks.push(steps.push({ do: 'fork', to: [] }) - 1);
    compile(part, steps);
  }
  for (const fork of forks) steps[fork] = { do: 'fork', to: [fork + 1, steps.length] };
}

const classes: Readonly<Record<string, (sign: string) => boolean>> = {
  d: (sign) => /\d/u.test(sign),
  D: (sign) => /\D/u.test(sign),
  w: (sign) => /\w/u.test(sign),
  W: (sign) => /\W/u.test(sign),
  s: (sign) => /\s/u.test(sign),
  S: (sign) => /\S/u.test(sign),
};
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', 0: '\0' };

class Reader {
  private at = 0;
  private readonly signs: readonly string[];
  private readonly fold: (sign: string) => string;

  constructor(source: string, fold: (sign: string) => string) {
    this.signs = Array.from(source);
    this.fold = fold;
  }

  all(): Node {
    const node = this.alternatives();
    if (this.at < this.signs.length) throw new Refusal('the regular expression has a bracket too many');
    return node;
  }

  private alternatives(): Node {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'alt', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    for (let sign = this.peek(); sign !== undefined && sign !== '|' && sign !== ')'; sign = this.peek()) {
      parts.push(this.quantified(this.atom()));
    }
    return { kind: 'cat', parts };
  }

  private quantified(part: Node): Node {
    const [least, most] = this.quantity();
    if (least === 1 && most === 1) return part;
    this.take('?');
    return { kind: 'repeat', part, least, most };
  }

  private quantity(): [number, number] {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    if (!this.take('{')) return [1, 1];
    let text = '';
    while (!this.take('}')) text += this.next();
    const [least = '', most = least] = text.split(',');
    const [low, high] = [Number(least), most === '' ? Infinity : Number(most)];
    if (low > mostRepeats || (high !== Infinity && high > mostRepeats)) {
      throw new Refusal(`a regular expression may repeat a part at most ${mostRepeats} times`);
    }
    return [low, high];
  }

  private atom(): Node {
    const sign = this.next();
    switch (sign) {
      case '.':
        return { kind: 'char', test: (one) => one !== '\n' && one !== '\r' };
      case '^':
        return { kind: 'assert', test: (_signs, at) => at === 0 };
      case '$':
        return { kind: 'assert', test: (signs, at) => at === signs.length };
      case '(':
        return this.group();
      case '[':
        return { kind: 'char', test: this.set() };
      case '\\':
        return this.escape();
      default:
        return this.literal(sign);
    }
  }

  private group(): Node {
    if (this.take('?')) {
      if (!this.take(':')) throw new Refusal('rules know no look-around, named groups or inline flags');
    }
    const node = this.alternatives();
    this.take(')');
    return node;
  }

  private escape(): Node {
    const sign = this.next();
    if (sign === 'b' || sign === 'B') {
      return { kind: 'assert', test: (signs, at) => atBoundary(signs, at) === (sign === 'b') };
    }
    const test = classes[sign];
    if (test !== undefined) return { kind: 'char', test };
    return this.literal(this.escaped(sign));
  }

  private escaped(sign: string): string {
    const known = escapes[sign];
    if (known !== undefined) return known;
    if (/[A-Za-z0-9]/u.test(sign)) throw new Refusal(`rules do not know \\${sign} in a regular expression`);
    return sign;
  }

  private literal(sign: string): Node {
    const wanted = this.fold(sign);
    return { kind: 'char', test: (one) => one === wanted };
  }

  private set(): (sign: string) => boolean {
    const negated = this.take('^');
    const tests: ((sign: string) => boolean)[] = [];
    while (!this.take(']')) {
      const from = this.next();
      const name = from === '\\' ? this.next() : '';
      const test = classes[name];
      if (test !== undefined) {
        tests.push(test);
        continue;
      }
      const low = from === '\\' ? this.escaped(name) : from;
      const ranged = this.peek() === '-' && this.signs[this.at + 1] !== ']';
      const high = ranged ? this.rangeEnd() : low;
      tests.push((sign) => between(sign, low, high) || this.foldedBetween(sign, low, high));
    }
    return (sign) => tests.some((test) => test(sign)) !== negated;
  }

  private rangeEnd(): string {
    this.take('-');
    const sign = this.next();
    return sign === '\\' ? this.escaped(this.next()) : sign;
  }

  private foldedBetween(sign: string, low: string, high: string): boolean {
    return this.fold('A') === 'a' && between(sign.toUpperCase(), low, high);
  }

  private peek(): string | undefined {
    return this.signs[this.at];
  }

  private next(): string {
    const sign = this.signs[this.at++];
    if (sign === undefined) throw new Refusal('the regular expression ends too early');
    return sign;
  }

  private take(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.at++;
    return true;
  }
}

function between(sign: string, low: string, high: string): boolean {
  const code = sign.codePointAt(0) ?? -1;
  return code >= (low.codePointAt(0) ?? 0) && code <= (high.codePointAt(0) ?? 0);
}

function atBoundary(signs: readonly string[], at: number): boolean {
  const is = (sign: string | undefined): boolean => sign !== undefined && /\w/u.test(sign);
  return is(signs[at - 1]) !== is(signs[at]);
}
