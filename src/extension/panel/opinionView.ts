// The second opinion of the learned model as the panel shows it: what it was asked about, two probabilities, and the words
// that weighed. One shape for a call that is tried and for one that stands in the journal.
import { percentOf, type Opinion } from '../../policy/classifier/opinion.ts';
import type { OpinionView } from '../../protocol/panel.ts';
import { shortened, shown } from '../visible.ts';

export function opinionView({ segment, changes, destroys, reasons }: Omit<Opinion, 'objects'>): OpinionView {
  return {
    segment: shortened(shown(segment), 300),
    heads: [
      { says: 'changes something', percent: percentOf(changes) },
      { says: 'destroys something', percent: percentOf(destroys) },
    ],
    words: reasons.map(({ text, weight }) => ({ text: shown(text), weight: `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}` })),
  };
} // prettier-ignore
