// The reviewers that are reached over HTTP: whatever speaks as OpenAI's or Anthropic's interface does, and Ollama on this
// machine. Only what every compatible server knows is sent.
// Sources: OpenAI "Create chat completion", Anthropic "Create a Message", Ollama "Generate a chat completion".
import { opinionSchema } from '../policy/review/opinion.ts';
import type { ReviewPrompt } from '../policy/review/prompt.ts';
import { isRecord, text } from '../protocol/decode.ts';
import { postJson } from './post.ts';
import type { Reviewer } from './reviewer.ts';

export const endpointKinds = ['openai', 'anthropic', 'ollama'] as const;
export type EndpointKind = (typeof endpointKinds)[number];

export const usualEndpoints: Readonly<Record<EndpointKind, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  ollama: 'http://127.0.0.1:11434',
};

export interface EndpointOptions {
  readonly kind: EndpointKind;
  /** As `readAddress` gives it. */
  readonly url: string;
  readonly model: string;
  /** Asked for each request; undefined where the endpoint needs none. */
  readonly key: () => Promise<string | undefined>;
}

export function endpointReviewer({ kind, url, model, key }: EndpointOptions): Reviewer {
  const wire = wires[kind];
  return {
    name: `${kind}: ${model} at ${new URL(url).host}`,
    async ask(prompt, signal) {
      const headers = wire.headers((await key()) ?? '');
      const value = await postJson(`${url}${wire.path}`, headers, wire.body(model, prompt), signal);
      const said = isRecord(value) ? wire.answer(value) : undefined;
      if (said === undefined) throw new Error('its answer has another form');
      return said;
    },
  };
}

interface Wire {
  readonly path: string;
  headers(key: string): Readonly<Record<string, string>>;
  body(model: string, prompt: ReviewPrompt): unknown;
  answer(value: Readonly<Record<string, unknown>>): string | undefined;
}

const wires: Readonly<Record<EndpointKind, Wire>> = {
  openai: {
    path: '/chat/completions',
    headers: bearer,
    body: (model, prompt) => ({ model, stream: false, messages: chat(prompt) }),
    answer: ({ choices }) => textOf(first(choices), 'message'),
  },
  anthropic: {
    path: '/v1/messages',
    headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key === '' ? {} : { 'x-api-key': key }) }),
    body: (model, { system, user }) => ({ model, system, max_tokens: 1_000, messages: [{ role: 'user', content: user }] }),
    answer({ content }) {
      const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
      const texts = blocks.flatMap((block) => (isRecord(block) && block['type'] === 'text' ? (text(block, 'text') ?? []) : []));
      return texts.length === 1 ? texts[0] : undefined;
    },
  },
  ollama: {
    path: '/api/chat',
    headers: bearer,
    body: (model, prompt) => ({ model, stream: false, format: opinionSchema, options: { temperature: 0 }, messages: chat(prompt) }),
    answer: (value) => textOf(value, 'message'),
  },
}; // prettier-ignore

function chat({
  system,
  user,
}: ReviewPrompt): readonly { readonly role: string; readonly content: string }[] {
  return [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
}

function bearer(key: string): Readonly<Record<string, string>> {
  return key === '' ? {} : { authorization: `Bearer ${key}` };
}

/** The content of the message under this name. */
function textOf(value: unknown, name: string): string | undefined {
  const message = isRecord(value) ? value[name] : undefined;
  return isRecord(message) ? text(message, 'content') : undefined;
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
