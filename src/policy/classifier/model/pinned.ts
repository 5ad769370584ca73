// Which model counts: the SHA-256 of its file, as `npm run train` writes it here. Another file is no model.
import { decodeModel, type EffectModel } from './model.ts';

export const modelDigest = 'cde31e6bcfe60605975a6151a84796276394290c301402aa4a269ec6ea3f8ea4';

/** The name of the file in the package. */
export const modelFile = 'effect-verb.bin';

/** The model in these bytes, whose SHA-256 the caller gives in hexadecimal; undefined when it is another one. */
export function verifiedModel(bytes: Uint8Array, digest: string): EffectModel | undefined {
  return digest === modelDigest ? decodeModel(bytes) : undefined;
}
