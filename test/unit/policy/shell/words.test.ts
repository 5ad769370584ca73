// Words are what the program will see: unquoted, expanded where the value is known, else marked as unknown.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain, programName } from '../../../../src/policy/shell/word.ts';
import { doubts, read, segment, spelled } from './reading.ts';

function becomes(argument: string, ...expected: readonly string[]): void {
  it(`${argument} becomes ${expected.join(' | ')}`, () => {
    const { words } = segment(`cmd ${argument}`, 0);
    assert.deepEqual(
      words.slice(1).map((word) => word.text),
      expected.map(spelled),
    );
    assert.ok(words.every((word) => word.literal));
  });
}

describe('quotes and escapes are removed', () => {
  becomes("'a b'", 'a b');
  becomes('"a b"', 'a b');
  becomes("a''b", 'ab');
  becomes('a"b"\'c\'', 'abc');
  becomes('a\\ b', 'a b');
  becomes('\\$x', '$x');
  becomes('"\\$x \\" \\\\ \\n"', '$x " \\ \\n');
  becomes("'it'\\''s'", "it's");
  becomes("$'a\\x41\\101\\u0042\\tc\\'\\\\'", "aAAB\tc'\\");
  becomes("$'\\U0001f680'", '🚀');
  becomes("$'\\cA'", '\x01');
  becomes('""', '');
  becomes("''", '');
  becomes('$"hi"', 'hi');
  becomes('a\\⏎b', 'ab');
  becomes('a \\⏎ b', 'a', 'b');
  becomes('"a\\⏎b"', 'ab');
  becomes('"a⏎b"', 'a⏎b');
  becomes('"rm -rf \\`x\\`"', 'rm -rf `x`');
  becomes('a#b', 'a#b');
  becomes('a=b', 'a=b');
  becomes('--x="a b"', '--x=a b');
});

describe('known values are put in', () => {
  becomes('~', '/home/u');
  becomes('~/x', '/home/u/x');
  becomes('"~"', '~');
  becomes('\\~', '~');
  becomes('a~', 'a~');
  becomes('of=~/x', 'of=/home/u/x');
  becomes('$HOME', '/home/u');
  becomes('${HOME}/x', '/home/u/x');
  becomes('"$HOME/x y"', '/home/u/x y');
  becomes('$PWD/x', '/w/x');
  becomes("'$HOME'", '$HOME');
});

describe('braces are expanded', () => {
  becomes('{a,b}', 'a', 'b');
  becomes('x{a,b}y{c,d}', 'xayc', 'xayd', 'xbyc', 'xbyd');
  becomes('{a,{b,c}}', 'a', 'b', 'c');
  becomes('{1..3}', '1', '2', '3');
  becomes('{3..1}', '3', '2', '1');
  becomes('{01..03}', '01', '02', '03');
  becomes('{a..c}', 'a', 'b', 'c');
  becomes('{1..9..4}', '1', '5', '9');
  becomes('"{a,b}"', '{a,b}');
  becomes('{a}', '{a}');
  becomes('{}', '{}');
  becomes('\\{a,b\\}', '{a,b}');
  becomes('{a,"b c"}', 'a', 'b c');
  it('more than the cap stays one unknown word, in doubt', () => {
    assert.ok(doubts('echo {1..1000}').includes('cap'));
    assert.equal(segment('echo {1..1000}', 0).words[1]?.literal, false);
  });
});

describe('what is not known is not literal, and stands as its source', () => {
  for (const argument of [
    '$x',
    '"$x"',
    '${x}',
    '$(id)',
    '"a$(id)"',
    '<(id)',
    '$((1))',
    '$1',
    '$?',
    '~other/x',
    '${x:-a}',
    '$HOME$x',
    'a$x',
  ]) {
    it(argument, () => {
      const word = segment(`cmd ${argument}`, 0).words[1];
      assert.equal(word?.literal, false);
      assert.equal(word.text, argument);
    });
  }
});

describe('unquoted patterns are marked', () => {
  const globs = (argument: string, expected: boolean): void => {
    it(argument, () => {
      assert.equal(segment(`cmd ${argument}`, 0).words[1]?.glob, expected);
    });
  };
  globs('*.ts', true);
  globs('a?', true);
  globs('[ab]', true);
  globs('/et*', true);
  globs("'*.ts'", false);
  globs('"*"', false);
  globs('\\*', false);
  globs('"a"*', true);
  globs("'*'a", false);
});

describe('variables of the line', () => {
  const cmd = (line: string): string[] => {
    const found = read(line).segments.findLast((one) => one.words.length > 0);
    return found?.words.map((word) => (word.literal ? word.text : `?${word.text}`)) ?? [];
  };
  const sees = (line: string, ...expected: readonly string[]): void => {
    it(line, () => {
      assert.deepEqual(cmd(line), expected);
    });
  };
  sees('d=build; rm $d', 'rm', 'build');
  sees('d="a b"; rm $d', 'rm', 'a', 'b');
  sees('d="a b"; rm "$d"', 'rm', 'a b');
  sees('d=; rm "$d/"', 'rm', '/');
  sees('d=; rm $d x', 'rm', 'x');
  sees('export d=a; rm $d', 'rm', 'a');
  sees('c=rm; $c -rf x', 'rm', '-rf', 'x');
  sees('d=a rm $d', 'rm', '?$d');
  sees('d=$(id); rm $d', 'rm', '?$d');
  sees('read d; rm $d', 'rm', '?$d');
  sees('HOME=/x; rm ~/y', 'rm', '/x/y');
  sees("bash -c 'rm $1' _ a", 'rm', 'a');
  sees('bash -c \'rm "$@"\' _ a b', 'rm', 'a', 'b');
  sees('bash -c \'"$@"\' _ rm x', 'rm', 'x');
  sees("bash -c '$0 x' rm", 'rm', 'x');
  it('a value that a branch may change is in doubt', () => {
    assert.ok(doubts('d=a; if x; then d=/; fi; rm $d').includes('dynamic-argument'));
    assert.ok(doubts('d=a; x && d=/; rm $d').includes('dynamic-argument'));
    assert.ok(doubts('d=a; while x; do rm $d; d=/; done').includes('dynamic-argument'));
    assert.ok(doubts('f() { rm $d; }; d=/; f').length > 0);
  });
  it('a value on the straight way is not', () => {
    assert.deepEqual(doubts('d=a; cat $d'), []);
    assert.deepEqual(doubts('d=a && cat "$d/b"'), []);
  });
  it('a name from a variable always is', () => {
    assert.deepEqual(doubts('c=ls; $c'), ['dynamic-name']);
    assert.deepEqual(doubts('c=ls; "$c" x'), ['dynamic-name', 'disguise']);
  });
  it('a loop over literal words is read for each of them', () => {
    const { segments } = read('for f in a .env; do cat "$f"; done');
    assert.deepEqual(
      segments.map((one) => one.words[1]?.text),
      ['a', '.env'],
    );
  });
  it('a loop over a pattern is read once, with an unknown value', () => {
    const { segments } = read('for f in *.ts; do cat "$f"; done');
    assert.deepEqual(
      segments.map((one) => one.words[1]?.literal),
      [false],
    );
  });
});

describe('words know their place in the line', () => {
  it('by offsets', () => {
    const line = 'ls && cat "a b" c';
    const { words } = segment(line, 1);
    assert.deepEqual(
      words.map((word) => line.slice(word.start, word.end)),
      ['cat', '"a b"', 'c'],
    );
  });
  it('also inside a shell string', () => {
    const line = "sudo bash -c 'ls; rm a'";
    const found = segment(line, 1);
    assert.equal(line.slice(found.start, found.end), 'rm a');
    assert.equal(found.text, 'rm a');
  });
});

describe('the program of a segment', () => {
  const names = (word: string, expected: string): void => {
    it(word, () => {
      assert.equal(programName({ words: [plain(word)] }), expected);
    });
  };
  names('rm', 'rm');
  names('/bin/rm', 'rm');
  names('/usr/local/bin/rm', 'rm');
  names('/opt/homebrew/bin/git', 'git');
  names('/tmp/rm', '/tmp/rm');
  names('./rm', './rm');
  names('/usr/bin/../../tmp/rm', '/usr/bin/../../tmp/rm');
  it('is empty for a bare redirect', () => {
    assert.equal(programName(segment('> f', 0)), '');
  });
});
