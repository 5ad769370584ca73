// Builds the gate from its parts. What each part does stands in its own file.
import { join } from 'node:path';
import type { Agent, AgentId } from '../agents/agent.ts';
import { agents as allAgents } from '../agents/agents.ts';
import type { ToolCall } from '../policy/call.ts';
import type { ShellReader } from '../policy/shell/segment.ts';
import { openAgentRules } from './agentRules.ts';
import { openAlarms } from './alarms.ts';
import type { Gate, GateOptions, PermissionDecision } from './api.ts';
import { openQuestions } from './approvals.ts';
import { causesNow } from '../policy/confinement.ts';
import { openConversations } from './conversations.ts';
import { handle } from './events.ts';
import { ensureFolder } from './files.ts';
import { acceptedFiles } from './grounding/accepted.ts';
import { openGrounding } from './grounding/grounding.ts';
import { openIdentity } from './grounding/identity.ts';
import { openJournal } from './journal.ts';
import { openArchive } from './journalArchive.ts';
import { tailJournal } from './journalTail.ts';
import { judgeWith, ownPaths } from './judge.ts';
import { openLatch } from './latch.ts';
import { openOrders } from './orders.ts';
import { launchDoor, launchLimits, type LaunchLimits } from './launchLimits.ts';
import { carriedCauses, launchWith } from './launching.ts';
import { findingsFor } from './launch/findings.ts';
import { openReviewing } from './reviewing.ts';
import { clearLeftovers, forgetIfGone } from './leftovers.ts';
import { permissionsWith } from './permissions.ts';
import type { LiveParts } from './live.ts';
import { sessionControls } from './sessionControls.ts';
import { policyFrom } from './policyNow.ts';
import { openReaders } from './readers.ts';
import { openRuleCounts } from './ruleCounts.ts';
import { movedSettings } from './claudePlaces.ts';
import { endProcesses } from './processes/end.ts';
import type { ProcessTable } from './processes/process.ts';
import { systemProcesses } from './processes/system.ts';
import { record, sessionRecord } from './records.ts';
import { journalWithout, logWithout, openSecrets } from './secrets.ts';
import { serverLimits, startServer, type ServerLimits } from './server.ts';
import { sessionFiles, targetsOfAll, type SessionFiles } from './sessionFiles.ts';
import { openSessions, sessionLimits, type Session, type SessionLimits, type Sessions } from './sessions.ts';
import { emitter, problemOf } from './signal.ts';
import { settingsJournal } from './settingsJournal.ts';
import { stopWith } from './stop.ts';
import { openRecorder } from './recorder/recorder.ts';
import { openHistory, type Ending } from './stores/history.ts';
import { closeLost } from './stores/lost.ts';
import { pruneStale } from './stores/retention.ts';
import { openTrust, type Trust } from './trust.ts';
import { turnKeeper } from './turns.ts';
import { isOfTrust, loadTrust, type LoadedTrust } from './trustFile.ts';
import { suggestionsFor, triedCall, wouldDecide, wouldTrust } from './suggestions.ts';

/** What tests replace. */
export interface GateParts {
  readonly agents?: Readonly<Partial<Record<AgentId, Agent>>>;
  readonly table?: ProcessTable;
  readonly now?: () => number;
  readonly sessions?: Partial<SessionLimits & LaunchLimits>;
  readonly server?: Partial<ServerLimits>;
  /** Milliseconds that a question waits for the person: less than the 24 hours of the agents' hooks. */
  readonly patience?: number;
  readonly loadGrammar?: (programDir: string) => Promise<ShellReader>;
}

const patienceOfPeople = 85_800_000;

/** Starts a gate. Rejects only when it cannot listen or its folder of state cannot be made. */
export async function startGate(options: GateOptions, parts: GateParts = {}): Promise<Gate> {
  const { stateDir, programDir, personAvailable } = options;
  const { agents = allAgents, table = systemProcesses(), patience = patienceOfPeople } = parts;
  const now = parts.now ?? (() => Date.now());
  const env = options.env ?? process.env;
  const secrets = openSecrets({ ...process.env, ...env });
  const log = logWithout(secrets, options.log);
  ensureFolder(stateDir);
  const readers = openReaders(programDir, log, parts.loadGrammar);

  const load = (): LoadedTrust => loadTrust(stateDir, log, { halfLife: options.settings().trustHalfLife });
  const loaded = load();
  const folder = join(stateDir, 'journal');
  const archive = openArchive({ folder, log, now });
  const journal = journalWithout(secrets, openJournal({ folder, log, now, begun: () => archive.look() }));
  const trust = openTrust(loaded, {
    load,
    tail: ({ heads, damaged }) =>
      tailJournal({
        folder,
        known: heads,
        without: damaged,
        owns: (file) => journal.owns(file),
        wants: isOfTrust,
      }),
    journal,
    log,
    now,
    halfLife: () => options.settings().trustHalfLife,
    services: () => options.settings().services,
  });
  const latch = openLatch(join(stateDir, 'stop.json'), log, now);
  const questions = openQuestions(log, now);
  const stored = sessionFiles(join(stateDir, 'sessions'), log);
  const files: SessionFiles = {
    ...stored,
    remove(id) {
      stored.remove(id);
      orders.forget(id);
    },
  };
  const decided = emitter<{ session: string; call: ToolCall; decision: PermissionDecision }>(log);
  const counts = openRuleCounts(now);
  decided.signal.on(({ decision }) => counts.add(decision));
  const agentRules = openAgentRules({
    env,
    approved: (file, rules) => options.approvedAgentRules?.(file, rules) ?? false,
  });
  const mentioned = emitter<{ session: string; word: string }>(log);
  const breached = emitter<{ session: string; problem: string }>(log);
  const note = (event: string, details: Readonly<Record<string, unknown>>): void => {
    try {
      journal.append({ ...record(details), event });
    } catch (error) {
      log.error(`"${event}" could not be journaled: ${problemOf(error)}`);
    }
  };
  const noteOf = (event: string, session: Session, details?: Readonly<Record<string, unknown>>): void =>
    note(event, sessionRecord(event, session, details));
  const turns = turnKeeper(journal, log, now);
  const leftovers = { files, table, journal, log };
  const end = async (id: string, ending: Ending) => {
    const ended = sessions.get(id);
    if (ended) ended.ending ??= ending;
    questions.withdraw('the session was ended', id);
    reviewing.withdraw('the session was ended', id);
    const target = sessions.target(id);
    const report = await endProcesses(table, target ? [target] : []);
    const session = sessions.get(id);
    if (session) noteOf('ended', session, { ...report });
    sessions.ended(id, ending);
    if (report.alive.length === 0) sessions.forget(id);
    return report;
  };
  // On Windows the query takes a second, and the id alone must do.
  const start = process.platform === 'win32' ? undefined : await table.startOf(process.pid);
  const conversations = openConversations(join(stateDir, 'untrusted'));
  const workspaceTrusted = (): boolean => options.workspace().trusted;
  const owner = { pid: process.pid, ...(start === undefined ? {} : { start }) };
  const history = openHistory({
    stateDir,
    agents,
    roots: () => options.workspace().roots,
    home: options.home,
    owner,
    turns,
    secrets,
    log,
    now,
  });
  const recorder = openRecorder({ stateDir, secrets, log, now });
  const sessions = openSessions({
    files,
    workspaceTrusted,
    limits: { ...sessionLimits, ...parts.sessions },
    door: launchDoor(join(stateDir, 'launches'), { ...launchLimits, ...parts.sessions }, now),
    owner,
    log,
    now,
    startOf: (pid) => table.startOf(pid),
    ended(session, ending) {
      history.ended(session, ending);
      recorder.ended(session.id);
    },
    ungated(session) {
      log.error(`Session ${session.id} gave no sign of life to the gate and is ended.`);
      noteOf('ungated', session);
      end(session.id, { result: 'failure', error: 'It gave no sign of life to the gate.' }).catch(
        (error: unknown) => log.error(`It could not be ended: ${problemOf(error)}`),
      );
    },
  });
  questions.answered.on(({ pending, answer }) => {
    const session = sessions.get(pending.session);
    if (session) history.answered(session, pending, answer);
  });
  const accepted = acceptedFiles(join(stateDir, 'identity'), log);
  const identity = openIdentity({ accepted, secrets, log, now, note });
  const grounding = openGrounding({ identity, journal, sessions, agents, options, now });
  const judge = judgeWith({
    agents,
    policy: policyFrom(options, agentRules),
    shell: () => readers.shell(),
    languages: () => readers.languages(),
    model: () => readers.model(),
    stopped: () => latch.state().engaged,
    trust: () => trust.inputs(),
    own: ownPaths([stateDir, programDir, ...movedSettings(env, options.home), ...(options.own ?? [])]),
  });
  const reviewing = openReviewing(() => options.reviewer?.());
  const live: LiveParts = {
    sessions,
    questions,
    journal,
    log,
    trust,
    secrets,
    now,
    grounding,
    reviewing,
    personAvailable,
    patience,
    suggest: suggestionsFor,
    decided: (news) => decided.emit(news),
  };
  const permissions = permissionsWith(judge, live);
  const controls = sessionControls({ live, note: noteOf, end: (id) => end(id, { result: 'ended' }) });
  const orders = openOrders({
    folder: join(stateDir, 'orders'),
    log,
    sessions: () => sessions.list().flatMap(({ id, state }) => (state === 'ended' ? [] : [id])),
    carryOut: (id, { pause, reason }) => (pause ? controls.pause(id, reason) : controls.resume(id)),
  });
  const closed = (session?: Session): string | undefined =>
    latch.state().engaged
      ? 'The emergency stop is engaged: nothing runs until a person releases it.'
      : journal.problem() !== undefined
        ? `The journal cannot be written, so nothing may run: ${journal.problem()}`
        : session?.state === 'ungated'
          ? 'The session gave no sign of life in time and is being ended.'
          : undefined;
  const stop = stopWith({
    latch,
    questions,
    journal,
    table,
    log,
    targets: () => targetsOfAll(sessions.targets(), files),
    own: () => sessions.targets(),
    inFlight: () => sessions.inFlight(),
  });
  const eventParts = {
    sessions,
    conversations,
    questions,
    journal,
    trust,
    permissions,
    turns,
    history,
    grounding,
    personAvailable,
    note: noteOf,
    closed,
    stop(by: string) {
      stop.engage(by).catch((error: unknown) => log.error(`The stop failed: ${problemOf(error)}`));
    },
    pause: (session: Session, reason: string) => controls.pause(session.id, reason),
    stopWords: () => options.settings().stopWords,
    mentioned: (session: Session, word: string) => mentioned.emit({ session: session.id, word }),
    breached(session: Session, problem: string) {
      log.error(`Session ${session.id}: ${problem}.`);
      noteOf('breach', session, { problem });
      controls.pause(session.id, problem);
      breached.emit({ session: session.id, problem });
    },
  };
  const alarms = openAlarms({
    sessions,
    log,
    now,
    note,
    noteOf,
    pause: (session, reason) => controls.pause(session.id, reason),
  });
  const server = await startServer({
    agents,
    log,
    now,
    limits: { ...serverLimits, deadline: deadlineOf(patience), ...parts.server },
    callerOf: (token) => sessions.byToken(token),
    async handle(caller, event, signal) {
      const session = sessions.get(caller.id);
      if (!session) throw new Error('the session is gone');
      orders.look(session.id);
      return handle(eventParts, session, event, signal);
    },
    limited: alarms.limited,
    outside: alarms.outside,
  });
  await readers.ready;
  // Also when another window or the command line engaged it; after the stop itself, which waits for nothing.
  latch.changed.on(({ engaged }) => {
    if (engaged) reviewing.withdraw('the emergency stop was engaged');
    if (engaged) setImmediate(() => distrustInFlight(sessions, trust));
  });
  note('gate-start', { port: server.port, personAvailable });
  const settingsNews = settingsJournal(
    () => options.settings(),
    () => options.workspace(),
    note,
  );
  settingsNews.look();
  pruneStale({ stateDir, roots: options.workspace().roots, log, now: now(), note, files, days: options.settings().retentionDays }); // prettier-ignore
  const clearing = Promise.all([clearLeftovers(leftovers), closeLost({ stateDir, table, secrets, log })]);

  return {
    port: server.port,
    approvals: questions,
    stop: {
      ...stop,
      engage: (by) => stop.engage(secrets.text(by)),
      release: (by) => stop.release(secrets.text(by)),
    },
    decided: decided.signal,
    breached: breached.signal,
    outsiders: alarms.outsiders,
    mentioned: mentioned.signal,
    hasPermissionsToUseTool: permissions,
    sessions: controls,
    ruleCounts: () => counts.list(),
    trust: {
      list: () => trust.list(),
      changed: trust.changed,
      proposed: trust.proposed,
      act: (deed, about) => trust.act(deed, about),
      wouldAllow: (id, deed) => wouldTrust(questions.get(id), () => trust.inputsAfter(deed), judge, sessions),
    },
    agentRules: () =>
      agentRules.read(
        { home: options.home, folders: options.workspace().roots },
        options.settings().readAgentRules,
      ),
    problems: () =>
      [...readers.problems(), closed(), ...history.problems()].filter((problem) => problem !== undefined),
    wouldDecide: (id, rules) => Promise.resolve(wouldDecide(questions.get(id), rules, judge, sessions)),
    tried: (tool, input, context, instead) => triedCall(judge, tool, input, context, instead),
    findings: (agent, cwd, request = {}) =>
      findingsFor({
        agent,
        cwd,
        home: options.home,
        trusted: causesNow(carriedCauses(request), workspaceTrusted()).length === 0,
      }),
    launch: launchWith({
      agents,
      options: { ...options, log },
      secrets,
      sessions,
      conversations,
      journal,
      closed,
      stopped: () => latch.state().engaged,
      history,
      recorder,
      gateUrl: `http://127.0.0.1:${server.port}`,
      ended: (id) =>
        forgetIfGone(id, { ...leftovers, files: { ...files, remove: (gone) => sessions.forget(gone) } }),
      end,
    }),
    note,
    identity: {
      files: () => identity.look(grounding.place()).map(({ file }) => file),
      changed: identity.changed,
      accept: (path, digest, by) => identity.accept(grounding.place(), path, digest, by),
      accepted: (path) => identity.kept(path),
    },
    settingsChanged: () => settingsNews.look(),
    async close() {
      questions.close('the gate was closed');
      reviewing.withdraw('the gate was closed');
      stop.dispose();
      latch.dispose();
      orders.dispose();
      await Promise.all([server.close(), clearing, archive.close(), recorder.close()]);
      history.close('Its gate was closed.');
      sessions.close();
      journal.close();
    },
  };
}

/** What ran outside this machine when everything was stopped has lost trust. */
function distrustInFlight(sessions: Sessions, trust: Trust): void {
  for (const { id, state } of sessions.list()) {
    // What an agent left open that ended long ago is not under way any more.
    if (state === 'ended') continue;
    for (const { operations, callId } of sessions.get(id)?.vetted.inFlight() ?? [])
      trust.happened('stop', operations, callId);
  }
}

/** Shorter than the hook's own timeout, longer than the question's: then the gate's answer is the one that counts. */
function deadlineOf(patience: number): ServerLimits['deadline'] {
  return (event) => {
    if (event.type === 'preTool') return patience + 60_000;
    return event.type === 'expansion' ? 570_000 : 28_000;
  };
}
