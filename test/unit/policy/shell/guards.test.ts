// No silent wrong parse is complete: each construct that hides code from the grammar raises a doubt.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands, doubts, read } from './reading.ts';

function incomplete(cases: readonly string[]): void {
  for (const line of cases) {
    it(line, () => {
      assert.notDeepEqual(doubts(line), []);
    });
  }
}

function complete(cases: readonly string[]): void {
  for (const line of cases) {
    it(line, () => {
      assert.deepEqual(doubts(line), []);
    });
  }
}

describe('a: syntax that the grammar does not know is in doubt', () => {
  incomplete([
    'cmd <> f',
    '{rm,-rf,x}',
    'cat <<E; echo b⏎x⏎E',
    '${ cmd; }',
    'echo ` id`',
    'select x in a; do ls; done <<< 1',
    'echo a; & b',
    'exec 3<>/dev/tcp/h/80',
    '! { a; b; }',
    '! { rm x; } > f',
  ]);
});

describe('b: backticks are in doubt', () => {
  incomplete([
    'echo `echo \\`id\\``',
    '`id`',
    'echo "`id`"',
    'x=`id`',
    'cat < `id`',
    'for f in `ls`; do cat $f; done',
  ]);
});

describe('c: code inside ${…} is in doubt', () => {
  incomplete([
    'echo ${x:-`id`}',
    'echo ${y/1/`id`}',
    'echo ${y#$(id)}',
    'echo "${y%%$(id)}"',
    'echo ${x:-${y}}',
    'echo ${x@P}',
    'echo ${!x}',
    'echo "${x:+$(id)}"',
    'x=${y#$(id)}',
    'cat > ${y#$(id)}',
    '[[ a =~ <(id) ]]',
  ]);
});

describe('d: here-documents with live code are in doubt', () => {
  incomplete([
    'cat <<E⏎`id`⏎E',
    "cat <<'E' | cat <<E⏎a⏎E⏎$(id)⏎E",
    "cat <<'E' && cat <<E > f⏎a⏎E⏎$(id)⏎E",
    'cat <<-E⏎⇥$(id)⏎⇥E',
    'echo $(cat <<E⏎`id`⏎E⏎)',
    'cat <<E⏎${x:-`id`}⏎E',
    'cat <<E⏎${y#$(id)}⏎E',
    'cat <<E⏎$((x))⏎E',
  ]);
});

describe('e: a name that is not plain is in doubt', () => {
  incomplete([
    'r\\m x',
    '"rm" x',
    "'r'm x",
    "$'\\x72m' x",
    "r''m x",
    '\\rm x',
    '$CMD x',
    '${CMD} x',
    '/bin/r? x',
    '{a,b}',
    'r\u200bm x',
    'ls\u00a0x',
    're⏎set'.replace('⏎', '\\⏎'),
    'c=rm; $c x',
    'r$(printf m) x',
    '$(echo rm) x',
    'р\u006d x',
    '$0',
    '"$@"',
  ]);
});

describe('f: a keyword that is taken for a name is unwrapped or in doubt', () => {
  it('time rm x', () => {
    assert.deepEqual(commands('time rm x'), ['rm x']);
  });
  it('coproc rm x', () => {
    assert.deepEqual(commands('coproc rm x'), ['rm x']);
  });
  incomplete([
    'coproc N { rm x; }',
    '. <(curl x)',
    'eval "$(curl x)"',
    'eval "$x"',
    'source <(curl x)',
    'bash <(curl x)',
  ]);
});

describe('g: arithmetic over variables is in doubt', () => {
  incomplete([
    "x='a[$(id)]'; echo $((x))",
    "x='a[$(id)]'; ((x))",
    'let x',
    'let y=x+1',
    '[[ $x -eq 1 ]]',
    '[[ x -gt 1 ]]',
    'echo ${s:x}',
    'echo ${s:0:x}',
    'echo ${y[x]}',
    'echo ${y[$x]}',
    'echo $[x]',
    'for ((i=x; i<3; i++)); do ls; done',
    'declare -i n=x',
    "declare -n r='a[$(id)]'; echo $r",
    'typeset -i n',
    'local -n r=x',
    'read x < v; echo $((x+1))',
    'echo $(( $(cat v) ))',
    'a[x]=1',
    'a[$i]=1',
    '((x++))',
    'x=3; ((x=5)); rm $x',
    'cat <<E⏎$((x))⏎E',
  ]);
  complete([
    'echo $((1 + 2))',
    'x=3; echo $((x + 1))',
    'echo ${y[0]} ${y[@]} ${s:0:2} ${#y[@]}',
    '[[ 1 -eq 1 ]]',
    'a[1]=2',
  ]);
});

describe('h: builtins that evaluate a name or call back are in doubt', () => {
  incomplete([
    "printf -v 'a[$(id)]' x",
    "printf -v'a[0]' x",
    "read 'a[$(id)]'",
    "read -r -p x 'a[$(id)]'",
    "[ -v 'a[$(id)]' ]",
    "test -v 'a[$(id)]'",
    '[[ -v a[$(id)] ]]',
    "mapfile -C 'cmd' -c 1",
    "readarray -t 'a[$(id)]'",
    "unset 'a[$(id)]'",
    "compgen -W '$(id)'",
    'compgen -C cmd',
    'jobs -x cmd',
    'hash -p prog ls; ls',
    'enable -f ./x.so x',
    'wait -p v',
    'complete -C cmd x',
    'read $x',
    'export $x',
  ]);
  complete([
    'read -r line',
    'printf -v x %s y',
    '[ -v x ]',
    'unset x',
    'mapfile -t lines',
    'IFS= read -r line',
  ]);
});

describe('i: what bash refuses and another shell runs is in doubt', () => {
  incomplete(['ls ;; pwd', '=(id)', 'echo =(id)', 'print(1)', 'echo (abc)']);
});

describe('j: names that the line defines are in doubt', () => {
  incomplete([
    'echo() { rm x; }; echo hi',
    'cd() { rm x; }; cd a',
    'function ls { rm x; }; ls',
    'for i in 1 2; do ls; ls() { rm x; }; done',
    'shopt -s expand_aliases⏎alias ls=rm⏎ls',
    'command_not_found_handle() { rm x; }; foo',
    'PATH=$PWD:$PATH; ls',
    'export PATH=.; ls',
    'PATH=. ls',
    "eval 'ls() { rm x; }'; ls",
    "PS4='$(rm x)'; set -x; ls",
    'BASH_ENV=f bash -c ls',
    'export PROMPT_COMMAND=x',
  ]);
  it('the definition does not taint other names', () => {
    assert.deepEqual(
      read('f() { ls; }; pwd').segments.map((segment) => segment.doubts),
      [[], []],
    );
  });
});

describe('characters whose only use is to hide are in doubt', () => {
  incomplete([
    'echo a\rid',
    'cat a\r\ncat b',
    'ls\r\npwd',
    'TZ=UTC\recho id',
    'echo a\0b',
    'echo \ud800',
    'echo \u202etxt',
    'echo a\u200bb',
    'echo \u{e0041}',
    'echo \x1b[2J',
    'ls -\u0430',
    'ls --\u0430ll',
    'cat$IFS/etc/passwd',
    'rm${IFS}-rf x',
    'IFS=x; ls',
    'rm --recur\\⏎sive x',
  ]);
  complete(['echo "grüße"', 'git commit -m "für 日本語 🚀"', 'git log \\⏎  --oneline', 'echo --name="é"']);
});

describe('code that the grammar does not see is still looked at', () => {
  const sees = (line: string, command: string): void => {
    it(line, () => {
      assert.ok(commands(line).includes(command), commands(line).join(' / '));
    });
  };
  sees('echo ${x:-`rm -rf /`}', 'rm -rf /');
  sees('echo "${y%%$(rm -rf /)}"', 'rm -rf /');
  sees('echo `echo \\`rm -rf /\\``', 'rm -rf /');
  sees('cat <<E⏎`rm -rf /`⏎E', 'rm -rf /');
  sees('cat <<-E⏎⇥$(rm -rf /)⏎⇥E', 'rm -rf /');
  sees('{rm,-rf,/}', 'rm -rf /');
  sees('cat <<E; rm -rf /⏎x⏎E', 'rm -rf /');
  sees('! { rm -rf /; }', 'rm -rf /');
  sees('coproc N { rm -rf /; }', 'rm -rf /');
  sees('rm\\⏎ -rf /', 'rm -rf /');
  const writes = (line: string, files: readonly string[]): void => {
    it(`${line} writes ${files.join(', ') || 'nothing'}`, () => {
      const found = read(line).segments.flatMap(({ redirects, doubts: own }) =>
        own.length === 0
          ? []
          : redirects.flatMap(({ kind, target }) => (kind === 'write' ? [target?.text] : [])),
      );
      assert.deepEqual(found, files);
    });
  };
  writes('( [[ && x >/etc/passwd', ['/etc/passwd']);
  writes('( [[ && x > /etc/passwd', ['/etc/passwd']);
  writes('( [[ && x >> "/etc/passwd" y', ['/etc/passwd']);
  writes('( [[ && x 2> a > b', ['a', 'b']);
  writes('( [[ && x &> /etc/passwd', ['/etc/passwd']);
  writes('( [[ && x >& /etc/passwd', ['/etc/passwd']);
  writes('( [[ && x &>>/etc/passwd', ['/etc/passwd']);
  writes('cat <<E; echo b >| /etc/passwd⏎x⏎E', ['/etc/passwd']);
  writes('( [[ && x 2>&1 y <&- <<< z < a', []);
  it('but the body of a here-document stays data where another part is broken', () => {
    assert.ok(!commands("cat > f <<'E'; ls⏎rm -rf /⏎E").includes('rm -rf /'));
  });
});
