// What `script` of util-linux writes around the output of a program: a line before it and one behind it. Pure.

export interface Unwrapper {
  /** Output of the program alone. */
  push(text: string): string;
  /** Nothing more comes. */
  end(): string;
}

const start = 'Script started on ';
const done = '\nScript done on ';

export function unwrapper(): Unwrapper {
  let begun = false;
  let held = '';
  return {
    push(text) {
      held += text;
      if (!begun) {
        // The first line is waited for only as long as it may still be the one of `script`.
        if (!held.startsWith(start.slice(0, held.length))) begun = true;
        else if (held.length >= start.length && held.includes('\n')) {
          held = held.slice(held.indexOf('\n') + 1);
          begun = true;
        } else return '';
      }
      const from = lastLine(held);
      const out = held.slice(0, from);
      held = held.slice(from);
      return out;
    },
    end() {
      const rest = held;
      held = '';
      if (!begun) return rest.startsWith(start) ? '' : rest;
      return rest.startsWith(done) ? '' : rest;
    },
  };
}

/** Where the line behind the output begins, or may begin: it is held back until it is known not to be the last. */
function lastLine(text: string): number {
  const whole = text.lastIndexOf(done);
  if (
    whole >= 0 &&
    !text
      .slice(whole + done.length)
      .trimEnd()
      .includes('\n')
  )
    return whole;
  for (let length = Math.min(done.length - 1, text.length); length > 0; length -= 1)
    if (text.endsWith(done.slice(0, length))) return text.length - length;
  return text.length;
}
