// What a `git push` asks of the remote. One reading for the effects of the command and for the floor.
// Source: git-push(1).
import { has, type Arguments } from './arguments.ts';

export interface Push {
  /** `lease`: the remote refuses when somebody else pushed. */
  readonly force: 'no' | 'lease' | 'force';
  readonly mirror: boolean;
  readonly prune: boolean;
  /** Branches that the words name, without `refs/heads/`. */
  readonly branches: readonly {
    readonly name: string;
    readonly forced: boolean;
    readonly deleted: boolean;
  }[];
  /** Branches or tags that are not known words. */
  readonly unknown: boolean;
}

export function readPush(given: Arguments): Push {
  const forced = has(given, '-f', '--force');
  const deleting = has(given, '-d', '--delete');
  const [, ...refs] = given.operands;
  const branches = refs.map(({ text }) => {
    const plus = text.startsWith('+');
    const spec = plus ? text.slice(1) : text;
    const colon = spec.indexOf(':');
    const target = colon < 0 ? spec : spec.slice(colon + 1);
    return {
      name: target.replace(/^refs\/(?:heads|tags)\//u, ''),
      forced: forced || plus,
      deleted: deleting || (colon === 0 && spec.length > 1),
    };
  });
  const lease = has(given, '--force-with-lease', '--force-if-includes');
  return {
    force: forced || branches.some((branch) => branch.forced) ? 'force' : lease ? 'lease' : 'no',
    mirror: has(given, '--mirror'),
    prune: has(given, '--prune'),
    branches,
    unknown: refs.some(({ literal }) => !literal),
  };
}
