// Network addresses: which host, whether it is a special one, and what the address itself gives away. Text only;
// nothing is resolved.
import type { Facts } from '../facts.ts';
import { accessPath } from '../paths/access.ts';
import { holdsSecret } from '../redact.ts';
import type { Finding } from './finding.ts';
import { doubtful, found, join, nothing } from './finding.ts';
import { addressKind, isOddSpelling, local, loopback, metadata } from './ip.ts';

export interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly user: string;
  /** Empty where none is written. */
  readonly port: string;
  /** Path, query and fragment. */
  readonly rest: string;
}

/** The parts of an address; `scheme` is empty where none is written. Undefined when no host can be read. */
export function addressOf(text: string): Address | undefined {
  const match =
    /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:(?<user>[^@/?#]*)@)?(?<host>\[[0-9a-f:.%]+\]|[^/:?#@\s]+)(?::(?<port>\d+))?(?<rest>[/?#].*)?$/isu.exec(
      text,
    );
  const { scheme = '', host, user = '', port = '', rest = '' } = match?.groups ?? {};
  return host === undefined
    ? undefined
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase().replace(/\.$/u, ''), user, port, rest };
}

/** Why a host deserves a second look, if it does. Signs only. */
export function hostSign(host: string): string | undefined {
  const kind = addressKind(host);
  if (kind !== undefined) return isOddSpelling(host) ? `${kind}, in a spelling that hides it` : kind;
  return signs.find(({ test }) => test.test(host))?.what ?? mixedLetters(host);
}

/** Does the sign of a host say that it hands out the credentials of a cloud machine? */
export function isMetadata(sign: string | undefined): boolean {
  return sign?.startsWith(metadata) === true;
}

const signs: readonly { readonly what: string; readonly test: RegExp }[] = [
  { what: metadata, test: /^(?:metadata|metadata\.google\.internal|metadata\.goog|instance-data(?:\.ec2\.internal)?)$/u },
  { what: loopback, test: /^(?:.+\.)?localhost(?:\.localdomain)?$|^ip6-(?:localhost|loopback)$/u },
  { what: `${loopback}, or a private network, behind a public name`, test: /(?:^|\.)(?:(?:nip|sslip|xip)\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/u },
  { what: local, test: /^[^.:]+$|\.(?:local|internal|intranet|lan|home|corp|private|home\.arpa|svc|svc\.cluster\.local)$/u },
  { what: 'a drop-off or tunnel service', test: /(?:^|\.)(?:pastebin\.com|paste\.rs|dpaste\.(?:com|org)|ix\.io|termbin\.com|transfer\.sh|bashupload\.com|temp\.sh|0x0\.st|file\.io|gofile\.io|catbox\.moe|webhook\.site|beeceptor\.com|requestbin\.(?:com|net)|requestcatcher\.com|pipedream\.net|hookbin\.com|burpcollaborator\.net|oastify\.com|oast\.\w+|interact\.sh|interactsh\.com|dnslog\.cn|ceye\.io|canarytokens\.com|ngrok\.(?:io|app|dev)|ngrok-free\.(?:app|dev)|trycloudflare\.com|loca\.lt|serveo\.net|localhost\.run|pagekite\.me|tunnelmole\.net|onion|i2p)$/u },
  { what: 'a short link, which hides where it leads', test: /^(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|v\.gd|ow\.ly|cutt\.ly|rb\.gy|shorturl\.at|tiny\.cc|rebrand\.ly)$/u },
  { what: 'a host whose letters only look familiar', test: /(?:^|\.)xn--|[^\u0000-\u007f]/u }, // eslint-disable-line no-control-regex -- ASCII range
]; // prettier-ignore

/** Well-known names in which one letter is another sign: `rnicrosoft.com`, `g1thub.com`, `paypa1.com`. */
const familiar = [
  'github.com', 'githubusercontent.com', 'gitlab.com', 'google.com', 'googleapis.com', 'microsoft.com', 'npmjs.com', 'npmjs.org',
  'pypi.org', 'pythonhosted.org', 'paypal.com', 'apple.com', 'amazon.com', 'amazonaws.com', 'anthropic.com', 'claude.ai', 'openai.com', 'cloudflare.com',
  'docker.com', 'docker.io', 'crates.io', 'rubygems.org', 'stackoverflow.com', 'slack.com', 'bitbucket.org', 'facebook.com', 'linkedin.com',
]; // prettier-ignore

/** What a reader takes it for. */
const skeleton = (name: string): string =>
  name.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd').replaceAll(/[1|i]/gu, 'l').replaceAll('0', 'o').replaceAll('5', 's').replaceAll('3', 'e'); // prettier-ignore

const skeletons = new Map(familiar.map((name) => [skeleton(name), name]));

function mixedLetters(host: string): string | undefined {
  const end = host.split('.').slice(-2).join('.');
  const meant = skeletons.get(skeleton(end));
  if (meant !== undefined && meant !== end) return `a host that looks like ${meant}`;
  // github.com.example.net: a known name that is not where the name ends.
  const inside = familiar.find((name) => host.includes(`${name}.`) && !host.endsWith(`.${name}`));
  return inside === undefined ? undefined : `a host that begins like ${inside}`;
}

/** What it does to fetch the address. */
export function fetchFinding(text: string, literal: boolean, facts: Facts, cwd: string | undefined): Finding {
  if (/^file:/iu.test(text)) return accessPath('read', { text: filePath(text) }, facts, cwd);
  const address = addressOf(text);
  const host = address?.host ?? text;
  const known = literal || /^[a-z]+:\/\/[a-z0-9.-]+\//iu.test(text.replace(/^"/u, ''));
  const effect = found('net.fetch', { target: host, detail: hostSign(host) });
  return known ? effect : join([effect, doubtful('dynamic-argument', `the address ${text} is not known`)]);
}

/** `file:///a%20b` and `file://localhost/a b` name the same file. Source: RFC 8089. */
export function filePath(text: string): string {
  const path = text.replace(/^file:(?:\/\/[^/]*)?/iu, '').replace(/[?#][^]*$/u, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The same for a tool that fetches by itself. What is not plainly `http(s)://host[:port]/…` may lead to another host
 * than the one that is shown, and what the address carries is sent.
 */
export function webFinding(url: string, facts: Facts): Finding {
  if (url.length > longest) return doubtful('cap', 'the address is too long to be read');
  if (/^\s*file:/iu.test(url)) return fetchFinding(url.trim(), true, facts, facts.cwd);
  const address = addressOf(url.trim());
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/iu.exec(url)?.[1]?.toLowerCase();
  if (address === undefined || (scheme !== undefined && address.scheme === ''))
    return /^(?:javascript|data|blob|about|view-source|vbscript|intent|mailto|tel)$/u.test(scheme ?? '')
      ? doubtful('unknown-operand', `an address that begins with ${scheme}: is no page of the web`)
      : doubtful('unknown-operand', `${shorten(url)} is not an address`);
  const web = address.scheme === 'http' || address.scheme === 'https';
  return join([
    fetchFinding(url.trim(), true, facts, facts.cwd),
    carried(address),
    web
      ? nothing
      : doubtful('unknown-operand', `${address.scheme || 'an address without a scheme'} is not the web`),
    disguise(url, address),
    oddPort(address),
  ]);
}

const longest = 16_384;

/** The mark of an address that holds a credential. */
export const credentialInAddress = 'a credential in the address';

/** What the address gives to the host beside its path. */
function carried({ user, host, rest }: Address): Finding {
  const sends = (detail: string): Finding => found('net.send', { target: host, detail });
  if (holdsSecret(rest) || holdsSecret(user)) return sends(credentialInAddress);
  if (/:./u.test(user)) return sends('a name and a password in the address');
  const query = rest.slice(rest.search(/[?#]|$/u) + 1);
  const pairs = query.split(/[&;?#]/u).map((pair) => pair.split('=', 2));
  const key = pairs.find(([name = '', value = '']) => keyName.test(name) && value.length >= 8 && !placeholder.test(value));
  if (key !== undefined) return sends(`what looks like a key (${key[0] ?? ''}=)`);
  const random = [...host.split('.').slice(0, -2), ...rest.split(/[/?&=;#,:]/u)].find(isRandom);
  return random === undefined ? nothing : sends(`what looks like encoded data (${random.slice(0, 12)}…)`);
} // prettier-ignore

/** Names of parameters that carry keys. Sources: RFC 6750; the pages of cloud and mail services on their APIs. */
const keyName =
  /^(?:(?:.*[_-])?(?:api[_-]?key|access[_-]?key|auth[_-]?key|secret|token|password|passwd|pwd|credential|signature|jwt|session[_-]?id|bearer)|key|sig|auth|code|sid|x-amz-(?:signature|credential|security-token)|x-goog-signature)$/iu;
const placeholder =
  /^(?:<.*>|\{.*\}|your[_-].*|x{4,}|\*+|example.*|demo.*|test.*|placeholder|changeme|%3c.*%3e)$/iu;

/** Long, of mixed signs, and without the words of which readable addresses are made. */
function isRandom(given: string): boolean {
  const text = given.replaceAll(/%[0-9a-f]{2}/giu, '');
  if (text.length < 40 || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/iu.test(text)) return false;
  if (!/^[\w+/=%~-]+$/u.test(text) || !/\d/u.test(text) || !/[a-z]/iu.test(text)) return false;
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const bits = [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
  return bits > (/^[0-9a-f]+$/iu.test(text) ? 3.2 : 4.2) && !/(?<![a-z])(?:[a-z]{3,}-){3}/iu.test(text);
} // prettier-ignore

function disguise(url: string, { user, host }: Address): Finding {
  // The URL standard drops tabs and line ends, takes a backslash for a slash and decodes the host.
  // eslint-disable-next-line no-control-regex -- those are what is looked for
  if (/[\u0000-\u0020\u007f]/u.test(url.trim()) || /[\\%]/u.test(/^[^/?#]*\/\/[^/?#]*/u.exec(url)?.[0] ?? ''))
    return doubtful('disguise', 'the host of the address is written so that it can be read in two ways');
  if (user !== '') return doubtful('unknown-operand', 'the address carries a name before the host');
  if (isOddSpelling(host)) return doubtful('disguise', `the number ${host} is spelled so that it hides the address`);
  // eslint-disable-next-line no-control-regex -- the range is ASCII
  if (/[^\u0000-\u007f]/u.test(host)) return doubtful('disguise', `the host ${host} has letters that only look familiar`);
  return nothing;
} // prettier-ignore

/** Ports of services that are not the web, where a fetch can do more than read. Source: IANA port registry. */
const services = new Map([
  ['22', 'SSH'], ['23', 'Telnet'], ['25', 'mail'], ['465', 'mail'], ['587', 'mail'], ['2375', 'Docker'], ['2376', 'Docker'], ['2379', 'etcd'],
  ['3306', 'MySQL'], ['5432', 'PostgreSQL'], ['5984', 'CouchDB'], ['6379', 'Redis'], ['6443', 'Kubernetes'], ['8500', 'Consul'], ['9200', 'Elasticsearch'],
  ['10250', 'Kubernetes'], ['11211', 'memcached'], ['27017', 'MongoDB'],
]); // prettier-ignore

function oddPort({ port, host }: Address): Finding {
  const service = services.get(port);
  return service === undefined
    ? nothing
    : doubtful('unknown-operand', `port ${port} of ${host} is that of ${service}, not of the web`);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
