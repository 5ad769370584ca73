// Scores of one simple command that added words do not lower: what is held against a command is not taken back by
// what stands behind it.
import type { EffectModel, Head, Logits } from './model.ts';

/**
 * From this logit on (just below 80 %) a beginning counts by itself, whatever follows. That is no more than what any
 * objection needs, so that no objection is taken back by words that are added.
 */
export const speaking = 1.38;

export interface Score {
  /** The logarithm of the odds, calibrated. */
  readonly logit: number;
  /** The words that were scored so: the whole command, a beginning of it, or the start of its operands. */
  readonly words: readonly string[];
}

export type Scores = Readonly<Record<Head, Score>>;

/**
 * The score of words whose grammar is not known: the highest of the whole and of its first three words that are no
 * options. Any beginning that speaks for itself counts, too, so that no padding takes back a score above that.
 */
export function robustScore(model: EffectModel, words: readonly string[], speaks = speaking): Scores {
  const views = viewsOf(words).map((said) => ({ said, logits: model.logits(said) }));
  const counts = (logit: number, at: number, all: number): boolean => at === all || logit >= speaks;
  return strongest((head) => views.flatMap(({ said, logits }) => candidates(said, logits, head, counts)));
}

/** What is scored of a command: all that it says, and its first three words that are no options. */
export function viewsOf(words: readonly string[]): readonly (readonly string[])[] {
  const said = spoken(words);
  return [said, said.filter((word) => !word.startsWith('-')).slice(0, 3)];
}

/**
 * The score of a command by the grammar of its program: of its sub-command, and of that with the options one after
 * the other. Operands say nothing here, so nothing that a file is called speaks for or against a command. Of the
 * words behind the first `named`, which the table does not know, a beginning that speaks for itself counts: in `instances
 * suspend list` the last one may be a name.
 */
export function grammarScore(
  model: EffectModel,
  path: readonly string[],
  options: readonly string[],
  named = path.length,
): Scores {
  const said = [...path, ...spoken(options)];
  const logits = model.logits(said);
  return strongest((head) =>
    candidates(
      said,
      logits,
      head,
      (logit, at, all) => at >= Math.min(path.length, all) || (at > named && logit >= speaking),
    ),
  );
}

/** Off-flags say that a command only tells what it would do; whether that is true the tables know, not the words. */
function spoken(words: readonly string[]): readonly string[] {
  return words.filter((word) => !offFlag.test(word));
}

const offFlag =
  /^(?:-h|-\?|--help|--version|--dry-?run(?:=.*)?|--no-act|--just-print|--?[Ww]hat-?[Ii]f|--simulate)$/u;

/** The whole, and those of its beginnings that count. */
function candidates(
  words: readonly string[],
  logits: Logits,
  head: Head,
  counts: (logit: number, at: number, all: number) => boolean,
): readonly Score[] {
  const all = logits[head].length - 1;
  return logits[head].flatMap((logit, at) =>
    counts(logit, at, all) ? [{ logit, words: words.slice(0, at) }] : [],
  );
}

function strongest(of: (head: Head) => readonly Score[]): Scores {
  const highest = (head: Head): Score =>
    of(head).reduce((one, other) => (other.logit > one.logit ? other : one));
  return { changes: highest('changes'), destroys: highest('destroys') };
}
