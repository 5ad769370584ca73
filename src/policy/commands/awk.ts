// Reads awk programs far enough to tell a filter from one that runs, writes or reads by itself. What cannot be told
// apart is not understood. Source: POSIX awk, gawk(1).

export interface AwkProgram {
  readonly understood: boolean;
  readonly runs: boolean;
  readonly writes: readonly string[];
  readonly reads: readonly string[];
  readonly readsEnvironment: boolean;
}

export function readAwk(text: string): AwkProgram {
  const runs = /\bsystem\b/u.test(text);
  const readsEnvironment = /\bENVIRON\b|\bPROCINFO\b/u.test(text);
  const odd = /@|\bARG[VC]\b|\/inet|\bclose\b|\bextension\b|\b(?:SYM|FUNC)TAB\b/u.test(text);
  const code = withoutTexts(text);
  if (code === undefined) return { understood: false, runs, writes: [], reads: [], readsEnvironment };
  const reads = [...code.text.matchAll(/\bgetline(?:\s+[A-Za-z_]\w*)?\s*<\s*"(\d+)"(?!\s*["$\w(])/gu)].map(
    ([, index]) => code.texts[Number(index)] ?? '',
  );
  const unread = [...code.text.matchAll(/\bgetline\b/gu)].length > reads.length;
  const pipes = /(?<!\|)\|(?!\|)/u.test(code.text);
  const writes: string[] = [];
  let dynamic = false;
  for (const [, statement = ''] of code.text.matchAll(/\bprintf?\b([^;}\n]*)/gu)) {
    const target = />>?([^]*)$/u.exec(outsideParentheses(statement))?.[1]?.trim();
    if (target === undefined) continue;
    const index = /^"(\d+)"$/u.exec(target)?.[1];
    const name = index === undefined ? undefined : code.texts[Number(index)];
    if (name === undefined) dynamic = true;
    else writes.push(name);
  }
  return { understood: !odd && !dynamic && !unread, runs: runs || pipes, writes, reads, readsEnvironment };
}

/** The program with texts replaced by `"number"` and expressions by blanks; undefined when it does not come apart. */
function withoutTexts(text: string): { text: string; texts: string[] } | undefined {
  const texts: string[] = [];
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '#') {
      while (at < text.length && text[at] !== '\n') at++;
      out += '\n';
    } else if (sign === '"' || sign === '/') {
      const place = sign === '"' ? 'expression' : placeOf(out);
      // Where a second slash on the line may close an expression, it is not known what is code and what is text.
      if (place === 'unknown' && /^[^\n]*\//u.test(text.slice(at + 1))) return undefined;
      if (place !== 'expression') {
        out += sign;
        continue;
      }
      const end = closing(text, at, sign);
      if (end === undefined) return undefined;
      if (sign === '"') out += `"${texts.push(text.slice(at + 1, end)) - 1}"`;
      else out += ' 0 ';
      at = end;
    } else out += sign;
  }
  return { text: out, texts };
}

function closing(text: string, start: number, sign: string): number | undefined {
  let bracket = false;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\n') return undefined;
    if (text[at] === '\\') at++;
    else if (sign === '/' && text[at] === '[' && !bracket) {
      bracket = true;
      if (text[at + 1] === '^') at++;
      if (text[at + 1] === ']') at++;
    } else if (bracket) {
      // Some awks end the expression at a slash in brackets, others do not.
      if (text[at] === '/') return undefined;
      bracket = text[at] !== ']';
    } else if (text[at] === sign) return at;
  }
  return undefined;
}

/** A slash divides behind a value and opens an expression elsewhere; behind `)`, `++` and `--` it may do either. */
function placeOf(before: string): 'expression' | 'division' | 'unknown' {
  const text = before.replace(/(?<![ \t])[ \t]+$/u, '');
  if (text.endsWith('\\\n')) return 'unknown';
  if (/(?:^|[^A-Za-z0-9_$])(?:print|printf|return|in|if|while|else|do|case|exit|delete|default)$/u.test(text))
    return 'expression';
  if (/(?:\)|\+\+|--)$/u.test(text)) return 'unknown';
  return /[A-Za-z0-9_\]$"]$/u.test(text) ? 'division' : 'expression';
}

function outsideParentheses(text: string): string {
  let depth = 0;
  let out = '';
  for (const sign of text) {
    if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += sign;
  }
  return out;
}
