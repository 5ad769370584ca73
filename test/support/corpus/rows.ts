// Rows of an evaluation corpus: shell commands with the verdict that a permission checker should give.
import { isRecord, text } from '../../../src/protocol/decode.ts';
import type { Behavior } from '../../../src/policy/decision.ts';

/** What a label of a row demands: a vetter's "allow" says that it is safe, a deny-list's only that it is not flagged. */
export type Semantics = 'vetter' | 'denylist';

export interface Row {
  readonly id: string;
  readonly source: string;
  readonly group: string;
  readonly command: string;
  readonly cwd: string;
  readonly home: string;
  /** Undefined: no label, only the share of each answer is counted. */
  readonly expected: Behavior | undefined;
  readonly semantics: Semantics;
  /** The label should not be believed. */
  readonly doubtful: boolean;
  /** Another source demands the opposite for the same text. */
  readonly disputed: boolean;
  /** How an attack was rewritten. */
  readonly technique: string | undefined;
}

/** Reads JSON lines. Throws with the number of the line for what is no row, and for an id that occurs twice. */
export function readRows(lines: string): readonly Row[] {
  const rows: Row[] = [];
  const ids = new Set<string>();
  for (const [i, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = decodeRow(line);
    if (row === undefined) throw new Error(`line ${String(i + 1)} is no row of a corpus`);
    if (ids.has(row.id)) throw new Error(`line ${String(i + 1)}: the id ${row.id} occurs twice`);
    ids.add(row.id);
    rows.push(row);
  }
  return rows;
}

function decodeRow(line: string): Row | undefined {
  const value = parsed(line);
  if (!isRecord(value)) return undefined;
  const id = text(value, 'id');
  const command = text(value, 'command');
  if (id === undefined || command === undefined) return undefined;
  const expected = value['expected'];
  return {
    id,
    command,
    source: text(value, 'source') ?? 'unnamed',
    group: text(value, 'group') ?? 'guards',
    cwd: text(value, 'cwd') ?? '/mnt/project',
    home: text(value, 'home') ?? '/mnt/home',
    expected: expected === 'allow' || expected === 'ask' || expected === 'deny' ? expected : undefined,
    semantics: value['semantics'] === 'vetter' ? 'vetter' : 'denylist',
    doubtful: Boolean(value['doubtful']),
    disputed: Boolean(value['disputed']),
    technique: text(value, 'technique'),
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
