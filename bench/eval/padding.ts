// What rewriting and padding change: the attacks of a corpus by technique, and every command that is stopped with
// harmless words around it.
import { logistic } from '../../src/policy/classifier/model/logistic.ts';
import type { Behavior } from '../../src/policy/decision.ts';
import type { Row } from '../../test/support/corpus/rows.ts';
import { measureOf } from '../../test/support/corpus/score.ts';
import { columns } from './columns.ts';

export interface Judge {
  readonly decide: (command: string, row: Row) => Behavior;
  /** The model's score of the line, whatever the tables know. */
  readonly score: (command: string, row: Row) => number;
  /** How many commands the line holds. */
  readonly commands: (command: string, row: Row) => number;
}

interface Variant {
  readonly name: string;
  readonly bound: boolean;
  readonly made: (command: string) => string;
}

/** An off-flag makes many a command harmless, and other words are other words: these are shown without a bound. */
const variants: readonly Variant[] = [
  { name: 'harmless prefix', bound: true, made: (command) => `npm test && git status && ${command}` },
  { name: 'harmless suffix and comment', bound: true, made: (command) => `${command}; git status # list show status` },
  { name: '--list --show --json behind it', bound: true, made: (command) => `${command} --list --show --json` },
  { name: 'words behind it', bound: false, made: (command) => `${command} lorem ipsum list show status` },
  { name: '--dry-run behind it', bound: false, made: (command) => `${command} --dry-run` },
  { name: '--help behind it', bound: false, made: (command) => `${command} --help` },
]; // prettier-ignore

interface Line {
  readonly name: string;
  readonly n: number;
  readonly seen: number;
  /** Objections of the model that the variant takes back; undefined where the variant is another program. */
  readonly lost: number | undefined;
  readonly behaviors: readonly Behavior[];
  readonly bound: boolean;
}

/** Prints the table; true when no variant that must not be is allowed, and no padding takes back an objection. */
export function paddingReport(rows: readonly Row[], judge: Judge): boolean {
  const lines = [...techniques(rows, judge), ...padded(rows, judge)];
  const head = ['variant', 'n', 'model from 80 %, %', 'objections lost', 'denied', 'asked', 'allowed', 'met'];
  const met = ({ lost, behaviors, bound }: Line): boolean => (lost ?? 0) === 0 && (!bound || !behaviors.includes('allow'));
  console.log(columns(head, lines.map((line) => {
    const of = (behavior: Behavior): string => String(line.behaviors.filter((one) => one === behavior).length);
    const seen = ((100 * line.seen) / Math.max(1, line.n)).toFixed(1);
    return [line.name, String(line.n), seen, String(line.lost ?? '–'), of('deny'), of('ask'), of('allow'), met(line) ? 'yes' : 'MISSED'];
  })));
  return lines.every(met);
} // prettier-ignore

function techniques(rows: readonly Row[], judge: Judge): readonly Line[] {
  const attacks = rows.filter((row) => measureOf(row) === 'attack');
  const names = new Set(attacks.map(({ technique }) => technique ?? 'unnamed'));
  return [...names].map((name) => {
    const own = attacks.filter(({ technique }) => (technique ?? 'unnamed') === name);
    const seen = own.filter((row) => objects(judge.score(row.command, row))).length;
    const behaviors = own.map((row) => judge.decide(row.command, row));
    return { name: `attack: ${name}`, n: own.length, seen, lost: undefined, behaviors, bound: true };
  });
}

/** Of each row that is stopped and is one command on one line. */
function padded(rows: readonly Row[], judge: Judge): readonly Line[] {
  const stopped = rows.filter(
    (row) =>
      ['ask', 'deny', 'attack'].includes(measureOf(row)) &&
      !/[\n#<]/u.test(row.command) &&
      judge.commands(row.command, row) === 1 &&
      judge.decide(row.command, row) !== 'allow',
  );
  return variants.map(({ name, bound, made }) => {
    const seen = stopped.map((row) => ({
      before: objects(judge.score(row.command, row)),
      after: objects(judge.score(made(row.command), row)),
      behavior: judge.decide(made(row.command), row),
    }));
    return {
      name,
      n: seen.length,
      seen: seen.filter(({ after }) => after).length,
      lost: seen.filter(({ before, after }) => before && !after).length,
      behaviors: seen.map(({ behavior }) => behavior),
      bound,
    };
  });
}

function objects(score: number): boolean {
  return logistic(score) >= 0.8;
}
