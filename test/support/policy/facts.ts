// Facts about a machine that exists only in memory.
import { mostFileBytes, type Facts } from '../../../src/policy/facts.ts';

export interface FactsSketch extends Partial<Omit<Facts, 'realPath' | 'readText' | 'names'>> {
  /** Files and their texts, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Symbolic links: from path to target, both absolute. */
  readonly links?: Readonly<Record<string, string>>;
  /** Paths whose real path cannot be told. */
  readonly hidden?: readonly string[];
}

/** Home /home/dev, workspace /home/dev/project. */
export function memoryFacts({ links = {}, hidden = [], files = {}, ...facts }: FactsSketch = {}): Facts {
  return {
    platform: 'linux',
    home: '/home/dev',
    cwd: '/home/dev/project',
    roots: ['/home/dev/project'],
    temporary: ['/tmp'],
    own: ['/home/dev/.portcullis', '/home/dev/.vscode/extensions/portcullis'],
    realPath: (path) => (hidden.includes(path) ? undefined : follow(path, links, 0)),
    readText: (path) => {
      const text = files[path];
      return text === undefined
        ? undefined
        : { text: text.slice(0, mostFileBytes), cut: text.length > mostFileBytes };
    },
    names: (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''),
      ),
    ],
    ...facts,
  };
}

function follow(path: string, links: Readonly<Record<string, string>>, depth: number): string | undefined {
  if (depth > 40) return undefined;
  for (const [link, target] of Object.entries(links)) {
    if (path === link || path.startsWith(`${link}/`)) {
      return follow(target + path.slice(link.length), links, depth + 1);
    }
  }
  return path;
}
