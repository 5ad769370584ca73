// Reads sed scripts. A script that consists of known commands only does what they say; anything else is in doubt.
// Source: POSIX sed, GNU sed(1) (`e`, `w`, `W`, `r`, `R`, flags of `s`).

export interface SedScript {
  /** False when the text holds something that was not understood. */
  readonly understood: boolean;
  readonly runs: boolean;
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

export function readSed(script: string): SedScript {
  const writes: string[] = [];
  const reads: string[] = [];
  let runs = false;
  let at = 0;
  const unknown = (): SedScript => ({ understood: false, runs, writes, reads });
  const blank = (signs: RegExp): void => {
    while (at < script.length && signs.test(script[at] ?? '')) at++;
  };
  const line = (): string => {
    const end = script.indexOf('\n', at);
    const text = script.slice(at, end < 0 ? script.length : end);
    at = end < 0 ? script.length : end;
    return text.trim();
  };
  /** Skips to behind the next unescaped delimiter; brackets hide it in an expression. */
  const part = (delimiter: string, expression: boolean): boolean => {
    for (let bracket = false; at < script.length; at++) {
      const sign = script[at];
      if (bracket) {
        // A backslash before the closing bracket is a sign of its own for some seds and an escape for others.
        if (script.startsWith('\\]', at)) return false;
        const group = /^\[([:.=])/u.exec(script.slice(at, at + 2))?.[1];
        if (group !== undefined) {
          const end = script.indexOf(`${group}]`, at + 2);
          if (end < 0) return false;
          at = end + 1;
        } else if (sign === '\\') at++;
        else bracket = sign !== ']';
      } else if (sign === '\\') at++;
      else if (expression && sign === '[' && delimiter !== '[') {
        bracket = true;
        if (script[at + 1] === '^') at++;
        if (script[at + 1] === ']') at++;
      } else if (sign === delimiter) {
        at++;
        return true;
      }
    }
    return false;
  };
  const address = (): boolean => {
    const rest = script.slice(at);
    const plain = /^(?:\d+(?:~\d+)?|\$|[+~]\d+)/u.exec(rest);
    if (plain) {
      at += plain[0].length;
      return true;
    }
    const delimiter = rest.startsWith('/') ? '/' : rest.startsWith('\\') ? rest[1] : undefined;
    if (delimiter === undefined) return true;
    at += rest.startsWith('\\') ? 2 : 1;
    if (!part(delimiter, true)) return false;
    blank(/[IM]/u);
    return true;
  };
  while (true) {
    blank(/[\s;}]/u);
    if (at >= script.length) return { understood: true, runs, writes, reads };
    if (!address()) return unknown();
    blank(/[ \t]/u);
    if (script[at] === ',') {
      at++;
      blank(/[ \t]/u);
      if (!address()) return unknown();
    }
    blank(/[ \t!]/u);
    const command = script[at++];
    if (command === undefined) return unknown();
    if ('{=dDgGhHnNpPxzF'.includes(command)) continue;
    if ('qQlL'.includes(command)) blank(/[ \t\d]/u);
    else if (command === '#') line();
    else if (':btTv'.includes(command)) {
      const label = /^[ \t]*[^\s;}]*/u.exec(script.slice(at));
      at += label?.[0].length ?? 0;
    } else if ('aic'.includes(command)) {
      while (line().endsWith('\\') && at < script.length) at++;
    } else if ('rR'.includes(command)) reads.push(line());
    else if ('wW'.includes(command)) writes.push(line());
    else if (command === 'e') {
      runs = true;
      line();
    } else if (command === 's' || command === 'y') {
      const delimiter = script[at++];
      if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return unknown();
      if (!part(delimiter, command === 's') || !part(delimiter, false)) return unknown();
      if (command === 'y') continue;
      const flags = /^[gpiIemM0-9]*/u.exec(script.slice(at))?.[0] ?? '';
      at += flags.length;
      if (flags.includes('e')) runs = true;
      if (script[at] === 'w') {
        at++;
        writes.push(line());
      } else if (at < script.length && !/[\s;}#]/u.test(script[at] ?? '')) return unknown();
    } else return unknown();
  }
}
