// Values that are code, or files of code: where the code comes from decides what it means to run it.
import { deviceOf } from '../paths/device.ts';
import { scopeOf } from '../paths/scope.ts';
import type { Value } from './arguments.ts';
import { doubtful, found, join, nothing, type Finding } from './finding.ts';
import type { Situation } from './kinds.ts';
import { substituted } from './source.ts';

export function code(value: Value, { program, segment, shell }: Situation): Finding {
  // `trap -` and `trap ''` take the handler of a signal away.
  if (program === 'trap' && value.literal && /^-?$/u.test(value.text)) return nothing;
  if (!value.literal) {
    const source = substituted(segment, shell);
    if (source.from === 'fetched')
      return found('exec.fetched', { target: program, detail: `from ${source.by}` });
    if (source.from === 'decoded')
      return found('exec.decoded', { target: program, detail: `by ${source.by}` });
    return join([
      found('exec.inline', { target: program }),
      doubtful('dynamic-argument', `the code given to ${program} is not known`),
    ]);
  }
  return found('exec.inline', { target: program });
}

export function script(value: Value, at: Situation): Finding {
  const { facts, cwd, segment, shell, program } = at;
  if (value.text.startsWith('<(')) {
    const source = substituted(segment, shell);
    if (source.from === 'fetched')
      return found('exec.fetched', { target: program, detail: `from ${source.by}` });
    if (source.from === 'decoded')
      return found('exec.decoded', { target: program, detail: `by ${source.by}` });
    return join([
      found('exec.inline', { target: program }),
      doubtful('opaque-code', `${program} runs what another command prints`),
    ]);
  }
  if (!value.literal || value.glob)
    return join([
      found('exec.project', { scope: 'unknown', target: value.text }),
      doubtful('dynamic-argument', `it is not known which file ${program} runs`),
    ]);
  if (/^https?:\/\//iu.test(value.text)) return found('exec.fetched', { target: value.text });
  if (deviceOf(value.text) === 'sink')
    return value.text === '/dev/null' ? nothing : doubtful('opaque-code', `${program} runs its input`);
  const place = scopeOf(value.text, facts, cwd);
  return found('exec.project', { scope: place.scope, target: place.path });
}
