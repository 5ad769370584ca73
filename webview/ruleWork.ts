// What the page does with rules: it fetches them while somebody looks, holds a changed text against the journal, and
// has it saved. Each question has a counter of its own, so that none takes another's answer.
import type { News } from '../src/protocol/panel.ts';
import { send } from './host.ts';
import type { Model } from './model.ts';

type OfRules = Extract<News, { type: 'rules' | 'compared' | 'comparing' | 'saved' }>;

/** The rules that are tried: the person's text, else those in force. */
export function triedText({ kept, rules: { text } }: Model): string {
  return kept.trying === 'add' ? kept.rules : kept.isEdited ? kept.edited : text;
}

/** What a comparison is of: when it is another one now, its result is out of date. */
export function triedKey(model: Model): string {
  return `${model.kept.trying} ${model.slices.rules?.stamp ?? 0} ${triedText(model)}`;
}

export function ruleWork(model: () => Model, change: (part: Partial<Model>) => void) {
  let listing = 0;
  let comparing = 0;
  let saving = 0;
  let listed: number | undefined;
  let isWanted = false;
  const isSeen = (): boolean => ['rules', 'whatIf'].some((id) => !model().kept.closed.includes(id));
  const compared = (part: Partial<Model['comparison']>): void =>
    change({ comparison: { ...model().comparison, ...part } });
  return {
    /** Fetches them where somebody looks and they are not those that are known. */
    look(): void {
      const stamp = model().slices.rules?.stamp;
      if (stamp === undefined || stamp === listed || !isSeen()) return;
      listed = stamp;
      listing += 1;
      send({ type: 'rules', request: listing });
    },
    /** Compares as soon as it is known which rules are in force: a result would be out of date otherwise. */
    compareSoon(): void {
      isWanted = true;
      this.arrivedSlices();
    },
    arrivedSlices(): void {
      if (!isWanted || model().slices.rules === undefined) return;
      isWanted = false;
      this.compare();
    },
    compare(): void {
      comparing += 1;
      compared({ waiting: true, progress: '', problem: '', result: undefined, of: triedKey(model()) });
      send({ type: 'whatIf', request: comparing, trying: tryingOf(model()), rules: triedText(model()) });
    },
    diff(): void {
      send({ type: 'diffRules', trying: tryingOf(model()), rules: triedText(model()) });
    },
    save(): void {
      saving += 1;
      compared({ saving: true, problem: '' });
      send({ type: 'saveRules', request: saving, trying: tryingOf(model()), rules: triedText(model()) });
    },
    arrived(news: OfRules): void {
      switch (news.type) {
        case 'rules':
          if (news.request !== listing) return;
          return change({ rules: { text: news.text, rows: news.rows, pending: news.pending, problem: '' } });
        case 'comparing':
          if (news.request !== comparing) return;
          return compared({ progress: `${news.looked} of ${news.of}` });
        case 'compared':
          if (news.request !== comparing) return;
          compared({ waiting: false, result: news.result });
          // It stands below the text that was typed, often out of sight.
          requestAnimationFrame(() =>
            document.querySelector('#whatIf .outcome')?.scrollIntoView({ block: 'nearest' }),
          );
          return;
        case 'saved': {
          if (news.request !== saving) return;
          return compared({ saving: false });
        }
      }
    },
    failed({ of, request, why = 'This did not work.' }: Extract<News, { type: 'failed' }>): void {
      if (of === 'whatIf' && request === comparing) compared({ waiting: false, problem: why });
      if (of === 'saveRules' && request === saving) compared({ saving: false, problem: why });
      if (of === 'rules' && request === listing) {
        listed = undefined;
        change({ rules: { ...model().rules, pending: false, problem: why } });
      }
    },
  };
}

function tryingOf({ kept }: Model): 'edit' | 'add' {
  return kept.trying === 'add' ? 'add' : 'edit';
}
