// What a call does to a system outside this machine, in one shape for every door: MCP, fetch tools and shell lines.
// Trust is kept per service and kind, risk comes from kind, reversibility and scope.

/** From the mildest to the gravest; where one call does several things at once, the gravest names it. */
export const operationKinds = ['read', 'write', 'modify', 'publish', 'send', 'delete'] as const;
/**
 * `write` creates, `modify` changes what is there, `publish` puts something before the public, `send` is a message to
 * people (mail, chat, comment, SMS), which is a class of its own.
 */
export type OperationKind = (typeof operationKinds)[number];

/** All but reads: what they do to a service adds up. */
export const changingKinds = operationKinds.filter((kind) => kind !== 'read');

export type Reversibility = 'yes' | 'partly' | 'no' | 'unknown';

/** `single` is one thing, `batch` up to `bulkFrom - 1`, `bulk` more, or all that fits a description. */
export type OperationScope = 'single' | 'batch' | 'bulk' | 'unknown';

export type Channel = 'mail' | 'chat' | 'sms';

export const bulkFrom = 21;

export interface Operation {
  /** `mcp:github`, `web:api.example.com`, `cli:gh`, `git:origin`, `npm:publish`, `ssh:host`, `mail`, `chat`, `sms`. */
  readonly service: string;
  /** Messages to and from people. An MCP server for mail stays a service of its own, so that trust in one earns nothing for another. */
  readonly channel: Channel | undefined;
  readonly kind: OperationKind;
  /** The service's own word for it: `create_issue`, `pr create`, `POST`. An exact grant names this. */
  readonly name: string;
  readonly reversibility: Reversibility;
  readonly scope: OperationScope;
  /** How many things the call names; undefined where it describes them instead. */
  readonly items: number | undefined;
  /** Words of the call that name what it lands on. Shown to the person, never parsed. */
  readonly targets: readonly string[];
  /** The segment of the analysis that holds it. */
  readonly segment: number;
  /** The name is no tool name at all, so that nothing that is read from it counts. */
  readonly malformed: boolean;
}

/** The graver of two kinds. */
export function graver(one: OperationKind, other: OperationKind): OperationKind {
  return operationKinds.indexOf(one) >= operationKinds.indexOf(other) ? one : other;
}

export function scopeOfItems(items: number): OperationScope {
  return items >= bulkFrom ? 'bulk' : items > 1 ? 'batch' : 'single';
}

/** A short name for a person: "delete of cli:aws (ec2 terminate-instances)". */
export function titleOf({ kind, service, name }: Operation): string {
  return `${kind} of ${service}${name === '' ? '' : ` (${name})`}`;
}
