// The days of a list that is sorted by time, without a look at each of its entries. Pure but for the time zone of the machine.

export interface Day {
  /** `2026-11-29`, in the time zone of the person. */
  readonly day: string;
  /** The place of its first entry in the list. */
  readonly at: number;
}

/** Further days stand under the last one. */
const mostDays = 1_000;

/** `timeOf` gives the time of each place, the newest first, as ISO 8601 in UTC. A zone that is not known is the machine's own. */
export function daysOf(count: number, timeOf: (at: number) => string, zone?: string): readonly Day[] {
  const dayOf = dayIn(zone);
  const days: Day[] = [];
  for (let at = 0; at < count && days.length < mostDays;) {
    const day = dayOf(timeOf(at));
    days.push({ day, at });
    // The first place behind it that is of an older day.
    let [low, high] = [at + 1, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (dayOf(timeOf(middle)) < day) high = middle;
      else low = middle + 1;
    }
    at = low;
  }
  return days;
}

/** A time that cannot be read has no day, and is older than all. */
function dayIn(zone: string | undefined): (time: string) => string {
  const form = formIn(zone);
  return (time) => {
    const moment = Date.parse(time);
    return Number.isNaN(moment) ? '' : form.format(moment);
  };
}

/** The one language whose dates sort as texts. */
function formIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...parts, ...(timeZone === undefined ? {} : { timeZone }) });
  } catch {
    return new Intl.DateTimeFormat('en-CA', parts);
  }
}
