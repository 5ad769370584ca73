// The Anthropic Messages API on the wire: what a scripted model reads of a request, and how its blocks look in
// an answer, whole or streamed.
import type { Step, ToolInput, Turn } from './script.ts';

export type MessagesRequest = {
  readonly model: string;
  readonly stream: boolean;
  readonly system: string;
  readonly hasTools: boolean;
  readonly messages: readonly Message[];
};

export type Message = {
  readonly role: string;
  /** The text blocks, joined. Results of tools are not text. */
  readonly text: string;
  readonly results: readonly ToolResult[];
};

/** What the agent told the model about a tool call. */
export type ToolResult = {
  readonly id: string;
  readonly isError: boolean;
  readonly text: string;
};

export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use';
      readonly id: string;
      readonly name: string;
      readonly input: ToolInput;
    };

export type ServerEvent = { readonly type: string } & Record<string, unknown>;

export function decodeRequest(value: unknown): MessagesRequest {
  const body = record(value);
  return {
    model: string(body.model),
    stream: body.stream === true,
    system: textOf(body.system),
    hasTools: list(body.tools).length > 0,
    messages: list(body.messages).map(decodeMessage),
  };
}

export function conversation(request: MessagesRequest): Turn[] {
  return request.messages.map((message) =>
    message.role === 'assistant' ? { from: 'model' } : { from: 'user', text: message.text },
  );
}

export function contentOf(step: Step, id: string): ContentBlock[] {
  return step.flatMap((block, index): ContentBlock[] => {
    if ('text' in block) return [{ type: 'text', text: block.text }];
    if (!('tool' in block)) return [];
    const [name, input] = block.tool;
    return [{ type: 'tool_use', id: `toolu_${id}_${index}`, name, input }];
  });
}

export function wholeMessage(
  id: string,
  model: string,
  content: readonly ContentBlock[],
): Record<string, unknown> {
  return {
    ...head(id, model),
    content,
    stop_reason: stopReason(content),
  };
}

export function opening(id: string, model: string): ServerEvent {
  return { type: 'message_start', message: head(id, model) };
}

export function blockEvents(block: ContentBlock, index: number): ServerEvent[] {
  const [content_block, delta] =
    block.type === 'text'
      ? [
          { type: 'text', text: '' },
          { type: 'text_delta', text: block.text },
        ]
      : [
          { ...block, input: {} },
          {
            type: 'input_json_delta',
            partial_json: JSON.stringify(block.input),
          },
        ];
  return [
    { type: 'content_block_start', index, content_block },
    { type: 'content_block_delta', index, delta },
    { type: 'content_block_stop', index },
  ];
}

export function closing(content: readonly ContentBlock[]): ServerEvent[] {
  const delta = { stop_reason: stopReason(content), stop_sequence: null };
  return [{ type: 'message_delta', delta, usage }, { type: 'message_stop' }];
}

const usage = {
  input_tokens: 10,
  output_tokens: 10,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

function head(id: string, model: string): Record<string, unknown> {
  return {
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
}

function stopReason(content: readonly ContentBlock[]): string {
  const calls = content.some((block) => block.type === 'tool_use');
  return calls ? 'tool_use' : 'end_turn';
}

function decodeMessage(value: unknown): Message {
  const { role, content } = record(value);
  return {
    role: string(role),
    text: textOf(content),
    results: list(content)
      .map(record)
      .filter((block) => block.type === 'tool_result')
      .map((block) => ({
        id: string(block.tool_use_id),
        isError: block.is_error === true,
        text: textOf(block.content),
      })),
  };
}

/** The text of a string or of a list of blocks. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return list(value)
    .map(record)
    .filter((block) => block.type === 'text')
    .map((block) => string(block.text))
    .join('\n');
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
