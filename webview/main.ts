// The panel's page: it draws the state that the extension pushes and sends back what a person wants. It decides nothing.
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, nothing, render } from 'lit';
import { listen, remember, remembered, send } from './host.ts';
import { keepBelowHead } from './belowHead.ts';
import { holdFocus } from './heldFocus.ts';
import { journalPages } from './journalPages.ts';
import { entriesOf, marksOf } from './entries.ts';
import { firstModel, idle, keptFrom, noFilter, typedCall, type Acts, type Model } from './model.ts';
import { ruleWork } from './ruleWork.ts';
import { reachLongTexts } from './longTexts.ts';
import { keepScroll } from './scrolling.ts';
import { standing, stillFor } from './standing.ts';
import { anew, leaving } from './leaving.ts';
import { focusedEntry, keepFocus } from './waitingFocus.ts';
import { flow } from './views/flow.ts';
import { head } from './views/head.ts';
import { identity } from './views/identity.ts';
import { journal } from './views/journal.ts';
import { defences, doctor } from './views/records.ts';
import { rules } from './views/rules.ts';
import { sessions } from './views/sessions.ts';
import type { View } from './views/parts.ts';
import { isFresh, start } from './views/start.ts';
import { trace } from './views/trace.ts';
import { trust } from './views/trust.ts';
import { whatIf } from './views/whatIf.ts';
import { simulator } from './views/simulator.ts';
import { waiting } from './views/waiting.ts';

/** Milliseconds after the last key before the call is sent to be checked. */
const pause = 100;

begin();

function begin(): void {
  const root = document.querySelector<HTMLElement>('#panel');
  if (root === null) return;
  let model = firstModel(keptFrom(remembered()), Date.now());
  let drawn = false;
  let begun = false;
  let simulation = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    drawn = false;
    document.body.classList.toggle('stopped', model.slices.gate?.stopped === true);
    document.body.classList.toggle('stopping', model.stopping !== undefined);
    root.setAttribute('aria-busy', model.slices.gate === undefined ? 'true' : 'false');
    const place = focusedEntry();
    const focusAgain = holdFocus();
    render(page(model, acts), root);
    keepFocus(place);
    focusAgain();
    if (begun) requestAnimationFrame(() => {
      scrolling.drawn();
      reachLongTexts(root);
    });
  };
  const change = (part: Partial<Model>): void => {
    model = { ...model, ...part };
    if (drawn) return;
    drawn = true;
    queueMicrotask(draw);
  };
  const simulate = (): void => {
    simulation += 1;
    if (model.kept.input.trim() === '') return change({ simulation: idle, simulated: undefined });
    change({ simulation: { waiting: true, problem: '' } });
    send({ type: 'simulate', request: simulation, ...typedCall(model.kept) });
  };

  const pages = journalPages(
    () => model.journal,
    (list) => change({ journal: list }),
  );
  const ofRules = ruleWork(() => model, change);
  /** Where a person was when a decision was opened. */
  let before: { readonly focus: Element | null; readonly top: number } | undefined;
  const showAgain = (): void => {
    if (before === undefined) return;
    const { focus, top } = before;
    before = undefined;
    pages.restore();
    window.scrollTo({ top });
    if (focus instanceof HTMLElement && focus.isConnected) focus.focus({ preventScroll: true });
  };
  const shows = (section: string): boolean => !model.kept.closed.includes(section);

  const standingOf = (slices: Model['slices'], gone: Model['gone']): Model['standing'] =>
    standing(model.standing, marksOf(entriesOf(slices.waiting, gone)), slices, Date.now());

  const scrolling = keepScroll(model.kept.scroll, (scroll) => acts.keep({ scroll }));
  const keepOf = ({ feedback, open }: Pick<Model, 'feedback' | 'open'>): void =>
    acts.keep({ open: [...open], feedback: [...feedback].map(([id, text]) => ({ id, text })) });

  const acts: Acts = {
    filterJournal: (filter) => pages.filter({ ...model.journal.filter, ...filter }),
    showInJournal(filter) {
      pages.filter({ ...noFilter, ...filter });
      acts.toggleSection('journal', true);
      before = undefined;
      change({ trace: undefined });
      requestAnimationFrame(() => reveal('journal'));
    },
    moreFilters: (more) => change({ journal: { ...model.journal, more } }),
    chooseRow: (row) => pages.choose(row),
    scrollJournal: (top) => pages.scroll(top),
    journalShown: pages.shown,
    journalHeight: () => pages.height(),
    goToStep(at) {
      if (model.trace !== undefined) change({ trace: { ...model.trace, at } });
    },
    closeTrace() {
      change({ trace: undefined });
      // Behind the drawing, and before the next key.
      queueMicrotask(showAgain);
    },
    compare: () => ofRules.compare(),
    saveRules: () => ofRules.save(),
    diffRules: () => ofRules.diff(),
    keep(part) {
      const kept = { ...model.kept, ...part };
      remember(kept);
      change({ kept });
      if (!['input', 'content', 'kind', 'mode', 'agent', 'folder'].some((name) => name in part)) return;
      clearTimeout(typing);
      typing = setTimeout(simulate, pause);
    },
    toggleSection(id, open) {
      const others = model.kept.closed.filter((one) => one !== id);
      if (open === shows(id)) return;
      acts.keep({ closed: open ? others : [...others, id] });
      if (id === 'journal' && open) pages.grown();
      ofRules.look();
    },
    toggleQuestion(id) {
      const open = new Set(model.open);
      if (!open.delete(id)) open.add(id);
      keepOf({ ...model, open });
      change({ open });
    },
    openQuestion(id) {
      if (!model.open.has(id)) acts.toggleQuestion(id);
    },
    answer(ids, behavior, of = ids[0] ?? '') {
      const words = model.feedback.get(of) ?? '';
      const feedback = behavior === 'allow' || words.trim() === '' ? {} : { feedback: words };
      const [id] = ids;
      if (id !== undefined && ids.length === 1) send({ type: 'answer', id, behavior, ...feedback });
      else send({ type: 'answerAll', ids, behavior, ...feedback });
      change({ answered: new Map([...model.answered, ...ids.map((one) => [one, behavior] as const)]) });
    },
    forgetGone() {
      if (model.gone.length > 0) change({ gone: [], standing: standingOf(model.slices, []) });
    },
    say: (text) => change({ said: anew(model.said, text) }),
    stop() {
      send({ type: 'stop' });
      // Shown at once, whenever the extension comes to answer; drawn again when it is late.
      change({ stopping: Date.now(), now: Date.now() });
    },
    chooseNode(id) {
      const node = model.node === id ? undefined : id;
      acts.keep({ node: node ?? '' });
      change({ node });
    },
    write(id, text) {
      const feedback = new Map(model.feedback).set(id, text);
      keepOf({ ...model, feedback });
      change({ feedback });
    },
  };

  listen((news) => {
    switch (news.type) {
      case 'slices': {
        const first = !begun;
        begun = true;
        const before = model.slices;
        const slices = { ...model.slices, ...news.part };
        const left = leaving(model, news.part.waiting, { watched: document.querySelector('#waiting .cards:hover') !== null, stopped: slices.gate?.stopped === true });
        if (left.feedback.size !== model.feedback.size || left.open.size !== model.open.size) keepOf(left);
        const stopping = news.part.gate?.stopped === true ? undefined : model.stopping;
        change({ ...left, slices, stopping, now: Date.now(), standing: standingOf(slices, left.gone) });
        setTimeout(() => change({ now: Date.now() }), stillFor + 10);
        const decides = [before.rules?.stamp, before.gate?.mode].join() !== [slices.rules?.stamp, slices.gate?.mode].join();
        if (first || decides) simulate();
        ofRules.look();
        ofRules.arrivedSlices();
        const grown = news.part.journal !== undefined && news.part.journal.entries !== before.journal?.entries;
        if ((first || grown) && shows('journal')) pages.grown();
        return;
      }
      case 'simulated':
        // An answer to what was typed before is of no interest any more.
        if (news.request !== simulation) return;
        return change({ simulated: news.result, simulation: { waiting: false, problem: news.problem ?? '' } });
      case 'journal':
        return pages.arrived(news);
      case 'trace':
      {
        const { trace: opened, beside, filter } = news;
        // From decision to decision the same step is looked at.
        const at = model.trace === undefined ? 0 : Math.min(model.trace.at, opened.steps.length - 1);
        const isFirst = model.trace === undefined;
        if (isFirst) before = { focus: document.activeElement, top: window.scrollY };
        change({ trace: { trace: opened, at, beside, filter } });
        if (isFirst) queueMicrotask(() => document.querySelector<HTMLElement>('.trace')?.focus());
        return;
      }
      case 'rules':
      case 'compared':
      case 'comparing':
      case 'saved':
        return ofRules.arrived(news);
      case 'failed':
        if (news.of === 'journal') pages.failed(news.request);
        ofRules.failed(news);
        if (news.of === 'simulate' && news.request === simulation) change({ simulated: undefined, simulation: { waiting: false, problem: news.why ?? 'This did not work.' } });
        return;
      case 'reveal':
        if (news.rules !== undefined) {
          acts.keep({ trying: 'edit', edited: news.rules, isEdited: true });
          ofRules.compareSoon();
        }
        if (news.command !== undefined) acts.keep({ input: news.command, kind: news.tool ?? model.kept.kind });
        acts.toggleSection(news.section, true);
        before = undefined;
        change({ trace: undefined });
        requestAnimationFrame(() => reveal(news.section));
    }
  });
  // Ages of questions and sessions.
  setInterval(() => change({ now: Date.now() }), 1_000);
  draw();
  keepBelowHead();
  send({ type: 'ready' });
} // prettier-ignore

function page(model: Model, acts: Acts) {
  const { flow: way, trust: services, journal: entries, rules: counts, past } = model.slices;
  // Before the first agent, what has nothing to show would only be in the way.
  const fresh = isFresh(model);
  const unless = (isEmpty: boolean, view: View): View => (fresh && isEmpty ? nothing : view);
  const noWay = way?.last === undefined && (way?.days.length ?? 0) === 0;
  const noRule = counts === undefined || counts.allow + counts.ask + counts.deny === 0;
  const noEntry = (entries?.entries ?? 0) === 0;
  const { trace: opened } = model;
  // What is behind an open decision stays in the page, hidden, so that it is there again as it was.
  return html`${head(model, acts)} ${said(model)}
    ${fresh && opened === undefined ? start(model) : waiting(model, acts)}
    ${opened === undefined ? nothing : trace(opened, model.now, acts)}
    <div ?hidden=${opened !== undefined}>
      ${unless(noWay, flow(model, acts))} ${simulator(model, acts)} ${unless(noRule, rules(model, acts))}
      ${unless(noEntry && !model.kept.isEdited, whatIf(model, acts))}
      ${unless((services?.list.length ?? 0) === 0, trust(model, acts))}
      ${unless((past?.total ?? 0) === 0, sessions(model, acts))} ${unless(noEntry, journal(model, acts))}
      ${identity(model, acts)} ${defences(model, acts)} ${doctor(model, acts)}
    </div>`;
}

/** What happened to calls that waited, for who does not see the page. */
function said(model: Model) {
  return html`<p class="visually-hidden" role="status">${model.said}</p>`;
}

function reveal(section: string): void {
  const place = document.getElementById(section);
  place?.scrollIntoView({ block: 'start' });
  const wanted = [
    '[data-entry]',
    'vscode-textarea',
    'vscode-textfield',
    'vscode-button',
    'button',
    'summary',
  ];
  const all = wanted.flatMap((one) => place?.querySelector<HTMLElement>(one) ?? []);
  all[0]?.focus();
}
