// The inputs of edit tools as calls: what each file gets and loses. Agents name the fields differently; each reader
// takes the names that are known and gives no call where the path is missing.
import type { EditCall, FileChange } from '../policy/call.ts';
import { readPatch } from '../policy/edits/patch.ts';
import { isRecord, text, type Unknown } from '../protocol/decode.ts';

type EditReader = (tool: string, input: Unknown) => EditCall | undefined;

/** A tool that writes a whole file. */
export function writes(pathField: string, contentField: string): EditReader {
  return (tool, input) => {
    const path = text(input, pathField);
    if (path === undefined) return undefined;
    const content = text(input, contentField);
    const call = { kind: 'edit', tool, action: 'write', paths: [path] } as const;
    return content === undefined ? call : { ...call, changes: [{ path, action: 'write', added: [content], removed: [] }] };
  };
} // prettier-ignore

/** A tool that replaces one piece of a file, or with `edits` a list of pieces. */
export function replaces(pathField: string): EditReader {
  return (tool, input) => {
    const path = text(input, pathField);
    if (path === undefined) return undefined;
    const list = Array.isArray(input['edits']) ? input['edits'] : [input];
    const pieces = list.flatMap((edit: unknown) => (isRecord(edit) ? [pieceOf(edit)] : []));
    const change: FileChange = {
      path,
      action: 'edit',
      added: pieces.flatMap(({ added }) => added ?? []),
      removed: pieces.flatMap(({ removed }) => removed ?? []),
    };
    return { kind: 'edit', tool, action: 'edit', paths: [path], changes: [change] };
  };
}

function pieceOf(edit: Unknown): { added: string | undefined; removed: string | undefined } {
  return { added: text(edit, 'new_string') ?? text(edit, 'new_source'), removed: text(edit, 'old_string') };
}

/** A tool that takes a patch, whose files are known only after it was read. */
export function patches(tool: string, input: Unknown): EditCall | undefined {
  const patch = text(input, 'command') ?? text(input, 'patch') ?? text(input, 'input');
  if (patch === undefined) return undefined;
  const { changes, problem } = readPatch(patch);
  const paths = [...new Set(changes.map(({ path }) => path))];
  const action = changes.length > 0 && changes.every((change) => change.action === 'delete') ? 'delete' : 'edit';
  return { kind: 'edit', tool, action, paths, changes, byLine: true, ...(problem === undefined ? {} : { problem }) };
} // prettier-ignore
