// What is known of names that the line does not spell out: those that a listing hands over, and those that a pattern finds.
import type { Facts } from '../facts.ts';
import { native } from '../paths/absolute.ts';
import type { Segment } from '../shell/segment.ts';
import type { Arguments } from './arguments.ts';
import type { ListedNames } from './listing.ts';
import type { ValueKind } from './spec.ts';

/** Kinds of values that are paths of this machine. */
export const pathKinds: ReadonlySet<ValueKind> = new Set(['read', 'list', 'write', 'delete', 'move', 'perm']);

/** Operands that stand for listed names become patterns of the paths that the listing may print. */
export function withNames(given: Arguments, names: ListedNames | undefined): Arguments {
  if (names === undefined) return given;
  const risky = !names.steady && given.spec.risky;
  return {
    ...given,
    operands: given.operands.flatMap((operand) =>
      names.is(operand) && (pathKinds.has(operand.kind) || operand.kind === 'text')
        ? names.paths.map((text) => ({ kind: operand.kind, text, literal: true, glob: true }))
        : [operand],
    ),
    doubts: risky
      ? [...given.doubts, { code: 'dynamic-argument', text: 'a listed name may become an option' }]
      : given.doubts,
  };
}

/** A pattern becomes an option only where the folder holds a name that begins with a dash. */
export function withFolder(given: Arguments, { cwd }: Segment, facts: Facts): Arguments {
  if (cwd === undefined || !given.doubts.some(({ about }) => about === 'pattern')) return given;
  const real = facts.realPath(native(cwd, facts.platform));
  const names = real === undefined ? undefined : facts.names(real);
  if (names === undefined || names.some((name) => name.startsWith('-'))) return given;
  return { ...given, doubts: given.doubts.filter(({ about }) => about !== 'pattern') };
}
