// Files of the gate that others may look into are found and mended: by modes, and on Windows by lists of access.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { looseAcls, looseness } from '../../src/gate/looseness.ts';
import { makePlace } from '../support/place.ts';

test('loose modes are found below the folders, and mended; links are left alone', { skip: process.platform === 'win32' }, async (t) => {
  const place = makePlace(t);
  const outside = place.write('outside.txt', 'x', 0o644);
  mkdirSync(place.path('state', 'journal'), { recursive: true, mode: 0o700 });
  place.write('state/journal/a.jsonl', '', 0o644);
  place.write('state/stop.json', '{}', 0o600);
  chmodSync(place.path('state'), 0o755);
  symlinkSync(outside, place.path('state', 'link'));
  const modes = looseness();
  const found = await modes.find([place.path('state'), place.path('nowhere')]);
  assert.deepEqual(found, [
    { path: place.path('state'), how: 'mode 755' },
    { path: place.path('state', 'journal', 'a.jsonl'), how: 'mode 644' },
  ]);
  assert.deepEqual(await modes.repair(found), []);
  assert.deepEqual(await modes.find([place.path('state')]), []);
  assert.equal(statSync(place.path('state')).mode & 0o777, 0o700);
  assert.equal(statSync(place.path('state', 'journal', 'a.jsonl')).mode & 0o777, 0o600);
  assert.equal(statSync(outside).mode & 0o777, 0o644);
}); // prettier-ignore

const own = 'S-1-5-21-1-2-3-1001';

const lists: readonly (readonly [list: string, how: string | undefined])[] = [
  [`D:PAI(A;OICI;FA;;;${own})(A;OICI;FA;;;SY)`, undefined],
  [`D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${own})`, undefined],
  [`D:PAI(A;;FA;;;${own})(A;;0x1200a9;;;BU)`, 'open to all users'],
  [`D:AI(A;ID;FA;;;WD)(A;ID;FR;;;AU)(A;ID;FR;;;WD)`, 'open to everybody, whoever is logged in'],
  [`D:PAI(D;;FA;;;WD)(A;;FA;;;${own})`, undefined],
  [`D:PAI(A;;FA;;;S-1-5-21-1-2-3-1002)`, 'open to S-1-5-21-1-2-3-1002'],
  ['D:NO_ACCESS_CONTROL', 'open to everybody'],
];
for (const [list, how] of lists)
  test(`${list} is ${how ?? "the owner's alone"}`, () => {
    const found = looseAcls(`\uFEFFPortcullis\r\n${list}\r\n`, 'C:\\Users\\u\\AppData\\Local', own);
    assert.deepEqual(
      found,
      how === undefined ? [] : [{ path: 'C:\\Users\\u\\AppData\\Local\\Portcullis', how }],
    );
  });

test('the local administrator is the owner where that account is', () => {
  assert.deepEqual(looseAcls('a\nD:PAI(A;;FA;;;LA)\n', 'C:\\', 'S-1-5-21-1-2-3-500'), []);
  assert.equal(looseAcls('a\nD:PAI(A;;FA;;;LA)\n', 'C:\\', own).length, 1);
});

test('on Windows icacls is asked and told, by argument vectors, in the names of accounts that no language changes', async (t) => {
  const place = makePlace(t);
  mkdirSync(place.path('state'));
  const calls: (readonly string[])[] = [];
  const windows = looseness({
    platform: 'win32',
    root: 'C:\\W',
    run: (file, args) => {
      calls.push([file, ...args]);
      if (file.endsWith('whoami.exe')) return Promise.resolve(`"me\\u","${own}"\r\n`);
      if (args[1] === '/save' && args[2] !== undefined)
        writeFileSync(args[2], `\uFEFFstate\r\nD:AI(A;ID;FA;;;BU)\r\n`, 'utf16le');
      return Promise.resolve('');
    },
  });
  const found = await windows.find([place.path('state'), place.path('nowhere')]);
  assert.deepEqual(found.map(({ how }) => how), ['open to all users']);
  assert.deepEqual(await windows.repair([{ path: place.path('state'), how: '' }]), []);
  const asked = calls.filter(([file]) => file === 'C:\\W\\System32\\icacls.exe').map(([, ...args]) => args);
  assert.deepEqual(asked[0]?.slice(0, 2), [place.path('state'), '/save']);
  assert.deepEqual(asked.slice(1), [
    [place.path('state'), '/reset', '/q', '/l'],
    [place.path('state'), '/inheritance:r', '/grant:r', `*${own}:(OI)(CI)F`, '*S-1-5-18:(OI)(CI)F', '/q', '/l'],
  ]);
}); // prettier-ignore

test('what could not be mended is told', async () => {
  const windows = looseness({
    platform: 'win32',
    run: (file) => (file.endsWith('whoami.exe') ? Promise.resolve(`"u","${own}"`) : Promise.reject(new Error('Access is denied.'))),
  });
  const [problem] = await windows.repair([{ path: 'C:\\x', how: '' }]);
  assert.match(problem ?? '', /C:\\x could not be mended: Access is denied/u);
}); // prettier-ignore
