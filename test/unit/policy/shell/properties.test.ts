// What holds for every line: the reader never throws, offsets lie inside the line, wrapping changes no words.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Segment } from '../../../../src/policy/shell/segment.ts';
import { read } from './reading.ts';

const pieces = [
  'rm',
  '-rf',
  ' ',
  ' ',
  ';',
  '&&',
  '||',
  '|',
  '&',
  '\n',
  '(',
  ')',
  '{',
  '}',
  '$(',
  '`',
  '"',
  "'",
  '$x',
  '${',
  '}',
  '<',
  '>',
  '<<E',
  '\nE\n',
  '<<<',
  '\\',
  'if',
  'then',
  'fi',
  'for x in',
  'do',
  'done',
  'case',
  'esac',
  'sudo',
  'env',
  'bash -c',
  'xargs',
  'find . -exec',
  'eval',
  'cd',
  '[[',
  ']]',
  '((',
  '))',
  '$((',
  "$'",
  '~',
  '*',
  '{a,b}',
  'x=1',
  'f() {',
  '#',
  '\r',
  '\0',
  'é',
  '\u200b',
  '\ud800',
  '!',
  '=',
  '<(',
  '2>&1',
  'trap',
  'coproc',
  'time',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
const spaced = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '));
const line = fc.oneof(soup, spaced, fc.string({ unit: 'binary', maxLength: 60 }));

describe('for every line', () => {
  it('the reader never throws, and never fails', () => {
    fc.assert(
      fc.property(line, (text) => {
        assert.ok(read(text).doubts.every((doubt) => doubt.code !== 'failure'));
      }),
      { numRuns: 2000 },
    );
  });

  it('segments and words lie inside it, and their indexes are positions', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { segments } = read(text);
        for (const [i, segment] of segments.entries()) {
          assert.equal(segment.index, i);
          inside(text, segment);
          for (const word of segment.words) inside(text, word);
          for (const other of [segment.feeds, segment.parent])
            assert.ok(other === undefined || segments[other] !== undefined);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('the last form is the words', () => {
    fc.assert(
      fc.property(line, (text) => {
        for (const segment of read(text).segments) assert.deepEqual(segment.forms.at(-1), segment.words);
      }),
      { numRuns: 500 },
    );
  });
});

function inside(text: string, { start, end }: { readonly start: number; readonly end: number }): void {
  assert.ok(
    start >= 0 && start <= end && end <= text.length,
    `${String(start)}–${String(end)} of ${String(text.length)}`,
  );
}

const name = fc.constantFrom('rm', 'git', 'ls', 'cat', '/bin/rm', './run', 'python3');
const argument = fc.constantFrom(
  '-rf',
  'a',
  'a/b.ts',
  "'a b'",
  '"c d"',
  '--x=y',
  '*.ts',
  'x\\ y',
  '~/z',
  '{a,b}',
  '"it\'s"',
);
const command = fc
  .tuple(name, fc.array(argument, { maxLength: 5 }))
  .map(([first, rest]) => [first, ...rest].join(' '));

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const wrappings: readonly [string, (text: string) => string][] = [
  ['env', (text) => `env ${text}`],
  ['env A=1', (text) => `env A=1 ${text}`],
  ['timeout', (text) => `timeout 5 ${text}`],
  ['nice', (text) => `nice -n 3 ${text}`],
  ['sudo', (text) => `sudo -u bob ${text}`],
  ['bash -c', (text) => `bash -c ${shellQuoted(text)}`],
  ['eval', (text) => `eval ${shellQuoted(text)}`],
  ['subshell', (text) => `(${text})`],
  ['list', (text) => `true && ${text}`],
  ['pipe into sh', (text) => `sh <<'EOF'\n${text}\nEOF`],
];

describe('wrapping a command changes neither its words nor how well they are known', () => {
  for (const [label, wrap] of wrappings) {
    it(label, () => {
      fc.assert(
        fc.property(command, (text) => {
          const known = (segment: Segment | undefined): unknown =>
            segment?.words.map((word) => [word.text, word.literal, word.glob]);
          assert.deepEqual(known(read(wrap(text)).segments.at(-1)), known(read(text).segments[0]));
        }),
        { numRuns: 200 },
      );
    });
  }
});
