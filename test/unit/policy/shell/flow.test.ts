// Segments know what they read, what they feed, what they write, and in which folder they run.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands, doubts, read, segment, words } from './reading.ts';

describe('every command of a line is a segment', () => {
  const has = (line: string, ...expected: readonly string[]): void => {
    it(line, () => {
      assert.deepEqual(commands(line), expected);
    });
  };
  has('a; b && c || d | e & f', 'a', 'b', 'c', 'd', 'e', 'f');
  has('a⏎b # rm x⏎c', 'a', 'b', 'c');
  has('if a; then b; elif c; then d; else e; fi', 'a', 'b', 'c', 'd', 'e');
  has('while a; do b; done', 'a', 'b');
  has('until a; do b; done', 'a', 'b');
  has('for x in 1; do b; done', 'b');
  has('case $x in a|b) c;; *) d;; esac', 'c', 'd');
  has('case $(a) in b) c;; esac', 'a', 'c');
  has('(a; b)', 'a', 'b');
  has('{ a; b; }', 'a', 'b');
  has('! a', 'a');
  has('f() { a; }', 'a');
  has('echo $(a $(b))', 'echo $(a $(b))', 'a $(b)', 'b');
  has('echo "x$(a)y"', 'echo "x$(a)y"', 'a');
  has('x=$(a)', '', 'a');
  has('a > $(b)', 'a', 'b');
  has('cat <<E⏎$(a)⏎E', 'cat', 'a');
  has("cat <<'E'⏎$(a)⏎E", 'cat');
  has('cat <<< "$(a)"', 'cat', 'a');
  has('[ -f a ] && b', '[ -f a ]', 'b');
  has('[[ -f $(a) ]]', '[[ -f $(a) ]]', 'a');
  has('export A=$(a)', 'export A=$(a)', 'a');
  has('> f', '');
  has('X=1', '');
  has('a=(b $(c))', '', 'c');
  has('unset x', 'unset x');
  has('((1))', '(( 1');
  has('for x in $(a); do b; done', 'a', 'b');
  has('git commit -m "$(cat <<\'E\'⏎rm -rf /⏎E⏎)"', 'git commit -m "$(cat <<\'E\'\nrm -rf /\nE\n)"', 'cat');
  has('cat <<E | sed x && c⏎hi⏎E⏎d', 'cat', 'sed x', 'c', 'd');
  has('>f rm a', 'rm a');
  has('rm >f a', 'rm a');
  has('cat <<E -n⏎x⏎E', 'cat -n');
  it('an empty line has none, and a comment neither', () => {
    assert.deepEqual(commands(''), []);
    assert.deepEqual(commands('# rm x'), []);
  });
});

describe('pipes', () => {
  it('tie outputs to inputs', () => {
    const { segments } = read('a | b | c');
    assert.deepEqual(
      segments.map((one) => one.feeds),
      [1, 2, undefined],
    );
    assert.deepEqual(
      segments.map((one) => one.input),
      [{ from: 'inherited' }, { from: 'pipe', segments: [0] }, { from: 'pipe', segments: [1] }],
    );
  });
  it('take all of a group', () => {
    const { segments } = read('{ a; b; } | c');
    assert.deepEqual(segments[2]?.input, { from: 'pipe', segments: [0, 1] });
  });
  it('reach into loops and groups', () => {
    assert.deepEqual(segment('a | while read l; do b; done', 2).input, { from: 'pipe', segments: [0] });
  });
  it('do not reach over a list', () => {
    assert.deepEqual(segment('a && b < f | c', 2).input, { from: 'pipe', segments: [1] });
    assert.deepEqual(segment('cat <<E | b && c⏎x⏎E', 2).input, { from: 'inherited' });
  });
  it('are not fed by substitutions inside a stage', () => {
    assert.deepEqual(segment('a $(x) | b', 2).input, { from: 'pipe', segments: [0] });
  });
  it('reach a wrapped command', () => {
    assert.deepEqual(segment('curl x | sudo python3', 1).input, { from: 'pipe', segments: [0] });
  });
});

describe('standard input', () => {
  it('is the text of a here-document', () => {
    assert.deepEqual(segment("cat <<'E'⏎a $x⏎E", 0).input, { from: 'text', text: 'a $x\n', literal: true });
    assert.deepEqual(segment('cat <<E⏎a $x⏎E', 0).input, { from: 'text', text: 'a $x\n', literal: false });
    assert.deepEqual(segment('cat <<E⏎a \\$x⏎E', 0).input, { from: 'text', text: 'a $x\n', literal: true });
    assert.deepEqual(segment("cat <<-'E'⏎⇥a⏎⇥E", 0).input, { from: 'text', text: 'a\n', literal: true });
  });
  it('is the text of a here-string', () => {
    assert.deepEqual(segment("cat <<< 'a b'", 0).input, { from: 'text', text: 'a b', literal: true });
  });
  it('is a file', () => {
    const { input } = segment('cat < f', 0);
    assert.equal(input.from === 'file' ? input.file.text : '', 'f');
  });
  it('is the output of a process substitution', () => {
    const { segments } = read('cat < <(git reset)');
    assert.deepEqual(segments.map(words), ['cat', 'git reset']);
    assert.deepEqual(segments[0]?.input, { from: 'process', segments: [1] });
    assert.equal(segments[1]?.feeds, 0);
    assert.deepEqual(segment('bash <(curl x)', 0).input, { from: 'process', segments: [1] });
    assert.deepEqual(segment('tee >(a)', 1).input, { from: 'pipe', segments: [0] });
    assert.equal(segment('tee >(a)', 0).feeds, 1);
  });
});

describe('redirects', () => {
  const redirects = (line: string, ...expected: readonly string[]): void => {
    it(line, () => {
      const found = read(line).segments.flatMap((one) =>
        one.redirects.map((redirect) =>
          `${redirect.descriptor === undefined ? '' : String(redirect.descriptor)}${redirect.kind} ${redirect.target?.text ?? ''}`.trim(),
        ),
      );
      assert.deepEqual(found, expected);
    });
  };
  redirects('a > f', 'write f');
  redirects('a >| f', 'write f');
  redirects('a >> f', 'append f');
  redirects('a 2> f', '2write f');
  redirects('a &> f', 'both f');
  redirects('a &>> f', 'both f');
  redirects('a >& f', 'both f');
  redirects('a 2>&1', '2duplicate 1');
  redirects('a >&2', 'duplicate 2');
  redirects('a < f > g', 'read f', 'write g');
  redirects('a > ~/f', 'write /home/u/f');
  redirects('a > "$x"', 'write "$x"');
  redirects('a <<< b', 'herestring b');
  redirects('a <<E⏎b⏎E', 'heredoc');
  redirects('> f', 'write f');
  redirects('{ a; b; } > f', 'write f');
  redirects('for x in 1; do a; done > f', 'write f');
  redirects('if a; then b; fi > f', 'write f');
  redirects('f() { a; } > f', 'write f');
  redirects('cat <<E > f⏎x⏎E', 'heredoc', 'write f');
  it('belong to the last command of a list', () => {
    assert.equal(segment('a && b > f', 1).redirects.length, 1);
    assert.equal(segment('a && b > f', 0).redirects.length, 0);
    assert.equal(segment('a | b > f', 1).redirects.length, 1);
  });
  it('of an unknown target are not literal', () => {
    assert.equal(segment('a > $x', 0).redirects[0]?.target?.literal, false);
  });
});

describe('the folder follows cd', () => {
  const folders = (line: string, ...expected: readonly (string | undefined)[]): void => {
    it(line, () => {
      assert.deepEqual(
        read(line).segments.map((one) => one.cwd),
        expected,
      );
    });
  };
  folders('a', '/w');
  folders('cd x && a', '/w', '/w/x');
  folders('cd /x && cd ../y && a', '/w', '/x', '/y');
  folders('cd && a', '/w', '/home/u');
  folders('cd ~/x && a', '/w', '/home/u/x');
  folders('cd -- x && a', '/w', '/w/x');
  folders('cd -P x && a', '/w', '/w/x');
  folders('cd - && a', '/w', undefined);
  folders('cd "$x" && a', '/w', undefined);
  folders('cd $(x) && a', '/w', '/w', undefined);
  folders('cd x* && a', '/w', undefined);
  folders('(cd x && a); b', '/w', '/w/x', '/w');
  folders('cd x | a; b', '/w', '/w', '/w');
  folders('cd x & a', '/w', '/w');
  folders('pushd x && a && popd && b', '/w', '/w/x', '/w/x', '/w');
  folders('cd x || exit 1; a', '/w', '/w', '/w/x');
  folders('cd x || { echo no; exit 1; }; a', '/w', '/w', '/w', '/w/x');
  folders('builtin cd x && a', '/w', '/w/x');
  folders('echo $(cd x && a); b', '/w', '/w', '/w/x', '/w');
  folders("bash -c 'cd x && a'; b", '/w', '/w/x', '/w');
  folders("eval 'cd x' && a", '/w', '/w/x');
  folders('env -C x a', '/w/x');
  folders('cd .claude && echo x > settings.json', '/w', '/w/.claude');
  it('a cd that may fail leaves a doubt behind', () => {
    assert.deepEqual(doubts('cd x; rm y'), ['unknown-scope']);
    assert.deepEqual(doubts('cd x && a; rm y'), ['unknown-scope']);
    assert.deepEqual(doubts('cd x || true; rm y'), ['unknown-scope']);
    assert.deepEqual(doubts('if a; then cd x; fi; rm y'), ['unknown-scope']);
    assert.ok(doubts('while a; do rm y; cd x; done').includes('unknown-scope'));
  });
  it('one that cannot leave the line running does not', () => {
    assert.deepEqual(doubts('cd x && rm y'), []);
    assert.deepEqual(doubts('cd x || exit; rm y'), []);
    assert.deepEqual(doubts('set -e; cd x; rm y'), []);
    assert.deepEqual(doubts('cd /w; rm y'), []);
    assert.deepEqual(doubts('cd x && a; echo done'), []);
  });
});

describe('background', () => {
  it('is marked', () => {
    assert.deepEqual(
      read('a & b').segments.map((one) => one.background),
      [true, false],
    );
    assert.equal(segment("bash -c 'a' &", 0).background, true);
  });
});
