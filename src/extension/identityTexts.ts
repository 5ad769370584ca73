// The words about identity files. Pure.
import type { IdentityFile } from '../gate/api.ts';
import { count } from './statusText.ts';
import { inert, shortened, visible } from './visible.ts';

/** What the person calls a file: its path below a folder of the workspace. */
export function nameOfFile(path: string, folders: readonly string[]): string {
  const folder = folders.find((one) => path.startsWith(`${one}/`) || path.startsWith(`${one}\\`));
  return visible(folder === undefined ? path : path.slice(folder.length + 1));
}

export function driftText({ digest, accepted, difference }: IdentityFile, name: string): string {
  const what =
    accepted === undefined
      ? 'is there, and what you accepted of it before is lost'
      : digest === undefined
        ? 'was deleted'
        : isNew(difference)
          ? 'appeared'
          : 'changed';
  const until = accepted === undefined || isNew(difference) ? 'are not given it' : 'are given the text that you accepted before';
  return inert(`${shortened(name, 200)} ${what}${accepted === undefined ? '' : ' outside the editor'}. It tells agents who they are; until you accept that, they ${until}.`);
} // prettier-ignore

function isNew(difference: IdentityFile['difference']): boolean {
  return difference !== undefined && difference.line === 1 && difference.removed.length === 0;
}

export function stateText({ state, accepted, difference, problem }: IdentityFile): string {
  switch (state) {
    case 'accepted':
      return `given to agents; accepted ${accepted === undefined ? '' : ways[accepted.by]}`;
    case 'changed':
      return difference === undefined
        ? 'changed'
        : `waits for you: ${count(difference.removed.length, 'line')} out, ${difference.added.length} in, from line ${difference.line}`;
    case 'absent':
      return 'not there';
    case 'untrusted':
      return 'not given, for the workspace is not trusted';
    case 'refused':
      return `not given: ${visible(problem ?? '')}`;
  }
}

const ways = {
  'first sight': 'at its first sight, with the workspace',
  editor: 'when you saved it here',
  person: 'by you',
} as const;

/** The start of an AGENTS.md, for the person to fill in. */
export const identityTemplate = `# Who you are

<!-- One or two sentences: your name, your task in this project, whom you work for. -->

# How we work here

<!-- What every change must pass, what is never done, where things stand. -->

# Before you send anything

<!-- Who may be written to, in whose name, in what tone; what never leaves this machine. -->
`;
