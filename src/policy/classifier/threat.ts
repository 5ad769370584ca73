// One obvious threat as data, and what all of them look at.
import type { Effect } from '../effects.ts';
import type { FloorCommand } from '../floor/commands.ts';
import { firstOf, type Sight } from '../floor/rule.ts';

export interface Threat {
  readonly id: string;
  /** What it is, as the start of a sentence. */
  readonly title: string;
  /** Why a person would call it obvious: where the line is drawn. */
  readonly principle: string;
  readonly examples: readonly string[];
  /** Lines that look alike and must not be denied. */
  readonly lookAlikes: readonly string[];
  /** What the agent could do instead, or what the person could, in one sentence. */
  readonly instead?: string;
  /** Looked for only where an effect, or a program, of these names is there. */
  readonly effects?: RegExp;
  readonly programs?: RegExp;
  /** A clause that says what was seen, or undefined. */
  readonly detect: (seen: Sight) => string | undefined;
}

/** The first effect, of the call itself or of a command inside its code, that the test names. */
export function effectSeen(
  { reading, commands }: Sight,
  test: (effect: Effect, program: string, command?: FloorCommand) => string | undefined,
): string | undefined {
  if (reading.shell === undefined) {
    return firstOf(reading.analysis.segments, ({ effects, program }) =>
      firstOf(effects, (effect) => test(effect, program)),
    );
  }
  return firstOf(commands, (command) =>
    firstOf(command.effects, (effect) => test(effect, command.program || 'the shell', command)),
  );
}
