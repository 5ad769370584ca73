// Lets an agent be launched: refuses while the gate is closed, opens a session for it, has the launch prepared, and
// keeps the session informed about its process.
import type { Agent, AgentId } from '../agents/agent.ts';
import { deferredStart, offText } from '../agents/subsystems.ts';
import { causesNow, causesText, causeText, isDryRun, type Cause } from '../policy/confinement.ts';
import { redactText } from '../policy/redact.ts';
import { ToolPermissionContext } from '../policy/rules/toolContext.ts';
import type { GateOptions, Launch, LaunchRequest } from './api.ts';
import type { Conversations } from './conversations.ts';
import { HumanError } from './humanError.ts';
import type { Journal } from './journal.ts';
import { filesFor } from './judge.ts';
import { prepareLaunch } from './launch/prepare.ts';
import { sessionRecord } from './records.ts';
import type { Secrets } from './secrets.ts';
import { recordedLaunch } from './recorder/recordedLaunch.ts';
import type { Recorder } from './recorder/recorder.ts';
import type { Session, Sessions } from './sessions.ts';
import { problemOf } from './signal.ts';
import type { Ending, History } from './stores/history.ts';

export interface LaunchingParts {
  readonly agents: Readonly<Partial<Record<AgentId, Agent>>>;
  readonly options: GateOptions;
  readonly secrets: Pick<Secrets, 'learn'>;
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly journal: Journal;
  readonly gateUrl: string;
  readonly closed: () => string | undefined;
  readonly stopped: () => boolean;
  readonly history: Pick<History, 'launched' | 'refused'>;
  readonly recorder: Pick<Recorder, 'terminal' | 'pipes' | 'started'>;
  /** Called when the agent's process is gone. Never rejects. */
  readonly ended: (id: string) => Promise<void>;
  /** Ends the processes of a session. */
  readonly end: (id: string, ending: Ending) => Promise<unknown>;
}

/** Milliseconds that a person may take over the agent's own first dialogs before the session counts as ungated. */
const dialogPatience = 600_000;
/** An agent's own state file grows with its projects. */
const stateBytes = 16_777_216;

export function launchWith(parts: LaunchingParts): (request: LaunchRequest) => Promise<Launch> {
  const {
    agents,
    options,
    secrets,
    sessions,
    conversations,
    journal,
    gateUrl,
    closed,
    stopped,
    history,
    recorder,
    ended,
    end,
  } = parts;
  const { log, programDir, home } = options;
  return async (request) => {
    const problem = closed();
    if (problem !== undefined) throw new HumanError(problem);
    const agent = agents[request.agent];
    if (!agent) throw new HumanError(`There is no agent ${request.agent}.`);
    const resumed = agent.resumes?.(request.args);
    const from = resumed === undefined ? undefined : conversations.from(agent.id, resumed);
    const carried = carriedCauses(from === undefined ? request : { foreign: from, ...request });
    // Invariant: trust is what the workspace and the request say at this moment, and never a constant.
    const causes = causesNow(carried, options.workspace().trusted);
    if (request.profile === 'handsOff' && causes.length > 0)
      throw new HumanError(
        `Hands-off is not offered here, for the session is not trusted: ${causesText(causes)}.`,
      );
    const foreign = carried.some(({ kind }) => kind === 'foreign');
    const subsystems = deferredStart(causes.length === 0);
    const { session, token } = sessions.open({ ...request, causes: carried, subsystems, resumed });
    secrets.learn({ ...request.env, PORTCULLIS_TOKEN: token });
    try {
      const {
        permissionMode: mode,
        denyTools,
        denyPrefixes,
        alwaysAllowBash,
        recordings,
      } = options.settings();
      const recording = recordedLaunch({
        wanted: recordings,
        session: session.id,
        title: agent.name,
        output: request.output,
        recorder,
        log,
      });
      const prepared = await prepareLaunch(request, {
        agent,
        gateUrl,
        token,
        sessionId: session.id,
        programDir,
        home,
        mode,
        tools: ToolPermissionContext.fromIterables(denyTools, denyPrefixes),
        subsystems,
        foreign,
        // A dry run shows what the agent would have tried.
        hideLocked: foreign && !isDryRun(carried),
        recorded: recording.before,
      });
      // While the launch was prepared, the stop may have been engaged.
      const late = closed();
      if (late !== undefined) throw new HumanError(late);
      if (prepared.realtimeLimit !== undefined) sessions.mark(session.id, prepared.realtimeLimit);
      const { profile, cwd, program } = request;
      const accepted = request.acceptedFindings ?? [];
      journal.append(
        sessionRecord('launch', session, {
          profile,
          cwd,
          program,
          mode,
          accepted,
          denyTools,
          denyPrefixes,
          alwaysAllowBash,
          trust: causes.length === 0 ? 'trusted' : 'untrusted',
          causes: causes.map(causeText),
          off: offText(subsystems),
          ...(request.prompt === undefined ? {} : { prompt: redactText(request.prompt.slice(0, 16_384)) }),
          recorded: recording.told().recorded,
        }),
      );
      history.launched(session, request);
      const { file, args, env } = prepared;
      const files = filesFor(request.env['HOME'] ?? home, cwd, stateBytes);
      const life = agent.beginsWithDialogs?.(files, request.args) ? dialogPatience : undefined;
      const trust = sessions.trust(session);
      return { session: session.id, trust, file, args, env, ...recording.told(), ...lifetime(session, life) };
    } catch (error) {
      history.refused(session, request, problemOf(error));
      sessions.ended(session.id, { result: 'failure' });
      sessions.forget(session.id);
      throw error;
    }
  };

  function lifetime(session: Session, life: number | undefined): Pick<Launch, 'started' | 'ended'> {
    return {
      started(pid) {
        recorder.started(session.id, pid);
        sessions
          .started(session.id, pid, life)
          // A stop that came between launch and start has not seen this process.
          .then(() => (closed() === undefined ? undefined : end(session.id, { result: 'stopped' })))
          .catch((error: unknown) => log.error(problemOf(error)));
      },
      ended(exitCode) {
        if (session.state === 'ended') return;
        sessions.ended(session.id, endingOf(exitCode, stopped()));
        try {
          journal.append(sessionRecord('end', session, { exitCode }));
        } catch (error) {
          log.error(`The end of session ${session.id} could not be journaled: ${problemOf(error)}`);
        }
        void ended(session.id);
      },
    };
  }
}

/** Why a session that is asked for like this can never be trusted; empty when only its workspace counts. */
export function carriedCauses({ foreign, dryRun }: Pick<LaunchRequest, 'foreign' | 'dryRun'>): readonly Cause[] {
  return [
    ...(foreign === undefined ? [] : [{ kind: 'foreign', from: redactText(foreign) } as const]),
    ...(dryRun === true ? [{ kind: 'dry-run' } as const] : []),
  ];
} // prettier-ignore

/** Without an exit code a terminal was closed, or a signal ended the agent. */
function endingOf(exitCode: number | undefined, stopped: boolean): Ending {
  if (exitCode === undefined) return { result: stopped ? 'stopped' : 'ended' };
  return { result: stopped ? 'stopped' : exitCode === 0 ? 'success' : 'failure', exitCode };
}
