// The real gate with the real Claude Code behind it: a state folder and a workspace of their own, settings that a
// test may change at any time, and a person who answers as the test says.
import type { TestContext } from 'node:test';
import type { LaunchProfile } from '../../../src/agents/agent.ts';
import type { Answer, Gate, Launch, LaunchRequest, Log, Pending } from '../../../src/gate/api.ts';
import { startGate, type GateParts } from '../../../src/gate/gate.ts';
import type { ReviewerNow } from '../../../src/reviewer/reviewer.ts';
import { decodeSettings, type Settings } from '../../../src/protocol/settings.ts';
import { claudeBinary, claudeEnvironment, seedClaudeHome, type ClaudeRun } from '../../support/claude.ts';
import { makePlace, type Place } from '../../support/place.ts';
import { openTerminal, type Terminal } from '../../support/terminal.ts';
import { root } from '../../support/root.ts';
import { startModel, type Model } from '../../support/model/server.ts';
import type { Step } from '../../support/model/script.ts';
import { runToEnd } from './launch.ts';

export type Gated = {
  readonly gate: Gate;
  readonly place: Place;
  readonly model: Model;
  readonly log: readonly string[];
  /** Settings as they stand in a file, with or without the prefix; they hold from the next call on. */
  readonly settings: (values: Readonly<Record<string, unknown>>) => void;
  /** Answers every question from now on. */
  readonly answers: (answer: (pending: Pending) => Answer | undefined) => void;
  /** One `-p` run of the steps, behind the gate, to its end. */
  readonly run: (
    steps: readonly Step[],
    options?: RunOptions,
  ) => Promise<ClaudeRun & { readonly script: string }>;
  /** The same with this prompt, handed over as the prompt of others is. */
  readonly given: (prompt: string, options?: RunOptions) => Promise<ClaudeRun>;
  /** The interactive screen, at its prompt. Say `SCRIPT:<name>` after adding the script to the model. */
  readonly screen: (options?: RunOptions) => Promise<Terminal>;
};

export type RunOptions = {
  readonly profile?: LaunchProfile;
  /** In place of the words that choose the script. */
  readonly prompt?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Accepts what the workspace brings along, as a person would in the editor. */
  readonly acceptFindings?: boolean;
  readonly request?: Partial<LaunchRequest>;
};

interface GatedOptions {
  readonly trusted?: () => boolean;
  readonly reviewer?: () => ReviewerNow | undefined;
}

let count = 0;

/** `trusted` is the state of Workspace Trust and `reviewer` the one of the settings, asked for at each call. */
export async function startGated(
  t: Pick<TestContext, 'after'>,
  { trusted = () => true, reviewer = () => undefined, ...parts }: GateParts & GatedOptions = {},
): Promise<Gated> {
  const place = makePlace();
  const model = await startModel();
  const log: string[] = [];
  const write = (text: string): void => void log.push(text);
  const sink: Log = { debug: write, info: write, warn: write, error: write };
  let settings: Settings = decodeSettings([]);
  const options = {
    stateDir: place.path('state'),
    programDir: `${root}/dist`,
    home: place.home,
    settings: () => settings,
    workspace: () => ({ roots: [place.workspace], trusted: trusted() }),
    reviewer,
    personAvailable: true,
    log: sink,
  };
  const gate = await startGate(options, parts);
  const terminals: Terminal[] = [];
  t.after(async () => {
    // What still writes into the place must be gone before it is.
    for (const terminal of terminals) await terminal.close();
    await gate.close();
    await model.close();
    place.remove();
  });
  const launched = async (args: readonly string[], options: RunOptions): Promise<Launch> => {
    const findings = options.acceptFindings ? await gate.findings('claude', place.workspace) : [];
    return gate.launch({
      agent: 'claude',
      program: await claudeBinary(),
      args: [...args, ...(options.args ?? [])],
      profile: options.profile ?? 'guarded',
      cwd: place.workspace,
      env: { ...claudeEnvironment({ url: model.url, home: place.home }), ...options.env },
      acceptedFindings: findings.map((finding) => finding.id),
      ...options.request,
    });
  };
  const toEnd = async (launch: Launch): Promise<ClaudeRun> => {
    const { file, args, env } = launch;
    const run = await runToEnd(file, args, env, place.workspace, 90_000, (pid) => launch.started(pid));
    launch.ended(run.code ?? undefined);
    return run;
  };
  return {
    gate,
    place,
    model,
    log,
    settings(values) {
      settings = decodeSettings([{ scope: 'user', values }]);
    },
    answers(answer) {
      gate.approvals.asked.on((pending) => {
        const given = answer(pending);
        if (given) gate.approvals.answer(pending.id, given);
      });
    },
    async run(steps, options = {}) {
      count += 1;
      const script = `gated-${process.pid}-${count}`;
      model.scripts[script] = steps;
      return {
        ...(await toEnd(await launched(['-p', options.prompt ?? `SCRIPT:${script}`], options))),
        script,
      };
    },
    given: async (prompt, options = {}) =>
      toEnd(await launched(['-p'], { ...options, request: { ...options.request, prompt } })),
    async screen(options = {}) {
      seedClaudeHome(place.home, place.workspace);
      const launch = await launched([], options);
      const { file: command, args, env } = launch;
      const terminal = await openTerminal({ command, args, env, cwd: place.workspace });
      terminals.push(terminal);
      await terminal.waitFor(/❯/, 30_000);
      return terminal;
    },
  };
}
