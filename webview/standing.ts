// Since when a button that loosens stands where it stands. One that has just come under the pointer does not count yet:
// the second half of a double click was meant for what stood there before.
import type { Slices } from '../src/protocol/panel.ts';

export type Standing = ReadonlyMap<string, { readonly above: string; readonly since: number }>;

/** Milliseconds; a double click is no longer on any system, unless a person says so. */
export const stillFor = 500;

/** Each mark of what waits and each proposal, with what stands above it and the time at which that last changed. */
export function standing(before: Standing, marks: readonly string[], { gate, trust }: Partial<Slices>, now: number): Standing {
  const ids = [
    ...(gate?.weakenings ?? []).map(({ id }) => id),
    ...(gate?.problems ?? []),
    ...marks,
    ...(trust?.list ?? []).filter(({ proposal }) => proposal !== undefined).map(serviceId),
  ];
  return new Map(
    ids.map((id, at) => {
      const above = ids.slice(0, at).join('\n');
      const known = before.get(id);
      return [id, known?.above === above ? known : { above, since: now }];
    }),
  );
} // prettier-ignore

export function isStill(all: Standing, id: string, now: number): boolean {
  const { since } = all.get(id) ?? {};
  // A clock that was set back says nothing of how long it is.
  return since !== undefined && (now < since || now - since >= stillFor);
}

export function serviceId({ service, kind }: Pick<Slices['trust']['list'][number], 'service' | 'kind'>): string {
  return `${kind} ${service}`;
} // prettier-ignore
