// How well the training does on programs that it has not seen, so that whoever changes it chooses without a look at the
// commands that it is judged by in the end.
import { areaUnderCurve } from './curves.ts';
import { modelOf } from '../src/policy/classifier/model/model.ts';
import { robustScore, speaking } from '../src/policy/classifier/model/score.ts';
import type { Example } from './examples.ts';
import { orderOf } from './order.ts';

const parts = 5;
/** Of no program more are judged, so that the few large ones do not decide. */
const mostJudged = 300;

/**
 * Learns from four fifths of the programs and scores the commands of the rest, five times: the area under the curve of
 * "it changes something". `learn` makes a calibrated model of examples. What is judged may be less than what is learned
 * from, so that figures stay comparable when more is.
 */
export function crossValidated(
  examples: readonly Example[],
  yardstick: readonly Example[],
  learn: (examples: readonly Example[]) => Parameters<typeof modelOf>[0],
): number {
  const partOf = partsOf(examples);
  const seen = Array.from({ length: parts }, (_, part) => {
    const model = modelOf(learn(examples.filter(({ program }) => partOf.get(program) !== part)));
    return judged(yardstick.filter(({ program }) => partOf.get(program) === part)).map(
      ({ words, effect }) => ({
        score: robustScore(model, words, speaking).changes.logit,
        happened: effect !== 'reads',
      }),
    );
  });
  return areaUnderCurve(seen.flat());
}

function judged(examples: readonly Example[]): readonly Example[] {
  const counts = new Map<string, number>();
  return examples.filter(({ program }) => {
    const count = (counts.get(program) ?? 0) + 1;
    counts.set(program, count);
    return count <= mostJudged;
  });
}

/** Which part each program is in. Programs that are the same by another name (`git` and `hub`) are in one. */
function partsOf(examples: readonly Example[]): ReadonlyMap<string, number> {
  const users = new Map<string, Set<string>>();
  const sizes = new Map<string, number>();
  for (const { program, words } of examples) {
    sizes.set(program, (sizes.get(program) ?? 0) + 1);
    const text = words.join(' ');
    users.set(text, (users.get(text) ?? new Set()).add(program));
  }
  const shared = new Map<string, Map<string, number>>();
  for (const programs of users.values()) {
    // What many have in common (`list`) makes no two of them the same.
    if (programs.size > 8) continue;
    for (const one of programs)
      for (const other of programs) {
        const own = shared.get(one) ?? new Map<string, number>();
        shared.set(one, own.set(other, (own.get(other) ?? 0) + 1));
      }
  }
  const first = new Map<string, string>();
  const join = (program: string, to: string): void => {
    if (first.has(program)) return;
    first.set(program, to);
    for (const [other, count] of shared.get(program) ?? [])
      if (count >= 5 && count > 0.3 * Math.min(sizes.get(program) ?? 0, sizes.get(other) ?? 0)) join(other, to);
  };
  for (const program of sizes.keys()) join(program, program);
  return new Map([...first].map(([program, to]) => [program, orderOf(`part ${to}`) % parts]));
} // prettier-ignore
