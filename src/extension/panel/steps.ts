// A line as the steps that data goes through: `cat a | grep b > c` reads, filters and writes. A file that a command
// writes by a redirect is a step of its own. Pure.
import type { Analysis, SegmentReport } from '../../policy/effects.ts';
import type { Facts } from '../../policy/facts.ts';
import { absolute } from '../../policy/paths/absolute.ts';
import type { Redirect, Segment, ShellReading } from '../../policy/shell/segment.ts';
import type { SegmentView } from '../../protocol/panel.ts';
import { segmentViews } from './effectWords.ts';

export type StepPlace = Pick<Facts, 'home' | 'platform' | 'cwd'>;

export function stepViews({ segments }: Analysis, shell: ShellReading | undefined, place: StepPlace): readonly SegmentView[] {
  const steps = segments.flatMap((report, at) => stepsOf(report, shell?.segments[at], at, place));
  return segmentViews(steps, place.cwd).map((view, at) => ({ ...view, flows: steps[at]?.flows === true }));
} // prettier-ignore

/** `flows`: what comes out of it goes into the next step. */
interface Step extends SegmentReport {
  readonly flows: boolean;
}

function stepsOf(report: SegmentReport, segment: Segment | undefined, at: number, place: StepPlace): readonly Step[] {
  const flows = segment?.feeds === at + 1;
  const whole: Step = { ...report, flows };
  const files = segment?.redirects.filter(isWritten) ?? [];
  const [first] = files;
  const end = segment === undefined || first?.target === undefined ? undefined : ownEnd(report.text, segment, first.target);
  if (segment === undefined || end === undefined) return [whole];
  const written = files.map((redirect) => fileStep(redirect, report, segment.cwd, place));
  if (written.some(({ effects }) => effects.length === 0)) return [whole];
  const taken = written.flatMap(({ effects }) => effects);
  return [
    { ...whole, text: report.text.slice(0, end), effects: report.effects.filter((effect) => !taken.includes(effect)), flows: true },
    ...written.map((step, n) => ({ ...step, flows: flows || n < written.length - 1 })),
  ];
} // prettier-ignore

function isWritten({ kind }: Redirect): boolean {
  return kind === 'write' || kind === 'append' || kind === 'both';
}

/** Where the command itself ends in its text; undefined where it is not followed by its redirects alone. */
function ownEnd(
  text: string,
  { start, words }: Segment,
  target: { readonly start: number },
): number | undefined {
  const [first] = words;
  if (first === undefined || words.some((word) => word.start > target.start)) return undefined;
  // From its end: an expression that may begin with blanks is tried at each of them.
  const before = text.slice(0, target.start - start).trimEnd();
  const sign = /(?:\d{0,9}|&)>{1,2}\|?$/u.exec(before.slice(-16))?.[0];
  return sign === undefined ? undefined : before.slice(0, before.length - sign.length).trimEnd().length;
}

function fileStep({ kind, target }: Redirect, report: SegmentReport, cwd: string | undefined, place: StepPlace): Omit<Step, 'flows'> {
  const path = target === undefined ? undefined : absolute(target.text, place, cwd);
  const effects = report.effects.filter((effect) => path !== undefined && effect.target === path && effect.kind.startsWith('write.'));
  return { ...report, text: `${kind === 'append' ? '>>' : kind === 'both' ? '&>' : '>'} ${target?.text ?? ''}`, program: '', effects, doubts: [] };
} // prettier-ignore
