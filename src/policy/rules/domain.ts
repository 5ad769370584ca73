// Rules on hosts: `domain:example.com`, `domain:*.example.com`, `domain:*`. A host is whatever a program could take
// for one: where readings differ, a deny holds for each of them and an allow for none.
import { matchesPieces } from './pattern.ts';

/** Case does not count, nor does a trailing dot; `*.x` means subdomains of any depth and not `x` itself. */
export function matchesDomain(pattern: string, host: string): boolean {
  const [wanted, name] = [plainHost(pattern), plainHost(host)];
  if (wanted === '*') return name !== '';
  if (wanted.startsWith('*.')) return depth(name) >= depth(wanted) && matchesLabels(wanted.slice(2), name);
  return depth(name) === depth(wanted) && matchesLabels(wanted, name);
}

/** Compares label by label from the right, so that no star crosses a dot; the name may have more labels. */
function matchesLabels(pattern: string, name: string): boolean {
  const labels = name.split('.').reverse();
  const wanted = pattern.split('.').reverse();
  return wanted.every((label, at) => matchesPieces(label.split('*'), labels[at] ?? ''));
}

function depth(name: string): number {
  return name.split('.').length;
}

/** The one host of an address of which every reader thinks the same; else undefined. */
export function certainHost(url: string): string | undefined {
  const host = /^https?:\/\/([a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d*)?(?:[/?#][^\\\s]*)?$/iu.exec(url)?.[1];
  return host === undefined ? undefined : plainHost(host);
}

/** Every host that a program might read from the text: behind a name and password, before a backslash, decoded. */
export function possibleHosts(text: string): readonly string[] {
  const authority =
    /^(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}([^/?#]*)/iu.exec(text.trim())?.[1] ??
    text.trim().split(/[/?#]/u)[0] ??
    '';
  const readings = [authority, ...authority.split('\\'), decoded(authority)].flatMap((part) => [
    part,
    ...part.split('@'),
  ]);
  return [...new Set(readings.map((part) => plainHost(part.replace(/:\d*$/u, ''))))].filter(
    (host) => host !== '',
  );
}

/** The spelling by which hosts are compared. */
export function plainHost(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replaceAll(/[。．｡]/gu, '.')
    .replace(/(?<!\.)\.+$/u, '');
}

function decoded(text: string): string {
  return text.replaceAll(/%([0-7][0-9a-f])/giu, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
