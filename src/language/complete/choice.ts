// One offer of a completion, before it is turned into an edit of the file.

export type ChoiceKind =
  'tool' | 'program' | 'word' | 'option' | 'file' | 'folder' | 'host' | 'server' | 'name' | 'value';

export interface Choice {
  readonly label: string;
  /** What stands in the place of the part that is being written, not yet escaped for JSON. */
  readonly insert: string;
  /** What is put behind the caret, such as a closing bracket. */
  readonly after?: string;
  readonly kind: ChoiceKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** Sentences, in Markdown. */
  readonly text?: string;
  /** Smaller numbers stand further up; start value 5. */
  readonly rank?: number;
  /** What a person may type to find it, beside the text itself. */
  readonly sought?: string;
  /** More is to be written: offer again at once. */
  readonly goesOn?: true;
}
