// Names of followed code, learned before anything is put down, because a use may stand above what binds the name.
// The order of statements is not followed: a name is whatever any statement binds it to.
import type { Sink } from './sink.ts';
import { either, kept, type Value } from './value.ts';

export interface Names {
  /** What each name is, as far as it is known. */
  readonly values: Map<string, Value>;
  /** Members that the code itself gives to its objects. */
  readonly members: Set<string>;
}

export function noNames(): Names {
  return { values: new Map(), members: new Set() };
}

/** A name gets one more value. */
export function learn({ values }: Names, name: string, value: Value): void {
  values.set(name, either(values.get(name), kept(value)));
}

/** All that is known of names, as a text: it changes with each pass until nothing new is learned. */
export function learned({ values, members }: Names): string {
  const names = [...values].map(
    ([name, value]) =>
      `${name} ${value.kind} ${value.kind === 'ref' ? value.name : 'text' in value ? (value.text ?? '') : ''}`,
  );
  return `${String(members.size)} ${names.join('\n')}`;
}

const mostPasses = 12;

/** Passes over a text until nothing new is learned, and then once more with the sink open. `line` is its first. */
export function readInPasses(sink: Sink, line: number, pass: () => void, known: () => string): void {
  sink.muted = true;
  let passes = 0;
  for (let before = ''; passes < mostPasses && before !== known(); passes++) {
    before = known();
    pass();
  }
  sink.muted = false;
  if (passes === mostPasses) sink.note(line, 'what its names mean hangs together too closely');
  pass();
}
