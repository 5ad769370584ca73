// What packages of npm say of commands, as the training reads it: manifests of command lines and types of clients.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientSpec } from '../../../training/clients.ts';
import { examplesOf } from '../../../training/examples.ts';
import { manifestSpec, type Separator } from '../../../training/oclif.ts';
import { isRead, packagesOf } from '../../../training/packages.ts';
import type { FileSpec } from '../../../training/specs.ts';
import { root } from '../../support/root.ts';

/** Without the examples that only differ in what was typed behind them. */
function learned(spec: FileSpec): readonly string[] {
  const examples = examplesOf([spec]).filter(({ program }) => program === 'tool');
  return examples.map(({ words, effect }) => `${words.join(' ')}: ${effect}`);
}

const manifest = JSON.stringify({
  commands: {
    'apps:destroy': { id: 'apps:destroy', summary: 'Delete an app', description: 'Lists what is deleted' },
    'apps:list': { id: 'apps:list', description: 'List apps', args: [] },
    'apps:secret': { id: 'apps:secret', summary: 'Remove a secret', hidden: true },
    broken: { summary: 'Remove what has no name' },
  },
});

const separators: readonly [Separator, readonly string[]][] = [
  [':', ['apps:destroy: destroys', 'apps:list: reads']],
  [' ', ['apps: reads', 'apps destroy: destroys', 'apps list: reads']],
];
for (const [separator, expected] of separators)
  test(`the commands of a manifest are called with "${separator}", and what is hidden or nameless says nothing`, () => {
    assert.deepEqual(learned(manifestSpec('tool', separator, manifest)), expected);
  });

test('a manifest tells arguments and options with their values', () => {
  const { spec } = manifestSpec(
    'tool',
    ':',
    JSON.stringify({
      commands: [
        {
          id: 'deploy',
          summary: 'Deploy',
          args: { directory: { name: 'directory', required: true } },
          flags: {
            to: { name: 'to', char: 't', type: 'option', summary: 'Where', options: ['test', 'live'] },
            force: { name: 'force', type: 'boolean', description: 'Do not ask' },
            old: { name: 'old', type: 'boolean', hidden: true },
          },
        },
      ],
    }),
  );
  const [deploy] = spec.subcommands;
  assert.deepEqual(deploy?.args, [{ name: 'directory', optional: false, path: true, suggestions: [] }]);
  assert.deepEqual(
    deploy?.options.map(({ names, args }) => [names.join(' '), args.flatMap(({ suggestions }) => suggestions)]),
    [['-t --to', ['test', 'live']], ['--force', []]],
  );
}); // prettier-ignore

const noManifests: readonly string[] = ['null', '[]', '{"commands":7}', '{"commands":{"a":null,"b":"text"}}'];
for (const text of noManifests)
  test(`${text} holds no command`, () => {
    assert.deepEqual(manifestSpec('tool', ' ', text).spec.subcommands, []);
  });

const declarations = `
/** Users of the service. */
export declare class UsersApi {
  /** Creates the client. */
  constructor(base: string);
  /**
   * Deletes a user. It is gone.
   * @param id whom
   */
  delete(id: string): Promise<void>;
  /** @summary Lists all users */
  list<T>(query: T): Promise<T[]>;
  /** Deletes a user, and shows the headers. */
  deleteWithHttpInfo(id: string): Promise<void>;
  /** The name of a user. */
  name: string;
  /** Whatever it is. */
  other(): void;
}
interface UserRequest {
  /** Removes the user. */
  remove(id: string): void;
}
export interface paths {
  "/keys/{id}": {
    /**
     * Revoke a key
     * @description Lists nothing.
     */
    delete: operations["keys/revoke"];
  };
}`;

test('the methods of a client are commands; machinery, variants and what has no verb are none', () => {
  assert.deepEqual(
    clientSpec('tool', [declarations]).spec.subcommands.map(({ names, description }) => [names[0], description]),
    [
      ['users delete', 'Deletes a user. It is gone.'],
      ['users list', 'Lists all users'],
      ['keys revoke', 'Revoke a key'],
    ],
  );
}); // prettier-ignore

test('a method of several words is called in one of the ways of command lines', () => {
  const ways = new Set(
    'Team Project Role Zone Disk Job Site Domain Key Network Cluster Image Volume Route'
      .split(' ')
      .map((thing) => {
        const text = `class Api { /** Delete it */ delete${thing}(id: string): void; }`;
        const [name = ''] = clientSpec('tool', [text]).spec.subcommands[0]?.names ?? [];
        return name.replaceAll(new RegExp(thing, 'giu'), '…');
      }),
  );
  assert.deepEqual([...ways].sort(), ['delete …', 'delete-…', 'delete…', '… delete']);
});

test('every package that is learned from is pinned, stands once, and may be used so', () => {
  const packages = packagesOf(root);
  for (const { id, licence, integrity } of packages) {
    assert.match(id, /^(?:@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/u);
    assert.match(licence, /^(?:MIT|ISC|Apache-2\.0|Apache-2\.0\/MIT|BSD-[23]-Clause)$/u);
    assert.match(integrity, /^sha512-[A-Za-z\d+/]{86}==$/u);
  }
  assert.equal(new Set(packages.map(({ id }) => id)).size, packages.length);
});

test('of a package is read what its pattern names', () => {
  const [first] = packagesOf(root);
  assert.ok(first !== undefined);
  assert.ok(isRead({ ...first, files: 'types/**/*.d.ts' }, 'types/a/b.d.ts'));
  assert.ok(!isRead({ ...first, files: 'types/*.d.ts' }, 'types/a/b.d.ts'));
});
