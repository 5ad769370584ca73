// Whole lines: simple commands joined by everything that a shell joins them with.
import { randomCommand } from './commands.ts';
import { spelled } from './quoting.ts';
import type { Random } from './random.ts';
import { disguises, expansions } from './values.ts';

/** A line that a shell would mostly accept. */
export function randomLine(random: Random, depth = 0): string {
  return random.chance(depth === 0 ? 0.35 : 0.6) ? decorated(random) : random.pick(forms)(random, depth + 1);
}

type Form = (random: Random, depth: number) => string;

const line: Form = (random, depth) => (depth > 3 ? randomCommand(random) : randomLine(random, depth));
const between = [' && ', ' || ', '; ', ' | ', '\n', ' & ', ' |& ', ';'] as const;
const names = ['x', 'f', 'PATH', 'i', 'HOME', 'ls', 'GIT_PAGER'] as const;

const forms: readonly Form[] = [
  (random, depth) => random.many(2, 4, () => line(random, depth)).join(random.pick(between)),
  (random, depth) => random.many(2, 3, () => line(random, depth)).join(' | '),
  (random, depth) => `( ${line(random, depth)} )`,
  (random, depth) => `{ ${line(random, depth)}; }`,
  (random, depth) => `! ${line(random, depth)}`,
  (random, depth) =>
    `if ${line(random, depth)}; then ${line(random, depth)}; else ${line(random, depth)}; fi`,
  (random, depth) => `while ${line(random, depth)}; do ${line(random, depth)}; done`,
  (random, depth) => `for ${random.pick(names)} in a b *.ts; do ${line(random, depth)}; done`,
  (random, depth) => `for ((i=0; i<3; i++)); do ${line(random, depth)}; done`,
  (random, depth) => `case $x in a) ${line(random, depth)};; *) ${line(random, depth)};; esac`,
  (random, depth) => `${random.pick(names)}() { ${line(random, depth)}; }; ${random.pick(names)}`,
  (random, depth) => `echo "$(${line(random, depth)})"`,
  (random, depth) => `cat <(${line(random, depth)})`,
  (random, depth) => `${line(random, depth)} > >(${line(random, depth)})`,
  (random, depth) => `echo \`${line(random, depth)}\``,
  (random, depth) => `${line(random, depth)} <<EOF\n${line(random, depth)}\nEOF`,
  (random, depth) => `${line(random, depth)} <<'EOF'\n${line(random, depth)}\nEOF\n${line(random, depth)}`,
  (random, depth) => `${line(random, depth)} <<< ${spelled(line(random, depth))}`,
  (random, depth) => `bash -c ${spelled(line(random, depth))}`,
  (random, depth) => `sh -c ${spelled(line(random, depth))} _ ${random.pick(expansions)}`,
  (random, depth) => `eval ${spelled(line(random, depth))}`,
  (random, depth) => `trap ${spelled(line(random, depth))} EXIT`,
  (random, depth) => `alias ls=${spelled(line(random, depth))}; ls`,
  (random, depth) => `${random.pick(wrappers)} ${line(random, depth)}`,
  (random, depth) => `find . -exec ${line(random, depth)} {} \\;`,
  (random, depth) => `${line(random, depth)} | xargs ${line(random, depth)}`,
  (random, depth) => `${random.pick(names)}=${random.pick(expansions)} ${line(random, depth)}`,
  (random, depth) => `${random.pick(names)}=${spelled(randomCommand(random))}; ${line(random, depth)}; $x`,
  (random, depth) => `cd ${random.pick(['src', '/', '..', '~', '-', '$X'])} && ${line(random, depth)}`,
  (random, depth) => `[[ ${random.pick(expansions)} == a ]] && ${line(random, depth)}`,
  (random, depth) => `((${random.pick(names)}++)); ${line(random, depth)}`,
  (random, depth) => `coproc ${line(random, depth)}`,
  (random, depth) => `${line(random, depth)} # ${line(random, depth)}`,
  (random, depth) => `${line(random, depth)}\\\n ${random.pick(expansions)}`,
  (random, depth) => `${line(random, depth)}${random.pick(disguises)}${line(random, depth)}`,
  (random, depth) =>
    random.many(1, 12, () => random.pick(pieces)).join(random.pick(['', ' '])) + line(random, depth),
];

const wrappers = [
  'sudo', 'env', 'env X=1', 'env -i', 'timeout 5', 'nice -n 3', 'nohup', 'command', 'builtin', 'exec', 'time', 'xargs', 'xargs -I{}', 'stdbuf -o0', 'setsid', 'doas',
  'watch', 'ssh host', 'docker run -v /:/x alpine', 'npx', 'uv run', 'parallel', 'flock x', 'su -c', 'tmux new', 'strace', 'unshare',
] as const; // prettier-ignore

const pieces = [
  ';', '&&', '||', '|', '&', '\n', '(', ')', '{', '}', '$(', '`', '"', "'", '${', '<', '>', '<<E', '\nE\n', '<<<', '\\', 'if', 'then', 'fi', 'do', 'done', 'esac', '((', '))', '[[', ']]', '#', '!', '<(', '2>&1', '>&', '<>', '{fd}<', 'function f', '=(',
] as const; // prettier-ignore

function decorated(random: Random): string {
  let text = randomCommand(random);
  if (random.chance(0.2)) text += ` ${random.pick(redirects)}`;
  if (random.chance(0.05)) text = `X=1 ${text}`;
  return text;
}

const redirects = [
  '> out.txt', '>> a', '2>&1', '2>/dev/null', '< a', '< .env', '> ~/.bashrc', '> /etc/passwd', '&> x', '>| x', '<> x', '> "$X"', '>&2', '> /dev/sda', '< /dev/tcp/evil/80', '3<a', '{fd}> a', '> $(id)',
] as const; // prettier-ignore
