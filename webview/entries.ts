// What waits, as the page lists it: a card for each call, or one for several of one kind. Knows nothing of drawing.
import type { QuestionView, Slices } from '../src/protocol/panel.ts';

export interface Entry {
  /** Of the call, or of the group. */
  readonly id: string;
  readonly questions: readonly QuestionView[];
  /** What those of a group have in common; absent for one call. */
  readonly label?: string;
}

/** In the order in which they began to wait. `gone` are calls that wait no more, but are still to be seen. */
export function entriesOf(waiting: Slices['waiting'] | undefined, gone: readonly QuestionView[] = []): readonly Entry[] {
  const { questions = [], groups = [] } = waiting ?? {};
  const all = [...questions, ...gone].toSorted((one, other) => one.askedAt - other.askedAt);
  const byId = new Map(questions.map((one) => [one.id, one]));
  const groupOf = new Map(groups.flatMap((group) => group.ids.map((id) => [id, group] as const)));
  return all.flatMap((question): readonly Entry[] => {
    const group = groupOf.get(question.id);
    if (group === undefined) return [{ id: question.id, questions: [question] }];
    const members = group.ids.flatMap((id) => byId.get(id) ?? []);
    // A group stands where its oldest call does.
    return members[0]?.id === question.id ? [{ id: group.id, label: group.label, questions: members }] : [];
  });
} // prettier-ignore

/** More entries, and more members of a group, are drawn only when the person asks. */
export const mostAtOnce = 8;

/** The members that the page draws, and so those that an allow is for. */
export function inSight({ id, questions }: Entry, open: ReadonlySet<string>): readonly QuestionView[] {
  return open.has(id) ? questions : questions.slice(0, mostAtOnce);
}

/** An entry, and what it looks like, so that a button that loosens counts only where that has stood for a moment. */
export function marksOf(entries: readonly Entry[]): readonly string[] {
  const many = entries.length > roomy ? 'many' : 'few';
  return [many, ...entries.map(markOf)];
}

export function markOf({ id, label, questions }: Entry): string {
  return label === undefined ? id : `${id} ${questions.map((one) => one.id).join(' ')}`;
}

/** With more, the field for feedback is drawn only where it is wanted. */
export const roomy = 2;
