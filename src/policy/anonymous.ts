// Takes out of a text what says who the person is: e-mail addresses, and the account's name where it stands in a path
// or before a host. Pure. Secrets are another file's business (redact.ts).

export interface Person {
  /** Absolute. */
  readonly home: string;
  /** The name of the account; empty when it is not known. */
  readonly account: string;
}

/** The text without the person. Doing it twice changes nothing. */
export function anonymous({ home, account }: Person): (text: string) => string {
  const homes = [home, home.replaceAll('\\', '/')].filter((path) => path.length > 1);
  const name = account === '' ? undefined : new RegExp(`(?<![\\w.-])${escaped(account)}(?=@[\\w.-])`, 'gu');
  return (text) => {
    const place = [...new Set(homes)].reduce((rest, path) => rest.replaceAll(within(path), '~'), text);
    const others = place.replaceAll(homeFolders, '~').replaceAll(addresses, '[e-mail]');
    return name === undefined ? others : others.replaceAll(name, '[account]');
  };
}

/** Homes of whatever account, on every system. */
const homeFolders =
  /(?<![\w~.-])(?:[A-Za-z]:)?[\\/](?:home|Users)[\\/](?!Shared\b|Public\b)[\w.@-]{1,64}(?![\w.@-])/gu;

/** `git@github.com:` is how everybody calls that host. */
const addresses =
  /(?<![\w.%+-])(?!git@)[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}(?![\w-])/gu;

/** The path itself or what lies below it, and no path that only begins with the same letters. */
function within(path: string): RegExp {
  return new RegExp(`(?<![\\w.-])${escaped(path)}(?![\\w.-])`, 'gu');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
}
