// Programs and builtins that take shell text: shells with -c or standard input, eval, trap. Source: bash manual,
// "Invoking Bash"; every bundled spelling was tried.
import { tail } from './options.ts';
import { plain } from './word.ts';
import type { Word } from './segment.ts';
import { opaque, type Step } from './step.ts';

const shells = new Set('bash zsh sh dash ksh ksh93 mksh fish ash rbash yash'.split(' '));
const standardInput = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/** The step for an evaluator; undefined for any other program. */
export function evaluatorStep(program: string, words: readonly Word[]): Step | undefined {
  if (shells.has(program)) return shellStep(program, words);
  if (program === 'eval') return evalStep(words);
  if (program === 'trap') return trapStep(words);
  if ((program === 'source' || program === '.') && standardInput.has(words[1]?.text ?? '')) {
    return { name: program, inners: [], keep: false, doubts: [], stdin: true };
  }
  if (program === 'at' || program === 'batch') {
    return { name: program, inners: [], keep: true, doubts: [], stdin: true };
  }
  if ((program === 'source' || program === '.') && words[1]?.literal === false) {
    return { name: program, inners: [], keep: true, doubts: [opaque(program)] };
  }
  return undefined;
}

/** Long options of shells that take the next word. */
const valuedLong = new Set(['--rcfile', '--init-file', '--init-command']);

function shellStep(program: string, words: readonly Word[]): Step | undefined {
  let text = false;
  let input = false;
  let login = false;
  let checks = false;
  let other = false;
  let joined: Word | undefined;
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const option = word.text;
    if (option === '--' || option === '-') {
      at++;
      break;
    }
    if (!/^[-+]./.test(option) || !word.literal) break;
    if (option.startsWith('--')) {
      if (option === '--command') text = true;
      else if (option.startsWith('--command=')) joined = tail(word, option.slice(10));
      else if (valuedLong.has(option)) {
        other = true;
        at++;
      } else if (/^--(?:rcfile|init-file|init-command)=/.test(option)) other = true;
      else if (option === '--login') login = true;
      continue;
    }
    if (/^\+.*n/.test(option)) checks = false;
    else if (/^-[a-z]*n/.test(option)) checks = true;
    if (/[oO]/.test(option.slice(1)) && !/^[-+][oO]./.test(option))
      at += option.replaceAll(/[^oO]/g, '').length;
    if (option.startsWith('-')) {
      if (option.includes('c')) text = true;
      if (option.includes('s')) input = true;
      if (/[li]/.test(option)) login = true;
    }
  }
  const code = joined ?? (text ? words[at] : undefined);
  // Before a command of the line a log-in shell reads the person's own start files, as the shell around it did.
  const doubts =
    other || (login && code === undefined)
      ? [{ code: 'opaque-code', text: `${program} reads start files before anything else` } as const]
      : [];
  // It reads the code and runs nothing.
  if (checks && code !== undefined && code.literal && doubts.length === 0) return undefined;
  if (code !== undefined) {
    const positional = words.slice(at + (joined === undefined ? 1 : 0));
    return {
      name: program,
      inners: [
        {
          kind: 'text',
          words: [code],
          at,
          positional: positional.length === 0 ? [plain(program)] : positional,
          doubts,
        },
      ],
      keep: false,
      doubts,
    };
  }
  if (text) return { name: program, inners: [], keep: true, doubts: [opaque(program)] };
  const operand = words[at];
  if (input || operand === undefined || standardInput.has(operand.text)) {
    // `bash --version` and the like read nothing.
    if (words.length === 2 && /^--(?:version|help)$/.test(words[1]?.text ?? '')) return undefined;
    if (checks && doubts.length === 0) return undefined;
    return { name: program, inners: [], keep: false, doubts, stdin: true };
  }
  if (!operand.literal)
    return { name: program, inners: [], keep: true, doubts: [...doubts, opaque(program)] };
  return doubts.length === 0 ? undefined : { name: program, inners: [], keep: true, doubts };
}

function evalStep(words: readonly Word[]): Step | undefined {
  const from = words[1]?.text === '--' ? 2 : 1;
  const text = words.slice(from);
  if (text.length === 0) return undefined;
  return {
    name: 'eval',
    inners: [{ kind: 'text', words: text, at: from, shares: true }],
    keep: false,
    doubts: [],
  };
}

function trapStep(words: readonly Word[]): Step | undefined {
  const from = words[1]?.text === '--' ? 2 : 1;
  const code = words[from];
  if (code === undefined || words.length < from + 2) return undefined;
  if (code.literal && (code.text === '-' || code.text === '' || /^-[lp]/.test(code.text))) return undefined;
  return {
    name: 'trap',
    inners: [
      {
        kind: 'text',
        words: [code],
        at: from,
        origin: 'trap',
        shares: true,
        // The folder and the variables are those of the moment when the signal comes.
        doubts: [{ code: 'unknown-scope', text: 'a trap runs later, wherever the shell is then' }],
      },
    ],
    keep: false,
    doubts: [],
  };
}
