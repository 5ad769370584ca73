// The panel's page: it draws the state that the extension pushes and sends back what a person wants. It decides nothing.
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { html, render } from 'lit';
import { listen, remember, remembered, send } from './host.ts';
import { journalPages } from './journalPages.ts';
import { keptFrom, noJournal, type Acts, type Model } from './model.ts';
import { standing, stillFor } from './standing.ts';
import { flow } from './views/flow.ts';
import { head } from './views/head.ts';
import { journal } from './views/journal.ts';
import { defences, doctor, sessions } from './views/records.ts';
import { trace } from './views/trace.ts';
import { trust } from './views/trust.ts';
import { whatIf } from './views/whatIf.ts';
import { simulator } from './views/simulator.ts';
import { waiting } from './views/waiting.ts';

/** Milliseconds after the last key before the call is sent to be checked. */
const pause = 100;

start();

function start(): void {
  const root = document.querySelector<HTMLElement>('#panel');
  if (root === null) return;
  let model: Model = { slices: {}, standing: new Map(), kept: keptFrom(remembered()), simulated: undefined, simulation: 'none', open: new Set(), feedback: new Map(), node: undefined, journal: noJournal, trace: undefined, compared: undefined, comparing: false, now: Date.now() };
  let drawn = false;
  let begun = false;
  let simulation = 0;
  let comparison = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    drawn = false;
    document.body.classList.toggle('stopped', model.slices.gate?.stopped === true);
    root.setAttribute('aria-busy', model.slices.gate === undefined ? 'true' : 'false');
    render(page(model, acts), root);
  };
  const change = (part: Partial<Model>): void => {
    model = { ...model, ...part };
    if (drawn) return;
    drawn = true;
    queueMicrotask(draw);
  };
  const simulate = (): void => {
    const { agent, mode, kind: tool, input } = model.kept;
    if (input.trim() === '') return change({ simulation: 'none', simulated: undefined });
    simulation += 1;
    change({ simulation: 'waiting' });
    send({ type: 'simulate', request: simulation, agent, mode, tool, input });
  };

  const pages = journalPages(
    () => model.journal,
    (list) => change({ journal: list }),
  );
  const shows = (section: string): boolean => !model.kept.closed.includes(section);

  const acts: Acts = {
    filterJournal: (filter) => pages.filter(filter),
    scrollJournal: (top) => pages.scroll(top),
    journalShown: (list) => pages.shown(list),
    journalHeight: () => pages.height(),
    goToStep(at) {
      if (model.trace !== undefined) change({ trace: { ...model.trace, at } });
    },
    closeTrace: () => change({ trace: undefined }),
    compare() {
      comparison += 1;
      change({ comparing: true, compared: undefined });
      send({ type: 'whatIf', request: comparison, rules: model.kept.rules });
    },
    keep(part) {
      const kept = { ...model.kept, ...part };
      remember(kept);
      change({ kept });
      if (!('input' in part || 'kind' in part || 'mode' in part)) return;
      clearTimeout(typing);
      typing = setTimeout(simulate, pause);
    },
    toggleSection(id, open) {
      const others = model.kept.closed.filter((one) => one !== id);
      if (open === shows(id)) return;
      acts.keep({ closed: open ? others : [...others, id] });
      if (id === 'journal' && open) pages.grown();
    },
    toggleQuestion(id) {
      const open = new Set(model.open);
      if (!open.delete(id)) open.add(id);
      change({ open });
    },
    chooseNode: (id) => change({ node: model.node === id ? undefined : id }),
    write: (id, feedback) => change({ feedback: new Map(model.feedback).set(id, feedback) }),
  };

  listen((news) => {
    switch (news.type) {
      case 'slices': {
        const first = !begun;
        begun = true;
        const before = model.slices.journal?.entries;
        const slices = { ...model.slices, ...news.part };
        const now = Date.now();
        change({ slices, now, standing: standing(model.standing, slices, now) });
        setTimeout(() => change({ now: Date.now() }), stillFor + 10);
        if (first) simulate();
        const grown = news.part.journal !== undefined && news.part.journal.entries !== before;
        if ((first || grown) && shows('journal')) pages.grown();
        return;
      }
      case 'simulated':
        // An answer to what was typed before is of no interest any more.
        if (news.request !== simulation) return;
        return change(news.result === undefined ? { simulated: undefined, simulation: 'incomplete' } : { simulated: news.result, simulation: 'done' });
      case 'journal':
        return pages.arrived(news);
      case 'trace':
        change({ trace: { trace: news.trace, at: 0 } });
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.trace')?.focus());
        return;
      case 'compared':
        return news.request === comparison ? change({ compared: news.result, comparing: false }) : undefined;
      case 'failed':
        if (news.of === 'journal') pages.failed(news.request);
        if (news.of === 'whatIf' && news.request === comparison) change({ comparing: false });
        if (news.of === 'simulate' && news.request === simulation) change({ simulated: undefined, simulation: 'none' });
        return;
      case 'reveal':
        if (news.command !== undefined) acts.keep({ input: news.command, kind: news.tool ?? model.kept.kind });
        acts.toggleSection(news.section, true);
        requestAnimationFrame(() => reveal(news.section));
    }
  });
  // Ages of questions and sessions.
  setInterval(() => change({ now: Date.now() }), 1_000);
  draw();
  send({ type: 'ready' });
} // prettier-ignore

function page(model: Model, acts: Acts) {
  if (model.trace !== undefined)
    return html`${head(model)} ${waiting(model, acts)}
    ${trace(model.trace.trace, model.trace.at, model.now, acts)}`;
  return html`${head(model)} ${waiting(model, acts)} ${flow(model, acts)} ${simulator(model, acts)}
  ${whatIf(model, acts)} ${trust(model, acts)} ${sessions(model, acts)} ${journal(model, acts)}
  ${defences(model, acts)} ${doctor(model, acts)}`;
}

function reveal(section: string): void {
  const place = document.getElementById(section);
  place?.scrollIntoView({ block: 'start' });
  const first = place?.querySelector<HTMLElement>('vscode-textarea, vscode-button, summary');
  first?.focus();
}
