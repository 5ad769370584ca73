// Planted secrets of each kind must be gone, what is no secret must stay, and long texts must not take long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactText, redactValue } from '../../src/policy/redact.ts';

const x = (length: number): string => 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8'.repeat(20).slice(0, length);

/** The secret stands between ⟪ and ⟫. */
const planted: readonly string[] = [
  `git clone https://⟪ghp_${x(36)}⟫@github.com/a/b`,
  `⟪github_pat_${x(60)}⟫`,
  `GITLAB=⟪glpat-${x(20)}⟫`,
  `⟪sk-ant-api03-${x(60)}⟫`,
  `⟪sk-proj-${x(48)}⟫`,
  `⟪sk_live_${x(24)}⟫`,
  `⟪AKIAIOSFODNN7EXAMPLE⟫`,
  `aws_secret_access_key = ⟪${x(40)}⟫`,
  `⟪xoxb-123456789012-${x(24)}⟫`,
  `⟪AIza${x(35)}⟫`,
  `⟪npm_${x(36)}⟫`,
  `⟪pypi-AgEIcHlwaS5vcmc${x(40)}⟫`,
  `⟪hf_${x(34)}⟫`,
  `⟪SG.${x(22)}.${x(43)}⟫`,
  `bot⟪123456789:AA${x(33)}⟫/sendMessage`,
  `curl -H "Authorization: Bearer ⟪${x(30)}⟫" https://api.example.com`,
  `curl -H 'authorization: token ⟪${x(40)}⟫'`,
  `Basic ⟪dXNlcjpwYXNzd29yZA==⟫`,
  `⟪eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${x(43)}⟫`,
  `-----BEGIN nothing ⟪-----BEGIN RSA PRIVATE KEY-----\nMIIE${x(200)}\n-----END RSA PRIVATE KEY-----⟫ after`,
  `cut off ⟪-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl${x(300)}⟫`,
  'psql postgres://admin:⟪hunter2⟫@db.example.com/prod',
  'mysql://root:⟪p%40ss⟫@localhost',
  'export OPENAI_API_KEY=⟪whatever-it-is⟫',
  'STRIPE_KEY="⟪a b c⟫" npm start',
  'DB_PASSWORD=⟪hunter2⟫ ./run',
  `{"client_secret": "⟪${x(20)}⟫"}`,
  'mysql --password ⟪hunter2⟫ -u root',
  'docker login --password=⟪hunter2⟫',
  'PGPASSWORD=⟪hunter2⟫ psql',
  `https://⟪${x(24)}⟫@github.com/a/b`,
  'postgres://u:⟪p@ss@w0rd!⟫@h/db',
  `DefaultEndpointsProtocol=https;AccountKey=⟪${x(86)}==⟫;EndpointSuffix=core`,
  'Server=x;Uid=a;Pwd=⟪hunter2⟫;',
  '{\\"password\\":\\"⟪hunter2⟫\\"}',
  'PASSWORD="⟪hunt\\"er2⟫" run',
  'curl -s -u admin:⟪hunter2⟫ https://x',
  'mysql -p⟪hunter2⟫ db',
  'sshpass -p ⟪hunter2⟫ ssh x',
  'docker login -u x -p ⟪hunter2⟫ r',
  'machine x login u password ⟪hunter2⟫ end',
  'run --passwd ⟪hunter2⟫ x',
  '_auth=⟪aHVudGVyMg==⟫ x',
  `aws configure set aws_secret_access_key ⟪${x(40)}⟫ x`,
  'curl -H "Cookie: ⟪session=hunter2⟫" x',
  `https://hooks.slack.com/services/⟪T00000000/B00000000/${x(24)}⟫ x`,
  `https://discord.com/api/webhooks/123456789012345678/⟪${x(68)}⟫ x`,
  ...[
    'hvs.',
    'dp.pt.',
    'lin_api_',
    'ntn_',
    'sbp_',
    'glsa_',
    'rubygems_',
    'dckr_pat_',
    'r8_',
    'gsk_',
    'figd_',
    'sntrys_',
    'pscale_tkn_',
    'NRAK-',
    'PMAK-',
    'xai-',
    'pplx-',
    'tskey-auth-',
    'sq0csp-',
    'ATATT3',
    'GOCSPX-',
    'whsec_',
    'glft-',
    '1//0',
  ].map((prefix) => `say ⟪${prefix}${x(40)}⟫ end`),
];

for (const line of planted)
  test(`gone: ${line.slice(0, 60).replaceAll('\n', ' ')}`, () => {
    const text = line.replaceAll(/[⟪⟫]/g, '');
    const [before = '', rest = ''] = line.split('⟪');
    const [secret = '', after = ''] = rest.split('⟫');
    const redacted = redactText(text);
    assert.equal(redacted.includes(secret), false, redacted);
    assert.ok(redacted.startsWith(before.slice(0, 3)) && redacted.endsWith(after.slice(-3)), redacted);
    assert.equal(redactText(redacted), redacted, 'twice changes nothing');
  });

const harmless: readonly string[] = [
  'git commit -m "fix the token parser"',
  'ls -la src/keys',
  'sort --key=2 file.txt',
  'rm -rf node_modules',
  'curl https://example.com:8080/a@b',
  'echo $API_KEY',
  'export API_KEY=$OTHER',
  'git show 3cba701f0a9b',
  'author: someone',
  'cat ~/.ssh/id_rsa.pub',
  'npm run build -- --tokenize',
  'https://user@example.com/path',
  'const monkey = banana;',
];

for (const line of harmless) test(`stays: ${line}`, () => assert.equal(redactText(line), line));

test('a value loses secrets in its texts, under names of secrets, and in its keys; the rest stays', () => {
  const token = `ghp_${x(36)}`;
  assert.deepEqual(
    redactValue({ password: 'hunter2', apiKey: 'k', list: [`a ${token}`, 7, null, true], [token]: 1, n: { STRIPE_KEY: 'v' }, monkey: 'b' }),
    { password: '[redacted]', apiKey: '[redacted]', list: ['a [redacted]', 7, null, true], '[redacted]': 1, n: { STRIPE_KEY: '[redacted]' }, monkey: 'b' },
  ); // prettier-ignore
});

test('a text that is too long is shortened, and a secret at the cut is not halved', () => {
  const text = `${'a '.repeat(50)}ghp_${x(36)} tail`;
  for (let cut = 95; cut < 150; cut += 1)
    assert.doesNotMatch(String(redactValue(text, { text: cut, items: 3, depth: 3 })), /aB3dE5/, String(cut));
});

test('a value that is nested too deep is cut', () => {
  let value: unknown = 'deep';
  for (let n = 0; n < 10_000; n += 1) value = [value];
  assert.match(JSON.stringify(redactValue(value)), /nested too deep/);
});

for (const piece of [
  'a',
  'a.',
  'eyJ',
  'https:',
  '://',
  'token ',
  'KEY_',
  '=',
  '-----BEGIN ',
  'x:',
  '"',
  ' ',
  '1',
])
  test(`a long text of ${JSON.stringify(piece)} takes less than a second`, () => {
    const started = performance.now();
    redactText(piece.repeat(100_000 / piece.length));
    assert.ok(performance.now() - started < 1_000, `${performance.now() - started} ms`);
  });
