// `python -m MODULE`: modules of Python's own library that are programs by themselves, and pip. What they do stands in
// rows like that of any other program. Source: the Python library reference, "Command-line interface" of each.
import type { Facts } from '../facts.ts';
import { native } from '../paths/absolute.ts';
import type { Segment } from '../shell/segment.ts';
import { has, readArguments, type Arguments } from './arguments.ts';
import { pythonLibraryNames, shadowOf } from './pythonPath.ts';
import { commandSpec } from './registry.ts';
import { compile, type CommandSpec, type Row } from './spec.ts';

const archive: Row = {
  style: 'single',
  operands: 'text*',
  effects: 'here:write',
  options: '-l:read --list:read -t:read --test:read -v --verbose -e:read --extract:read -c:write --create:write --metadata-encoding:text --filter:text',
  does: { '-l --list -t --test': 'nothing', '-e --extract -c --create': 'opaque' },
}; // prettier-ignore

const rows: Readonly<Record<string, Row>> = {
  'json json.tool': { options: '--sort-keys --json-lines --no-ensure-ascii --indent=text --tab --no-indent --compact --color=text', operands: 'read? write?' },
  'this platform mimetypes uuid calendar': { options: '-elt -m:text -s:text -w:text -f:text --terse --encoding=text --type=text', operands: 'text*' },
  'site': { options: '--user-base --user-site', operands: '' },
  'sysconfig': { operands: '' },
  'ast dis tokenize symtable pyclbr tabnanny': { options: '-aCeghimqv -m:text --mode=text --exact', operands: 'read*' },
  'base64 quopri': { options: '-deutw', operands: 'read?' },
  'difflib filecmp': { options: '-ru', operands: 'read read' },
  'zipfile tarfile': archive,
}; // prettier-ignore

const specs = new Map<string, CommandSpec>();

function moduleSpec(module: string): CommandSpec | undefined {
  if (module === 'pip') return commandSpec('pip');
  const known = specs.get(module);
  if (known !== undefined) return known;
  const row = Object.entries(rows).find(([names]) => names.split(' ').includes(module))?.[1];
  if (row === undefined) return undefined;
  const spec = compile(row);
  specs.set(module, spec);
  return spec;
}

export interface ModuleRun {
  /** For words to a person. */
  readonly program: string;
  readonly given: Arguments;
}

/**
 * The program that `-m` names, with its own words; undefined where it is not known, or where a file in the folder in
 * force goes before it. `-I` and `-P` leave that folder out.
 */
export function libraryModule(
  program: string,
  plain: Arguments,
  { words, cwd }: Segment,
  facts: Facts,
): ModuleRun | undefined {
  if (!/^python(?:3[\d.]*)?$/u.test(program) || plain.doubts.length > 0) return undefined;
  const module = plain.options.at(-1);
  if (module?.option.kind !== 'module' || module.value?.literal !== true) return undefined;
  if (!plain.options.slice(0, -1).every(({ option }) => /^-[bBdEIOPqsSuv]$/u.test(option.name)))
    return undefined;
  const spec = moduleSpec(module.value.text);
  if (spec === undefined) return undefined;
  if (!has(plain, '-I', '-P')) {
    const names = new Set([...pythonLibraryNames, 'pip']);
    const namesIn = (folder: string): readonly string[] | undefined => {
      const real = facts.realPath(native(folder, facts.platform));
      return real === undefined ? undefined : facts.names(real);
    };
    if (shadowOf(names, cwd, namesIn) !== undefined) return undefined;
  }
  const name = `${program} -m ${module.value.text}`;
  return {
    program: name,
    given: readArguments(name, spec, words.slice(words.length - plain.operands.length)),
  };
}
