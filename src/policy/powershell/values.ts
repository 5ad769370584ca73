// Expressions → values, and the commands inside them → segments. A value is known where the script alone says it; the
// code of blocks and groups is always walked, whoever is given it.
import type { Doubt } from '../effects.ts';
import { emitMethod } from './methods.ts';
import { computesOnly, isPathProperty, isPlainMethod, isPlainType, isPower, tellsOnly } from './members.ts';
import { copyState, forgetAssigned, itemsOf, joinState, type Run, type Scope, type Value } from './run.ts';
import type { Expression, Part, Script } from './syntax.ts';
import { variableValue } from './variables.ts';

/** Values of a list that are looked at. */
const mostItems = 500;

/** The value of an expression; what stands in the way of certainty goes to `doubts`. */
export function evaluate(run: Run, scope: Scope, expression: Expression, doubts: Doubt[]): Value {
  const value = (one: Expression): Value => evaluate(run, scope, one, doubts);
  const unknown = unknownValue(scope, expression);
  const known = (text: string, more: Partial<Value> = {}): Value => ({ ...unknown, text, literal: true, ...more });
  switch (expression.kind) {
    case 'text':
      return textValue(expression.parts, expression.form === 'bare', known(''), unknown, value);
    case 'number':
      return known(expression.text);
    case 'variable': {
      const found = variableValue(run, scope, expression.name, unknown);
      if (found.doubt !== undefined) doubts.push(found.doubt);
      if (found.value.literal && !found.value.proven)
        doubts.push({ code: 'dynamic-argument', text: `$${expression.name} may have another value by then` });
      const text = found.value.literal ? found.value.text : unknown.text;
      return { ...found.value, text, start: unknown.start, end: unknown.end };
    }
    case 'splat':
      doubts.push({ code: 'dynamic-argument', text: `it is not known which options @${expression.name} holds` });
      return unknown;
    case 'group':
      return groupValue(run, scope, expression, unknown, value);
    case 'block':
      walkBlock(run, scope, expression.script);
      return unknown;
    case 'hash':
      for (const key of expression.keys) value(key);
      run.walk(run, { ...scope, origin: 'substitution' }, expression.values);
      return unknown;
    case 'list': {
      if (expression.items.length > mostItems) doubts.push({ code: 'cap', text: 'a list has too many values' });
      const items = expression.items.slice(0, mostItems).flatMap((item) => itemsOf(value(item)));
      return { ...unknown, literal: items.every(({ literal }) => literal), items, text: items.map(({ text }) => text).join(' ') };
    }
    case 'operation':
      if (expression.operands.length > mostItems)
        doubts.push({ code: 'cap', text: 'an expression has too many parts' });
      return operationValue(scope, expression, unknown, value);
    case 'type':
      return unknown;
    case 'cast': {
      const of = value(expression.of);
      if (!isPlainType(expression.type))
        doubts.push({ code: 'opaque-code', text: `the gate does not know what a cast to ${expression.type} does` });
      const code = /^(?:system\.)?char$/iu.test(expression.type) && of.literal ? characters(of) : undefined;
      if (code !== undefined) return known(code.join(''), { made: true, ...(code.length === 1 ? {} : { items: code.map((text) => known(text)) }) });
      return /^(?:system\.)?(?:string|int|long|uri)$/iu.test(expression.type) && of.items === undefined ? { ...of, start: unknown.start, end: unknown.end } : unknown;
    }
    case 'index': {
      const [of, index] = [value(expression.of), value(expression.index)];
      const at = /^-?\d+$/u.test(index.text) && index.literal && index.items === undefined ? Number(index.text) : undefined;
      const item = at === undefined ? undefined : of.items?.at(at);
      return item === undefined ? unknown : { ...item, start: unknown.start, end: unknown.end };
    }
    case 'member':
      return memberValue(run, scope, expression, unknown, doubts);
  }
} // prettier-ignore

function unknownValue(scope: Scope, { start, end }: Expression): Value {
  return {
    text: scope.text.slice(start, end).slice(0, 200),
    literal: false,
    glob: false,
    quoted: false,
    start: scope.within?.start ?? start,
    end: scope.within?.end ?? end,
    proven: true,
  };
}

function textValue(
  parts: readonly Part[],
  bare: boolean,
  known: Value,
  unknown: Value,
  value: (one: Expression) => Value,
): Value {
  const values = parts.map((part) => (typeof part === 'string' ? part : value(part)));
  const quoted = !bare || /["'`]/u.test(unknown.text);
  const glob = bare && /[*?[]/u.test(parts.map((part) => (typeof part === 'string' ? part : '')).join(''));
  if (values.every((one) => typeof one === 'string' || one.literal))
    return { ...known, text: values.map((one) => (typeof one === 'string' ? one : one.text)).join(''), quoted, glob };
  return { ...unknown, text: values.map((one) => (typeof one === 'string' ? one : one.text)).join(''), quoted };
} // prettier-ignore

/** A group that holds only an expression is that expression. */
function groupValue(
  run: Run,
  scope: Scope,
  { script, form }: Extract<Expression, { kind: 'group' }>,
  unknown: Value,
  value: (one: Expression) => Value,
): Value {
  const [only] = script;
  const pipeline = only?.kind === 'chain' && script.length === 1 && !only.background ? only.pipelines : undefined;
  const element = pipeline?.length === 1 && pipeline[0]?.elements.length === 1 ? pipeline[0].elements[0] : undefined;
  if (element?.kind === 'value' && element.redirects.length === 0) {
    const inner = value(element.value);
    return { ...inner, start: unknown.start, end: unknown.end, made: inner.made === true || form === '$(' };
  }
  const from = run.segments.length;
  run.walk(run, { ...scope, state: form === '(' ? scope.state : copyState(scope.state), origin: 'substitution' }, script);
  // What `(Get-ChildItem x)` lists.
  const listed = run.segments.length > from ? run.listings.get(run.segments.length - 1) : undefined;
  return listed === undefined ? unknown : { ...unknown, listed };
} // prettier-ignore

/** Code that may run now, later, often or never. */
export function walkBlock(run: Run, scope: Scope, script: Script, item?: Value): void {
  const state = copyState(scope.state);
  forgetAssigned(state, scope.text, script);
  run.walk(run, { ...scope, state, origin: 'function', item: item ?? unproven(scope.item) }, script);
  joinState(scope.state, state);
}

function unproven(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : { ...value, proven: false };
}

function operationValue(
  scope: Scope,
  { operators, operands }: Extract<Expression, { kind: 'operation' }>,
  unknown: Value,
  value: (one: Expression) => Value,
): Value {
  const values = operands.slice(0, mostItems).map(value);
  if (operands.length > mostItems) return unknown;
  const [first] = operands;
  if (/^(?:\+\+|--)$/u.test(operators[0] ?? '') && first?.kind === 'variable') scope.state.variables.delete(first.name.toLowerCase());
  const all = values.flatMap(itemsOf);
  if (!all.every(({ literal }) => literal)) return unknown;
  const made = (text: string): Value => ({ ...unknown, text, literal: true, quoted: true, made: true, proven: all.every(({ proven }) => proven) });
  const texts = all.map(({ text }) => text);
  if (operators.every((sign) => sign === '+') && !texts.some((text) => /^\d+$/u.test(text))) return made(texts.join(''));
  if (operators[0] === '-join' && values.length === 1) return made(texts.join(''));
  if (operators.every((sign) => sign === '-join' || sign === ',') && operators.includes('-join')) return made(texts.slice(0, -1).join(texts.at(-1)));
  if (operators.every((sign) => sign === '-f' || sign === ',') && operators[0] === '-f')
    return made((texts[0] ?? '').replaceAll(/\{(\d+)(?!\d)[^{}]*\}/gu, (whole, at: string) => texts[Number(at) + 1] ?? whole));
  if (operators[0] === '-replace' && values.length <= 3 && !/[\\^$.|?*+()[\]{}]/u.test(texts[1] ?? ''))
    return made((texts[0] ?? '').replaceAll(texts[1] ?? '', texts[2] ?? ''));
  return unknown;
} // prettier-ignore

function characters(of: Value): string[] | undefined {
  const codes = itemsOf(of).map(({ text }) => (text.length === 1 && !/\d/u.test(text) ? text.codePointAt(0) : Number(text)));
  return codes.every((code) => code !== undefined && Number.isInteger(code) && code >= 0 && code < 65_536)
    ? codes.map((code) => String.fromCharCode(code ?? 0))
    : undefined;
} // prettier-ignore

function memberValue(
  run: Run,
  scope: Scope,
  expression: Extract<Expression, { kind: 'member' }>,
  unknown: Value,
  doubts: Doubt[],
): Value {
  const { of, name, given } = expression;
  const value = (one: Expression): Value => evaluate(run, scope, one, doubts);
  const object = of.kind === 'type' ? undefined : value(of);
  const named = value(name);
  const values = given?.map(value) ?? [];
  if (!named.literal) {
    doubts.push({ code: 'dynamic-name', text: `it is not known which member ${unknown.text.slice(0, 40)} names` });
    return unknown;
  }
  const type = of.kind === 'type' ? of.name : undefined;
  if (given === undefined) {
    if (of.kind === 'variable' && isPower(of.name))
      doubts.push({ code: 'opaque-code', text: `everything can be reached through $${of.name}` });
    if (type !== undefined && !tellsOnly(type))
      doubts.push({ code: 'opaque-code', text: `the gate does not know what [${type}]::${named.text} does` });
    return object?.listed !== undefined && isPathProperty(named.text) ? { ...unknown, listed: object.listed } : unknown;
  }
  if (type !== undefined && computesOnly(type, named.text)) return unknown;
  if (type === undefined && isPlainMethod(named.text)) return computed(object, named.text, unknown);
  if (/^replace$/iu.test(named.text) && (object?.literal === true || of.kind === 'member' || of.kind === 'text'))
    return replaced(object, values, unknown);
  emitMethod(run, scope, expression, type, named.text, values, doubts);
  return unknown;
} // prettier-ignore

function computed(object: Value | undefined, method: string, unknown: Value): Value {
  if (object?.literal !== true || object.items !== undefined) return unknown;
  const made = (text: string): Value => ({
    ...object,
    text,
    made: true,
    start: unknown.start,
    end: unknown.end,
  });
  switch (method.toLowerCase()) {
    case 'tolower':
    case 'tolowerinvariant':
      return made(object.text.toLowerCase());
    case 'toupper':
    case 'toupperinvariant':
      return made(object.text.toUpperCase());
    case 'trim':
      return made(object.text.trim());
    case 'tostring':
      return object;
    default:
      return unknown;
  }
}

function replaced(object: Value | undefined, [from, to]: readonly Value[], unknown: Value): Value {
  if (object?.literal !== true || from?.literal !== true || to?.literal !== true || from.text === '') return unknown;
  return { ...object, text: object.text.replaceAll(from.text, to.text), made: true, start: unknown.start, end: unknown.end };
} // prettier-ignore
