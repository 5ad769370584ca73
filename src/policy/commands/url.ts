// Network addresses: which host, and whether it is a special one. Text only; nothing is resolved.
import type { Finding } from './finding.ts';
import { doubtful, found, join } from './finding.ts';
import { accessPath } from '../paths/access.ts';
import type { Facts } from '../facts.ts';

export interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly user: string;
}

/** The parts of an address; `scheme` is empty where none is written. Undefined when no host can be read. */
export function addressOf(text: string): Address | undefined {
  const match =
    /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?:(?<user>[^@/?#]*)@)?(?<host>\[[0-9a-f:.%]+\]|[^/:?#@\s]+)(?::\d+)?(?:[/?#].*)?$/isu.exec(
      text,
    );
  const { scheme = '', host, user = '' } = match?.groups ?? {};
  return host === undefined
    ? undefined
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase().replace(/\.$/u, ''), user };
}

/** Why a host deserves a second look, if it does. Signs only. */
export function hostSign(host: string): string | undefined {
  return signs.find(({ test }) => test.test(host))?.what;
}

const signs: readonly { readonly what: string; readonly test: RegExp }[] = [
  { what: 'the metadata service of a cloud machine', test: /^(?:169\.254\.\d+\.\d+|metadata(?:\.google\.internal)?|100\.100\.100\.200|\[?fd00:ec2::254\]?)$/u },
  { what: 'this machine', test: /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[?::ffff:127\..*)$/u },
  { what: 'a private network', test: /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd][0-9a-f]{2}:|.*\.(?:local|internal|lan|home\.arpa)$)/u },
  { what: 'a host named by number', test: /^(?:\d+(?:\.\d+){0,3}|0x[0-9a-f]+|\[.*\])$/u },
  { what: 'a drop-off or tunnel service', test: /(?:^|\.)(?:pastebin\.com|transfer\.sh|0x0\.st|file\.io|webhook\.site|requestbin\.(?:com|net)|pipedream\.net|burpcollaborator\.net|oast\.\w+|interact\.sh|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|serveo\.net|onion)$/u },
  { what: 'a host whose letters only look familiar', test: /(?:^|\.)xn--|[^\u0000-\u007f]/u }, // eslint-disable-line no-control-regex -- ASCII range
]; // prettier-ignore

/** What it does to fetch the address. */
export function fetchFinding(text: string, literal: boolean, facts: Facts, cwd: string | undefined): Finding {
  const address = addressOf(text);
  if (address?.scheme === 'file')
    return accessPath('read', { text: text.slice('file://'.length) }, facts, cwd);
  const host = address?.host ?? text;
  const known = literal || /^[a-z]+:\/\/[a-z0-9.-]+\//iu.test(text.replace(/^"/u, ''));
  const effect = found('net.fetch', { target: host, detail: hostSign(host) });
  return known ? effect : join([effect, doubtful('dynamic-argument', `the address ${text} is not known`)]);
}
