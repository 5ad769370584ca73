// Does a rule hold now, and if not, why? The words for hovers.
import { uncountedFinding } from '../policy/rules/findings.ts';
import { readRule } from '../policy/rules/read.ts';
import type { WindowFacts } from '../protocol/language.ts';
import type { Place } from './place.ts';
import type { WrittenRule } from './writtenRules.ts';

export function standingOf(written: WrittenRule, place: Place, window: WindowFacts): string {
  const { source, setting } = written;
  if (setting.overridden) return 'Not in force: the setting stands again further down.';
  if (source.behavior === 'allow' && place.uncounted !== undefined)
    return `Not in force. ${uncountedFinding(source, place.uncounted).text}`;
  if (place.uncounted === 'elsewhere') return 'Not in force in this window, which does not go by this file.';
  const saved = window.rules.some(
    ({ text, behavior, file, form }) =>
      text === source.text && behavior === source.behavior && file === source.file && form === source.form,
  );
  if (!saved)
    return source.behavior === 'allow' && source.scope !== 'user'
      ? 'Not in force: once the file is saved, its allow rules need your approval.'
      : 'It holds as soon as the file is saved.';
  if (source.scope === 'user') return 'In force, in every workspace.';
  if (source.scope === 'workspace') return 'In force in this workspace.';
  return ownFiles(written)
    ? 'In force in this workspace, for files of its own folder alone.'
    : 'In force in this workspace, for calls in each of its folders.';
}

/** A rule of one folder decides on calls of the whole window; only paths that it allows are those of its folder. */
function ownFiles({ source }: WrittenRule): boolean {
  const { matcher } = readRule(source);
  return (
    source.behavior === 'allow' &&
    matcher.kind === 'path' &&
    ['here', 'source'].includes(matcher.pattern.anchor)
  );
}
