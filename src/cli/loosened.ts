// What the settings of a run switch off: shown, accepted by `--yes`, and kept in the journal. Without that nothing starts.
import { floorRules } from '../policy/floor/rules.ts';
import type { Settings } from '../protocol/settings.ts';
import { CommandError } from './usage.ts';

export interface Loosened {
  readonly to: string;
  /** What a person accepts. */
  readonly text: string;
  readonly by: string;
}

const alwaysAllow: Loosened = {
  to: 'alwaysAllowBash',
  text: 'ALWAYS-ALLOW-BASH IS ON. Every shell command runs without a question: neither the analysis nor a person looks at it. Stop, floor, deny and ask rules and protected files hold; the agent can do what this account can.',
  by: '--always-allow-bash --yes',
};

/** Throws where something is switched off and nobody accepted that. */
export function loosenedBy(
  { alwaysAllowBash, floorExceptions }: Pick<Settings, 'alwaysAllowBash' | 'floorExceptions'>,
  isAccepted: boolean,
): readonly Loosened[] {
  const off = floorRules.filter(({ id }) => floorExceptions.includes(id));
  const loosened = [
    ...(alwaysAllowBash ? [alwaysAllow] : []),
    ...off.map(({ id, protects }) => ({
      to: `guard.${id}`,
      text: `THE CLASS ${id} OF THE BUILT-IN GUARD IS OFF. It protects: ${protects}`,
      by: 'floorExceptions in the settings and --yes',
    })),
  ];
  if (loosened.length === 0 || isAccepted) return loosened;
  const said = [...loosened.map(({ text }) => text), 'Say --yes beside it if you want that.'];
  throw new CommandError(said.join('\n'), { showUsage: false });
}
