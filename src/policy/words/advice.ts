// What a denied agent is told to do instead. It never says that the agent may run the same thing after all: what only
// the person can do is left to the person, in the editor.
import { threats } from '../classifier/threats.ts';
import type { Verdict } from '../decision.ts';
import { floorRules } from '../floor/rules.ts';

export function advice({ line, floor, reason }: Verdict): string {
  switch (line) {
    case 'stop':
      return 'Wait: the person stopped all agents. Do not try another way.';
    case 'lock':
      return 'Do not look for another way to run commands: none is open in this session. Use the tools that read, search and edit files, and tell the person which command you would need; they can run it themselves, or trust the workspace if only that is missing.';
    case 'deny-rule':
      return 'A rule of the person forbids this. Choose a way that does not need it, or tell the person what you need and why.';
    case 'mode':
      return 'Describe the step in your plan instead of running it.';
    case 'floor':
    case 'threat': {
      const id = floor ?? /\[([a-z-]+)\]:/u.exec(reason)?.[1];
      const instead = id === undefined ? undefined : insteadOf(id);
      return `Do not retry it in another spelling. ${instead ?? 'Use a narrower command, or tell the person what you need and why.'}`;
    }
    case 'ask-rule':
    case 'allow-rule':
    case 'flow':
    case 'external':
    case 'safe':
      return 'Do not retry it in another spelling. Use a narrower command, or tell the person what you need and why.';
  }
}

function insteadOf(id: string): string | undefined {
  if (id === 'planted-code') return planted;
  return floorRules.find((rule) => rule.id === id)?.instead ?? threats.find((threat) => threat.id === id)?.instead;
} // prettier-ignore

const planted =
  'Write the file without that part, and tell the person what the part was for; they can add it themselves.';
