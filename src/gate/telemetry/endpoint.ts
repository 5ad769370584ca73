// The address of a collector, as a person writes it: the base of an OTLP receiver over HTTP. Pure.

export type Endpoint =
  | { readonly ok: true; readonly url: string; readonly warning: string | undefined }
  | { readonly ok: false; readonly problem: string };

/**
 * Without `/v1/logs` at its end that is added, as for `OTEL_EXPORTER_OTLP_ENDPOINT`. Passwords in an address would stand in
 * settings and on command lines, so they are refused.
 */
export function readEndpoint(text: string): Endpoint {
  const url = parsed(text.trim());
  if (url === undefined)
    return { ok: false, problem: 'it is no address, such as https://collector.example:4318' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, problem: 'only http and https are spoken' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, problem: 'a password does not belong into an address; give headers instead' };
  if (url.hash !== '' || url.search !== '')
    return { ok: false, problem: 'it may have no query and no fragment' };
  const base = url.href.replace(/\/+$/u, '');
  const plain = url.protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(url.hostname);
  return {
    ok: true,
    url: base.endsWith('/v1/logs') ? base : `${base}/v1/logs`,
    warning: plain ? 'The connection is not encrypted.' : undefined,
  };
}

/** `name=value,name2=value2`, as in `OTEL_EXPORTER_OTLP_HEADERS`; undefined when it is not that. */
export function readHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  const headers = pairs.map((pair) => /^([\w!#$%&'*+.^`|~-]+)\s*=\s*([^\r\n]+)$/u.exec(pair));
  if (headers.some((header) => header === null)) return undefined;
  return Object.fromEntries(headers.map((header) => [header?.[1] ?? '', decoded(header?.[2] ?? '')]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
