import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurns } from '../../../src/reviewer/inTurn.ts';

interface Held {
  readonly promise: Promise<string>;
  readonly end: (text: string) => void;
  readonly fail: (error: Error) => void;
}

function held(): Held {
  const ends: Pick<Held, 'end' | 'fail'>[] = [];
  const promise = new Promise<string>((end, fail) => void ends.push({ end, fail }));
  const [given] = ends;
  assert.ok(given);
  return { promise, ...given };
}

const never = new AbortController().signal;

test('so many at once, the others in the order in which they came, also behind one that fails', async () => {
  const inTurn = inTurns(1);
  const [a, b] = [held(), held()];
  const begun: string[] = [];
  const act = (name: string, waiting: Promise<string>) => inTurn(() => (begun.push(name), waiting), never);
  const all = [act('a', a.promise), act('b', b.promise), act('c', Promise.resolve('c'))] as const;
  a.fail(new Error('no'));
  await assert.rejects(all[0], /no/);
  b.end('b');
  assert.deepEqual([await all[1], await all[2]], ['b', 'c']);
  assert.deepEqual(begun, ['a', 'b', 'c']);
});

test('who is given up while waiting is never begun, and takes nobody’s turn', async () => {
  const inTurn = inTurns(1);
  const first = held();
  const running = inTurn(() => first.promise, never);
  const giveUp = new AbortController();
  let begun = false;
  const waiting = inTurn(async () => void (begun = true), giveUp.signal);
  const last = inTurn(() => Promise.resolve('last'), never);
  giveUp.abort(new Error('too long'));
  await assert.rejects(waiting, /too long/);
  await assert.rejects(inTurn(() => Promise.resolve(), giveUp.signal), /too long/); // prettier-ignore
  first.end('first');
  assert.deepEqual([await running, await last, begun], ['first', 'last', false]);
});
