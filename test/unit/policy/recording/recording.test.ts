// Recordings: what a terminal shows keeps its escapes and loses its secrets, however it comes in pieces.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { castHead, castOutput } from '../../../../src/policy/recording/asciicast.ts';
import { runRedactor } from '../../../../src/policy/recording/runs.ts';
import { unwrapper } from '../../../../src/policy/recording/typescript.ts';
import { made, placed, shapes } from '../../../support/secrets.ts';
import { redactText } from '../../../../src/policy/redact.ts';

const token = `ghp_${'aB3dE5gH7j'.repeat(4)}`;
const esc = '\u001B';

/** In pieces of `size`. */
function shown(text: string, size = text.length): string {
  const redactor = runRedactor(redactText);
  let out = '';
  for (let at = 0; at < text.length; at += size) out += redactor.push(text.slice(at, at + size));
  return out + redactor.flush();
}

const plain: readonly string[] = [
  'hello\r\nworld\r\n',
  `${esc}[31mred${esc}[0m and ${esc}[1;32mgreen${esc}[m\n`,
  `${esc}[2J${esc}[H${esc}[?25l│ a │${esc}[5;10Hb${esc}]0;title\u0007${esc}]8;;https://x${esc}\\link${esc}]8;;${esc}\\`,
  `${esc}Pq#0${esc}\\sixel${esc}(B${esc}7${esc}8${esc}=`,
  `a${esc}[3Cb\tc\u0008 \u0007`,
  `ends in the middle ${esc}[3`,
  '漢字 é 👩‍💻\n',
];
for (const text of plain)
  test(`${JSON.stringify(text).slice(0, 60)} stays as it is, in pieces of every size`, () => {
    for (const size of [1, 2, 3, 7, 1_000]) assert.equal(shown(text, size), text);
  });

const secret: readonly string[] = [
  `export GH=${token}\n`,
  token,
  `${esc}[33m${token.slice(0, 9)}${esc}[1m${token.slice(9)}${esc}[0m done\n`,
  `a ${esc}[1C${token}\r\n`,
  `${esc}[2J${esc}[3;4H${token}${esc}[4;1Hnext`,
];
for (const text of secret)
  test(`no part of the token is left of ${JSON.stringify(text).slice(0, 50)}`, () => {
    for (const size of [1, 2, 5, 16, 1_000]) {
      const out = shown(text, size);
      assert.match(out, /\[redacted\]/u);
      for (let at = 4; at + 6 < token.length; at += 3) assert.ok(!out.includes(token.slice(at, at + 6)), out);
    }
  });

const kinds = [
  ...shapes.map((shape) => `see ${made(shape)} there`),
  ...placed.map((line) => made(line).replaceAll(/[⟪⟫]/gu, '')),
];
test('what is redacted in a text is redacted on a terminal, in pieces of every size', () => {
  for (const line of kinds.filter((one) => !one.includes('\n')))
    for (const size of [1, 7, 1_000]) assert.equal(shown(`${line}\r\n`, size), `${redactText(line)}\r\n`);
});

test('colours that began in a run with a secret go on behind it', () => {
  assert.ok(shown(`${esc}[31mkey ${token}\nstill red`).includes(`${esc}[31m\nstill red`));
});

const body =
  'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7 b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ AbCd12== =qX9k'.split(
    ' ',
  );
const [head, tail] = ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'];
const keys: readonly (readonly [what: string, text: string])[] = [
  ['plain', [head, ...body, tail, 'after'].join('\r\n')],
  ['with headers', [head, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00', '', ...body, tail, 'after'].join('\n')],
  ['indented, in colour', [head, ...body, tail, 'after'].map((line) => `    ${esc}[32m${line}${esc}[0m`).join('\r\n')],
  ['with numbers', [head, ...body, tail, 'after'].map((line, at) => `  ${at + 1}\t${line}`).join('\n')],
  ['without an end', [`cat: ${head}`, ...body, '$ echo after'].join('\r\n')],
  ['of PGP', ['-----BEGIN PGP PRIVATE KEY BLOCK-----', '', ...body, '-----END PGP PRIVATE KEY BLOCK-----', 'after'].join('\n')],
]; // prettier-ignore
for (const [what, text] of keys)
  test(`no line of a private key stays: ${what}`, () => {
    for (const size of [1, 7, 1_000]) {
      const out = shown(text, size);
      for (const line of body) assert.ok(!out.includes(line.replace('=', '')), out);
      assert.match(out, /after/u);
    }
  });

test('behind a key, or behind a line that is none of it, everything is shown again', () => {
  const word = 'c3RpbGxzaG93bg';
  assert.match(shown(`${head}\n${body[0]}\n${tail}\n${word}\n`), /c3RpbGxzaG93bg/u);
  assert.match(shown(`${head}\n$ echo done\n${word}\n`), /c3RpbGxzaG93bg/u);
  assert.match(shown(`${head}${body[0]}${tail}\n${word}\n`), /c3RpbGxzaG93bg/u);
  assert.match(shown(`-----BEGIN CERTIFICATE-----\n${word}\n`), /c3RpbGxzaG93bg/u);
  assert.match(shown(`${head}\n${'QUJD\n'.repeat(250)}`), /QUJD/u);
});

test('a run is held back until it ends, and let go when it becomes too long', () => {
  const redactor = runRedactor(redactText);
  assert.equal(redactor.push('abc'), '');
  assert.equal(redactor.push('def\nghi'), 'abcdef\n');
  assert.equal(redactor.flush(), 'ghi');
  assert.equal(redactor.push('x'.repeat(40_000)).length, 40_000);
});

test('what script writes before and behind the output is no part of it, in pieces of every size', () => {
  const output = 'a\r\nScript done on time\r\nScript started on foot\nb\n\nc';
  const whole = `Script started on 2026-01-01 [COMMAND="x"]\n${output}\nScript done on 2026-01-01 [COMMAND_EXIT_CODE="0"]\n`;
  for (const size of [1, 2, 3, 10, 1_000]) {
    const unwrap = unwrapper();
    let out = '';
    for (let at = 0; at < whole.length; at += size) out += unwrap.push(whole.slice(at, at + size));
    assert.equal(out + unwrap.end(), output, String(size));
  }
});

test('output without those lines stays whole, also when it ends early', () => {
  for (const text of ['', 'x', 'Script', 'Scripts\nrun', '\nScript done', 'a\nScript done by me\n']) {
    const unwrap = unwrapper();
    assert.equal(unwrap.push(text) + unwrap.end(), text);
  }
});

test('a recording is one head and one line for each piece, as asciicast v2 has it', () => {
  const head = { width: 80, height: 24, startedAt: 1_700_000_000_500, title: 'x', part: 1 };
  assert.deepEqual(JSON.parse(castHead(head)), {
    version: 2,
    width: 80,
    height: 24,
    timestamp: 1_700_000_000,
    title: 'x',
  });
  assert.equal(JSON.parse(castHead({ ...head, part: 2 })).title, 'x, part 2');
  assert.deepEqual(JSON.parse(castOutput(1234.5678, 'a\u001B[0m"\n')), [1.235, 'o', 'a\u001B[0m"\n']);
  assert.deepEqual(JSON.parse(castOutput(-5, '')), [0, 'o', '']);
});

for (const piece of ['\u001B', '\u001B[', '\u001B]', 'a', '\n', '\u001B[0m', '\u001B[1;1H', '\u001BP', '1;'])
  test(`much of ${JSON.stringify(piece)} takes less than a second`, () => {
    const started = performance.now();
    shown(piece.repeat(100_000 / piece.length), 4_096);
    assert.ok(performance.now() - started < 1_000, String(performance.now() - started));
  });
