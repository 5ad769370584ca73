// The effect-verb model: two heads, one for "it changes something" and one for "it destroys something", each a weight
// for every bucket of features, and how a sum becomes a probability. Plain numbers; the bytes come in from outside.
import { buckets, features } from './features.ts';

export const heads = ['changes', 'destroys'] as const;
export type Head = (typeof heads)[number];

/** One head as it is stored. A sum of weights becomes a score, a score a probability: both by a line. */
export interface HeadNumbers {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
  /** Calibration: logit = slope × score + offset. */
  readonly slope: number;
  readonly offset: number;
}

export type ModelNumbers = Readonly<Record<Head, HeadNumbers>>;

/** For each beginning of some words, the program alone first: the calibrated logit of both heads. */
export type Logits = Readonly<Record<Head, readonly number[]>>;

export interface EffectModel {
  readonly numbers: ModelNumbers;
  logits(words: readonly string[]): Logits;
}

const magic = 0x5043_4556; // "PCEV"
const headerBytes = 4 + heads.length * 16;
export const modelBytes = headerBytes + heads.length * buckets;

export function encodeModel(numbers: ModelNumbers): Uint8Array {
  const bytes = new Uint8Array(modelBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  for (const [at, head] of heads.entries()) {
    const { weights, scale, bias, slope, offset } = numbers[head];
    for (const [place, value] of [scale, bias, slope, offset].entries())
      view.setFloat32(4 + at * 16 + place * 4, value);
    bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, buckets), headerBytes + at * buckets);
  }
  return bytes;
}

/** The model in these bytes; undefined when they are none. */
export function decodeModel(bytes: Uint8Array): EffectModel | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== modelBytes || view.getUint32(0) !== magic) return undefined;
  const numbers = (at: number): HeadNumbers => {
    const read = (place: number): number => view.getFloat32(4 + at * 16 + place * 4);
    const from = headerBytes + at * buckets;
    // Copied value by value: the bytes may be a view into other memory, and a Node buffer's slice is one as well.
    const weights = new Int8Array(bytes.subarray(from, from + buckets));
    return { weights, scale: read(0), bias: read(1), slope: read(2), offset: read(3) };
  };
  return modelOf({ changes: numbers(0), destroys: numbers(1) });
}

export function modelOf(numbers: ModelNumbers): EffectModel {
  // Which buckets the words at hand have, told by the number of the call: faster than a set, and never cleared.
  const seen = new Uint32Array(buckets);
  let call = 0;
  const { changes, destroys } = numbers;
  return {
    numbers,
    logits(words) {
      call = (call + 1) >>> 0;
      if (call === 0) seen.fill(0);
      const logits: Record<Head, number[]> = { changes: [], destroys: [] };
      let count = 0;
      let changing = 0;
      let destroying = 0;
      features(
        words,
        (bucket) => {
          if (seen[bucket] === call) return;
          seen[bucket] = call;
          count += 1;
          changing += changes.weights[bucket] ?? 0;
          destroying += destroys.weights[bucket] ?? 0;
        },
        () => {
          const each = 1 / Math.sqrt(count);
          logits.changes.push(logit(changes, changing * each));
          logits.destroys.push(logit(destroys, destroying * each));
        },
      );
      return logits;
    },
  };
}

function logit({ scale, bias, slope, offset }: HeadNumbers, sum: number): number {
  return slope * (scale * sum + bias) + offset;
}
