// SHA-256 as the gate uses it: hexadecimal, over text or over a value's canonical JSON.
import { hash } from 'node:crypto';
import { canonicalJson } from '../policy/canonicalJson.ts';

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** In place of a digest: the input is nested too deep to be read. */
export const unreadable = 'unreadable';

/** The digest of a tool's input; no input counts as null. Never throws. */
export function inputDigestOf(input: unknown): string {
  try {
    return digestOf(input ?? null);
  } catch {
    return unreadable;
  }
}

/** The same for equal values, whatever the order of their keys. Throws a RangeError for a value nested too deep. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
