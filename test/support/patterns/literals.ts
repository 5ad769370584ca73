// Every regular expression that stands in a folder of the source, by the grammar of TypeScript.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Syntax } from '../../../src/policy/shell/syntax.ts';
import { languageParsers } from '../policy/shell.ts';
import { root } from '../root.ts';

export interface Literal {
  /** Below the root of the project. */
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

export async function literalsBelow(folder: string): Promise<readonly Literal[]> {
  const parse = (await languageParsers()).parser('typescript');
  if (parse === undefined) throw new Error('there is no parser for TypeScript');
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((name) => {
      const path = join(root, folder, name);
      const text = readFileSync(path, 'utf8');
      const file = relative(root, path).replaceAll('\\', '/');
      return readText(text).map(({ line, ...rest }) => ({ file, line, ...rest }));
    });

  function readText(text: string): Omit<Literal, 'file'>[] {
    const parsed = parse?.(text);
    if (parsed === undefined || parsed.error || parsed.cut)
      throw new Error(`not understood: ${text.slice(0, 200)}`);
    return [...nodes(parsed.root)]
      .filter(({ type }) => type === 'regex')
      .map(({ start, end }) => {
        const literal = text.slice(start, end);
        const close = literal.lastIndexOf('/');
        const line = text.slice(0, start).split('\n').length;
        return { line, source: literal.slice(1, close), flags: literal.slice(close + 1) };
      });
  }
}

function* nodes(node: Syntax): Generator<Syntax> {
  yield node;
  for (const child of node.children) yield* nodes(child);
}
