// Which files and hosts a call comes near, by whatever way: a tool's own path, what was derived from a shell line, a
// redirect, or a word of a command that nobody understands. Deny and ask rules look at all of them.
import { absolute, canonical } from '../paths/absolute.ts';
import { deviceOf } from '../paths/device.ts';
import type { CallReading } from '../classifier/read.ts';
import type { Effect, SegmentReport } from '../effects.ts';
import type { Facts } from '../facts.ts';
import type { Redirect, Segment } from '../shell/segment.ts';
import { possibleHosts } from './domain.ts';
import { pathOf } from './paths.ts';

export type Access = 'read' | 'edit' | 'delete';

export interface Touch {
  /** Canonical and absolute. */
  readonly path: string;
  readonly access: Access;
}

export function touchedPaths(
  reading: CallReading,
  segments: readonly Segment[],
  facts: Facts,
): readonly Touch[] {
  const { call } = reading;
  const named =
    call.kind === 'edit' || call.kind === 'read'
      ? call.paths
      : call.kind === 'search'
        ? [call.path ?? facts.cwd]
        : [];
  const access: Access = call.kind === 'edit' ? (call.action === 'delete' ? 'delete' : 'edit') : 'read';
  const touches = [
    ...named.flatMap((path) => touch(pathOf(path, facts), access)),
    ...reading.analysis.segments.flatMap(({ effects }) =>
      effects.flatMap((effect) => ofEffect(effect, facts)),
    ),
    ...segments.flatMap((segment) =>
      segment.redirects.flatMap((redirect) => ofRedirect(redirect, segment, facts)),
    ),
    ...segments.flatMap((segment) => ofWords(segment, reading.analysis.segments[segment.index], facts)),
  ];
  return touches.filter(({ path }) => deviceOf(path) !== 'sink');
}

/** Every host that the call might speak to. */
export function touchedHosts(reading: CallReading, segments: readonly Segment[]): readonly string[] {
  const { call, analysis } = reading;
  const fetched = call.kind === 'fetch' ? [call.url] : [];
  const derived = analysis.segments
    .flatMap(({ effects }) => effects)
    .flatMap(({ kind, target }) => (kind.startsWith('net.') && target !== undefined ? [target] : []));
  const written = segments
    .flatMap(({ words }) => words.map((word) => word.text))
    .filter((text) => /^[a-z][a-z0-9+.-]*:\/\//iu.test(text));
  return [...new Set([...fetched, ...derived, ...written].flatMap(possibleHosts))];
}

function touch(path: string | undefined, access: Access): Touch[] {
  return path === undefined ? [] : [{ path, access }];
}

function ofEffect({ kind, target }: Effect, facts: Facts): Touch[] {
  if (target === undefined) return [];
  const access: Access | undefined = kind.startsWith('read.')
    ? 'read'
    : kind.startsWith('delete.') || kind === 'irreversible'
      ? 'delete'
      : kind.startsWith('write.') || kind === 'perm'
        ? 'edit'
        : kind === 'exec.project'
          ? 'read' // Whoever runs a file reads it.
          : undefined;
  return access === undefined ? [] : touch(absolute(target, facts, undefined), access);
}

function ofRedirect({ kind, target }: Redirect, { cwd }: Segment, facts: Facts): Touch[] {
  if (target === undefined || kind === 'heredoc' || kind === 'herestring' || kind === 'duplicate') return [];
  const path = absolute(target.text, facts, cwd);
  return kind === 'read'
    ? touch(path, 'read')
    : [...touch(path, 'edit'), ...(kind === 'readwrite' ? touch(path, 'read') : [])];
}

/** The words of a command that is not understood may name what it reads; what is understood has effects. */
function ofWords(segment: Segment, report: SegmentReport | undefined, facts: Facts): Touch[] {
  if (report !== undefined && report.doubts.length === 0 && segment.doubts.length === 0) return [];
  return segment.words.slice(1).flatMap(({ text }) => {
    const value = text.startsWith('-') ? text.slice(text.indexOf('=') + 1) : text;
    return value.startsWith('-')
      ? []
      : touch(absolute(value, facts, segment.cwd ?? canonical(facts.cwd, facts.platform)), 'read');
  });
}
