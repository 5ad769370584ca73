// What is kept of a list of rules that changes is what a look at the whole list would find.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { lint, openRuleBook, type RuleBook } from '../../../../src/policy/rules/book.ts';
import type { RuleSource } from '../../../../src/policy/rules/rule.ts';
import { sources } from './made.ts';
import { text } from './texts.ts';

const behavior = fc.constantFrom('allow', 'ask', 'deny');
const scope = fc.constantFrom('user', 'workspace');
const source: fc.Arbitrary<RuleSource> = fc.record(
  { text: fc.oneof(text, fc.constantFrom('Nonsense(x)', 'git push', 'git *', 'python *')), behavior, scope, file: fc.constantFrom('/a', '/b'), line: fc.nat(9) },
  { requiredKeys: ['text', 'behavior', 'scope'] },
); // prettier-ignore
const edit = fc.record({
  at: fc.nat(),
  gone: fc.nat(3),
  put: fc.array(source, { maxLength: 3 }),
  /** Pieces of work that are done before the next edit. */
  work: fc.oneof(fc.nat(4), fc.constant(1_000)),
  inOthers: fc.boolean(),
  /** The text was read anew: equal rules are other objects. */
  copied: fc.boolean(),
});

function edited(list: readonly RuleSource[], { at, gone, put, copied }: { at: number; gone: number; put: readonly RuleSource[]; copied: boolean }): readonly RuleSource[] {
  const next = list.toSpliced(list.length === 0 ? 0 : at % list.length, gone, ...put);
  return copied ? next.map((one) => ({ ...one })) : next;
} // prettier-ignore

function whole(own: readonly RuleSource[], others: readonly RuleSource[], most: number): ReturnType<RuleBook['findings']> {
  const book = openRuleBook(most);
  book.set(own, others);
  while (book.work());
  return book.findings();
} // prettier-ignore

test('after any edits, and however far the work had come between them, the findings are those of the whole', () => {
  const list = fc.array(source, { maxLength: 12 });
  // So few are compared under one key that rules fall out of sight and come back.
  const most = fc.constantFrom(1, 2, 4, 300);
  fc.assert(
    fc.property(list, list, fc.array(edit, { maxLength: 8 }), most, (first, second, edits, most) => {
      let own: readonly RuleSource[] = first;
      let others: readonly RuleSource[] = second;
      const book = openRuleBook(most);
      book.set(own, others);
      for (const one of edits) {
        if (one.inOthers) others = edited(others, one);
        else own = edited(own, one);
        book.set(own, others);
        for (let piece = 0; piece < one.work && book.work(); piece++);
        book.findings();
      }
      while (book.work());
      assert.deepEqual(book.findings(), whole(own, others, most));
      assert.deepEqual(book.rules().map((rule) => rule.source), own);
    }),
    { numRuns: 3_000 },
  ); // prettier-ignore
});

test('a letter in one of thousands costs that rule and those that it touches', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `npm run task${at} *`);
  const book = openRuleBook();
  const pieces = (deny: readonly string[]): number => {
    book.set(sources({ deny }), []);
    let count = 0;
    while (book.work()) count++;
    return count;
  };
  assert.equal(pieces(many), 4_000);
  assert.equal(pieces(many.with(1_000, 'npm run tasks1000 *')), 3);
  assert.equal(pieces(many.with(1_000, 'npm run task7 x')), 3);
  assert.ok(pieces(many.with(1_000, 'npm run *')) > 2_000, 'a wide rule touches all');
});

test('findings come in the order of the rules, then those that wait for approval', () => {
  const [never, frees] = sources({ deny: ['a && b'], allow: ['python *'] });
  const waiting = { text: 'x', behavior: 'allow', scope: 'workspace' } as const;
  assert.deepEqual(
    lint([never!, frees!], [waiting]).map(({ code }) => code),
    ['never', 'frees', 'uncounted'],
  );
});
