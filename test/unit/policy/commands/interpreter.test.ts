// What the names in a folder decide: `.venv` that uv starts, files that go before the library's modules of `python -m`,
// and names that a pattern would turn into options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../support/policy/decide.ts';
import { memoryFacts } from '../../../support/policy/facts.ts';

const home = '/home/dev/project';
const facts = memoryFacts({
  files: { [`${home}/.venv/bin/python`]: '', [`${home}/own/.venv/bin/python`]: '' },
  links: { [`${home}/.venv/bin/python`]: '/usr/bin/python3.12' },
});

for (const [line, behavior] of [
  ['uv pip list', 'allow'],
  ['cd src && uv pip freeze', 'allow'],
  ['cd own && uv pip list', 'ask'],
  ['uv --directory own pip list', 'ask'],
] as const) {
  test(`${behavior}: ${line}`, () => {
    assert.equal(decide(line, { facts }).behavior, behavior);
  });
}

const tool = 'python3 -m json.tool a.json';
for (const [file, line, behavior] of [
  ['json.py', tool, 'ask'],
  ['argparse.py', tool, 'ask'],
  ['json/__init__.py', tool, 'ask'],
  ['json/a.json', tool, 'allow'],
  ['jason.py', tool, 'allow'],
  ['json.py', 'python3 -I -m json.tool a.json', 'allow'],
  ['json.py', 'cd src && python3 -m json.tool a.json', 'allow'],
  ['src/json.py', 'cd src && python3 -m json.tool a.json', 'ask'],
  ['pip.py', 'python3 -m pip list', 'ask'],
  ['pip/__init__.py', 'python3 -m pip list', 'ask'],
  ['a.json', 'cd "$X" && python3 -m json.tool a.json', 'ask'],
  ['package.json', "bun -p '1 + 1'", 'allow'],
  ['bunfig.toml', "bun -p '1 + 1'", 'ask'],
  ['yaml.py', 'python3 -c "import yaml; print(yaml.safe_load(open(\'a.yml\')))"', 'ask'],
  ['-o', 'sort *', 'ask'],
  ['a', 'sort *', 'allow'],
  ['src/-o', 'cd src && sort *', 'ask'],
  ['-o', 'cd src && sort *', 'allow'],
  ['a', 'cd "$X" && sort *', 'ask'],
] as const) {
  test(`${behavior} with ${file}: ${line}`, () => {
    const beside = memoryFacts({ files: { [`${home}/${file}`]: '' } });
    assert.equal(decide(line, { facts: beside }).behavior, behavior);
  });
}
