// One of the processes that write a journal while it is measured. Arguments: the folder of the built program, that of the
// journal, how many entries, and `built` where each entry is to be built anew from its decision. Prints `ready`, begins
// when something comes from its input, and prints `done` when all is written.
import { randomUUID } from 'node:crypto';
import { decisionRecord } from '../src/gate/decisionRecord.ts';
import { inputDigestOf } from '../src/gate/digest.ts';
import { openJournal } from '../src/gate/journal.ts';
import { redactorFor } from '../src/policy/knownSecrets.ts';
import { commands } from './commands.ts';
import { loadJudge } from './judge.ts';

const [, , dist = 'dist', folder = '', count = '0', how] = process.argv;
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
void main();

async function main(): Promise<void> {
  const judge = await loadJudge(dist);
  const session = { id: randomUUID(), agent: 'claude' } as const;
  const facts = commands.map((command) => {
    const input = { command, description: 'Looks at the state of the project' };
    const context = { agent: 'claude', cwd: '/mnt/project', callId: `toolu_${randomUUID()}` } as const;
    const { call, decision, operations } = judge('Bash', input, context);
    return {
      tool: 'Bash',
      input,
      inputDigest: inputDigestOf(input),
      session,
      context,
      call,
      decision: { ...decision, id: randomUUID(), elapsed: 0.12345 },
      operations,
      by: 'gate' as const,
      waited: 0,
      secrets: redactorFor([]),
    };
  });
  const records = facts.map(decisionRecord);
  const journal = openJournal({ folder, log, now: Date.now });
  process.stdin.once('data', () => {
    for (let n = 0; n < Number(count); n += 1) {
      const [fact, record] = [facts[n % facts.length], records[n % facts.length]];
      if (fact === undefined || record === undefined) continue;
      journal.append(how === 'built' ? decisionRecord(fact) : { ...record, id: randomUUID() });
    }
    journal.close();
    process.stdin.destroy();
    process.stdout.write('done\n');
  });
  process.stdout.write('ready\n');
}
