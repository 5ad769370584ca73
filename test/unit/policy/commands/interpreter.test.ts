// uv starts the interpreter in `.venv`: one that a checkout brought along is a program of the project.
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
