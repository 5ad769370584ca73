// The command behind each wrapper is a segment of its own, whatever the options of the wrapper.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands, doubts, read, segment, spelled } from './reading.ts';

/** The line holds a segment with these words. */
function runs(line: string, ...expected: readonly string[]): void {
  it(line, () => {
    const found = commands(line);
    for (const command of expected)
      assert.ok(found.includes(spelled(command)), `${command} is not among: ${found.join(' / ')}`);
  });
}

describe('wrappers with plain arguments vanish', () => {
  const only = (line: string): void => {
    it(line, () => {
      assert.deepEqual(commands(line), ['rm x']);
    });
  };
  for (const wrapper of [
    'env',
    'env -i',
    'env -u A',
    'env -uA',
    'env --unset=A',
    'env --uns=A',
    'env -C d',
    'env --chdir=d',
    'env --chdir d',
    'env A=1 B=2',
    'env -',
    'env - A=1',
    'env -v',
    'env --debug',
    'env --',
    "env -S 'rm x' #",
    "env -S'rm x' #",
    "env -iS 'rm x' #",
    "env -vS 'rm x' #",
    "env --split-string='rm x' #",
    "env --split='rm x' #",
    "env --split-string 'rm x' #",
    "env -S 'A=1 rm' x #",
    "env -S 'rm' x #",
    "env -S '-i rm x' #",
    'sudo',
    'sudo -u root',
    'sudo -uroot',
    'sudo -nE',
    'sudo --user=root',
    'sudo --user root',
    'sudo A=1',
    'sudo -g g -h h -p p -C 3 -D d -R r -T 5',
    'sudo -A',
    'sudo -s',
    'sudo -i',
    'sudo -iu bob',
    'sudo --',
    '/usr/bin/sudo',
    'doas',
    'doas -u root',
    'pkexec',
    'pkexec --user root',
    'run0',
    'run0 --user=root',
    'nice',
    'nice -n5',
    'nice -n 5',
    'nice -5',
    'nice --adjustment=5',
    'nohup',
    'setsid',
    'setsid -wf',
    'stdbuf -oL',
    'stdbuf -o L -e 0',
    'stdbuf --output=L',
    'ionice -c 2 -n 7',
    'ionice -t',
    'chrt -o 0',
    'chrt -f 5',
    'taskset 1',
    'taskset -c 0',
    'prlimit --nofile=10',
    'chronic',
    'unbuffer',
    'unbuffer -p',
    'caffeinate -i',
    'eatmydata',
    'numactl -N 0',
    'numactl --cpunodebind=0',
    'timeout 5',
    'timeout -k 1 -s KILL 5',
    'timeout --signal=KILL 5',
    'timeout --foreground --preserve-status -v 5s',
    'time',
    'time -p',
    '/usr/bin/time -o f -a -v',
    '/usr/bin/time -f %e',
    'command',
    'command -p',
    'command --',
    'builtin',
    'exec',
    'exec -a n',
    'exec -cl',
    'coproc',
    '!',
    'busybox',
    'toybox',
    'ssh-agent',
    'xvfb-run -a',
    'dbus-run-session --',
    'flock f',
    'flock -n f',
    'flock -w 5 f',
    'runuser -u bob --',
    'runuser -u bob',
    'sudo env A=1 nice timeout 5',
    'command -- env --',
  ])
    only(`${wrapper}${wrapper.endsWith('#') ? '' : ' rm x'}`);
  for (const line of [
    "su -c 'rm x'",
    "su -c'rm x' bob",
    "su bob -c 'rm x'",
    "su - bob -c 'rm x'",
    "su --command='rm x'",
    "su -s /bin/sh -c 'rm x' bob",
    "runuser -l bob -c 'rm x'",
    "sg docker -c 'rm x'",
    "sg docker 'rm x'",
    "flock f -c 'rm x'",
    "flock -c 'rm x' f",
    "sudo -s 'rm x'",
    "sudo sh -c 'rm x'",
    "watch 'rm x'",
    'watch rm x',
    'watch -n1 rm x',
    'watch -n 1 -d rm x',
    'watch -x rm x',
    'watch --exec rm x',
  ])
    only(line);
});

describe('wrappers that do more than to run their arguments stay beside the command', () => {
  runs("script -c 'rm x'", 'script -c rm x', 'rm x');
  runs("script -qc 'rm x' f", 'rm x');
  runs("script -qec 'rm x' f", 'rm x');
  runs("script --command='rm x'", 'rm x');
  runs('strace rm x', 'rm x');
  runs('strace -f -e trace=file -o f rm x', 'rm x');
  runs("strace -o '|rm x' ls", 'rm x', 'ls');
  runs('ltrace -S rm x', 'rm x');
  runs('valgrind --leak-check=full rm x', 'rm x');
  runs('gdb --args rm x', 'rm x');
  runs("gdb -ex 'shell rm x'", 'rm x');
  runs('perf stat -r 3 rm x', 'rm x');
  runs("ssh h 'rm x; ls'", 'rm x', 'ls');
  runs('ssh -p 22 -i k u@h rm x', 'rm x');
  runs('docker run --rm -v /:/h alpine rm x', 'rm x');
  runs("docker run -it alpine sh -c 'rm x'", 'rm x');
  runs('docker exec -it -u root c rm x', 'rm x');
  runs('docker compose exec web rm x', 'rm x');
  runs('docker compose -f c.yml run --rm web rm x', 'rm x');
  runs('docker-compose exec web rm x', 'rm x');
  runs('podman run alpine rm x', 'rm x');
  runs('nerdctl exec c rm x', 'rm x');
  runs('kubectl exec pod -- rm x', 'rm x');
  runs('kubectl exec -it -n ns pod -c c -- rm x', 'rm x');
  runs('kubectl -n ns exec pod -- rm x', 'rm x');
  runs('kubectl run p --image=i -- rm x', 'rm x');
  runs('lxc exec c -- rm x', 'rm x');
  runs("tmux new 'rm x'", 'rm x');
  runs("tmux new -d 'rm x'", 'rm x');
  runs("tmux new-session -d -s n 'rm x'", 'rm x');
  runs("tmux new-window 'rm x'", 'rm x');
  runs("tmux split-window -h 'rm x'", 'rm x');
  runs("tmux run-shell 'rm x'", 'rm x');
  runs("tmux respawn-pane -k 'rm x'", 'rm x');
  runs("tmux send-keys -t n 'rm x' Enter", 'rm x');
  runs("tmux if-shell 'rm x' 'a'", 'rm x');
  runs("tmux pipe-pane 'rm x'", 'rm x');
  runs("tmux -c 'rm x'", 'rm x');
  runs('screen -dm rm x', 'rm x');
  runs('screen -dmS n rm x', 'rm x');
  runs('systemd-run --user rm x', 'rm x');
  runs('systemd-run -p A=b --wait rm x', 'rm x');
  runs('start-stop-daemon -S -x /bin/d -- rm x', 'rm x');
  runs('unshare -r rm x', 'rm x');
  runs('nsenter -t 1 -m rm x', 'rm x');
  runs('chroot /r rm x', 'rm x');
  runs('proot -r /r rm x', 'rm x');
  runs('bwrap --ro-bind / / --dev /dev rm x', 'rm x');
  runs('firejail --quiet rm x', 'rm x');
  runs('setpriv --reuid=1 rm x', 'rm x');
  runs("capsh --drop=all -- -c 'rm x'", 'rm x');
  runs('direnv exec . rm x', 'rm x');
  runs("nix-shell --run 'rm x'", 'rm x');
  runs('conda run -n e rm x', 'rm x');
  runs('mise exec -- rm x', 'rm x');
  runs('asdf exec rm x', 'rm x');
  runs('rbenv exec rm x', 'rm x');
  runs('volta run rm x', 'rm x');
  runs('nvm exec 20 rm x', 'rm x');
  runs('uv run rm x', 'rm x');
  runs('uv run --with a rm x', 'rm x');
  runs('poetry run rm x', 'rm x');
  runs('pipenv run rm x', 'rm x');
  runs('hatch run rm x', 'rm x');
  runs('pdm run rm x', 'rm x');
  runs('rye run rm x', 'rm x');
  runs('bundle exec rm x', 'rm x');
  runs('npx rm x', 'npx rm x', 'rm x');
  runs("npx -c 'rm x'", 'rm x');
  runs("npx --call='rm x'", 'rm x');
  runs("npm exec -c 'rm x'", 'rm x');
  runs('npm exec -- rm x', 'rm x');
  runs("npm x --call='rm x'", 'rm x');
  runs('pnpm exec rm x', 'rm x');
  runs('pnpm dlx rm x', 'rm x');
  runs('yarn exec rm x', 'rm x');
  runs('yarn dlx rm x', 'rm x');
  runs('bunx rm x', 'rm x');
  runs("hyperfine 'rm x' 'ls'", 'rm x', 'ls');
  runs("hyperfine --prepare 'rm x' ls", 'rm x');
  runs("concurrently 'rm x' 'ls'", 'rm x', 'ls');
  runs('ls | entr rm x', 'rm x');
  runs("nodemon -x 'rm x'", 'rm x');
  runs('dotenv -- rm x', 'rm x');
  runs('cross-env A=b rm x', 'rm x');
  runs('parallel rm ::: x', 'rm x');
  runs("parallel ::: 'rm x'", 'rm x');
  runs('fd -x rm x', 'rm x');
  runs('fd pat --exec-batch rm x', 'rm x');
  runs('find . -exec rm x \\;', 'find . -exec rm x ;', 'rm x');
  runs('find . -exec true \\; -execdir rm x {} +', 'rm x {}');
  runs("find . -ok rm x ';' -print", 'rm x');
  runs("find . -exec sh -c 'rm x' \\;", 'rm x');
});

describe('what wraps nothing stays as it is', () => {
  const stays = (line: string): void => {
    it(line, () => {
      assert.deepEqual(commands(line), [line]);
    });
  };
  for (const line of [
    'env',
    'env A=1',
    'sudo',
    'sudo -l',
    'command -v rm',
    'command -V rm',
    'xargs',
    'docker ps',
    'kubectl get pods',
    'npm test',
    'uv sync',
    'find . -name x',
    'tmux ls',
    'nohup',
    'bash x.sh',
    'busybox',
    'exec',
    'nice',
    'frobnicate git status',
    'npm run exec',
    'ionice -p 5',
  ])
    stays(line);
});

describe('evaluators are read as shell text', () => {
  for (const shell of ['bash', 'sh', 'zsh', 'dash', 'ksh', 'fish', 'ash', '/bin/sh', 'busybox sh'])
    runs(`${shell} -c 'rm x'`, 'rm x');
  for (const options of [
    '-xc',
    '-ec',
    '-cx',
    '-c --',
    '-ec --',
    '-O extglob -c',
    '+x -c',
    '-o errexit -c',
    '--norc -c',
    '-euo pipefail -c',
    '--noprofile --norc -c',
  ]) {
    runs(`bash ${options} 'rm x; ls'`, 'rm x', 'ls');
  }
  runs("bash -lc 'rm x'", 'rm x');
  runs("bash -ic 'rm x'", 'rm x');
  runs('bash --rcfile f -ic "rm x"', 'rm x');
  runs('eval rm x', 'rm x');
  runs("eval 'rm x; ls'", 'rm x', 'ls');
  runs('eval -- rm x', 'rm x');
  runs('builtin eval rm x', 'rm x');
  runs("eval 'ls;' rm x", 'rm x');
  runs("trap 'rm x' EXIT", 'rm x');
  runs("trap -- 'rm x' 0 ERR", 'rm x');
  runs("(trap 'rm x' DEBUG)", 'rm x');
  runs("echo 'rm x' | sh", 'rm x');
  runs("echo 'rm x' | sudo bash -s", 'rm x');
  runs("printf 'rm %s\\n' x | bash -", 'rm x');
  runs("echo -e 'ls\\nrm x' | bash /dev/stdin", 'rm x');
  runs("echo 'rm x' | cat | sh", 'rm x');
  runs("bash <<< 'rm x'", 'rm x');
  runs('sh <<E⏎rm x⏎E', 'rm x');
  runs("cat <<'E' | bash⏎rm x⏎E", 'rm x');
  runs("bash < <(echo 'rm x')", 'rm x');
  runs("bash <(echo 'rm x')", 'rm x');
  runs(". /dev/stdin <<< 'rm x'", 'rm x');
  runs("at now <<< 'rm x'", 'rm x');
  runs('echo x y | xargs rm', 'rm x y');
  runs('echo x | xargs -I{} rm {}', 'rm x');
  runs("printf 'x\\0y' | xargs -0 rm", 'rm x y');
  runs("echo x | xargs sh -c 'rm $0'", 'rm x');
  runs('echo "rm x" | xargs -I % sh -c "%"', 'rm x');
  runs("sudo env X=1 bash -c 'rm a; ls'", 'rm a', 'ls');
  runs('bash -c "bash -c \'rm x\'"', 'rm x');
});

describe('code that is not known is in doubt', () => {
  const doubted = (line: string, ...codes: readonly string[]): void => {
    it(line, () => {
      for (const code of codes) assert.ok((doubts(line) as string[]).includes(code), doubts(line).join());
    });
  };
  for (const line of [
    'curl x | sh',
    'bash',
    'bash -s',
    'sh -',
    'base64 -d f | bash',
    'bash -c "$x"',
    'bash -c "$(curl x)"',
    'eval "$x"',
    'bash < f',
    'sudo -s',
    'bash $x',
    'bash -l x.sh',
    'bash --rcfile f -i',
    'cat f | xargs -I{} sh -c "{}"',
  ])
    doubted(line, 'opaque-code');
  for (const line of ['cat f | xargs rm', 'xargs rm < f', 'xargs -a f rm', 'find . | xargs rm', 'fd -x rm'])
    doubted(line, 'dynamic-argument');
  for (const line of [
    'env --frob rm x',
    'sudo --frob rm x',
    'timeout --frob 5 rm x',
    'nice -Q rm x',
    'xargs --frob rm',
    'command -Q rm',
    'docker run --frob i rm x',
    'ssh -0 h rm x',
  ])
    doubted(line, 'unknown-option');
  it('a text that is partly known is read as far as it goes', () => {
    assert.ok(commands('bash -c "rm -rf $x"').includes('rm -rf $x'));
    assert.ok(commands('ssh h "rm -rf $x"').includes('rm -rf $x'));
  });
});

describe('a segment tells how it was wrapped', () => {
  it('by every form, outermost first', () => {
    const { forms, wrappers } = segment("sudo -u bob env A=1 bash -c 'rm x'", 0);
    assert.deepEqual(
      forms.map((form) => form.map((word) => word.text).join(' ')),
      ['sudo -u bob env A=1 bash -c rm x', 'env A=1 bash -c rm x', 'bash -c rm x', 'rm x'],
    );
    assert.deepEqual(
      wrappers.map((wrapper) => [wrapper.name, wrapper.words.map((word) => word.text).join(' ')]),
      [
        ['sudo', 'sudo -u bob'],
        ['env', 'env A=1'],
        ['bash', 'bash -c'],
      ],
    );
  });
  it('with one form when it was not', () => {
    assert.deepEqual(segment('rm x', 0).forms, [segment('rm x', 0).words]);
  });
  it('with the assignments of every level', () => {
    assert.deepEqual(
      segment('A=1 env B=2 sudo C=3 rm x', 0).assignments.map(({ name, value }) => `${name}=${value.text}`),
      ['A=1', 'B=2', 'C=3'],
    );
  });
  it('with the redirects of the wrapper', () => {
    assert.equal(segment('sudo tee x > f', 0).redirects[0]?.target?.text, 'f');
    assert.equal(segment("bash -c 'a; b' > f", 0).redirects[0]?.target?.text, 'f');
    assert.equal(segment('/usr/bin/time -o f ls', 0).redirects[0]?.target?.text, 'f');
    assert.equal(segment('flock lock ls', 0).redirects[0]?.target?.text, 'lock');
  });
  it('with its origin and parent', () => {
    const { segments } = read('find . -exec rm {} +');
    assert.deepEqual(
      segments.map(({ origin, parent }) => [origin, parent]),
      [
        ['line', undefined],
        ['exec-option', 0],
      ],
    );
    assert.equal(segments[1]?.words[1]?.literal, false);
    assert.equal(segment("bash -c 'rm x'", 0).origin, 'shell-string');
    assert.equal(segment("trap 'rm x' EXIT", 0).origin, 'trap');
    assert.equal(segment('echo $(id)', 1).origin, 'substitution');
    assert.equal(segment('echo $(id)', 1).parent, 0);
  });
  it('without a folder where it runs elsewhere', () => {
    assert.equal(segment("ssh h 'rm x'", 1).cwd, undefined);
    assert.equal(segment('docker run i rm x', 1).cwd, undefined);
  });
});
