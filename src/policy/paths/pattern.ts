// The small pattern language in which the path tables are written. It knows nothing of what the patterns protect.
//   name        a file or folder of that name anywhere      *.pem    `*` stays inside one name
//   ~/x         below the home folder                       /etc/x   below the root
//   a/b         those two names in a row, anywhere          a/**     everything below `a`, and `a` itself
//   {x,y}       one of them

export type PathTest = (path: string, home: string) => boolean;

/**
 * A test that is true when one of the patterns, separated by blanks, matches a canonical absolute path (forward
 * slashes). Compares without case: stricter where case matters.
 */
export function anyPathTest(patterns: string): PathTest {
  const all = patterns.trim().split(/\s+/u);
  const atHome = all.filter((pattern) => pattern.startsWith('~/')).map((pattern) => source(pattern.slice(2)));
  const elsewhere = all
    .filter((pattern) => !pattern.startsWith('~/'))
    .map((pattern) => (pattern.startsWith('/') ? `^${source(pattern)}` : `(?:^|/)${source(pattern)}`));
  const below = either(atHome, '^');
  const anywhere = either(elsewhere, '');
  return (path, home) => {
    if (anywhere?.test(path) === true) return true;
    if (below === undefined) return false;
    const base = home.endsWith('/') ? home : `${home}/`;
    return path.toLowerCase().startsWith(base.toLowerCase()) && below.test(path.slice(base.length));
  };
}

function either(sources: readonly string[], start: string): RegExp | undefined {
  return sources.length === 0 ? undefined : new RegExp(`${start}(?:${sources.join('|')})$`, 'iu');
}

function source(pattern: string): string {
  const whole = pattern.endsWith('/**') ? pattern.slice(0, -3) : pattern;
  const text = whole.replaceAll(/\*\*|[*?{},]|[.+^$()|[\]\\]/gu, (sign) => {
    switch (sign) {
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        return '(?:';
      case '}':
        return ')';
      case ',':
        return '|';
      default:
        return `\\${sign}`;
    }
  });
  return whole === pattern ? text : `${text}(?:/.*)?`;
}

/** The answers for the last paths below one home; a question depends on nothing else. */
export function remembering<T>(answer: (path: string, home: string) => T): (path: string, home: string) => T {
  const most = 2000;
  const known = new Map<string, { readonly answer: T }>();
  let lastHome = '';
  return (path, home) => {
    if (home !== lastHome || known.size >= most) known.clear();
    lastHome = home;
    const before = known.get(path);
    if (before !== undefined) return before.answer;
    const fresh = answer(path, home);
    if (path.length < 300) known.set(path, { answer: fresh });
    return fresh;
  };
}
