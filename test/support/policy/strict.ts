// How strict a decision is, as a number: looser decisions are smaller.
import type { Behavior } from '../../../src/policy/decision.ts';

export const strictness: Readonly<Record<Behavior, number>> = { allow: 0, ask: 1, deny: 2 };
