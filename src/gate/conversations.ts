// Which conversations of agents began with a prompt that others wrote: whoever goes on with one of them, in whichever
// window, goes on untrusted. One small file each, so that nothing that is damaged could free the others.
import { join } from 'node:path';
import { isRecord, text } from '../protocol/decode.ts';
import { sha256 } from './digest.ts';
import { ensureFolder, namesIn, readIfThere, writeAtomic } from './files.ts';

export interface Conversations {
  /** Where the prompt of this conversation came from; undefined when the person wrote it. Throws when it cannot be known. */
  from(agent: string, conversation: string): string | undefined;
  /** The same of some conversation, for one whose beginning is not known; undefined when there is none at all. */
  any(): string | undefined;
  /** Throws when it could not be written: then the conversation must not go on. */
  add(agent: string, conversation: string, from: string): void;
}

export function openConversations(folder: string): Conversations {
  const fileOf = (agent: string, id: string): string => join(folder, `${sha256(`${agent} ${id}`)}.json`);
  return {
    from(agent, conversation) {
      const content = readIfThere(fileOf(agent, conversation), 16_384);
      return content === undefined ? undefined : decode(content);
    },
    any: () =>
      namesOf(folder).length === 0
        ? undefined
        : 'an earlier conversation, and it is not known whether it is the one that others began',
    add(agent, conversation, from) {
      ensureFolder(folder);
      writeAtomic(
        fileOf(agent, conversation),
        `${JSON.stringify({ agent, conversation, from: from.slice(0, 2_000) })}\n`,
      );
    },
  };
}

/** How many there are. */
export function foreignConversations(folder: string): number {
  return namesOf(folder).length;
}

function namesOf(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => /^[\da-f]{64}\.json$/u.test(name));
}

/** A file that cannot be read still says that there was one. */
function decode(content: string): string {
  try {
    const value: unknown = JSON.parse(content);
    return (isRecord(value) ? text(value, 'from') : undefined) ?? unknown;
  } catch {
    return unknown;
  }
}

const unknown = 'an earlier session';
