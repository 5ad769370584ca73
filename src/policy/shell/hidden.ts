// Code that the guards doubt because the grammar does not follow it: backticks, and substitutions inside `${…}`.
// It is looked for by its brackets and read as commands of its own, so that danger in it is seen.
import { deeper, inherited, type Run, type Scope } from './run.ts';
import { copyState } from './state.ts';

/** Reads the insides of backticks and `$( )` that no segment covers yet. */
export function readHidden(run: Run, scope: Scope): void {
  const { text } = scope.source;
  if (!text.includes('`') && !text.includes('(')) return;
  const covered = new Set(run.segments.map((draft) => draft.text));
  for (const inside of insides(text)) {
    if (run.hiddenRead++ >= 64) return;
    const code = inside.replaceAll(/\\([\\`$])/g, '$1').trim();
    if (code === '' || covered.has(code)) continue;
    covered.add(code);
    const within = deeper(run, scope, {
      state: copyState(scope.state),
      source: { text: code, shift: undefined, start: scope.source.start, end: scope.source.end },
      origin: 'substitution',
      parent: undefined,
      pipeline: ++run.pipelines,
      input: inherited,
      doubts: [...scope.doubts, { code: 'parse', text: 'the grammar does not see this command' }],
    });
    if (within !== undefined) run.readSource(run, within);
  }
}

function* insides(text: string): Generator<string> {
  for (const match of text.matchAll(/(?<!\\)`((?:[^`\\]|\\[^])*)`/g)) yield match[1] ?? '';
  for (const { index: at } of text.matchAll(/[$<>]\(/g)) {
    // Arithmetic is no command; substitutions inside it come next.
    if (text[at + 2] === '(') continue;
    let level = 1;
    let end = at + 2;
    for (; end < text.length && level > 0; end++) {
      if (text[end] === '(') level++;
      else if (text[end] === ')') level--;
    }
    if (level === 0 && end - at < 4096) yield text.slice(at + 2, end - 1);
  }
}
