// Wrappers whose shape no row of options describes: env -S, xargs, find, su, flock, tmux and their like. Sources:
// the programs' manual pages; env, xargs, find, su, script and flock were tried.
import type { Doubt } from '../effects.ts';
import { scanOptions, tail, type Options } from './options.ts';
import type { Word } from './segment.ts';
import { unknownOption, type Inner, type Step } from './step.ts';

type Special = (words: readonly Word[]) => Step | undefined;

/** The step for a program of this file; undefined where it runs nothing. */
export function specialStep(program: string, words: readonly Word[]): Step | undefined {
  return specials.get(program)?.(words);
}

/** Whether this file knows a program. */
export function isSpecial(program: string): boolean {
  return specials.has(program);
}

function step(name: string, inners: readonly Inner[], more: Partial<Step> = {}): Step | undefined {
  const doubts = more.doubts ?? [];
  return inners.length === 0 && doubts.length === 0
    ? undefined
    : { name, inners, keep: inners.length === 0, doubts, ...more };
}

function unknown(program: string, option: string | undefined): Doubt[] {
  return option === undefined ? [] : [unknownOption(program, option)];
}

const xargsOptions: Options = {
  flags: '0oprtx',
  valued: 'adEILnPsJRS',
  joined: 'iel',
  long: 'null open-tty interactive no-run-if-empty verbose exit show-limits replace eof max-lines',
  longValued: 'arg-file delimiter max-args max-procs max-chars process-slot-var',
};

const xargs: Special = (words) => {
  const found = scanOptions(words, 1, xargsOptions);
  const inner = words.slice(found.at);
  if (inner.length === 0) return step('xargs', [], { doubts: unknown('xargs', found.unknown) });
  const { values } = found;
  const replace = values.has('I')
    ? values.get('I')?.text
    : values.has('i') || values.has('replace')
      ? (values.get('i') ?? values.get('replace'))?.text || '{}'
      : undefined;
  const file = values.has('a') || values.has('arg-file');
  const doubts = unknown('xargs', found.unknown);
  if (file) doubts.push({ code: 'dynamic-argument', text: 'xargs takes the arguments from a file' });
  return step('xargs', [{ kind: 'words', words: inner, at: found.at }], {
    doubts,
    keep: false,
    ...(file ? {} : { appends: { replace } }),
  });
};

const finding: Special = (words) => {
  const inners: Inner[] = [];
  for (let i = 1; i < words.length; i++) {
    const option = words[i]?.text ?? '';
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(option)) continue;
    let end = i + 1;
    while (
      end < words.length &&
      words[end]?.text !== ';' &&
      !(words[end]?.text === '+' && words[end - 1]?.text === '{}')
    )
      end++;
    const command = words.slice(i + 1, end).map(placeholder);
    const doubts: Doubt[] = option.endsWith('dir')
      ? [{ code: 'unknown-scope', text: `${option} runs in folders that are not known` }]
      : [];
    if (command.length > 0)
      inners.push({ kind: 'words', words: command, at: i + 1, origin: 'exec-option', doubts });
    i = end;
  }
  return step('find', inners, { keep: true });
};

/** `{}` stands for names that are found later. */
function placeholder(word: Word): Word {
  return word.text.includes('{}') ? { ...word, literal: false } : word;
}

const fd: Special = (words) => {
  const inners: Inner[] = [];
  for (let i = 1; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    const joined = /^(?:--exec(?:-batch)?=)(.*)$/s.exec(text)?.[1];
    if (!/^-[A-Za-z]*[xX]$|^--exec(?:-batch)?$/.test(text) && joined === undefined) continue;
    let end = i + 1;
    while (end < words.length && words[end]?.text !== ';') end++;
    const first =
      joined === undefined || words[i] === undefined ? [] : [tail(words[i] ?? plainStart(words), joined)];
    const command = [...first, ...words.slice(i + 1, end)].map(placeholder);
    if (command.length > 0) {
      const doubts: Doubt[] = [
        { code: 'dynamic-argument', text: 'the names that are found become arguments', about: 'names' },
      ];
      inners.push({ kind: 'words', words: command, at: i + 1, origin: 'exec-option', doubts });
    }
    i = end;
  }
  return step('fd', inners, { keep: true });
};

function plainStart(words: readonly Word[]): Word {
  return words[0] ?? { text: '', literal: true, glob: false, quoted: false, start: 0, end: 0 };
}

const suOptions: Options = {
  flags: 'lmpfPV',
  valued: 'csgGwTu',
  long: 'login preserve-environment fast pty',
  longValued: 'command session-command shell group supp-group whitelist-environment user',
};

/** `su -c STR`, before or behind the user; `runuser -u USER -- cmd`. */
const su: Special = (words) => {
  const name = words[0]?.text.replace(/^.*\//s, '') ?? 'su';
  let at = 1;
  let code: Word | undefined;
  let user = false;
  let option: string | undefined;
  const positional: Word[] = [];
  while (at < words.length) {
    const found = scanOptions(words, at, suOptions);
    option ??= found.unknown;
    code ??= found.values.get('c') ?? found.values.get('command') ?? found.values.get('session-command');
    user ||= found.values.has('u') || found.values.has('user');
    at = found.at;
    if (user && code === undefined) {
      const inner = words.slice(at);
      return step(name, inner.length === 0 ? [] : [{ kind: 'words', words: inner, at }], {
        doubts: unknown(name, option),
      });
    }
    const operand = words[at];
    if (operand !== undefined && operand.text !== '-') positional.push(operand);
    at++;
  }
  if (code === undefined) return step(name, [], { doubts: unknown(name, option) });
  return step(
    name,
    [
      {
        kind: 'text',
        words: [code],
        at: words.indexOf(code) < 0 ? words.length : words.indexOf(code),
        positional,
      },
    ],
    {
      doubts: unknown(name, option),
    },
  );
};

const flockOptions: Options = {
  flags: 'enosuxFv',
  valued: 'wEc',
  long: 'shared exclusive unlock nonblock nb close no-fork verbose',
  longValued: 'timeout wait conflict-exit-code command',
};

const flock: Special = (words) => {
  const before = scanOptions(words, 1, flockOptions);
  const file = words[before.at];
  const from = before.at + 1;
  const after = scanOptions(words, from, { valued: 'c', longValued: 'command' });
  const code =
    before.values.get('c') ??
    before.values.get('command') ??
    after.values.get('c') ??
    after.values.get('command');
  const inner = words.slice(from);
  const writes = file === undefined || /^\d+$/.test(file.text) ? [] : [file];
  const doubts = unknown('flock', before.unknown);
  if (code !== undefined)
    return step('flock', [{ kind: 'text', words: [code], at: from }], { doubts, writes });
  return step('flock', inner.length === 0 ? [] : [{ kind: 'words', words: inner, at: from }], {
    doubts,
    writes,
  });
};

/** `coproc cmd`, `coproc NAME { cmd; }`: with a name the grammar takes a group for words. */
const coproc: Special = (words) => {
  const inner = words.slice(1);
  if (inner.length === 0) return undefined;
  const group = inner.findIndex((word) => word.text === '{' || word.text === '(');
  const rest = group < 0 ? inner : inner.slice(group + 1);
  const doubts: Doubt[] =
    group < 0 ? [] : [{ code: 'parse', text: 'the grammar does not follow the group behind coproc' }];
  return step('coproc', [{ kind: 'words', words: rest, at: words.length - rest.length }], {
    doubts,
    keep: false,
  });
};

const tmuxText =
  /^(?:new|new-session|new-window|neww|split-window|splitw|run-shell|run|respawn-pane|respawnp|respawn-window|respawnw|pipe-pane|pipep|if-shell|if|display-popup|popup|send-keys|send)$/;
const tmuxOptions: Options = { flags: '2CDlNquvAdEPXbhvIfZkaOoBRHM', valued: 'cfLSTnstexyFlpw' };

/** Every operand of these commands of tmux may be a text for a shell, or be typed into one. */
const tmux: Special = (words) => {
  const code = scanOptions(words, 1, { ...tmuxOptions, valued: 'cfLST' });
  const inners: Inner[] = [];
  const own = code.values.get('c');
  if (own !== undefined) inners.push({ kind: 'text', words: [own], at: code.at });
  for (let at = code.at; at < words.length; at++) {
    if (!tmuxText.test(words[at]?.text ?? '')) continue;
    const found = scanOptions(words, at + 1, tmuxOptions);
    let end = found.at;
    while (end < words.length && words[end]?.text !== ';') end++;
    const rest = words.slice(found.at, end);
    if (words[at]?.text.startsWith('send') === true) {
      for (const word of rest)
        if (!/^(?:Enter|C-.|M-.|Escape|Space|Tab|Up|Down)$/.test(word.text))
          inners.push({ kind: 'text', words: [word], at: found.at });
    } else if (words[at]?.text.startsWith('if') === true) {
      for (const word of rest) inners.push({ kind: 'text', words: [word], at: found.at });
    } else if (rest.length > 0) inners.push({ kind: 'text', words: rest, at: found.at });
    at = end;
  }
  const doubts: Doubt[] =
    inners.length === 0 ? [] : [{ code: 'unknown-scope', text: 'tmux runs it in a window of its own' }];
  return step(
    'tmux',
    inners.map((inner) => ({ ...inner, doubts })),
    { keep: true },
  );
};

/** `bwrap --ro-bind / / … cmd`: its options take zero to three words. */
const bwrapArity = new Map<string, number>(
  Object.entries({
    ...Object.fromEntries(
      'bind ro-bind dev-bind bind-try ro-bind-try dev-bind-try symlink setenv file bind-data ro-bind-data chmod'
        .split(' ')
        .map((name) => [`--${name}`, 2]),
    ),
    ...Object.fromEntries(
      'dev proc tmpfs dir chdir unsetenv hostname uid gid cap-add cap-drop seccomp lock-file sync-fd args remount-ro mqueue'
        .split(' ')
        .map((name) => [`--${name}`, 1]),
    ),
  }),
);

const bwrap: Special = (words) => {
  let at = 1;
  while (at < words.length && words[at]?.text.startsWith('--') === true && words[at]?.text !== '--')
    at += 1 + (bwrapArity.get(words[at]?.text ?? '') ?? 0);
  if (words[at]?.text === '--') at++;
  const inner = words.slice(at);
  return step('bwrap', inner.length === 0 ? [] : [{ kind: 'words', words: inner, at, elsewhere: true }], {
    keep: true,
  });
};

/** `capsh … -- -c STR` hands the rest to bash. */
const capsh: Special = (words) => {
  const dashes = words.findIndex((word) => word.text === '--' || word.text === '==');
  const shell = words[dashes];
  if (dashes < 0 || shell === undefined) return undefined;
  return step(
    'capsh',
    [{ kind: 'words', words: [{ ...shell, text: 'bash' }, ...words.slice(dashes + 1)], at: dashes + 1 }],
    { keep: true },
  );
};

/** `sg group -c STR`, `sg group STR`. */
const sg: Special = (words) => {
  const code = words[2]?.text === '-c' ? words[3] : words[2];
  return step('sg', code === undefined ? [] : [{ kind: 'text', words: [code], at: words.indexOf(code) }]);
};

const specials = new Map<string, Special>(
  Object.entries({
    xargs,
    gxargs: xargs,
    find: finding,
    gfind: finding,
    bfs: finding,
    fd,
    fdfind: fd,
    su,
    runuser: su,
    flock,
    coproc,
    tmux,
    bwrap,
    capsh,
    sg,
  }),
);
