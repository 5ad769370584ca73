// Prints what the specs of @withfig/autocomplete say, one JSON line a program: `[file, spec]`, where a spec has names,
// a description, arguments, sub-commands and options, and nothing else. Loading a spec runs code of others, so this runs as a
// process of its own that may read the package and nothing more, and it needs no package: its parent tells it the folder.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = ''] = process.argv.slice(2);
// What a spec prints while it loads is no data.
const write = process.stdout.write.bind(process.stdout);
console.log = console.info = console.warn = console.error = () => {};

for (const file of filesIn('')) {
  // What is no object is the choice of a version, whose specs lie beside it.
  const { default: spec } = await import(pathToFileURL(join(folder, file)).href);
  if (isObject(spec)) write(`${JSON.stringify([file, plain(spec)])}\n`);
}

/** All files of the package below a folder, in an order that no file system decides. */
function filesIn(below) {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(name);
      return name.endsWith('.js') ? [name] : [];
    })
    .sort((one, other) => (one < other ? -1 : 1));
}

function plain({ name, description, subcommands, options, isDangerous, args }, depth = 0) {
  return {
    names: namesOf(name),
    description: typeof description === 'string' ? description : '',
    dangerous: isDangerous === true,
    args: argsOf(args),
    subcommands: depth < 6 ? listOf(subcommands).map((one) => plain(one, depth + 1)) : [],
    options: listOf(options).map((one) => ({
      names: namesOf(one.name),
      description: typeof one.description === 'string' ? one.description : '',
      dangerous: one.isDangerous === true,
      args: argsOf(one.args),
    })),
  };
}

/** What may stand behind a command or an option: how it is called, and whether it is a path. */
function argsOf(args) {
  return listOf(Array.isArray(args) ? args : [args]).map(({ name, isOptional, template, suggestions }) => ({
    name: typeof name === 'string' ? name : '',
    optional: isOptional === true,
    path: [template].flat().some((one) => one === 'filepaths' || one === 'folders'),
    suggestions: (Array.isArray(suggestions) ? suggestions : [])
      .flatMap((one) => (isObject(one) ? namesOf(one.name).slice(0, 1) : namesOf(one)))
      .slice(0, 5),
  }));
}

function listOf(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function namesOf(name) {
  return (Array.isArray(name) ? name : [name]).filter((one) => typeof one === 'string');
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}
