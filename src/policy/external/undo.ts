// Does an operation take back what the session did to the same service before? Seen only where the service's own word
// says so; a revert that lives in files, or one in a web page, is the person's to report.
import { keyOf } from '../trust/trust.ts';
import { readName, wordsOf } from './names.ts';
import { changingKinds, type Operation } from './operation.ts';

/** Words for it. Sources: npm-unpublish(1), gem-yank, cargo-yank(1), helm rollback, kubectl rollout undo, revert tools of code hosts. */
const undoing: ReadonlySet<string> = new Set('revert rollback undo unpublish yank retract unsend'.split(' '));

export type Done = Pick<Operation, 'service' | 'kind' | 'name'>;

/** What is taken back, by kind; `used` are the services that the session used before this call. */
export function takenBack(
  operations: readonly Operation[],
  used: ReadonlyMap<string, unknown>,
): readonly Done[] {
  return operations.flatMap(({ service, kind, name }) => {
    const isUndo = kind !== 'read' && !readName(name).malformed && wordsOf(name).some((word) => undoing.has(word));
    if (!isUndo) return [];
    return changingKinds
      .filter((one) => used.has(keyOf(service, one)))
      .map((one) => ({ service, kind: one, name }));
  });
} // prettier-ignore
