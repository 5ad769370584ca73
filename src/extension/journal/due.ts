// When the next reminder of the journal is due. Pure: the time and what is remembered come in.

export const defaultReminderDays = 7;
const day = 86_400_000;

/** The setting as it stands in user settings; 0 is never. What is no number of days is the start value. */
export function reminderDays(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 365 ? value : defaultReminderDays;
}

/**
 * `since` is when the last reminder was, if another one is due. `begin` says that the interval begins now: nothing is
 * remembered, or it lies in the future, as after a clock was put right.
 */
export function dueAt(
  last: unknown,
  days: number,
  now: number,
): { readonly since: number | undefined; readonly begin: boolean } {
  if (typeof last !== 'number' || !Number.isFinite(last) || last > now)
    return { since: undefined, begin: true };
  return { since: days > 0 && now - last >= days * day ? last : undefined, begin: false };
}
