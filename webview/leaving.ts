// What becomes of the page when calls no longer wait: what it says of them, and which keep their place for a moment.
import type { Slices } from '../src/protocol/panel.ts';
import type { Model } from './model.ts';

type Left = Pick<Model, 'answered' | 'gone' | 'said' | 'feedback' | 'open'>;

export interface Around {
  /** The pointer is over the list, so that nothing may come under it that was not there. */
  readonly watched: boolean;
  /** The emergency stop is engaged, and has denied what waited. */
  readonly stopped: boolean;
}

export function leaving(model: Model, now: Slices['waiting'] | undefined, { watched, stopped }: Around): Left {
  const { answered, gone, said, feedback, open } = model;
  if (now === undefined) return { answered, gone, said, feedback, open };
  const ids = new Set(now.questions.map(({ id }) => id));
  const left = (model.slices.waiting?.questions ?? []).filter(({ id }) => !ids.has(id));
  const elsewhere = left.filter(({ id }) => !answered.has(id));
  const entries = new Set([...ids, ...now.groups.map(({ id }) => id), '*']);
  const isThere = (of: string): boolean => entries.has(of.replace(/^words /u, ''));
  return {
    answered: new Map([...answered].filter(([id]) => ids.has(id))),
    gone: watched ? [...gone, ...elsewhere] : [],
    said: left.length === 0 ? said : anew(said, saidOf(left.map(({ id }) => answered.get(id)), ids.size, stopped)),
    // The first news may come before the gate is up, which then knows of no call yet.
    feedback: left.length === 0 ? feedback : new Map([...feedback].filter(([id]) => isThere(id))),
    open: left.length === 0 ? open : new Set([...open].filter(isThere)),
  };
} // prettier-ignore

/** "Allowed. 2 left": how the calls ended, and how many still wait. */
function saidOf(ends: readonly ('allow' | 'deny' | undefined)[], left: number, stopped: boolean): string {
  const [end] = ends;
  const word =
    end === undefined
      ? stopped
        ? 'Denied by the stop'
        : 'Answered elsewhere'
      : end === 'allow'
        ? 'Allowed'
        : 'Denied';
  return `${word}${ends.length > 1 ? ` ${ends.length}` : ''}. ${left === 0 ? 'None' : left} left.`;
}

/** What is said twice in a row is read aloud twice only where it is not the same text: the second has a blank more. */
export function anew(before: string, text: string): string {
  return before === text ? `${text}\u00a0` : text;
}
