// Does a rule hold now, and if not, why? The words for hovers.
import { uncountedFinding } from '../policy/rules/findings.ts';
import type { WindowFacts } from '../protocol/language.ts';
import type { Place } from './place.ts';
import type { WrittenRule } from './writtenRules.ts';

export function standingOf({ source, setting }: WrittenRule, place: Place, window: WindowFacts): string {
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
  return source.scope === 'user' ? 'In force, in every workspace.' : 'In force in this workspace.';
}
