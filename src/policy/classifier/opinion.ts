// The second opinion on a call: what the effect-verb model holds of its commands, as data for whoever shows it, and
// whether it objects to what the analysis found harmless. It never allows anything and never denies anything.
import type { Analysis } from '../effects.ts';
import { namedWords, unnamedOptions } from '../commands/guessed.ts';
import { grammarOf } from '../commands/interpret.ts';
import { specOf } from '../powershell/spec.ts';
import type { Segment } from '../shell/segment.ts';
import { programName } from '../shell/word.ts';
import { reasons, type Reason } from './model/explain.ts';
import { logistic } from './model/logistic.ts';
import { heads, type EffectModel, type Head } from './model/model.ts';
import { grammarScore, robustScore, type Scores } from './model/score.ts';
import { isHarmless } from './harmless.ts';
import { proofVerdict } from './proof.ts';
import type { CallReading } from './read.ts';

export interface Opinion {
  /** The command that speaks most against the call. */
  readonly segment: string;
  /** Calibrated probabilities that the command changes, and that it destroys something. */
  readonly changes: number;
  readonly destroys: number;
  /** The words that weigh most. */
  readonly reasons: readonly Reason[];
  /** An allow of the analysis becomes a question. */
  readonly objects: boolean;
}

/**
 * From these probabilities on the model objects. Where the table only guesses from a verb what a sub-command does, so
 * can the model. Where the table knows the very sub-command from its manual, the model is a guess against knowledge:
 * only words that leave hardly a doubt count. Chosen by figures on labelled
 * commands: of those that a table guesses and that change something, the first finds four in five; the second finds one
 * in six of all. Both together cost less than a tenth of a point of what is safe.
 */
const objection: Readonly<Record<'guessed' | 'known', number>> = { guessed: 0.8, known: 0.99 };

/** The opinion on a call of shell commands; undefined without a model, and for calls that are none. */
export function opinionOf(reading: CallReading, model: EffectModel | undefined): Opinion | undefined {
  if (model === undefined) return undefined;
  const [first, ...rest] = scoredSegments(reading, model);
  if (first === undefined) return undefined;
  const strongest = rest.reduce((one, other) => (strength(other) > strength(one) ? other : one), first);
  const { segment, scores } = strongest;
  const probability = (head: Head): number => logistic(scores[head].logit);
  const destroys = probability('destroys');
  // What destroys something changes it, too; the two heads were taught apart.
  const changes = Math.max(probability('changes'), destroys);
  return {
    segment: segment.text,
    changes,
    destroys,
    reasons: reasons(model, 'changes', scores.changes.words),
    objects: strength(strongest) >= 0,
  };
}

/**
 * The commands of a call proved harmless for which the model wants a person, or a rule that names them. Where the
 * analysis proves nothing, the model has no say.
 */
export function objected(reading: CallReading, model: EffectModel | undefined): ReadonlySet<number> {
  if (model === undefined || proofVerdict(reading).behavior !== 'allow') return none;
  const found = scoredSegments(reading, model).filter((scored) => strength(scored) >= 0);
  return new Set(found.map(({ segment }) => segment.index));
}

const none: ReadonlySet<number> = new Set();

interface Scored {
  readonly segment: Segment;
  readonly scores: Scores;
  readonly basis: keyof typeof objection;
}

function scoredSegments({ call, shell }: CallReading, model: EffectModel): readonly Scored[] {
  const segments = shell?.segments ?? [];
  const powershell = call.kind === 'shell' && call.shell === 'powershell';
  // What starts code that was followed does what that code does.
  const runners = new Set(segments.flatMap(({ via, parent }) => (via === undefined ? [] : [parent])));
  return segments
    .filter(({ index }) => !runners.has(index))
    .flatMap((segment) => scoredSegment(segment, model, powershell));
}

/** How far the scores are above the objection; below zero, how far beneath. */
function strength({ scores, basis }: Scored): number {
  return Math.max(...heads.map((head) => logistic(scores[head].logit))) - objection[basis];
}

/**
 * Where the tables know the program, its sub-command and options are scored, as its grammar reads them: what a file,
 * a branch or a pattern is called says nothing about what a command does. An option of which the tables know that it
 * makes the command only tell something is beyond the model, which never learned what such options do. So are cmdlets
 * and commands of cmd that the tables know: each stands there by its name, and none is guessed.
 */
function scoredSegment(segment: Segment, model: EffectModel, powershell: boolean): readonly Scored[] {
  const [first, ...words] = segment.words;
  if (first === undefined || segment.language !== undefined) return [];
  const spec = first.literal ? specOf(segment, programName(segment)) : undefined;
  const given = grammarOf(segment);
  if (spec === undefined || given === undefined)
    return [{ segment, scores: robustScore(model, [...verbAndNoun(first.text, powershell), ...words.map(({ text }) => text)]), basis: 'guessed' }]; // prettier-ignore
  const { path, options } = given;
  if (options.some(({ option }) => option.deeds.some((deed) => deed.do === 'help' || deed.do === 'nothing')))
    return [];
  const unnamed = unnamedOptions(given, words);
  const named = namedWords(spec, path);
  const said = [...options.map(({ option }) => option.name), ...unnamed];
  const basis = named < path.length || unnamed.length > 0 ? 'guessed' : 'known';
  return [{ segment, scores: grammarScore(model, path, said, named), basis }];
}

/** A cmdlet says in its name what it does, `Remove-Widget`; the name of a program says nothing. In PowerShell case is none. */
function verbAndNoun(name: string, powershell: boolean): readonly string[] {
  const cmdlet = powershell ? /^[a-z]+-[a-z]\w*$/iu : /^[A-Z][a-z]+-[A-Z]\w*$/u;
  return cmdlet.test(name) ? name.toLowerCase().split('-') : [];
}

/** The objection in words: what the command does by its words, how sure that is, and which words say so. */
export function opinionWords({ changes, destroys, reasons }: Opinion): string {
  const because =
    reasons.length === 0 ? '' : `, because of ${reasons.map(({ text }) => `“${text}”`).join(', ')}`;
  const [what, probability] =
    destroys >= 0.5 ? (['destroys', destroys] as const) : (['changes', changes] as const);
  return `by its words it ${what} something (${percent(probability)})${because}`;
}

/**
 * What the words of a program that nobody knows let expect, for the person who is asked; empty where they do not
 * tell, where there are none, or where the call is seen to do more than read.
 */
export function expectation({ changes, destroys, reasons }: Opinion, { segments, doubts }: Analysis): string {
  const all = [...doubts, ...segments.flatMap((segment) => segment.doubts)];
  if (!all.some(({ code }) => code === 'unknown-program')) return '';
  if (destroys >= likely) return `By its words it probably destroys something (${percent(destroys)}).`;
  if (changes >= likely) return `By its words it probably changes something (${percent(changes)}).`;
  const reads =
    all.every(({ code }) => code === 'unknown-program') &&
    segments.every(({ effects }) => effects.every(isHarmless));
  return reads && reasons.length > 0 && changes <= 1 - likely
    ? `By its words it probably only reads (${percent(1 - changes)}).`
    : '';
}

const likely = 0.8;

/** From 1 to 99: nothing that is learned is certain. */
export function percentOf(probability: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * probability)));
}

function percent(probability: number): string {
  return `${percentOf(probability)} %`;
}
