// What a shell knows at a point of the line: variables and the folder. Statements change it in order; subshells and
// branches work on copies.
import type { Names } from './segment.ts';

/** A variable's value. `proven` is false where a branch, a loop or a second run may have changed it. */
export interface Value {
  readonly text: string;
  readonly known: boolean;
  readonly proven: boolean;
  /** Of an unknown value: the names of which it is one, as long as it is proven. */
  readonly names?: Names | undefined;
}

export interface State {
  /** Undefined until the line sets a variable: most lines set none. */
  variables: Map<string, Value> | undefined;
  cwd: string | undefined;
  /** False after a `cd` that may have failed. */
  certain: boolean;
  /** The stack of pushd. */
  folders: readonly (string | undefined)[];
  /** `set -e` is in force: a failing statement ends the shell. */
  strict: boolean;
}

export function firstState(cwd: string): State {
  return { variables: undefined, cwd, certain: true, folders: [], strict: false };
}

export function copyState(state: State): State {
  return { ...state, variables: state.variables === undefined ? undefined : new Map(state.variables) };
}

export function restoreState(state: State, saved: State): void {
  Object.assign(state, saved);
}

export function setVariable(state: State, name: string, value: Value): void {
  state.variables ??= new Map();
  state.variables.set(name, value);
}

/** Forgets that the values of variables are proven: all of them, or those that differ from an earlier state. */
export function weaken(state: State, since?: State): void {
  if (state.variables === undefined || state.variables === since?.variables) return;
  for (const [name, value] of state.variables) {
    if (value.proven && (since === undefined || since.variables?.get(name) !== value)) {
      state.variables.set(name, { ...value, proven: false });
    }
  }
}

/** Joins a folder and a path by the rules of `cd`: textually, `..` takes a part away. */
export function joinPath(folder: string | undefined, path: string): string | undefined {
  const absolute = path.startsWith('/');
  if (!absolute && folder === undefined) return undefined;
  const parts: string[] = [];
  for (const part of (absolute ? path : `${folder ?? ''}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
