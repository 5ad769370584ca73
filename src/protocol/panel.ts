// The wire between the panel's page and the extension: what the page shows, as slices of state that are pushed when
// they change, and what a person wants, as intents. Both ends decode with the shapes below. All texts of agents have
// gone through `shown` before they are put into a slice; the page shows them as text and nothing else.
import { operationKinds } from '../policy/external/operation.ts';
import { trustLevels } from '../policy/trust/levels.ts';
import {
  aFlag,
  aNumber,
  aText,
  listOf,
  maybe,
  oneOf,
  record,
  textUpTo,
  union,
  wholeNumber,
  type Of,
  type Shape,
} from './shape.ts';

/** How a thing is meant: colour and icon follow from it. */
const tone = oneOf('plain', 'ok', 'warning', 'danger', 'dim');
export type Tone = Of<typeof tone>;

const behavior = oneOf('allow', 'ask', 'deny');

/** Is the gate there, and what is its state? */
const gate = record({
  stopped: aFlag,
  /** One word or two: "Gated", "No agent runs", "Stopped". */
  title: aText,
  tone,
  /** What else there is to say, in a line. */
  detail: aText,
  mode: aText,
  modeName: aText,
  problems: listOf(aText),
  /** What is switched off at this moment, the worst first; `undo` is the button that takes it back. */
  weakenings: listOf(record({ id: aText, text: aText, tone, undo: aText })),
});

/** One layer or further defence, and whether it works now. */
const defence = record({ id: aText, name: aText, state: oneOf('on', 'off', 'degraded'), detail: aText });

const defences = record({
  /** Of the three layers, how many are live now. */
  layers: aNumber,
  /** Of the permission module, counted when it was built. */
  files: aNumber,
  lines: aNumber,
  list: listOf(defence),
  /** What an agent can reach, in a sentence; and whether that is what a container holds. */
  reach: aText,
  contained: aFlag,
});

/** A piece of a command; a marked one is what the question is about. */
const piece = record({ text: aText, marked: aFlag });

const effect = record({ text: aText, tone });

const segment = record({
  text: aText,
  /** The file in which it stands, where that is not the line itself. */
  via: maybe(aText),
  effects: listOf(effect),
  doubts: listOf(aText),
  strictest: aFlag,
  /** What comes out of it goes into the next one. */
  flows: maybe(aFlag),
});
export type SegmentView = Of<typeof segment>;

const question = record({
  id: aText,
  agent: aText,
  session: aText,
  what: aText,
  /** Milliseconds since 1970. */
  askedAt: aNumber,
  pieces: listOf(piece),
  consequence: aText,
  why: aText,
  risk: maybe(record({ text: aText, tone })),
  segments: listOf(segment),
  facts: listOf(aText),
  /** What it would do, the gravest first; short enough to be seen at once. */
  effects: listOf(effect),
  /** Where the gravest part stands, when it is not in the line itself. */
  elsewhere: maybe(aText),
  /** The last part of the folder's path, to tell sessions apart. */
  folder: aText,
  /** Rules and other layers that speak of it; one with a rule has a place to go to. */
  opinions: listOf(record({ name: aText, says: aText, tone, text: aText, rule: maybe(wholeNumber(0, 100)) })),
  /** What is not certain. */
  doubts: listOf(aText),
  /** It asks whether a paused session may go on. */
  resumes: aFlag,
  hasDiff: aFlag,
});
export type QuestionView = Of<typeof question>;

/** Calls of one session that a person can answer together, for they are of one kind. */
const group = record({
  id: aText,
  /** What they have in common: `npm test …`, or the rule that would cover them all. */
  label: aText,
  ids: listOf(aText),
});
export type GroupView = Of<typeof group>;

/** The layers of the diagram, in the order of the way. */
export const nodeIds = ['call', 'classifier', 'rules', 'person', 'outcome'] as const;
const nodeId = oneOf(...nodeIds);
export type NodeId = Of<typeof nodeId>;

const node = record({
  id: nodeId,
  name: aText,
  /** What it says of the last call, or its state where there was none. */
  state: aText,
  verdict: maybe(record({ text: aText, tone })),
  /** How many of the last days' calls it settled: "82 %". */
  share: maybe(aText),
  /** What it is for, in sentences; shown when the node is chosen. */
  about: aText,
  counts: listOf(record({ name: aText, value: aText })),
});

/** Where an entry of the journal stands. */
const place = {
  file: textUpTo(200),
  at: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  bytes: wholeNumber(0, 100_000_000),
};
const somePlace = record(place);
export type JournalPlace = Of<typeof somePlace>;

const flow = record({
  nodes: listOf(node),
  /** Names of the edges between the nodes, and whether the last decision went that way. */
  edges: listOf(record({ name: aText, lit: aFlag })),
  /** The node from which the last decision went straight to the outcome, past those between. */
  bypass: maybe(nodeId),
  last: maybe(record({ id: aText, subject: aText, at: aNumber, place: maybe(record(place)) })),
  /** How many calls were settled without a person, and how many of 100 were asked about. */
  summary: listOf(aText),
  /** The last days, the oldest first, for a plot of questions per 100 calls. */
  days: listOf(record({ day: aText, calls: aNumber, asked: aNumber })),
});
export type FlowView = Of<typeof flow>;

const service = record({
  /** Its name as the gate knows it, never shown. */
  service: aText,
  /** The same for the person. */
  label: aText,
  kind: oneOf(...operationKinds),
  score: aNumber,
  tone,
  /** What holds now, and why. */
  level: aText,
  source: aText,
  /** How its calls went, counted. */
  happened: aText,
  /** What was reported, the newest first. */
  incidents: listOf(record({ time: aNumber, text: aText })),
  /** How grave such operations are, and what that depends on. */
  risk: record({ text: aText, tone, why: aText }),
  /** The score after each of the last events, the oldest first; and the same in words. */
  scores: listOf(aNumber),
  trend: aText,
  history: listOf(record({ time: aNumber, text: aText })),
  proposal: maybe(record({ text: aText, to: oneOf(...trustLevels) })),
  /** The levels that can be chosen, the strictest first. */
  levels: listOf(record({ level: oneOf(...trustLevels), name: aText, detail: aText, chosen: aFlag })),
  /** Operations that are granted by name. */
  exact: listOf(record({ name: aText, text: aText })),
  /** The level is the person's own choice, which they can take back. */
  ownLevel: aFlag,
});

const session = record({
  id: aText,
  agent: aText,
  state: aText,
  tone,
  /** What is asked about in it: its profile and the permission mode. */
  mode: aText,
  detail: aText,
  folder: aText,
  startedAt: aNumber,
  calls: aNumber,
  denials: aNumber,
  paused: maybe(aText),
  /** Why it is not trusted and what is off; absent for a session that is trusted and lacks nothing. */
  trust: maybe(aText),
  live: aFlag,
  /** Its terminal is in this window. */
  terminal: aFlag,
  /** What it did that decides on later calls, by kind, each with a text for every fact; also kinds without any. */
  flow: listOf(record({ name: aText, tone, facts: listOf(aText) })),
  /** The last calls that were refused, the newest first, each with its reason and the id of the decision. */
  refused: listOf(record({ id: aText, what: aText, why: aText })),
  /** It took in content of others, which the person may clear. */
  clearable: aFlag,
});

const identity = record({
  /** False while no gate is up, which reads the files. */
  known: aFlag,
  files: listOf(
    record({
      path: aText,
      name: aText,
      state: aText,
      tone,
      changed: aFlag,
      /** Identity, Relationship or Memory, where the heading says which; and how the part begins. */
      parts: listOf(record({ kind: aText, heading: aText, text: aText })),
    }),
  ),
  /** Of each session, when it was given the text. */
  given: listOf(aText),
});

/** What there is to begin with. */
const start = record({
  /** Agents have been looked for. */
  looked: aFlag,
  agents: listOf(record({ name: aText, found: aFlag, text: aText })),
  /** Files with rules for agents that hold here too. */
  rules: listOf(record({ name: aText, count: aNumber })),
});

/** A session of any window and of the command line that is over, as the ledger has it. */
const pastSession = record({
  id: aText,
  agent: aText,
  state: aText,
  tone,
  startedAt: aNumber,
  detail: aText,
  folder: aText,
  denials: aNumber,
  /** Records that are there. */
  messages: aFlag,
  recordings: aNumber,
});

const check = record({ text: aText, tone });

/** What the journal can be filtered by, besides a text. */
export const journalFields = ['behavior', 'event', 'layer', 'agent', 'session', 'tool', 'service'] as const;
export type JournalField = (typeof journalFields)[number];

const journalState = record({
  entries: aNumber,
  reading: aFlag,
  /** What of it cannot be read. */
  problem: maybe(aText),
  verifying: aFlag,
  /** The result of the last verifying in this window. `broken` leads to the first break. */
  verified: maybe(record({ at: aNumber, text: aText, tone, broken: aFlag })),
  /** What stands in the entries, as choices for a filter. `at` is when a session began. */
  choices: listOf(
    record({
      field: oneOf(...journalFields),
      options: listOf(record({ id: aText, name: aText, at: maybe(aNumber) })),
    }),
  ),
});

/** What the page can show. Each is replaced as a whole when it changes. */
const slices = {
  gate,
  defences,
  waiting: record({ questions: listOf(question), groups: listOf(group) }),
  flow,
  /** `reading`: what is known was not read yet. */
  trust: record({ list: listOf(service), reading: maybe(aFlag) }),
  /** `ran`: one has run in this window, be it over by now. */
  sessions: record({ list: listOf(session), ran: maybe(aFlag) }),
  /** How many rules there are. `stamp` is another one whenever what they decide may have changed. */
  rules: record({ stamp: aNumber, allow: aNumber, ask: aNumber, deny: aNumber }),
  past: record({ list: listOf(pastSession), total: aNumber, problem: maybe(aText) }),
  journal: journalState,
  doctor: record({ checks: listOf(check) }),
  identity,
  start,
  presets: record({
    agents: listOf(record({ id: aText, name: aText })),
    modes: listOf(record({ id: aText, name: aText })),
    /** Kinds of calls that can be typed, each with the agents that make such calls. */
    kinds: listOf(
      record({ id: aText, name: aText, hint: aText, content: maybe(aText), agents: listOf(aText) }),
    ),
    list: listOf(record({ name: aText, tool: aText, input: aText, content: maybe(aText) })),
    /** Where calls can be made. */
    folders: listOf(record({ path: aText, name: aText })),
  }),
} as const;

export type Slices = { readonly [K in keyof typeof slices]: Of<(typeof slices)[K]> };
export type SliceName = keyof typeof slices;

/** Some slices, all that a message brings. */
const somePart: Shape<Partial<Slices>> = record({
  gate: maybe(slices.gate),
  defences: maybe(slices.defences),
  waiting: maybe(slices.waiting),
  flow: maybe(slices.flow),
  trust: maybe(slices.trust),
  sessions: maybe(slices.sessions),
  rules: maybe(slices.rules),
  past: maybe(slices.past),
  journal: maybe(slices.journal),
  doctor: maybe(slices.doctor),
  identity: maybe(slices.identity),
  start: maybe(slices.start),
  presets: maybe(slices.presets),
});

/** A rule by what it says and where it stood, by which it is found again; for the host alone, never shown. */
const ruleRef = record({
  text: textUpTo(10_000),
  behavior,
  scope: oneOf('user', 'workspace', 'folder', 'session', 'builtin'),
  file: maybe(textUpTo(4_096)),
  line: maybe(wholeNumber(1, 10_000_000)),
});

/** What becomes of a rule that speaks of a call. */
const ruleView = record({
  ref: ruleRef,
  text: aText,
  behavior,
  place: aText,
  /** "All of it", "`npm test`". */
  of: aText,
  role: oneOf('decides', 'short', 'shadowed', 'holds'),
  why: aText,
});

/** What the learned model holds of the command that speaks most against a call. */
const opinionView = record({
  segment: aText,
  heads: listOf(record({ says: aText, percent: wholeNumber(0, 100) })),
  /** Those that weighed most, with what they add. */
  words: listOf(record({ text: aText, weight: aText })),
});
export type OpinionView = Of<typeof opinionView>;

/** What one line of authority says of a call. */
const lineView = record({
  name: aText,
  layer: nodeId,
  says: aText,
  tone,
  reason: aText,
  rule: maybe(record({ text: aText, ref: ruleRef })),
  opinion: maybe(opinionView),
  decides: aFlag,
});

const simulated = record({
  behavior,
  /** "Would ask you", "Would run", "Would be denied". */
  title: aText,
  tone,
  /** Who decided, and in which mode. */
  decidedBy: aText,
  reason: aText,
  consequence: aText,
  advice: maybe(aText),
  risk: maybe(record({ text: aText, tone })),
  confidence: aText,
  complete: aFlag,
  segments: listOf(segment),
  doubts: listOf(aText),
  lines: listOf(lineView),
  /** Rules that speak of it, and how many more do. */
  rules: listOf(ruleView),
  moreRules: aNumber,
  milliseconds: aNumber,
  /** A rule could change what is decided. */
  ruleable: aFlag,
});
export type Simulated = Of<typeof simulated>;

/** A rule in the list of all. */
const ruleRow = record({
  ref: ruleRef,
  text: aText,
  behavior,
  /** "User settings, line 7", and the file. */
  home: aText,
  place: aText,
  /** What it speaks of, in words. */
  says: aText,
  inForce: aFlag,
  /** How often it decided, and when it last did. */
  decided: aNumber,
  last: maybe(aNumber),
  findings: listOf(record({ text: aText, tone })),
});
export type RuleRow = Of<typeof ruleRow>;

const journalRow = record({
  ...place,
  time: aNumber,
  text: aText,
  /** The icon's name and what it stands for. */
  icon: aText,
  says: aText,
  tone,
  /** What decided, or whose event it is. */
  by: aText,
  session: aText,
  isDecision: aFlag,
});
export type JournalRow = Of<typeof journalRow>;

const trace = record({
  id: aText,
  time: aNumber,
  subject: aText,
  session: aText,
  outcome: record({ text: aText, tone }),
  /** Five of a decision; an entry of another kind has one. */
  steps: listOf(
    record({
      name: aText,
      /** The function that makes the step; empty where there is none. */
      code: aText,
      says: aText,
      tone,
      facts: listOf(record({ name: aText, value: aText, rule: maybe(ruleRef) })),
      lines: listOf(
        record({
          name: aText,
          says: aText,
          tone,
          reason: aText,
          opinion: maybe(opinionView),
          decides: aFlag,
        }),
      ),
    }),
  ),
});
export type Trace = Of<typeof trace>;

/** The entries beside it, in the list from which it was opened. */
const beside = record({ newer: maybe(somePlace), older: maybe(somePlace) });
export type Beside = Of<typeof beside>;

const compared = record({
  /** Calls that could be judged again, of the last thousand. */
  looked: aNumber,
  /** What must be said of the rules. */
  notes: listOf(aText),
  changed: aNumber,
  /** What loosens stands first. */
  groups: listOf(
    record({
      title: aText,
      tone,
      count: aNumber,
      changes: listOf(record({ ...place, time: aNumber, subject: aText, before: aText, after: aText })),
    }),
  ),
});
export type Compared = Of<typeof compared>;

/** Characters of what a person types; the page's fields take no more. */
export const longest = {
  feedback: 4_000,
  filter: 500,
  rules: 400_000,
  input: 1_100_000,
  kept: 500_000,
} as const;

/** A call that is typed. */
const typed = {
  agent: textUpTo(32),
  mode: textUpTo(32),
  folder: textUpTo(4_096),
  tool: textUpTo(200),
  input: textUpTo(longest.input),
  content: textUpTo(longest.input),
};

/** Rules that are tried: in place of those in force, or on top of them. */
const tried = { trying: oneOf('edit', 'add'), rules: textUpTo(longest.rules) };

const journalFilter = {
  agent: maybe(textUpTo(64)),
  session: maybe(textUpTo(64)),
  behavior: maybe(oneOf('allow', 'ask', 'deny')),
  layer: maybe(textUpTo(64)),
  event: maybe(textUpTo(64)),
  tool: maybe(textUpTo(400)),
  service: maybe(textUpTo(600)),
  text: maybe(textUpTo(longest.filter)),
};
const someFilter = record(journalFilter);
export type JournalFilter = Of<typeof someFilter>;

/** From the extension to the page. */
export const decodeNews = union({
  slices: { part: somePart },
  simulated: { request: aNumber, result: maybe(simulated), problem: maybe(aText) },
  journal: {
    request: aNumber,
    total: aNumber,
    offset: aNumber,
    rows: listOf(journalRow),
    /** Where each day begins in the list, the newest first. */
    days: listOf(record({ day: aText, at: aNumber })),
  },
  trace: { trace, beside, filter: maybe(someFilter) },
  compared: { request: aNumber, result: compared },
  /** A comparison that goes on. */
  comparing: { request: aNumber, looked: aNumber, of: aNumber },
  /** All rules, and those that can be edited as text. Comes again while findings are still looked for: `pending`. */
  rules: { request: aNumber, text: aText, rows: listOf(ruleRow), pending: aFlag },
  /** The rules that were tried are in the settings now, or the person changed their mind. */
  saved: { request: aNumber, done: aFlag },
  /** To this request no answer will come. */
  failed: {
    of: oneOf('simulate', 'journal', 'whatIf', 'rules', 'saveRules'),
    request: aNumber,
    why: maybe(aText),
  },
  /**
   * Brings a part of the page into view: after "Show Waiting Approvals" and the like. A `command` is put into the
   * simulator; `rules` stand for all that can be edited and are compared at once.
   */
  reveal: {
    section: aText,
    question: maybe(aText),
    command: maybe(aText),
    tool: maybe(aText),
    rules: maybe(aText),
  },
});
export type News = NonNullable<ReturnType<typeof decodeNews>>;

/** From the page to the extension. Rare and small but for what a person types into the simulator. */
export const decodeIntent = union({
  ready: {},
  stop: {},
  release: {},
  answer: { id: textUpTo(64), behavior: oneOf('allow', 'deny'), feedback: maybe(textUpTo(longest.feedback)) },
  /** Each is answered on its own; the page names those that it showed. */
  answerAll: {
    ids: listOf(textUpTo(64), 1_000),
    behavior: oneOf('allow', 'deny'),
    feedback: maybe(textUpTo(longest.feedback)),
  },
  /** The saved rule answers the others as well, as far as it decides them in the same way. */
  always: { id: textUpTo(64), others: maybe(listOf(textUpTo(64), 1_000)) },
  /** The rule that this line of authority named. */
  rule: { id: textUpTo(64), line: wholeNumber(0, 100) },
  /** Takes back a weakening, by its id. */
  restore: { id: textUpTo(128) },
  details: { id: textUpTo(64) },
  diff: { id: textUpTo(64) },
  /** What the page remembers of itself, as JSON, to be given back to the next page. */
  keep: { text: textUpTo(longest.kept) },
  simulate: { request: wholeNumber(0, Number.MAX_SAFE_INTEGER), ...typed },
  addRule: typed,
  journal: {
    request: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    filter: someFilter,
    offset: wholeNumber(0, 100_000_000),
    limit: wholeNumber(1, 500),
    /** The person's time zone, by its name: days begin there. */
    zone: maybe(textUpTo(64)),
  },
  /** `filter` is that of the list from which it is opened; without one, its neighbours are decisions. */
  trace: { ...place, filter: maybe(someFilter) },
  /** The same, for a decision by its id. */
  decision: { id: textUpTo(64) },
  exportJournal: { filter: someFilter },
  verifyJournal: {},
  /** Shows where the journal is broken. */
  openBreak: {},
  whatIf: { request: wholeNumber(0, Number.MAX_SAFE_INTEGER), ...tried },
  saveRules: { request: wholeNumber(0, Number.MAX_SAFE_INTEGER), ...tried },
  /** Opens the rules in force beside those that are tried. */
  diffRules: tried,
  rules: { request: wholeNumber(0, Number.MAX_SAFE_INTEGER) },
  openRule: { rule: ruleRef },
  session: { id: textUpTo(64), act: oneOf('terminal', 'pause', 'resume', 'end', 'clear') },
  past: { id: textUpTo(64), act: oneOf('report', 'export', 'messages', 'recording') },
  trust: {
    service: textUpTo(1_000),
    kind: oneOf(...operationKinds),
    act: oneOf(
      'accept',
      'decline',
      'level',
      'withdraw',
      'withdrawExact',
      'incident',
      'rollback',
      'reset',
      'history',
    ),
    /** The level that is chosen, or that was proposed when it was accepted. */
    to: maybe(oneOf(...trustLevels)),
    /** Of an operation that is granted by name. */
    name: maybe(textUpTo(400)),
  },
  /** One of those that the slice names. */
  identityFile: { path: textUpTo(4_096) },
  command: {
    name: oneOf(
      'reviewIdentity',
      'openIdentity',
      'launch',
      'demo',
      'mode',
      'openRules',
      'doctor',
      'journal',
      'sessions',
      'approvals',
      'getStarted',
      'reviewGuard',
      'hooksReference',
      'gatesReference',
      'reportSecurityIssue',
    ),
  },
});
export type Intent = NonNullable<ReturnType<typeof decodeIntent>>;
