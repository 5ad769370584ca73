// What was probably meant: one line a case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { lint } from '../../../../src/policy/rules/book.ts';
import { nearestTool } from '../../../../src/policy/rules/mend.ts';
import { readPattern, textOf } from '../../../../src/policy/rules/pattern.ts';
import { sources, type Lists } from './made.ts';

function mends(lists: Lists, expected: readonly (readonly string[])[]): void {
  test(`${JSON.stringify(lists)} → ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(lint(sources(lists)).flatMap(({ instead }) => instead ?? []), expected); // prettier-ignore
  });
}

mends({ deny: ['BASH'] }, [['Bash']]);
mends({ deny: ['Bahs(x)'] }, [['Bash(x)']]);
mends({ deny: ['webfetch(domain:x.org)'] }, [['WebFetch(domain:x.org)']]);
mends({ deny: ['Nonsense(x)'] }, []);
mends({ deny: ['WebFetch(https://ann@x.org:8080/a?b)'] }, [['WebFetch(domain:x.org)']]);
mends({ deny: ['WebFetch(nonsense)'] }, []);
mends({ deny: ['a && b *'] }, [['a', 'b *']]);
mends({ deny: ['Bash(a | b "c d"; e)'] }, [['Bash(a)', String.raw`Bash(b c\ d)`, 'Bash(e)']]);
mends({ deny: ['a > b'] }, [['a', 'Edit(b)']]);
mends({ deny: ['a >'] }, []);
mends({ allow: ['git push*'] }, [['git push *']]);
mends({ allow: ['Bash(git*)'] }, [['Bash(git *)']]);
mends({ allow: ['a * b'] }, [[String.raw`a \* b`]]);
mends({ allow: ['a * b*'] }, [['a * b *'], [String.raw`a \* b*`]]);
mends({ allow: ['Write'] }, [['Edit(./**)']]);
mends({ allow: ['Read'] }, [['Read(./**)']]);
mends({ allow: ['Edit(~/**)'] }, [['Edit(./**)']]);
mends({ allow: ['python *'] }, []);

for (const [word, tool] of [
  ['bash', 'Bash'],
  ['Bsh', 'Bash'],
  ['WebFech', 'WebFetch'],
  ['Raed', 'Read'],
  ['git', undefined],
  ['rustc', undefined],
  ['Skil', 'Skill'],
] as const)
  // prettier-ignore
  test(`${word} is like ${tool}`, () => assert.equal(nearestTool(word), tool));

test('a pattern that is written again says the same', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { tokens } = readPattern(text);
      assert.deepEqual(readPattern(textOf(tokens)).tokens, tokens);
    }),
  );
});

test('what stands in the place of a broad rule is not broad', () => {
  for (const text of ['git push*', 'a * b', 'Edit', 'Read', 'Edit(~/**)']) {
    const [finding] = lint(sources({ allow: [text] }));
    assert.equal(finding?.code, 'broad');
    for (const one of (finding.instead ?? []).flat())
      assert.deepEqual(lint(sources({ allow: [one] })), [], one);
  }
});
