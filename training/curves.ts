// How well scores order what happened, and how well percentages say how often it does.

/** The chance that of a pair the one that happened has the higher score; ties count half. */
export function areaUnderCurve(
  seen: readonly { readonly score: number; readonly happened: boolean }[],
): number {
  const sorted = [...seen].sort((one, other) => one.score - other.score);
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    const rank = (from + to + 1) / 2;
    for (; from < to; from += 1) if (sorted[from]?.happened === true) ranks += rank;
  }
  const yes = sorted.filter(({ happened }) => happened).length;
  return (ranks - (yes * (yes + 1)) / 2) / (yes * (sorted.length - yes));
}

/** The mean distance between what was predicted and what happened, in ten bins of equal width. */
export function calibrationError(
  seen: readonly { readonly p: number; readonly happened: boolean }[],
): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    seen.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === bin),
  );
  const off = bins.map((bin) =>
    Math.abs(bin.reduce((sum, { p, happened }) => sum + p - (happened ? 1 : 0), 0)),
  );
  return off.reduce((sum, one) => sum + one, 0) / seen.length;
}
