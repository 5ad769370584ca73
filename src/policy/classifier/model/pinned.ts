// Which model counts: the SHA-256 of its file, as `npm run train` writes it here. Another file is no model.
import { decodeModel, type EffectModel } from './model.ts';

export const modelDigest = '154b8864b08e25d714eb88550871905df879b1aeb7e75a4c944fe0f4a3c72102';

/** The name of the file in the package. */
export const modelFile = 'effect-verb.bin';

/** The model in these bytes, whose SHA-256 the caller gives in hexadecimal; undefined when it is another one. */
export function verifiedModel(bytes: Uint8Array, digest: string): EffectModel | undefined {
  return digest === modelDigest ? decodeModel(bytes) : undefined;
}
