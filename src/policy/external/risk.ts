// The published table: how grave an operation is, by kind, reversibility and scope. What is not known takes the worst
// value of its column. Pure data; the documentation and the panel are made from it.
import type { Operation, OperationKind, OperationScope, Reversibility } from './operation.ts';

export const risks = ['low', 'medium', 'high', 'critical'] as const;
export type Risk = (typeof risks)[number];

/** One row of the table: the risk of a single thing, of a batch (2 to 20), and of a bulk (more, or all that fits). */
export interface RiskRow {
  readonly kind: OperationKind;
  readonly reversibility: Exclude<Reversibility, 'unknown'>;
  readonly single: Risk;
  readonly batch: Risk;
  readonly bulk: Risk;
}

export const riskTable: readonly RiskRow[] = [
  { kind: 'read', reversibility: 'yes', single: 'low', batch: 'low', bulk: 'medium' },
  { kind: 'read', reversibility: 'partly', single: 'low', batch: 'low', bulk: 'medium' },
  { kind: 'read', reversibility: 'no', single: 'low', batch: 'medium', bulk: 'medium' },
  { kind: 'write', reversibility: 'yes', single: 'low', batch: 'medium', bulk: 'high' },
  { kind: 'write', reversibility: 'partly', single: 'medium', batch: 'medium', bulk: 'high' },
  { kind: 'write', reversibility: 'no', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'modify', reversibility: 'yes', single: 'medium', batch: 'medium', bulk: 'high' },
  { kind: 'modify', reversibility: 'partly', single: 'medium', batch: 'high', bulk: 'critical' },
  { kind: 'modify', reversibility: 'no', single: 'high', batch: 'critical', bulk: 'critical' },
  { kind: 'publish', reversibility: 'yes', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'publish', reversibility: 'partly', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'publish', reversibility: 'no', single: 'high', batch: 'critical', bulk: 'critical' },
  { kind: 'send', reversibility: 'yes', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'send', reversibility: 'partly', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'send', reversibility: 'no', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'delete', reversibility: 'yes', single: 'medium', batch: 'high', bulk: 'critical' },
  { kind: 'delete', reversibility: 'partly', single: 'high', batch: 'high', bulk: 'critical' },
  { kind: 'delete', reversibility: 'no', single: 'high', batch: 'critical', bulk: 'critical' },
]; // prettier-ignore

const byKey: ReadonlyMap<string, RiskRow> = new Map(
  riskTable.map((row) => [`${row.kind} ${row.reversibility}`, row]),
);

/** Unknown reversibility counts as none, unknown scope as bulk, and a row that is not there as the worst. */
export function riskOf({
  kind,
  reversibility,
  scope,
}: Pick<Operation, 'kind' | 'reversibility' | 'scope'>): Risk {
  const row = byKey.get(`${kind} ${reversibility === 'unknown' ? 'no' : reversibility}`);
  return row?.[column[scope]] ?? 'critical';
}

const column: Readonly<Record<OperationScope, 'single' | 'batch' | 'bulk'>> = {
  single: 'single',
  batch: 'batch',
  bulk: 'bulk',
  unknown: 'bulk',
};

/** Can an operation of this kind be below high at all? Only such kinds are ever proposed for more trust. */
export function mayBeTrusted(kind: OperationKind): boolean {
  return riskTable.some((row) => row.kind === kind && (row.single === 'low' || row.single === 'medium'));
}
