// What the panel does on the host's side while a person types: a simulated call, and a journal of 100,000 entries that is
// read and filtered.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedView } from '../src/extension/panel/simulate.ts';
import { lazyGate } from '../src/extension/lazyGate.ts';
import { slicesOf } from '../src/extension/panel/slices.ts';
import { adviceLines, openRuleAdvice } from '../src/extension/ruleAdvice.ts';
import { looseModes } from '../src/gate/looseness.ts';
import { indexJournal } from '../src/gate/journalIndex.ts';
import { openJournal } from '../src/gate/journal.ts';
import { checked } from '../src/policy/check.ts';
import { readRules } from '../src/policy/rules/read.ts';
import type { RuleSource } from '../src/policy/rules/rule.ts';
import { speaking } from '../src/policy/rules/speaking.ts';
import { decodeSettings } from '../src/protocol/settings.ts';
import { readSettingsText } from '../src/protocol/settingsText.ts';
import { manyRules } from '../test/support/language/server.ts';
import { contextFor, shellCall } from '../test/support/policy/decide.ts';
import { root } from '../test/support/root.ts';
import { commands } from './commands.ts';
import { timed, type Row } from './table.ts';

const entries = 100_000;

export async function panel(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  try {
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    let time = 0;
    const journal = openJournal({ folder, log, now: () => (time += 1_000) });
    for (let n = 0; n < entries; n += 1) {
      const subject = `${commands[n % commands.length] ?? 'ls'} # ${n}`;
      journal.append({ event: 'decision', id: String(n), session: `s-${n % 40}`, agent: 'claude', tool: 'Bash', subject, input: { command: subject }, behavior: n % 9 === 0 ? 'deny' : 'allow', layer: 'safe', reason: 'It only reads.' }); // prettier-ignore
    }
    journal.close();
    const index = indexJournal(folder);
    const started = performance.now();
    await index.refresh();
    const read = performance.now() - started;
    const filtered = Array.from({ length: 60 }, (_, at) =>
      duration(() => index.page({ text: `git ${at}`, behavior: 'allow' }, 0, 100)),
    );
    const scrolled = Array.from({ length: 200 }, (_, at) => duration(() => index.page({}, at * 450, 100)));
    return [
      ...(await shown()),
      timed('simulated call, host side', simulated([]), '≤ 20 ms'),
      timed(
        'the same with 2,000 rules',
        simulated(decodeSettings([{ scope: 'user', ...readSettingsText(manyRules(2_000)) }]).rules),
        '≤ 20 ms',
      ),
      timed('journal of 100,000 entries, read for the panel', [read], 'not asked'),
      timed('the same, filtered by a text', filtered, '≤ 200 ms'),
      timed('the same, one page as one scrolls', scrolled.slice(5), '≤ 50 ms'),
      size(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each call, with everything that the panel shows of it; the first are left out. */
function simulated(sources: readonly RuleSource[]): readonly number[] {
  const context = contextFor({ rules: readRules(sources) });
  const all = Array.from({ length: 4_000 }, (_, at) => {
    const call = shellCall(commands[at % commands.length] ?? 'ls');
    return duration(() => {
      const { decision, reading } = checked(call, context);
      return simulatedView({ decision, reading, speaking: () => speaking(reading, context) }, '/');
    });
  });
  return all.slice(500);
}

/** What the host does when the panel is shown and when the settings change, with 2,000 rules and 2,000 files of state. */
async function shown(): Promise<readonly Row[]> {
  const stateDir = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  for (let at = 0; at < 2_000; at++) writeFileSync(join(stateDir, `${at}.json`), '{}', { mode: 0o600 });
  const text = manyRules(2_000);
  const decode = () => decodeSettings([{ scope: 'user', ...readSettingsText(text) }]);
  let read = decode();
  const advice = openRuleAdvice(() => read, () => undefined);
  const busy: number[] = [];
  const settle = async (): Promise<void> => {
    // A timer that is due at once fires as late as other work holds it up.
    let last = performance.now();
    const timer = setInterval(() => {
      busy.push(performance.now() - last);
      last = performance.now();
    }, 0);
    await advice.settled();
    clearInterval(timer);
  };
  await settle();
  const settings = {
    current: () => read,
    mode: () => read.permissionMode,
    problems: () => [...read.problems, ...advice.known().problems],
    rules: () => read.rules,
  };
  const makers = slicesOf({
    gate: lazyGate(() => Promise.reject(new Error('none')), () => undefined),
    latch: { state: () => ({ engaged: false }) },
    settings,
    flow: () => ({ last: undefined, counts: { days: [], session: undefined } }),
    trusted: () => true,
    identity: () => undefined,
    folders: () => ['/w'],
    reach: { text: '', contained: false },
    agents: () => [],
    stamp: () => 0,
    callFolders: () => ['/w'],
    journal: () => ({ entries: 0, reading: false, verifying: false, choices: [] }),
    past: { slice: () => ({ list: [], total: 0 }), isOver: () => new Set(), names: () => new Map() },
    trustBefore: () => [],
    terminals: { has: () => false },
    weaknesses: () => [...adviceLines(advice.known().findings, 20), ...looseModes([stateDir]).map(({ path }) => path)],
  });
  const all = Array.from({ length: 60 }, () => duration(() => JSON.stringify(Object.values(makers).map((make) => make()))));
  const changes: number[] = [];
  for (let at = 0; at < 20; at++) {
    changes.push(duration(() => (read = decode())));
    await settle();
  }
  rmSync(stateDir, { recursive: true, force: true });
  return [
    timed('panel shown with 2,000 rules, host side', all, '≤ 50 ms'),
    timed('settings of 2,000 rules changed: read', changes, 'not asked'),
    timed('the same: longest that advice holds a call up', busy, 'not asked'),
  ];
} // prettier-ignore

function size(): Row {
  const { size: bytes } = statSync(join(root, 'dist', 'panel', 'panel.js'));
  return { what: 'script of the panel, minified', n: 1, median: `${Math.round(bytes / 1024)} KB`, p99: '', asked: '≤ 250 KB' }; // prettier-ignore
}

function duration(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
