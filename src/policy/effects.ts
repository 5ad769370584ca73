// What a call does to the world, in a closed vocabulary. Effects are derived from a complete reading of a call and
// are what verdicts, consequences and the journal speak of.

export const effectKinds = [
  'read.workspace',
  'read.outside',
  'read.secret',
  'write.workspace',
  'write.outside',
  'write.persist',
  'write.policy',
  'write.autorun',
  'delete.workspace',
  'delete.outside',
  'irreversible',
  'perm',
  'privilege',
  'proc',
  'system',
  'security-off',
  'anti-forensic',
  'net.fetch',
  'net.send',
  'net.listen',
  'remote.exec',
  'exec.project',
  'exec.inline',
  'exec.fetched',
  'exec.decoded',
  'shell.escape',
  'env.inject',
  'pkg.install',
  'publish',
  'vcs.write',
  'vcs.discard',
  'vcs.remote',
  'vcs.remote.destroy',
  'db.write',
  'db.destroy',
  'cloud.read',
  'cloud.write',
  'cloud.destroy',
  'filter',
] as const;

export type EffectKind = (typeof effectKinds)[number];

/** Where an effect lands. `system` is outside and shared with other users; `none` has no place (a process, a clock). */
export type Scope = 'workspace' | 'temporary' | 'outside' | 'system' | 'remote' | 'unknown' | 'none';

export interface Effect {
  readonly kind: EffectKind;
  readonly scope: Scope;
  /** Can a person undo it with common means? */
  readonly reversible: 'yes' | 'partly' | 'no';
  /** What it lands on, as the person knows it: an absolute path, a host, a branch, a program. */
  readonly target?: string;
  /** A few words that set this effect apart from others of its kind: "recursive", "by the option --pre". */
  readonly detail?: string;
  /** The code that does it, where it is not the line itself: "./deploy.sh". */
  readonly via?: string;
}

/** The marks of a write into a folder of files whose names nobody has seen. */
export const unnamedFiles = {
  archive: 'whatever the archive holds',
  patch: 'whatever the patch holds',
} as const;

/** Such files may be those that govern agents. */
export function isUnnamed({ detail }: Effect): boolean {
  return detail === unnamedFiles.archive || detail === unnamedFiles.patch;
}

/** Why an analysis is not complete. What is not understood is never safe. */
export type DoubtCode =
  | 'parse' // the grammar found an error, or a construct that hides code from it (guards a to j)
  | 'cap' // longer, deeper or more than the analysis takes on
  | 'unknown-program'
  | 'unknown-option'
  | 'unknown-operand'
  | 'dynamic-name' // the program's name is not plain text
  | 'dynamic-argument' // an expansion stands where its value matters
  | 'opaque-code' // code of a language, or from a source, that is not followed
  | 'redefined' // a function, alias or PATH of the same line changes what names mean
  | 'disguise' // quoting or characters whose only use is to hide
  | 'unknown-scope' // a path that cannot be resolved
  | 'unknown-tool'
  | 'failure'; // a part of the gate broke

export interface Doubt {
  readonly code: DoubtCode;
  /** One clause for a person, without a full stop: "frobnicate is not a program that the gate knows". */
  readonly text: string;
  /** What another part may know and so answer: the names that a command is handed, or the text that a shell is fed. */
  readonly about?: 'names' | 'input' | 'pattern';
}

/** One simple command, or one call that is not a shell line, with what was derived. */
export interface SegmentReport {
  /** The source text, unescaped; whoever shows it must make control characters visible. */
  readonly text: string;
  readonly program: string;
  readonly effects: readonly Effect[];
  readonly doubts: readonly Doubt[];
  /** The code in which it stands, where it is not the line itself. */
  readonly via?: string;
  /** Offsets into the line, where the reader knows them: to mark the place to a person. */
  readonly start?: number;
  readonly end?: number;
}

export interface Analysis {
  readonly segments: readonly SegmentReport[];
  /** Doubts about the line as a whole. */
  readonly doubts: readonly Doubt[];
  /** True when nothing is in doubt, neither for the line nor for a segment. */
  readonly complete: boolean;
}

export function analysis(segments: readonly SegmentReport[], doubts: readonly Doubt[] = []): Analysis {
  return { segments, doubts, complete: doubts.length === 0 && segments.every((s) => s.doubts.length === 0) };
}
