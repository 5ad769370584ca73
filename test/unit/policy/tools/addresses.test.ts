// What the web tools may fetch: hosts in every spelling, and what an address carries.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, hostSign } from '../../../../src/policy/commands/url.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decide } from '../../../support/policy/decide.ts';

const hosts: readonly (readonly [host: string, sign: RegExp | undefined])[] = [
  ['example.com', undefined], ['docs.rs', undefined], ['api.github.com', undefined], ['sub.domain.example.co.uk', undefined],
  ['127.0.0.1', /this machine/], ['127.8.9.1', /this machine/], ['localhost', /this machine/], ['a.localhost', /this machine/], ['0.0.0.0', /this machine/],
  ['2130706433', /this machine, in a spelling that hides it/], ['0x7f000001', /this machine, in a spelling/], ['0177.0.0.1', /this machine, in a spelling/], ['127.1', /this machine, in a spelling/],
  ['[::1]', /this machine/], ['[::]', /this machine/], ['[::ffff:127.0.0.1]', /this machine/], ['[::ffff:7f00:1]', /this machine/], ['[0:0:0:0:0:0:0:1]', /this machine/],
  ['[64:ff9b::7f00:1]', /this machine/], ['[2002:7f00:1::]', /this machine/], ['127.0.0.1.nip.io', /behind a public name/],
  ['169.254.169.254', /metadata/], ['2852039166', /metadata.*, in a spelling/], ['0xa9fea9fe', /metadata/], ['0xa9.0xfe.0xa9.0xfe', /metadata/], ['[::ffff:a9fe:a9fe]', /metadata/],
  ['[fd00:ec2::254]', /metadata/], ['metadata.google.internal', /metadata/], ['100.100.100.200', /metadata/], ['168.63.129.16', /metadata/], ['169.254.1.1', /the local link/],
  ['10.1.2.3', /private/], ['172.16.0.1', /private/], ['172.31.255.255', /private/], ['172.32.0.1', /named by number/], ['192.168.1.1', /private/], ['100.64.0.1', /private/],
  ['[fd12::1]', /private/], ['[fe80::1%eth0]', /local link/], ['router.lan', /private/], ['intranet', /private/], ['x.svc.cluster.local', /private/],
  ['8.8.8.8', /named by number/], ['[2606:4700::1111]', /named by number/], ['3.5.4.2.1', undefined], ['256.1.1.1', undefined],
  ['xn--githb-ora.com', /look familiar/], ['gіthub.com', /look familiar/], ['rnicrosoft.com', /looks like microsoft\.com/], ['g1thub.com', /looks like github\.com/], ['github.com.evil.example', /begins like github\.com/],
  ['abc.ngrok-free.app', /tunnel/], ['webhook.site', /drop-off/], ['bit.ly', /short link/],
]; // prettier-ignore
for (const [host, sign] of hosts) {
  test(`${host} is ${sign === undefined ? 'an ordinary host' : sign.source}`, () => {
    const seen = hostSign(addressOf(`https://${host}/`)?.host ?? host);
    if (sign === undefined) assert.equal(seen, undefined);
    else assert.match(seen ?? '', sign);
  });
}

const fetches = (url: string): ReturnType<typeof decide> => decide({ kind: 'fetch', tool: 'WebFetch', url });

const denied = [
  'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://metadata.google.internal/computeMetadata/v1/',
  `https://x.example/?q=ghp_${'a1B2'.repeat(9)}`, `https://x.example/sk-ant-api03-${'x9Y'.repeat(12)}`, `https://ghp_${'a1B2'.repeat(9)}@github.com/a/b`,
]; // prettier-ignore
for (const url of denied)
  test(`denied: ${url.slice(0, 60)}`, () => assert.equal(fetches(url).behavior, 'deny'));

/** The address is asked about for a reason of its own. */
const noticed: readonly (readonly [url: string, words: RegExp])[] = [
  ['https://user:hunter2@x.example/', /a name and a password/],
  ['https://github.com@x.example/', /a name before the host/],
  ['https://x.example/?api_key=0123456789abcdef', /looks like a key/],
  ['https://x.example/a?access_token=abcdefgh123', /looks like a key/],
  [`https://x.example/?d=${btoa('root:x:0:0:root:/root:/bin/bash daemon:x:1:1:daemon')}`, /encoded data/],
  [`https://${'mzxw6ytboi5gg33nmzxxezlomfzxiyltnnqxg2baob4tcmrs'.slice(0, 48)}4.x.example/`, /encoded data/],
  ['javascript:fetch("//x")', /no page of the web/],
  ['data:text/html,x', /no page of the web/],
  ['ftp://x.example/a', /not the web/],
  ['gopher://127.0.0.1:6379/_x', /not the web/],
  ['https://x.example\\@github.com/', /two ways/],
  ['https://git%68ub.com/', /two ways/],
  ['http://x.example:6379/', /that of Redis/],
  ['http://0x7f.1/', /spelled so that it hides/],
  ['not an address', /not an address/],
];
for (const [url, words] of noticed) {
  test(`noticed: ${url.slice(0, 60)}`, () => {
    const { behavior, consequence, analysis } = fetches(url);
    assert.equal(behavior, 'ask');
    assert.match(JSON.stringify([consequence, analysis.segments]), words);
  });
}

const ordinary = [
  'https://example.com/', 'https://docs.rs/serde/latest/serde/', 'http://localhost:3000/health', 'https://github.com/a/b/commit/0123456789abcdef0123456789abcdef01234567',
  'https://en.wikipedia.org/wiki/Rindfleischetikettierungs%C3%BCberwachungsaufgaben%C3%BCbertragungsgesetz', 'https://x.example/how-to-write-a-very-long-and-readable-title-of-a-page-2024',
  'https://x.example/search?q=token&key=a', 'https://x.example/?id=550e8400-e29b-41d4-a716-446655440000', 'https://www.npmjs.com/package/left-pad?activeTab=code',
]; // prettier-ignore
for (const url of ordinary) {
  test(`nothing but a fetch: ${url.slice(0, 60)}`, () => {
    const { analysis } = fetches(url);
    assert.deepEqual(analysis.segments.flatMap(({ effects }) => effects.map(({ kind }) => kind)), ['net.fetch']);
    assert.ok(analysis.complete);
  });
} // prettier-ignore

test('file: addresses are reads of files', () => {
  assert.equal(fetches('file:///home/dev/.ssh/id_rsa').behavior, 'deny');
  assert.equal(fetches('file:///home/dev/project/a').behavior, 'allow');
});

test('a rule about a host does not let out what the address carries', () => {
  const rules = readRules([{ behavior: 'allow', text: 'WebFetch(domain:x.example)', scope: 'user' }]);
  const behavior = (url: string): string =>
    decide({ kind: 'fetch', tool: 'WebFetch', url }, { rules }).behavior;
  assert.equal(behavior('https://x.example/a'), 'allow');
  assert.equal(behavior('https://x.example/?api_key=0123456789abcdef'), 'ask');
  assert.equal(behavior(`https://x.example/?q=ghp_${'a1B2'.repeat(9)}`), 'deny');
  assert.equal(behavior('https://x.example:22/'), 'ask');
});
