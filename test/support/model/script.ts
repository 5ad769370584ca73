// The scripts that a scripted model plays, and how it finds its place in one without keeping any state.
// It knows nothing of HTTP or of any vendor's message format.

/** One thing the model does within a turn. Blocks run in order; several tool blocks are parallel calls. */
export type Block =
  | { readonly text: string }
  | { readonly tool: readonly [name: string, input: ToolInput] }
  /** Milliseconds of silence before what follows. */
  | { readonly delay: number }
  /** Answer with this HTTP status instead of a turn. */
  | { readonly status: number };

export type ToolInput = Readonly<Record<string, unknown>>;

/** One turn of the model. */
export type Step = readonly Block[];

/** A conversation chooses its script by the text `SCRIPT:<name>` in a prompt. */
export type Scripts = Record<string, readonly Step[]>;

export type Turn = { readonly from: 'model' } | { readonly from: 'user'; readonly text: string };

export type Place = { readonly script: string; readonly step: number };

/**
 * The place in a script that a conversation has reached: the step is the number of the model's turns after the
 * latest prompt that names a script. So sub-agents, resumed and parallel conversations each find their own.
 */
export function placeIn(conversation: readonly Turn[]): Place | undefined {
  const start = conversation.findLastIndex((turn) => marker(turn) !== undefined);
  const first = conversation[start];
  const script = first && marker(first);
  if (script === undefined) return undefined;
  const after = conversation.slice(start + 1);
  return { script, step: after.filter((turn) => turn.from === 'model').length };
}

/** What to play there. Past the end of a script the model says SCRIPT-END; without a script it says ok. */
export function blocksAt(scripts: Scripts, place: Place | undefined): Step {
  if (!place) return [{ text: 'ok' }];
  return scripts[place.script]?.[place.step] ?? [{ text: 'SCRIPT-END' }];
}

function marker(turn: Turn): string | undefined {
  if (turn.from === 'model') return undefined;
  return /SCRIPT:([\w-]+)/.exec(turn.text)?.[1];
}
