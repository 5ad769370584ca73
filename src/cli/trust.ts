// `portcullis trust`: what is known of services outside this machine, and what holds one back. Nothing here can grant
// anything: more trust is an act of the person in the editor.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../gate/api.ts';
import { ensureFolder } from '../gate/files.ts';
import { HumanError } from '../gate/humanError.ts';
import { openJournal } from '../gate/journal.ts';
import { stateDirFor } from '../gate/stateDir.ts';
import { openTrust, trustSeen, type Trust } from '../gate/trust.ts';
import type { TrustDeed, TrustEntry } from '../gate/trustApi.ts';
import { loadTrust } from '../gate/trustFile.ts';
import { logTo } from './log.ts';
import { operationKinds, type OperationKind } from '../policy/external/operation.ts';
import { defaultHalfLife } from '../policy/trust/score.ts';
import type { Command, Terminal } from './terminal.ts';
import { painter, shortened, table, visible, type Paint } from './text.ts';
import { CommandError, readArguments } from './usage.ts';

export const trust: Command = async (args, terminal) => {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { why: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [action, service, kindText, ...rest] = positionals;
  if (rest.length > 0) throw new CommandError(`what is ${rest.join(' ')}?`);
  if (action !== undefined && onlyInEditor.has(action))
    throw new HumanError('more trust is given in the editor alone: “Portcullis: Show Trust in Services”');
  if (action !== 'list' && action !== 'show' && action !== 'block' && action !== 'incident')
    throw new CommandError('list, show, block or incident?');
  if (action !== 'list' && service === undefined) throw new CommandError(`${action} what service?`);
  const kinds = kindText === undefined ? operationKinds : [kindOf(kindText)];
  if (action === 'list' || action === 'show') {
    const entries = reading(terminal);
    const chosen = entries.filter((one) => (service === undefined || one.service === service) && kinds.includes(one.kind));
    await terminal.out(values.json ? chosen.map((one) => `${JSON.stringify(one)}\n`).join('') : shown(chosen, action, terminal));
    return action === 'show' && chosen.length === 0 ? 1 : 0;
  }
  // An agent's own shell must not move trust in either direction.
  if (terminal.env['PORTCULLIS_SESSION'] !== undefined)
    throw new HumanError('an agent cannot do this: say it in a terminal of your own');
  await holdBack(action, service ?? '', kinds, values.why, terminal);
  return 0;
}; // prettier-ignore

const onlyInEditor: ReadonlySet<string> = new Set([
  'grant',
  'accept',
  'decline',
  'reset',
  'unblock',
  'allow',
]);

function kindOf(text: string): OperationKind {
  const kind = operationKinds.find((one) => one === text);
  if (kind === undefined) throw new CommandError(`${text} is none of ${operationKinds.join(', ')}`);
  return kind;
}

async function holdBack(
  action: 'block' | 'incident',
  service: string,
  kinds: readonly OperationKind[],
  why: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const about = { by: 'the command line', ...(why === undefined ? {} : { why }) };
  writing(terminal, (opened) => {
    for (const kind of kinds) {
      const place = { service, kind };
      const deed: TrustDeed = action === 'block' ? { type: 'level', ...place, level: 'blocked' } : { type: 'incident', ...place };
      opened.act(deed, about);
    }
  });
  const what = kinds.length === 1 ? `${kinds[0]} of ${visible(service)}` : visible(service);
  const done = action === 'block' ? `${what} is blocked.` : `${what} is asked about each time from now on.`;
  const keep = action === 'block' ? ` To keep it so whatever happens to files, add it to portcullis.services in your settings.` : '';
  await terminal.out(`${done}${keep}\n`);
} // prettier-ignore

/** Like a window that opens for a moment: what is written holds in all others from their next call on. */
function writing(terminal: Terminal, act: (trust: Trust) => void): void {
  const { stateDir, log } = placeOf(terminal);
  ensureFolder(stateDir);
  const trust = loadTrust(stateDir, log);
  const journal = openJournal({ folder: join(stateDir, 'journal'), log, now: Date.now });
  try {
    act(openTrust(trust, { ...alone, load: () => trust, journal, log }));
  } finally {
    journal.close();
  }
}

function reading(terminal: Terminal): readonly TrustEntry[] {
  const { stateDir, log } = placeOf(terminal);
  ensureFolder(stateDir);
  return trustSeen(stateDir, log, { now: Date.now(), halfLife: defaultHalfLife, services: [] });
}

/** Follows no other window, and knows no settings. */
const alone = {
  tail: () => ({ poll: () => ({ entries: [] }) }),
  now: Date.now,
  halfLife: () => defaultHalfLife,
  services: () => [],
};

function placeOf(terminal: Terminal): { readonly stateDir: string; readonly log: Log } {
  const stateDir = stateDirFor(terminal.env, process.platform, homedir());
  return { stateDir, log: logTo(terminal) };
}

function shown(
  entries: readonly TrustEntry[],
  action: 'list' | 'show',
  { colors, columns }: Terminal,
): string {
  if (entries.length === 0) return 'Nothing is known of it yet.\n';
  const paint = painter(colors);
  const rows = entries.map(rowOf(paint));
  if (action === 'list') return `${table(rows)}\n`;
  const histories = entries.map((entry) => {
    const lines = entry.history.map(({ time, reason, score, level }) =>
      [paint('dim', new Date(time).toISOString().replace('T', ' ').slice(0, 19)), String(score), level, shortened(visible(reason), Math.max(30, columns - 50))]); // prettier-ignore
    return `${table([rowOf(paint)(entry)])}\n${table(lines)}\n`;
  });
  return histories.join('\n');
}

function rowOf(paint: Paint): (entry: TrustEntry) => readonly string[] {
  return ({ service, kind, score, level, source, incidents, proposal }) => [
    visible(service),
    kind,
    String(score),
    source === 'start' ? paint('dim', 'no trust granted') : paint(source === 'incident' || level === 'blocked' ? 'red' : 'green', level),
    [...(incidents > 0 ? [`${incidents} incidents`] : []), ...(proposal === undefined ? [] : [visible(proposal.text)])].join('; '),
  ];
} // prettier-ignore
