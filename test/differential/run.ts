// Scripts for real, beside what the check says of them.
import { decide } from '../support/policy/decide.ts';
import { shellReader } from '../support/policy/shell.ts';
import { missing } from './compare.ts';
import { namesOf, sandboxHome, sandboxWorkspace, traceAll } from './sandbox.ts';
import { readTrace } from './trace.ts';

export interface DifferentialReport {
  readonly scripts: number;
  /** Scripts whose analysis is complete: only these are run, for the others claim nothing. */
  readonly complete: number;
  readonly allowed: number;
  /** Scripts that did what their analysis does not say. */
  readonly mismatches: readonly { readonly script: string; readonly missing: readonly string[] }[];
}

export async function differential(scripts: readonly string[]): Promise<DifferentialReport> {
  const reader = await shellReader();
  const analysed = scripts.map((script) => ({ script, decision: decide(script) }));
  const complete = analysed.filter(({ decision }) => decision.analysis.complete);
  const traces = await traceAll(complete.map(({ script }) => script));
  const mismatches = complete.flatMap(({ script, decision }, i) => {
    const trace = traces[i] ?? '';
    if (trace === '') return [{ script, missing: ['it left no trace'] }];
    const reading = reader.read(script, { home: sandboxHome, cwd: sandboxWorkspace });
    const found = missing(decision.analysis, reading, readTrace(trace, sandboxWorkspace));
    return found.length === 0 ? [] : [{ script, missing: found }];
  });
  const allowed = complete.filter(({ decision }) => decision.behavior === 'allow').length;
  return { scripts: scripts.length, complete: complete.length, allowed, mismatches };
}

/** Runs scripts of `structures.ts`: every name that a `touch` was given is a target of a complete analysis. */
export async function structural(scripts: readonly string[]): Promise<DifferentialReport> {
  const names = await namesOf(scripts);
  const decided = scripts.map((script, i) => ({ script, decision: decide(script), names: names[i] ?? [] }));
  const complete = decided.filter(({ decision }) => decision.analysis.complete);
  const mismatches = complete.flatMap(({ script, decision, names: touched }) => {
    const effects = decision.analysis.segments.flatMap((segment) => segment.effects);
    const targets = new Set(effects.map(({ target }) => target));
    const unseen = touched.filter((name) => !targets.has(`${sandboxWorkspace}/${name}`));
    return unseen.length === 0 ? [] : [{ script, missing: unseen.map((name) => `it ran touch ${name}`) }];
  });
  const allowed = complete.filter(({ decision }) => decision.behavior === 'allow').length;
  return { scripts: scripts.length, complete: complete.length, allowed, mismatches };
}
