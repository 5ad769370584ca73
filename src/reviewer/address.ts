// The address of a reviewer's endpoint, as a person writes it. Pure.

export type ReviewerAddress =
  | { readonly ok: true; readonly url: string; readonly local: boolean }
  | { readonly ok: false; readonly problem: string };

/** Plain http is spoken with this machine alone: what is told of calls must not be readable on the way. */
export function readAddress(text: string): ReviewerAddress {
  const url = parsed(text.trim());
  if (url === undefined) return { ok: false, problem: 'it is no address, such as https://models.example/v1' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'only https is spoken, and http with this machine' };
  const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(url.hostname);
  if (url.protocol === 'http:' && !local) return { ok: false, problem: 'http is spoken with this machine alone; use https' };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'a password does not belong into an address; set a key instead' };
  if (url.hash !== '' || url.search !== '') return { ok: false, problem: 'it may have no query and no fragment' };
  return { ok: true, url: url.href.replace(/\/+$/u, ''), local };
} // prettier-ignore

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
