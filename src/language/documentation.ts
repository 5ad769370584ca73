// The page about rules that comes with the extension, and the line at which each code of a finding is explained.
import { pathToFileURL } from 'node:url';

export type Documentation = (code: string) => string | undefined;

/** Headings of the page name the codes: a heading `### frees` is where `frees` is explained. */
export function documentation(path: string | undefined, text: string | undefined): Documentation {
  if (path === undefined || text === undefined) return () => undefined;
  const base = pathToFileURL(path).toString();
  const lines = new Map(
    text.split('\n').flatMap((line, at): [string, number][] => {
      const code = /^#{2,4} `?([\w-]+)`?$/u.exec(line)?.[1];
      return code === undefined ? [] : [[code, at + 1]];
    }),
  );
  return (code) => {
    const line = lines.get(code);
    return line === undefined ? undefined : `${base}#L${line}`;
  };
}
