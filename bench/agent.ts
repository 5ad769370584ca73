// What the gate costs a call of the real Claude Code: scripted runs of few and of many reads, with the gate and
// without any hook, in turns. The difference between many and few is the cost of a call, without that of the start.
import { claudeEnvironment, claudeBinary } from '../test/support/claude.ts';
import { runToEnd } from '../test/claude/support/launch.ts';
import { startGate } from '../src/gate/gate.ts';
import { decodeSettings } from '../src/protocol/settings.ts';
import { makePlace } from '../test/support/place.ts';
import { root } from '../test/support/root.ts';
import type { Step } from '../test/support/model/script.ts';
import { startModel } from '../test/support/model/server.ts';
import { at, type Row } from './table.ts';

const few = 10;
const many = 60;
const rounds = 9;

export async function agentOverhead(): Promise<readonly Row[]> {
  const place = makePlace();
  const file = place.write('ws/file.txt', 'x');
  const steps = (calls: number): readonly Step[] => [
    ...Array.from({ length: calls }, () => [{ tool: ['Read', { file_path: file }] as const }]),
    [{ text: 'END' }],
  ];
  const model = await startModel({ scripts: { few: steps(few), many: steps(many) } });
  const silent = (): void => undefined;
  const gate = await startGate(
    {
      stateDir: place.path('state'),
      programDir: `${root}/dist`,
      home: place.home,
      settings: () => decodeSettings([]),
      workspace: () => ({ roots: [place.workspace], trusted: true }),
      personAvailable: false,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    },
    { sessions: { launchesPerMinute: 1000 } },
  );
  const env = claudeEnvironment({ url: model.url, home: place.home });
  const program = await claudeBinary();
  const plain = async (script: string): Promise<number> => {
    const args = ['-p', `SCRIPT:${script}`, '--permission-mode', 'manual'];
    return (await runToEnd(program, args, env, place.workspace)).ms;
  };
  const gated = async (script: string): Promise<number> => {
    const launch = await gate.launch({
      agent: 'claude', program, args: ['-p', `SCRIPT:${script}`], profile: 'guarded', cwd: place.workspace, env,
    }); // prettier-ignore
    const { ms, code } = await runToEnd(
      launch.file,
      launch.args,
      launch.env,
      place.workspace,
      90_000,
      (pid) => launch.started(pid),
    );
    launch.ended(code ?? undefined);
    return ms;
  };
  try {
    const perCall = async (run: (script: string) => Promise<number>): Promise<number> =>
      ((await run('many')) - (await run('few'))) / (many - few);
    const differences: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      differences.push((await perCall(gated)) - (await perCall(plain)));
    const sorted = differences.sort((a, b) => a - b);
    const text = (share: number): string => `${at(sorted, share).toFixed(1)} ms`;
    return [
      {
        what: 'overhead per call on Claude Code',
        n: (many - few) * rounds,
        median: text(0.5),
        p99: text(0.99),
        asked: '≤ 15 ms median',
      },
    ];
  } finally {
    await gate.close();
    await model.close();
    place.remove();
  }
}
