// Values of variables whose names say that they are secrets: which are known, and where they are found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactorFor, secretsIn } from '../../../src/policy/knownSecrets.ts';
import { made, places } from '../../support/secrets.ts';
import { commands } from './redact/commands.ts';

const known: readonly (readonly [name: string, value: string, secret?: string])[] = [
  ['GITHUB_TOKEN', 'plain-looking-9'],
  ['GH_TOKEN_CI', 'abcdefgh-1'],
  ['DB_PASSWORD', 'hunter2hunter2'],
  ['MYSQL_PWD', 'hunter2!'],
  ['OPENAI_API_KEY', 'local dev key 1'],
  ['STRIPE_KEY', 'aaBBcc1122334455'],
  ['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'],
  ['GITLAB_PAT', 'xyzzy-12345'],
  ['npm_config__auth', 'dXNlcjpodW50ZXIy'],
  ['MY_CREDENTIALS', '{"user":"me","code":"12345"}'],
  ['SIGNING_SECRET', 'correcthorsebatterystaple'],
  ['DATABASE_URL', 'postgres://app:s3cr3tpass@db/x', 's3cr3tpass'],
  ['REDIS', 'redis://:pass%40word1@cache:6379', 'pass%40word1'],
];
for (const [name, value, secret = value] of known) {
  test(`the value of ${name} is known`, () => assert.deepEqual(secretsIn({ [name]: value }), [secret]));
}

const unknown: readonly (readonly [name: string, value: string])[] = [
  ['API_TOKEN', ''],
  ['API_TOKEN', 'short'],
  ['API_TOKEN', 'xxxxxxxxxxxx'],
  ['API_TOKEN', 'true'],
  ['POSTGRES_PASSWORD', 'postgres'],
  ['DB_PASSWORD', 'changeme'],
  ['MAX_TOKENS', '1000000000'],
  ['TOKENIZERS_PARALLELISM', 'false'],
  ['PWD', '/home/me/project'],
  ['OLDPWD', 'C:\\Users\\me'],
  ['GOOGLE_APPLICATION_CREDENTIALS', '/etc/keys/google.json'],
  ['TOKEN_FILE', 'state/token-7.json'],
  ['SECRET_NAME', 'my-web-secret-1'],
  ['AWS_SECRET_ID', 'prod/web/db-1'],
  ['OAUTH_TOKEN_URL', 'https://login.example.com/token'],
  ['SSH_AUTH_SOCK', 'agent-socket-123'],
  ['SORT_KEY', 'created_at'],
  ['CACHE_KEY', 'web-v1-linux'],
  ['API_TOKEN', '$OTHER_TOKEN'],
  ['API_TOKEN', '%OTHER_TOKEN%'],
  ['API_TOKEN', 'op://vault/item/field'],
  ['API_TOKEN', '[redacted]'],
  ['PATH', '/usr/bin:/bin'],
  ['EDITOR', 'code --wait 12345'],
  ['DATABASE_URL', 'postgres://postgres:postgres@localhost/x'],
];
for (const [name, value] of unknown) {
  test(`${name}=${value} gives no secret`, () => assert.deepEqual(secretsIn({ [name]: value }), []));
}

test('the password of an address is known as it stands there and as the program says it', () => {
  const [secret = ''] = secretsIn({ DATABASE_URL: 'postgres://u:p%40ssw0rd%21x@h/db' });
  const redactor = redactorFor([secret]);
  for (const text of ['psql: wrong password p@ssw0rd!x', 'p%40ssw0rd%21x', '"p@ssw0rd!x"', 'cEBzc3cwcmQheA'])
    assert.equal(
      redactor.text(text).includes('[redacted]') && !/ssw0rd|cEBzc3c/u.test(redactor.text(text)),
      true,
      text,
    );
  assert.equal(redactorFor(['100%-sure-1']).text('it is 100%-sure-1'), 'it is [redacted]');
});

test('a known value is gone wherever it stands and however it is spelled', () => {
  const values = ['hunter2!', 'a"b\\c def-1', 'wJalr+XUt/nFEMI=', 'grüße-aus-Köln7', made('<w40>'), made('<d16>x')];
  const redactor = redactorFor(values);
  for (const value of values) {
    const spellings = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), Buffer.from(value).toString('base64').replaceAll('=', '')];
    for (const spelling of spellings) {
      for (const place of places) {
        const text = place.replace('$', () => spelling);
        const redacted = redactor.text(text);
        assert.equal(redacted.includes(spelling), false, redacted);
        assert.equal(redactor.text(redacted), redacted, 'twice changes nothing');
      }
    }
  }
}); // prettier-ignore

test('a value that holds another one is gone as a whole', () => {
  const { text } = redactorFor(['hunter2!', 'hunter2!-and-more']);
  assert.equal(text('x hunter2!-and-more y hunter2! z'), 'x [redacted] y [redacted] z');
});

test('in a value it is gone from texts and names at every depth, and all else stays', () => {
  const { known: without } = redactorFor(['hunter2!']);
  assert.deepEqual(without({ a: ['x hunter2!', 7, null, true], 'k-hunter2!': { password: 'other' } }), {
    a: ['x [redacted]', 7, null, true],
    'k-[redacted]': { password: 'other' },
  });
});

test('a secret at the cut is not halved', () => {
  const { value } = redactorFor(['correct-horse-9-battery']);
  const text = `${'a '.repeat(20)}correct-horse-9-battery tail`;
  for (let cut = 35; cut < 70; cut += 1)
    assert.doesNotMatch(String(value(text, { text: cut, items: 3, depth: 3 })), /correct/u, String(cut));
});

test('ordinary commands lose nothing to the values of an ordinary environment', () => {
  const environment = {
    PATH: '/usr/bin',
    HOME: '/home/me',
    PWD: '/home/me/ws',
    POSTGRES_PASSWORD: 'postgres',
    MAX_TOKENS: '4096',
    API_TOKEN: made('<n40>'),
  };
  const { known: without } = redactorFor(secretsIn(environment));
  for (const command of commands) assert.equal(without(command), command);
});
