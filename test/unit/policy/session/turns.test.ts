// Turns and their denials: what is counted, in which order, and what is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addCall,
  beginTurn,
  endTurn,
  mostDenials,
  noTurns,
  type SettledCall,
  type Turns,
} from '../../../../src/policy/session/turns.ts';

const denial = (id: string): SettledCall => ({
  at: 5,
  allowed: false,
  asked: false,
  denial: { id, tool: 'Bash', subject: 'rm x', reason: 'r', layer: 'floor', by: 'gate' },
});
const allow: SettledCall = { at: 4, allowed: true, asked: false };
const asked: SettledCall = { ...allow, asked: true };
const after = (turns: Turns, ...calls: readonly SettledCall[]): Turns => calls.reduce(addCall, turns);

test('a turn has the calls since its prompt, and its denials in the order in which they fell', () => {
  const turns = after(beginTurn(noTurns, 1), allow, denial('a'), asked, denial('b'));
  const { turn } = endTurn(turns, { at: 9, end: 'finished' });
  assert.deepEqual([turn?.turn, turn?.calls, turn?.allowed, turn?.asked, turn?.denied], [1, 4, 2, 1, 2]);
  assert.deepEqual(
    turn?.denials.map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual([turn?.startedAt, turn?.endedAt], [1, 9]);
});

test('counts and denials of all turns stay when a turn ends, and each denial knows its turn', () => {
  let turns = after(beginTurn(noTurns, 1), denial('a'));
  turns = endTurn(turns, { at: 2, end: 'finished' }).turns;
  turns = after(beginTurn(turns, 3), denial('b'), allow);
  assert.deepEqual(turns.denials.map(({ id, turn, time }) => [id, turn, time]), [['a', 1, 5], ['b', 2, 5]]); // prettier-ignore
  assert.deepEqual(turns.counts, { calls: 3, allowed: 1, asked: 0, denied: 2 });
  assert.equal(turns.open?.calls, 2);
});

test('a call without a prompt begins a turn of its own', () => {
  const { turn } = endTurn(after(noTurns, denial('a')), {
    at: 9,
    end: 'ended',
    paused: '3 denials in a row',
  });
  assert.deepEqual([turn?.turn, turn?.startedAt, turn?.paused], [1, 5, '3 denials in a row']);
});

test('what does not run cannot end', () => {
  assert.equal(endTurn(noTurns, { at: 1, end: 'ended' }).turn, undefined);
  const { turns } = endTurn(beginTurn(noTurns, 1), { at: 2, end: 'finished' });
  assert.equal(endTurn(turns, { at: 3, end: 'finished' }).turn, undefined);
});

test('memory is bounded: the newest denials of a session, the first of a turn, and every one is counted', () => {
  const calls = Array.from({ length: mostDenials + 7 }, (_, n) => denial(String(n)));
  const turns = after(beginTurn(noTurns, 1), ...calls);
  assert.equal(turns.denials.length, mostDenials);
  assert.deepEqual([turns.denials[0]?.id, turns.denials.at(-1)?.id], ['7', String(mostDenials + 6)]);
  const { turn } = endTurn(turns, { at: 2, end: 'finished' });
  assert.deepEqual(
    [turn?.denials.length, turn?.denials[0]?.id, turn?.denied],
    [mostDenials, '0', mostDenials + 7],
  );
});
