// What a reviewer says of a call: a language model that may be asked for a second opinion. Its words come from outside, so
// whatever is not exactly of this form is no opinion.

export const reviewRisks = ['low', 'medium', 'high'] as const;
export type ReviewRisk = (typeof reviewRisks)[number];

export interface Opinion {
  readonly risk: ReviewRisk;
  /** What the call does is what the person asked for, or an ordinary step of it. */
  readonly authorised: boolean;
  /** Why, for the person and for the agent. One line, as the model wrote it. */
  readonly sentence: string;
}

/** What came of asking, as decisions and the journal have it. */
export interface Review {
  /** Provider and model, such as `ollama: qwen3`. */
  readonly by: string;
  /** Undefined where there was none: then `problem` says why, in a clause. */
  readonly opinion?: Opinion;
  readonly problem?: string;
  readonly milliseconds: number;
  /** The same call was reviewed before in this session, and nothing that was told is different. */
  readonly again?: true;
}

/** As JSON Schema, for models that can be held to one. */
export const opinionSchema = {
  type: 'object',
  properties: {
    risk: { type: 'string', enum: [...reviewRisks] },
    authorised: { type: 'boolean' },
    sentence: { type: 'string' },
  },
  required: ['risk', 'authorised', 'sentence'],
  additionalProperties: false,
} as const;

/** Characters of an answer and of its sentence; more is no opinion. */
export const longestAnswer = 4_000;
const longestSentence = 400;

/** Undefined for whatever is not one object of exactly the three fields. A fence of Markdown around it is forgiven. */
export function decodeOpinion(answer: unknown): Opinion | undefined {
  if (typeof answer !== 'string' || answer.length > longestAnswer) return undefined;
  const text = /^\s*```(?:json)?\n([\s\S]*?)\n```\s*$/u.exec(answer)?.[1] ?? answer;
  // A field that stands twice, in whatever spelling, would mean what the last one says, and a reader might see the first.
  if ([...text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/gu)].filter(([, colon]) => colon === ':').length !== 3)
    return undefined;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return undefined;
  if (!('risk' in value) || !('authorised' in value) || !('sentence' in value)) return undefined;
  const { authorised, sentence } = value;
  const risk = reviewRisks.find((one) => one === value.risk);
  if (risk === undefined || typeof authorised !== 'boolean' || typeof sentence !== 'string') return undefined;
  const line = sentence.replaceAll(/\s+/gu, ' ').trim();
  return line === '' || line.length > longestSentence ? undefined : { risk, authorised, sentence: line };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
