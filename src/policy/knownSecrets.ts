// Secrets whose values are known, because they stand in variables whose names say so: they are taken out wherever they
// turn up. Pure: variables come in as data, and whoever holds the values holds them in memory alone.
import { gone, namesSecret, redactText, redactValue, type RedactLimits } from './redact.ts';

/** Takes out what is known to be a secret, and what its shape or its place gives away. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly value: (value: unknown, limits?: RedactLimits) => unknown;
  /** Takes out the known values alone, in texts and names at every depth. */
  readonly known: (value: unknown) => unknown;
}

export function redactorFor(secrets: Iterable<string>): Redactor {
  const spellings = [...new Set([...secrets].flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  const known = (text: string): string => spellings.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, gone) : rest), text);
  const text = (all: string): string => redactText(known(all));
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return known(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(deep);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [known(key), deep(member)]));
  };
  return {
    text,
    value: (value, limits) => redactValue(value, limits, text),
    known: (value) => (spellings.length === 0 ? value : deep(value)),
  };
} // prettier-ignore

/** The values of variables that are secrets and can be told from ordinary words; of addresses, the password alone. */
export function secretsIn(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    if (value === undefined || value.length > longest) return [];
    const password = passwordIn(value);
    if (password !== undefined) return isTelling(password) ? [password] : [];
    if (value.includes('://') || !saysSecret(name) || !isTelling(value)) return [];
    return generic.test(name) && !looksMade(value) ? [] : [value];
  });
}

const longest = 16_384;
const shortest = 8;

/** As in a text, in a JSON text, in an address, and encoded as the web does with passwords; taken out of an address, too. */
function spellingsOf(secret: string): readonly string[] {
  const plain = decoded(secret);
  return [secret, ...(isTelling(plain) ? [plain] : [])].flatMap((one) => [one, JSON.stringify(one).slice(1, -1), encoded(one), base64(one)]);
} // prettier-ignore

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret; // A per cent sign of its own.
  }
}

function encoded(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret; // Half a character, which no address can hold.
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the text's UTF-8, without the padding at the end. */
function base64(text: string): string {
  const bytes = Array.from(encoded(text).matchAll(/%([0-9A-F]{2})|([^%])/gu), ([, hex, plain]) => hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16)); // prettier-ignore
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(bits.matchAll(/[01]{1,6}/gu), ([six]) => letters[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
} // prettier-ignore

/** The password of an address such as `postgres://user:password@host/`. */
function passwordIn(value: string): string | undefined {
  return /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,256}:([^\s/]{1,512})@/iu.exec(value)?.[1];
}

/** Names that speak of a secret; those that say where it lies, how long it holds or whom it belongs to do not. */
function saysSecret(name: string): boolean {
  const upper = name.toUpperCase();
  if (/(?:_|^)(?:URL|URI|FILE|PATH|DIR|HOME|NAME|ID|TYPE|LENGTH|COUNT|LIMIT|LIMITS|MAX|TTL|EXPIRY|ISSUER|HOST|PORT|USER|REGION|VERSION|MODE|ENABLED|SOCK|PID)$/u.test(upper)) return false;
  return namesSecret(name) || /TOKEN|SECRET|PASSW|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|(?:_|^)(?:PAT|PWD|AUTH)$/u.test(upper);
} // prettier-ignore

/** `SORT_KEY`, `CACHE_KEY`: many keys open nothing. */
const generic = /^(?!.*(?:API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|ACCOUNT|AUTH)_?KEY$).*_KEY$/iu;

function looksMade(value: string): boolean {
  return value.length >= 16 && /\d/u.test(value) && /[a-z]/iu.test(value);
}

/**
 * Long and mixed enough that hiding it wherever it stands hides no ordinary word: no path, no reference to another
 * place, no switch, no number, no run of one character, no single word.
 */
function isTelling(value: string): boolean {
  if (value.length < shortest || value !== value.trim() || gone.includes(value)) return false;
  if (/^(?:~|\.{0,2}\/|[A-Za-z]:[\\/]|\\\\|\$|%[A-Za-z_]+%$)/u.test(value)) return false;
  if (new Set(value).size < 5) return false;
  return value.length >= 16 ? /[^\d.\s]/u.test(value) : !/^(?:[\d.,:/ -]+|\p{L}+)$/u.test(value);
}
