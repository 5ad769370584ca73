// Which files git ignores, from the texts of ignore files. Source: gitignore(5).
interface IgnoreRule {
  readonly test: RegExp;
  readonly negated: boolean;
  readonly folderOnly: boolean;
}

/** The rules of one ignore file; paths that they are tried on are relative to its folder. */
export function readIgnore(text: string): readonly IgnoreRule[] {
  return text.split(/\r?\n/u).slice(0, 2_000).flatMap((raw) => {
    if (raw.length > 300) return raw.startsWith('!') ? [everything] : [];
    const line = raw.replace(/(?<!\\)\s+$/u, '');
    if (line === '' || line.startsWith('#')) return [];
    const negated = line.startsWith('!');
    const pattern = line.replace(/^!/u, '').replace(/^\\(?=[#!])/u, '');
    const body = pattern.replace(/\/$/u, '');
    const test = expression(body);
    // What is not understood must not make a file look as if git ignored it.
    if (test === undefined) return negated ? [everything] : [];
    return [{ test, negated, folderOnly: pattern.endsWith('/') }];
  });
} // prettier-ignore

/** The last rule that speaks decides; undefined when none does. */
export function ignoredBy(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean | undefined {
  for (let at = rules.length - 1; at >= 0; at -= 1) {
    const rule = rules[at];
    if (rule !== undefined && (isFolder || !rule.folderOnly) && rule.test.test(path)) return !rule.negated;
  }
  return undefined;
} // prettier-ignore

const everything: IgnoreRule = { test: /^/u, negated: true, folderOnly: false };

/** Undefined for a pattern with so many stars that trying it could take long. */
function expression(pattern: string): RegExp | undefined {
  if ((pattern.match(/\*+/gu) ?? []).length > 3) return undefined;
  const anchored = pattern.slice(0, -1).includes('/');
  const source = pattern
    .replace(/^\//u, '')
    .replaceAll(/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]]+\]|\\.|[.+^$(){}|\\[\]/]/gu, (sign) => {
      if (sign === '**/') return '(?:[^/]+/)*';
      if (sign === '/**') return '/.+';
      if (sign.startsWith('*')) return '[^/]*';
      if (sign === '?') return '[^/]';
      if (sign.startsWith('[') && sign.length > 2) return sign.replace('[!', '[^').replaceAll('\\', String.raw`\\`);
      if (sign.startsWith('\\') && sign.length === 2) return `\\${sign.slice(1)}`;
      return `\\${sign}`;
    });
  try {
    return new RegExp(`${anchored ? '^' : '(?:^|/)'}${source}$`, 'u');
  } catch {
    return undefined;
  }
} // prettier-ignore
