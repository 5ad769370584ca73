// Where paths lie: spelling, links, case, and the odd spellings of Windows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scope } from '../../../../src/policy/effects.ts';
import { scopeOf } from '../../../../src/policy/paths/scope.ts';
import { memoryFacts, type FactsSketch } from '../../../support/policy/facts.ts';

function lies(path: string, scope: Scope, sketch: FactsSketch = {}): void {
  test(`${path} is ${scope}${sketch.platform === undefined ? '' : ` on ${sketch.platform}`}`, () => {
    const facts = memoryFacts(sketch);
    assert.equal(scopeOf(path, facts, facts.cwd).scope, scope);
  });
}

const mac: FactsSketch = {
  platform: 'darwin',
  home: '/Users/Dev',
  cwd: '/Users/Dev/App',
  roots: ['/Users/Dev/App'],
};
const windows: FactsSketch = {
  platform: 'win32',
  home: 'C:\\Users\\dev',
  cwd: 'C:\\Users\\dev\\app',
  roots: ['C:\\Users\\dev\\app'],
  temporary: ['C:\\Temp'],
  own: [],
};

lies('src/a.ts', 'workspace');
lies('./src/../src/a.ts', 'workspace');
lies('src/../../other', 'outside');
lies('/home/dev/project', 'workspace');
lies('/home/dev/project2', 'outside');
lies('~', 'outside');
lies('~/project/a', 'workspace');
lies('~root/x', 'unknown');
lies('/etc/hosts', 'system');
lies('/usr/../home/dev/project/a', 'workspace');
lies('/tmp/x', 'temporary');
lies('/tmp/../etc/x', 'system');
lies('/var/log/x', 'system');
lies('/var/lib/x', 'outside');
lies('a\0b', 'unknown');
lies('', 'unknown');
lies('link/x', 'outside', { links: { '/home/dev/project/link': '/home/dev/secret' } });
lies('link/x', 'workspace', { links: { '/home/dev/project/link': '/home/dev/project/src' } });
lies('/tmp/link', 'temporary', { links: { '/tmp/link': '/home/dev/project/src' } });
lies('hidden', 'unknown', { hidden: ['/home/dev/project/hidden'] });
lies('/private/tmp/x', 'temporary', { links: { '/tmp': '/private/tmp' } });
lies('SRC/a', 'workspace', mac);
lies('/users/dev/APP/x', 'workspace', mac);
lies('/HOME/dev/project/x', 'outside');
lies('src\\a.ts', 'workspace', windows);
lies('c:/users/DEV/app/x', 'workspace', windows);
lies('/c/Users/dev/app/x', 'workspace', windows);
lies('..\\x', 'outside', windows);
lies('\\\\server\\share\\x', 'unknown', windows);
lies('\\\\?\\C:\\x', 'unknown', windows);
lies('a.txt::$DATA', 'unknown', windows);
lies('NUL', 'unknown', windows);
lies('con.txt', 'unknown', windows);
lies('PROGRA~1\\x', 'unknown', windows);
lies('x.', 'unknown', windows);
