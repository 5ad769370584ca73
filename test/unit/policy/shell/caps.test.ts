// Beyond a cap a line is in doubt, but what it holds is still reported, and quickly.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands, doubts, read } from './reading.ts';

function capped(name: string, line: string): void {
  it(name, () => {
    assert.ok(doubts(line).includes('cap'), doubts(line).join());
  });
}

describe('a cap is a doubt', () => {
  capped('65,537 bytes', `echo ${'a'.repeat(65_532)}`);
  capped('fewer characters, but more bytes', `echo ${'é'.repeat(33_000)}`);
  capped('201 commands', Array.from({ length: 201 }, () => 'ls').join('; '));
  capped('65 levels', `${'( '.repeat(65)}ls${' )'.repeat(65)}`);
  capped('65 levels of $( )', `${'echo $('.repeat(66)}ls${')'.repeat(66)}`);
  capped('nine wrappers', `${'nice '.repeat(9)}rm x`);
  capped('4,097 words from parameters', `bash -c 'ls ${'$@ '.repeat(65)}' _ ${'a '.repeat(64)}`);
  capped('parameters of many commands', `bash -c '${'ls $@; '.repeat(100)}' _ ${'a '.repeat(64)}`);
  capped('256 kB from variables', `a=${'b'.repeat(30_000)}; ls ${'$a '.repeat(10)}`);
  it('below the caps there is none', () => {
    assert.deepEqual(doubts(`bash -c 'ls ${'$@ '.repeat(60)}' _ ${'a '.repeat(64)}`).includes('cap'), false);
    assert.deepEqual(doubts(`echo ${'a'.repeat(60_000)}`), []);
    assert.deepEqual(doubts(Array.from({ length: 200 }, () => 'ls').join('; ')), []);
    assert.deepEqual(doubts(`${'( '.repeat(60)}ls${' )'.repeat(60)}`), []);
    assert.deepEqual(doubts(`${'nice '.repeat(8)}rm x`), []);
  });
});

describe('danger behind padding is still seen', () => {
  const sees = (name: string, line: string): void => {
    it(name, () => {
      assert.ok(commands(line).includes('rm -rf /'));
    });
  };
  sees('behind 250 commands', `${'true; '.repeat(250)}rm -rf /`);
  sees('behind 250 conditions', `${'true && '.repeat(250)}rm -rf /`);
  sees('before 1 MB', `rm -rf /; echo ${'a '.repeat(500_000)}`);
  sees('in a line that the parser gives up on', `rm -rf /; ${'<'.repeat(20_000)}`);
  sees('behind what keeps the parser busy', `${'| '.repeat(30)}; rm -rf /`);
});

describe('an answer comes quickly', () => {
  const quick = (name: string, line: string, milliseconds: number): void => {
    it(name, () => {
      const start = performance.now();
      read(line);
      assert.ok(performance.now() - start < milliseconds);
    });
  };
  // The limits leave much room for a busy machine; without the caps these lines take seconds to minutes.
  for (const part of [
    '<',
    '|',
    'a=(',
    '$[',
    '(',
    '$(',
    '"$(',
    '<<E\n',
    'x) ',
    '${a#',
    '"${',
    '[[ a =~ ',
    'a ',
    'a;',
    "'",
    '{a,',
  ]) {
    quick(`64 kB of ${JSON.stringify(part)}`, part.repeat(65_536 / part.length), 1500);
  }
  quick('parameters that multiply', `bash -c '${'$@ '.repeat(200)}' _ ${'true '.repeat(200)}`, 500);
  quick('shells that read the script they stand in', `cat <<'E' | bash\n${'cat | bash\n'.repeat(5)}E`, 300);
  quick('1 MB of words', 'a '.repeat(500_000), 500);
  quick('1 MB of one word', 'a'.repeat(1_000_000), 500);
});
