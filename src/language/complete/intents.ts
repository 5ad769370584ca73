// Rules by what a person means: a label in plain words, and the rule that says it.
import type { Behavior } from '../../policy/decision.ts';
import type { Choice } from './choice.ts';

/** Written with their tools, so that they mean the same in Claude Code's files. */
const table: readonly (readonly [behavior: Behavior, means: string, rule: string])[] = [
  ['allow', 'run the tests', 'Bash(npm test *)'],
  ['allow', 'build', 'Bash(npm run build *)'],
  ['allow', 'edit the source files', 'Edit(./src/**)'],
  ['ask', 'before installing packages', 'Bash(npm install *)'],
  ['ask', 'before pushing', 'Bash(git push *)'],
  ['ask', 'before publishing', 'Bash(npm publish *)'],
  ['deny', 'never push by force', 'Bash(git push --force *)'],
  ['deny', 'never delete folders', 'Bash(rm -r *)'],
  ['deny', 'never become root', 'Bash(sudo *)'],
  ['deny', 'never read secrets of the workspace', 'Read(./.env*)'],
];

export function intentChoices(behavior: Behavior): readonly Choice[] {
  return table
    .filter(([of]) => of === behavior)
    .map(([, means, rule]) => ({
      label: `${behavior}: ${means}`.replace('deny: never', 'never'),
      insert: rule,
      kind: 'value',
      detail: rule,
      rank: 9,
      sought: `${behavior} ${means}`,
    }));
}
