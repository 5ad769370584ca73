// Which model counts: the SHA-256 of its file, as `npm run train` writes it here. Another file is no model.
import { decodeModel, type EffectModel } from './model.ts';

export const modelDigest = '20f73109440884ffe68efde712f490fc3ede6cd279fbb31c02040c1ee411be2a';

/** The name of the file in the package. */
export const modelFile = 'effect-verb.bin';

/** The model in these bytes, whose SHA-256 the caller gives in hexadecimal; undefined when it is another one. */
export function verifiedModel(bytes: Uint8Array, digest: string): EffectModel | undefined {
  return digest === modelDigest ? decodeModel(bytes) : undefined;
}
