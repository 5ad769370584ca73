// Each slice of what the panel shows, made from the state of gate, stop and settings at this moment.
import { agents } from '../../agents/agents.ts';
import type { IdentityFile, SessionFlow, SessionInfo } from '../../gate/api.ts';
import type { Latch } from '../../gate/latch.ts';
import type { TrustEntry } from '../../gate/trustApi.ts';
import { permissionModes } from '../../policy/decision.ts';
import type { Denial } from '../../policy/session/turns.ts';
import type { SliceName, Slices } from '../../protocol/panel.ts';
import { agentName } from '../agentNames.ts';
import type { Reach } from '../container.ts';
import type { FoundAgent } from '../findAgents.ts';
import type { LazyGate } from '../lazyGate.ts';
import type { LiveSettings } from '../settings.ts';
import { clock, count, modeNames } from '../statusText.ts';
import type { Terminals } from '../terminals.ts';
import { trustLine } from '../untrustedTexts.ts';
import { shortened, shown } from '../visible.ts';
import { weakeningsOf } from '../weakenings.ts';
import { permissionModule } from './counts.ts';
import { defencesOf, liveLayers } from './defences.ts';
import { firstMinute } from './firstMinute.ts';
import { folderChoices } from './folderChoices.ts';
import { flowView, type FlowCounts, type LastCall } from './flow.ts';
import { groupsOf } from './groups.ts';
import { identityView } from './identityView.ts';
import { layerTitle } from './lineWords.ts';
import type { PastSessions } from './pastSessions.ts';
import { questionView } from './questions.ts';
import { presets, toolKinds } from './toolKinds.ts';
import { trustRows } from './trustView.ts';

export interface SliceParts {
  readonly gate: LazyGate;
  readonly latch: Pick<Latch, 'state'>;
  readonly settings: Pick<LiveSettings, 'current' | 'mode' | 'problems' | 'rules'>;
  readonly flow: () => { readonly last: LastCall | undefined; readonly counts: FlowCounts };
  readonly journal: () => Slices['journal'];
  readonly past: PastSessions;
  /** Trust as it was read before a gate was up; undefined until then. */
  readonly trustBefore: () => readonly TrustEntry[] | undefined;
  readonly terminals: Pick<Terminals, 'has'>;
  /** What weakens the set-up, in sentences. */
  readonly weaknesses: () => readonly string[];
  /** Is the workspace trusted in VS Code? */
  readonly trusted: () => boolean;
  /** The identity files, as they were looked at last; undefined while no gate is up. */
  readonly identity: () => readonly IdentityFile[] | undefined;
  /** The folders of the window. */
  readonly folders: () => readonly string[];
  /** What agents can reach, in a sentence. */
  readonly reach: Reach;
  /** Agents of this machine; undefined while they are looked for. */
  readonly agents: () => readonly FoundAgent[] | undefined;
  /** Another number whenever what the rules decide may have changed. */
  readonly stamp: () => number;
  /** Where calls can be simulated. */
  readonly callFolders: () => readonly string[];
}

export function slicesOf(parts: SliceParts): { readonly [K in SliceName]: () => Slices[K] } {
  const {
    gate,
    latch,
    settings,
    flow,
    journal,
    past,
    trustBefore,
    terminals,
    weaknesses,
    callFolders,
    stamp,
  } = parts;
  const sessions = (): readonly SessionInfo[] => gate.current()?.sessions.list() ?? [];
  const waiting = () => gate.current()?.approvals.pending() ?? [];
  const defences = () => {
    const { floorExceptions, alwaysAllowBash } = settings.current();
    const up = gate.current();
    const problems = up?.problems() ?? [];
    const facts = {
      stop: latch.state(),
      port: up?.port,
      problems,
      ruleProblems: settings.problems(),
      mode: settings.mode(),
    };
    const identity = parts.identity() ?? [];
    return defencesOf({
      ...facts,
      floorExceptions,
      alwaysAllowBash,
      sessions: sessions(),
      trusted: parts.trusted(),
      identity,
    });
  };
  return {
    gate: () => gateSlice(parts, sessions(), waiting().length, liveLayers(defences())),
    defences: () => {
      const list = defences();
      return {
        layers: liveLayers(list),
        ...permissionModule,
        list,
        reach: parts.reach.text,
        contained: parts.reach.contained,
      };
    },
    waiting: () => ({ questions: waiting().map(questionView), groups: groupsOf(waiting()) }),
    flow: () => {
      const { rules } = settings.current();
      const of = (behavior: string): number => rules.filter((rule) => rule.behavior === behavior).length;
      const problems = gate.current()?.problems();
      const ready = problems && !problems.some((problem) => problem.startsWith('Shell lines'));
      const { last, counts } = flow();
      const state = { ready, allow: of('allow'), ask: of('ask'), deny: of('deny') };
      return flowView(last, counts, {
        ...state,
        waiting: waiting().length,
        sessions: sessions().filter((one) => one.state !== 'ended').length,
        stopped: latch.state().engaged,
      });
    },
    rules: () => {
      const all = settings.rules();
      const of = (behavior: string): number => all.filter((rule) => rule.behavior === behavior).length;
      return { stamp: stamp(), allow: of('allow'), ask: of('ask'), deny: of('deny') };
    },
    trust: () => {
      const entries = gate.current()?.trust.list() ?? trustBefore();
      return { list: trustRows(entries ?? []), reading: entries === undefined };
    },
    sessions: () => {
      const over = past.isOver();
      const mode = modeNames[settings.mode()];
      const list = sessions()
        .filter(({ id, state }) => state !== 'ended' || !over.has(id))
        .toReversed()
        .slice(0, 50);
      return {
        ran: sessions().length > 0,
        list: list.map((one) =>
          sessionView(one, {
            refused: gate.current()?.sessions.denials(one.id) ?? [],
            mode,
            terminal: terminals.has(one.id),
          }),
        ),
      };
    },
    past: () => past.slice(),
    journal,
    doctor: () => {
      const weak = [...(gate.current()?.problems() ?? []), ...weaknesses()];
      const checks = weak.map((text) => ({ text: shown(text), tone: 'warning' as const }));
      return { checks };
    },
    identity: () =>
      identityView({
        files: parts.identity(),
        textOf: (path) => gate.current()?.identity.accepted(path),
        folders: parts.folders(),
        sessions: sessions(),
      }),
    start: () => firstMinute({ agents: parts.agents(), rules: settings.rules(), folders: parts.folders() }),
    presets: () => ({
      agents: Object.values(agents).map(({ id, name }) => ({ id, name })),
      modes: permissionModes.map((id) => ({ id, name: modeNames[id] })),
      kinds: toolKinds.map(({ id, name, hint, content, call }) => ({
        id,
        name,
        hint,
        ...(content === undefined ? {} : { content }),
        agents: Object.values(agents).flatMap(({ id: agent, spelling }) =>
          call(spelling ?? {}, '', '') === undefined ? [] : [agent],
        ),
      })),
      list: presets,
      folders: folderChoices(callFolders()),
    }),
  };
}

function gateSlice(
  { latch, settings, gate }: SliceParts,
  sessions: readonly SessionInfo[],
  waiting: number,
  layers: number,
): Slices['gate'] {
  const stop = latch.state();
  const mode = settings.mode();
  const live = sessions.filter((one) => one.state !== 'ended');
  const names = [...new Set(live.map((one) => agentName(one.agent)))].join(', ');
  const detail = [names, modeNames[mode], `${layers} of 3 layers live`].filter((part) => part !== '').join(' · ');
  const base = {
    mode,
    modeName: modeNames[mode],
    problems: (gate.current()?.problems() ?? []).filter(() => !stop.engaged).map(shown),
    weakenings: weakeningsOf({ ...settings.current(), mode, sessions }).map(({ id, text, tone, undo }) => ({ id, text: shown(text), tone, undo })),
  };
  if (stop.engaged)
    return { ...base, stopped: true, title: 'Stopped', tone: 'danger', detail: `Since ${clock(stop.since)}, by ${shown(stop.by)}. Every call of every agent is denied.` };
  const ungated = live.filter((one) => one.state === 'ungated').length;
  if (ungated > 0) return { ...base, stopped: false, title: `${count(ungated, 'session')} not gated`, tone: 'danger', detail };
  if (waiting > 0) return { ...base, stopped: false, title: `${count(waiting, 'call')} waiting`, tone: 'warning', detail };
  const paused = live.filter((one) => one.paused !== undefined).length;
  if (paused > 0) return { ...base, stopped: false, title: `${count(paused, 'session')} paused`, tone: 'warning', detail };
  if (live.length === 0) return { ...base, stopped: false, title: 'No agent runs', tone: 'dim', detail };
  const gated = live.filter((one) => one.state === 'gated').length;
  return { ...base, stopped: false, title: gated === live.length ? 'Gated' : 'Starting', tone: gated === live.length ? 'ok' : 'warning', detail };
} // prettier-ignore

interface SessionMore {
  readonly refused: readonly Denial[];
  readonly mode: string;
  readonly terminal: boolean;
}

function sessionView(session: SessionInfo, { refused, mode, terminal }: SessionMore): Slices['sessions']['list'][number] {
  const { id, agent, state, cwd, startedAt, calls, denials, paused, profile } = session;
  const trust = trustLine(session.trust);
  const words = { waiting: 'starting', gated: 'gated', ungated: 'not gated', ended: 'ended' } as const;
  return {
    id,
    agent: agentName(agent),
    state: paused === undefined ? words[state] : 'paused',
    tone: state === 'ungated' ? 'danger' : paused !== undefined || state === 'waiting' ? 'warning' : state === 'ended' ? 'dim' : 'ok',
    mode: `${profile === 'handsOff' ? 'Hands-off' : 'Guarded'} · ${mode}`,
    detail: `${count(calls, 'call')}, ${denials} denied`,
    folder: shown(cwd),
    startedAt,
    calls,
    denials,
    ...(paused === undefined ? {} : { paused: shown(paused) }),
    ...(trust === undefined ? {} : { trust }),
    live: state !== 'ended',
    terminal,
    flow: flowOf(session.flow),
    refused: refused.slice(-mostRefused).reverse().map(refusedLine),
    clearable: session.flow.untrusted.length > 0,
  };
} // prettier-ignore

const mostRefused = 30;

function refusedLine({ id, tool, subject, layer, rule, reason }: Denial): Slices['sessions']['list'][number]['refused'][number] {
  // Redacted before it is cut: half a secret would not be known for one.
  const by = rule === undefined ? layerTitle(layer) : `${layerTitle(layer)} ${shortened(shown(rule), 80)}`;
  return { id, what: shortened(shown(`${tool} ${subject}`), 160), why: `${by}: ${shortened(shown(reason), 300)}` };
} // prettier-ignore

/** The three of session flow: together they make the next send ask. */
function flowOf({ private: read, untrusted, sent }: SessionFlow): Slices['sessions']['list'][number]['flow'] {
  const rows = [
    { name: 'private data read', tone: 'warning', facts: read },
    { name: 'untrusted content', tone: 'warning', facts: untrusted },
    { name: 'data sent', tone: 'plain', facts: sent },
  ] as const;
  return rows.map(({ name, tone, facts }) => ({
    name,
    tone: facts.length === 0 ? 'dim' : tone,
    facts: facts.map(({ what, call }) => `${shown(what)} (call ${shown(call)})`),
  }));
}
