// What a permission for a program would really free. Tables of names; serves suggestions and the test of what may be
// saved, and never allows anything by itself.
import { nameOf } from '../paths/absolute.ts';

export type Freedom =
  'shell' | 'interpreter' | 'wrapper' | 'evaluator' | 'package runner' | 'remote shell' | 'downloader';

const table: Readonly<Record<Freedom, string>> = {
  shell: 'sh bash zsh dash ash ksh fish csh tcsh busybox pwsh powershell cmd rbash nu xonsh elvish',
  interpreter:
    'python py pyw pythonw pypy ipython node nodejs deno bun ruby irb perl php lua luajit osascript Rscript R julia tclsh wish expect groovy jshell java scala kotlin erl elixir iex ghc ghci runghc awk gawk mawk nawk jrunscript tsx ts-node vim vi nvim ex ed emacs gdb lldb sqlite3 psql mysql mongosh redis-cli duckdb',
  wrapper:
    'sudo doas su pkexec run0 runuser sg env xargs time timeout nohup nice ionice stdbuf setsid chrt taskset prlimit chronic unbuffer caffeinate eatmydata numactl parallel watch script flock strace ltrace valgrind perf direnv devbox mise asdf nix-shell nsenter unshare chroot firejail bwrap systemd-run screen tmux at batch entr find fd',
  evaluator:
    'eval exec source . command builtin trap coproc invoke-expression invoke-command icm start-process saps add-type import-module ipmo start-job invoke-item ii',
  'package runner': 'npx bunx pnpx uvx pipx dlx',
  'remote shell': 'ssh sshpass mosh telnet rsh rexec scp sftp rsync',
  downloader:
    'curl wget iwr irm invoke-webrequest invoke-restmethod aria2c httpie http https lftp nc ncat netcat socat',
};

const freedoms: ReadonlyMap<string, Freedom> = new Map(
  Object.entries(table).flatMap(([freedom, names]) =>
    names
      .split(' ')
      .map((name): [string, Freedom] => [name.toLowerCase(), isFreedom(freedom) ? freedom : 'evaluator']),
  ),
);

/** Subcommands of other programs that run what they are given. */
const runningSubcommands: ReadonlyMap<string, Freedom> = new Map<string, Freedom>(
  [
    'npm exec', 'npm x', 'npm init', 'npm create', 'pnpm dlx', 'pnpm exec', 'pnpm create', 'yarn dlx', 'yarn exec', 'yarn create',
    'bun x', 'uv run', 'uv tool', 'uvx run', 'pipx run', 'pipenv run', 'poetry run', 'conda run', 'hatch run', 'rye run', 'pdm run', 'bundle exec',
    'cargo run', 'go run', 'dotnet run', 'deno run', 'deno eval', 'mise exec', 'direnv exec', 'devbox run', 'nix run', 'nix shell', 'nix develop',
    'docker run', 'docker exec', 'podman run', 'podman exec', 'nerdctl run', 'kubectl exec', 'kubectl run', 'kubectl debug',
    'git bisect', 'git filter-branch', 'git submodule', 'git config', 'gh api', 'gh alias', 'gh extension', 'ssh-agent bash', 'gradle -I',
  ].map((name): [string, Freedom] => [name, 'package runner']),
); // prettier-ignore

/** What a permission for the program as a whole would free; undefined for ordinary programs. */
export function freedomOf(program: string, sub?: string): Freedom | undefined {
  const name = plainName(program);
  const byName = freedoms.get(name) ?? freedoms.get(name.replace(/(?<![\d.])[\d.]+$/u, ''));
  return byName ?? (sub === undefined ? undefined : runningSubcommands.get(`${name} ${sub}`));
}

/** `npm exec` and its like, as they are written. */
export function runningSubcommandsOf(program: string): readonly string[] {
  return [...runningSubcommands.keys()].filter((key) => key.startsWith(`${plainName(program)} `));
}

/** Everything by which a program or its subcommand runs what it is told; those that only fetch are not among them. */
export function programsThatRun(): readonly string[] {
  const names = [...freedoms].flatMap(([name, freedom]) => (freedom === 'downloader' ? [] : [name]));
  return [...names, ...runningSubcommands.keys()];
}

export function isInterpreter(program: string): boolean {
  const freedom = freedomOf(program);
  return freedom === 'interpreter' || freedom === 'shell';
}

/** Programs for which no rule is offered but the exact line: too much hangs on their arguments. */
const delicate: ReadonlySet<string> = new Set(
  'rm rmdir shred dd mkfs chmod chown chgrp kill pkill killall ln mv sed tee make gmake just task rake gradle gradlew mvn ant bazel docker podman crontab systemctl launchctl service mount umount iptables ufw'.split(
    ' ',
  ),
);

export function isDelicate(program: string): boolean {
  return delicate.has(plainName(program));
}

/** How many words name what a program is asked to do. Programs that are not here have no known subcommands. */
const depths: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 'mkdir touch cp ls cat head tail grep rg wc sort uniq cut diff stat du df file which date echo printf tree jq yq tsc eslint prettier jest vitest mocha pytest ruff black mypy flake8 isort rustc gcc clang cmake ninja ctest shellcheck unzip gzip gunzip realpath basename dirname',
    2: 'git cargo go pip pip3 poetry uv bundle gem composer dotnet flutter dart swift rustup kubectl helm terraform tofu brew apt apt-get dnf yum pacman npm pnpm yarn bun deno turbo nx vite next playwright cypress svn hg jj',
    3: 'aws gcloud az gh glab kubectx doctl heroku flyctl fly vercel netlify firebase',
  }).flatMap(([depth, names]) => names.split(' ').map((name): [string, number] => [name, Number(depth)])),
);

/** Subcommands that have subcommands, or a name, of their own. */
const deeper: ReadonlySet<string> = new Set(
  'npm run|npm run-script|pnpm run|yarn run|bun run|deno task|git remote|git stash|git worktree|git notes|pip config|cargo nextest|uv pip|poetry env|go mod|go tool|turbo run|nx run|kubectl get|kubectl describe|kubectl config|helm repo|terraform state|terraform workspace|dotnet tool'.split(
    '|',
  ),
);

/** How many leading words of a command name what it does; undefined where that is not known. */
export function namingWords(words: readonly string[]): number | undefined {
  const [program = '', sub = ''] = words;
  const depth = depths.get(plainName(program));
  return deeper.has(`${plainName(program)} ${sub}`) ? 3 : depth;
}

function plainName(program: string): string {
  return nameOf(program)
    .toLowerCase()
    .replace(/\.exe$/u, '');
}

function isFreedom(text: string): text is Freedom {
  return Object.hasOwn(table, text);
}
