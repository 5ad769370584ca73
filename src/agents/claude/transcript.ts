// The file in which Claude Code keeps a conversation: JSON lines, those of sub-agents in files of their own below it.
// Each answer of the model stands there once for every block of it, with the same id and what it has cost so far.
// Source: files written by Claude Code 2.1.329.
import { isRecord, text, type Unknown } from '../../protocol/decode.ts';
import type { TokenCounts } from '../../policy/session/tokens.ts';
import type { TranscriptReader } from '../agent.ts';

export const transcript: TranscriptReader = {
  folder(env, home) {
    const own = env['CLAUDE_CONFIG_DIR'];
    return `${own === undefined || own === '' ? `${home}/.claude` : own}/projects`;
  },
  tokens(line) {
    if (!isRecord(line) || line['type'] !== 'assistant') return undefined;
    const message = line['message'];
    if (!isRecord(message) || !isRecord(message['usage'])) return undefined;
    // What Claude Code itself says in the place of an answer, such as an error, costs nothing.
    if (message['model'] === '<synthetic>') return undefined;
    const id = text(message, 'id');
    const tokens = countsOf(message['usage']);
    return id === undefined || tokens === undefined ? undefined : { message: id, tokens };
  },
};

function countsOf(usage: Unknown): TokenCounts | undefined {
  const input = count(usage, 'input_tokens');
  const output = count(usage, 'output_tokens');
  const cacheRead = count(usage, 'cache_read_input_tokens');
  const cacheWrite = count(usage, 'cache_creation_input_tokens');
  if (input === undefined || output === undefined || cacheRead === undefined || cacheWrite === undefined)
    return undefined;
  return { input, output, cacheRead, cacheWrite };
}

/** No answer of a model is longer. */
const most = 1_000_000_000;

/** 0 where the field is not there. */
function count(usage: Unknown, field: string): number | undefined {
  const value = usage[field] ?? 0;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
    ? value
    : undefined;
}
