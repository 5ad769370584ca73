// How entries leave: what the stream asks of a way out.
import type { JournalEntry } from '../../policy/journal.ts';

/** `refused` entries are lost for the collector; `failed` ones may be sent again. */
export type SendResult =
  { readonly type: 'sent' } | { readonly type: 'refused' | 'failed'; readonly problem: string };

export interface Sender {
  /** One batch at a time. Never rejects. */
  send(entries: readonly JournalEntry[]): Promise<SendResult>;
  close(): Promise<void>;
}
