// The identity files as they are now, held against what the person accepted. The first sight of a file in a trusted
// workspace accepts it, for trusting the folder was the person's word on what came with it, and agents read the same
// files by themselves; that there is no such file is accepted in the same way. From then on a change, a new file and
// one that is gone are drift, unless the person saved them in the editor: drift is reported, and until it is accepted
// the last accepted text is given in its place.
import { differenceOf, type Difference } from '../../policy/grounding/difference.ts';
import type { Redactor } from '../../policy/knownSecrets.ts';
import type { AcceptedBy, IdentityFile, Log, Signal } from '../api.ts';
import { emitter, problemOf } from '../signal.ts';
import type { Accepted, AcceptedFiles } from './accepted.ts';
import { contentOf, sourcesOf, type Content, type GroundingPlace, type Source } from './sources.ts';

/** A file with the text to be given for it; undefined where there is none to give. */
export interface LookedFile {
  readonly file: IdentityFile;
  readonly needed: boolean;
  readonly text: string | undefined;
  /** The digest of what `text` comes from. */
  readonly digest: string | undefined;
}

export interface Identity {
  /** Reads all files anew. Never throws. */
  look(place: GroundingPlace): readonly LookedFile[];
  /** Accepts what was shown: false when something else stands there by now, or it cannot be kept. */
  accept(place: GroundingPlace, path: string, digest: string | undefined, by: AcceptedBy): boolean;
  /** What was accepted last; undefined where there was no file, or nothing is known. */
  kept(path: string): string | undefined;
  /** Fires with a file whose drift is new, and when one was accepted. */
  readonly changed: Signal<IdentityFile>;
}

export interface IdentityParts {
  readonly accepted: AcceptedFiles;
  readonly secrets: Pick<Redactor, 'text'>;
  readonly log: Log;
  readonly now: () => number;
  readonly note: (event: string, details: Readonly<Record<string, unknown>>) => void;
}

export function openIdentity({ accepted, secrets, log, now, note }: IdentityParts): Identity {
  const changed = emitter<IdentityFile>(log);
  /** By path, the digest whose drift was told. */
  const told = new Map<string, string | undefined>();

  const keep = (path: string, content: Content, by: AcceptedBy): Accepted => {
    const is = content.type === 'text' ? { digest: content.digest, text: content.text } : { digest: undefined, text: undefined };
    const fresh: Accepted = { path, ...is, at: now(), by };
    accepted.keep(fresh);
    told.delete(path);
    if (content.type === 'text' || by !== 'first sight') note('identity-accepted', { file: path, sha256: is.digest ?? null, by });
    return fresh;
  };
  const lookAt = (source: Source, place: GroundingPlace): LookedFile => {
    const { path, needed } = source;
    const content = contentOf(source, place, secrets.text);
    const nothing = (file: IdentityFile): LookedFile => ({ file, needed, text: undefined, digest: undefined });
    if (content.type === 'refused') return nothing({ path, state: 'refused', problem: content.problem });
    if (content.type === 'untrusted') return nothing({ path, state: 'untrusted' });
    const digest = content.type === 'text' ? content.digest : undefined;
    try {
      const before = accepted.of(path);
      // Of a folder that is not trusted it is not remembered either that there is no such file.
      if (before === 'unknown' && digest === undefined && !place.trusted) return nothing({ path, state: 'absent' });
      const held = before === 'unknown' ? keep(path, content, 'first sight') : before;
      if (held !== 'lost' && held.digest === digest) {
        told.delete(path);
        const state = digest === undefined ? 'absent' : 'accepted';
        return { file: { path, state, ...(digest === undefined ? {} : { digest }), accepted: { at: held.at, by: held.by } }, needed, text: content.type === 'text' ? content.text : undefined, digest };
      }
      return drifted(source, content, held === 'lost' ? undefined : held);
    } catch (error) {
      log.error(`${path}: ${problemOf(error)}`);
      return nothing({ path, state: 'refused', problem: 'what was accepted of it cannot be kept' });
    }
  };
  const drifted = ({ path, needed }: Source, content: Content, held: Accepted | undefined): LookedFile => {
    const [digest, text] = content.type === 'text' ? [content.digest, content.text] : [undefined, undefined];
    const difference = differenceOf(held?.text, text) ?? same;
    const file: IdentityFile = { path, state: 'changed', difference, ...(digest === undefined ? {} : { digest }), ...(held === undefined ? {} : { accepted: { at: held.at, by: held.by } }) };
    if (!told.has(path) || told.get(path) !== digest) {
      told.set(path, digest);
      note('identity-drift', { file: path, accepted: held?.digest ?? null, sha256: digest ?? null, line: difference.line, removed: difference.removed.length, added: difference.added.length });
      changed.emit(file);
    }
    return { file, needed, text: held?.text, digest: held?.digest };
  };
  return {
    changed: changed.signal,
    look: (place) => sourcesOf(place).map((source) => lookAt(source, place)),
    accept(place, path, digest, by) {
      const source = sourcesOf(place).find((one) => one.path === path);
      const content = source && contentOf(source, place, secrets.text);
      if (source === undefined || content === undefined || content.type === 'refused' || content.type === 'untrusted') return false;
      if ((content.type === 'text' ? content.digest : undefined) !== digest) return false;
      try {
        keep(path, content, by);
      } catch (error) {
        log.error(`What was accepted of ${path} cannot be kept: ${problemOf(error)}`);
        return false;
      }
      changed.emit(lookAt(source, place).file);
      return true;
    },
    kept(path) {
      const held = accepted.of(path);
      return typeof held === 'string' ? undefined : held.text;
    },
  };
} // prettier-ignore

/** Only what is taken out of both texts differs: a secret. */
const same: Difference = { line: 1, removed: [], added: [] };
