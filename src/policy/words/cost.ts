// What a deletion, an overwrite or a discard would cost, in words and as worth: asks the facts about the disk, which is
// why it is called for questions and denials alone.
import type { Facts, Loss } from '../facts.ts';
import { absolute, canonical, key, native, within } from '../paths/absolute.ts';
import type { Worth } from '../risk.ts';
import { counted, listed, nameOf, type Deed } from './deed.ts';

export interface Cost {
  readonly worth: Worth | undefined;
  /** A verb phrase: "deletes 214 files in build/, ignored by git". */
  readonly text: string;
}

/** The cost of deleting the targets of the deeds. */
export function deletionCost(deeds: readonly Deed[], facts: Facts): Cost {
  const targets = [...new Set(deeds.flatMap(({ effect }) => effect.target ?? []))];
  const losses = targets.map((target) => lossAt(target, facts));
  const known = losses.filter((loss) => loss !== undefined);
  const where = deeds.every(({ effect }) => effect.kind === 'delete.outside' && effect.scope !== 'temporary')
    ? ', outside the workspace'
    : '';
  if (targets.length === 0) return { worth: undefined, text: `deletes files${where}` };
  // What is not there is not worth a name, unless it is all that is named.
  const there = known.length === 0 ? targets : targets.filter((_target, at) => losses[at] !== undefined);
  const names = listed(there.map((target) => spelled(target, lossAt(target, facts), facts)));
  const all = sum(known);
  const choosing = deeds.find(({ segment, program }) => segment !== undefined && !whole.test(program));
  if (choosing !== undefined && losses.some((loss) => loss?.kind !== 'file'))
    return { worth: undefined, text: `deletes what ${choosing.program === '' ? 'it' : choosing.program} selects in ${names}${where}` };
  if (all === undefined || (!all.complete && all.files === 0)) return { worth: undefined, text: `deletes ${names}${where}` };
  const single = there.length === 1 ? known[0] : undefined;
  const history = all.history ? ' with the history of a repository' : '';
  const text =
    single?.kind === 'folder' && all.complete && all.files === 0 && !all.history
      ? `deletes the empty folder ${names}`
      : single !== undefined && single.kind !== 'folder'
        ? `deletes ${single.kind === 'link' ? 'the link ' : ''}${names}`
        : `deletes ${amount(all)} in ${names}${history}`;
  const worth = all.history || (!all.complete && all.git?.ignored !== all.files) ? 'lost' : worthOf(all);
  return { worth, text: `${text}${all.history ? where : (where || keeping(all, single?.kind === 'file'))}` };
} // prettier-ignore

/** Programs that delete what they are given, and all of it. */
const whole = /^(?:g?rm|rmdir|unlink|shred|trash|trash-put|rimraf|del|erase|rd|Remove-Item|ri)$/u;

/** The cost of replacing files by new ones. */
export function overwriteCost(deeds: readonly Deed[], facts: Facts): Cost {
  const targets = [...new Set(deeds.flatMap(({ effect }) => effect.target ?? []))];
  const losses = targets.map((target) => lossAt(target, facts));
  const known = losses.filter((loss) => loss !== undefined);
  const names = listed(targets.map((target) => nameOf(target, facts)));
  const all = sum(known);
  if (facts.losses === undefined || !targets.every((target) => isOfThePerson(target, facts)))
    return { worth: undefined, text: `writes ${names}` };
  if (all === undefined) return { worth: 'nothing', text: `creates ${names}` };
  if (known.some(({ kind }) => kind === 'folder')) return { worth: undefined, text: `writes into ${names}` };
  return { worth: worthOf(all), text: `overwrites ${names}${keeping(all, all.files === 1)}` };
}

/** The cost of throwing away what git does not have yet. */
export function discardCost(deed: Deed, facts: Facts): Cost {
  const { detail } = deed.effect;
  const untracked = detail === 'untracked files';
  if (!untracked && detail !== undefined && !detail.includes('changes')) return { worth: undefined, text: objects[detail] ?? `discards ${detail}` };
  const plain = untracked ? 'deletes files that git does not have' : 'discards uncommitted changes';
  const places = placesOf(deed, facts);
  const reaches = untracked && deed.segment?.words.some(({ text }) => /^-[a-z]*[xX]/u.test(text)) === true;
  const all = sum(places.map((place) => lossAt(place, facts, reaches ? undefined : 'skip')).filter((loss) => loss !== undefined));
  if (all?.git === undefined) return { worth: undefined, text: plain };
  const { git, complete } = all;
  const count = untracked ? git.untracked + (reaches ? git.ignored : 0) : git.changed + git.missing;
  // A reset also throws away what is staged; a checkout of files does not.
  const staged = detail === 'changes in files' ? [] : places.map((place) => facts.losses?.staged(native(place, facts.platform)));
  if (count === 0 && complete && staged.includes(true)) return { worth: 'lost', text: 'discards staged changes that were never committed' };
  if (count === 0 && complete && !untracked && staged.includes(undefined))
    return { worth: undefined, text: `${plain}, of which there are none beyond what is staged` };
  if (count === 0 && complete)
    return untracked
      ? { worth: 'nothing', text: 'deletes untracked files, of which there are none now' }
      : { worth: 'nothing', text: `${plain}, of which there are none now` };
  if (count === 0) return { worth: undefined, text: plain };
  const least = complete ? '' : 'at least ';
  const examples = git.examples.length === 0 ? '' : ` (${listed(git.examples)})`;
  const text = untracked
    ? `deletes ${least}${counted(count, 'file')} that git does not have${reaches ? ', with those it ignores' : git.changed === 0 ? examples : ''}`
    : `discards uncommitted changes in ${least}${counted(count, 'file')}${git.untracked === 0 ? examples : ''}`;
  return { worth: 'lost', text };
} // prettier-ignore

const objects: Readonly<Record<string, string>> = {
  'a branch': 'deletes a branch, with the commits that only it holds',
  'a tag': 'deletes a tag',
  'the stash': 'drops stashed work',
  history: 'rewrites or deletes history of the local repository',
};

/** The paths that the command names, or the whole work tree. */
function placesOf({ segment }: Deed, facts: Facts): readonly string[] {
  const cwd = segment?.cwd ?? facts.cwd;
  const named = (segment?.words ?? []).slice(2).flatMap(({ text, literal }) => {
    const path = !literal || text.startsWith('-') ? undefined : absolute(text, facts, cwd);
    return path !== undefined && lossAt(path, facts) !== undefined ? [path] : [];
  });
  if (named.length > 0) return named;
  const elsewhere = (segment?.words ?? []).findIndex(({ text }) => text === '-C');
  const folder = elsewhere < 0 ? cwd : absolute(segment?.words[elsewhere + 1]?.text ?? '', facts, cwd);
  const root = folder === undefined ? undefined : facts.losses?.workTree(native(folder, facts.platform));
  return root === undefined ? [] : [canonical(root, facts.platform)];
} // prettier-ignore

function lossAt(target: string, facts: Facts, ignored?: 'skip'): Loss | undefined {
  return isOfThePerson(target, facts) ? facts.losses?.at(native(target, facts.platform), ignored) : undefined;
}

/**
 * In the workspace, or below the home folder or one for temporary files. Counting what a system or a whole home holds
 * would take long and tell nobody anything.
 */
function isOfThePerson(target: string, { roots, home, temporary, platform }: Facts): boolean {
  const below = (folder: string): boolean => {
    const outer = canonical(folder, platform);
    return within(target, outer, platform) && key(target, platform) !== key(outer, platform);
  };
  return roots.some((root) => within(target, canonical(root, platform), platform)) || [home, ...temporary].some(below);
} // prettier-ignore

function spelled(target: string, loss: Loss | undefined, facts: Facts): string {
  const name = nameOf(target, facts);
  return loss?.kind === 'folder' && name !== 'this folder' && !name.endsWith('/') ? `${name}/` : name;
}

/** Undefined for no losses; without a state where one of them has none. */
function sum(losses: readonly Loss[]): Loss | undefined {
  const [first, ...rest] = losses;
  return first === undefined ? undefined : rest.reduce(added, first);
}

function added(a: Loss, b: Loss): Loss {
  const git =
    a.git === undefined || b.git === undefined
      ? undefined
      : {
          kept: a.git.kept + b.git.kept,
          changed: a.git.changed + b.git.changed,
          untracked: a.git.untracked + b.git.untracked,
          ignored: a.git.ignored + b.git.ignored,
          missing: a.git.missing + b.git.missing,
          examples: [...a.git.examples, ...b.git.examples],
        };
  return {
    kind: 'folder',
    files: a.files + b.files,
    bytes: a.bytes === undefined || b.bytes === undefined ? undefined : a.bytes + b.bytes,
    complete: a.complete && b.complete,
    history: a.history || b.history,
    git,
  };
}

function amount({ files, bytes = 0, complete }: Loss): string {
  const size = bytes >= 1e9 ? ` (${(bytes / 1e9).toFixed(1)} GB)` : bytes >= 1e6 ? ` (${Math.round(bytes / 1e6)} MB)` : '';
  return `${complete ? '' : 'more than '}${counted(files, 'file')}${size}`;
} // prettier-ignore

function worthOf({ git, files }: Loss): Worth | undefined {
  if (files === 0) return 'nothing';
  if (git === undefined) return undefined;
  return git.changed + git.untracked > 0 ? 'lost' : git.ignored > 0 ? 'ignored' : 'nothing';
}

/** What git has of it, as the end of a sentence. */
function keeping({ git, files, complete }: Loss, one: boolean): string {
  if (git === undefined || files === 0) return '';
  const { kept, changed, untracked, ignored, examples } = git;
  const gone = changed + untracked;
  if (one)
    return changed > 0
      ? ', which has changes that git does not have'
      : untracked > 0
        ? ', which git does not have'
        : ignored > 0
          ? ', which git ignores'
          : ', which git can bring back';
  if (untracked === files && complete) return ', none of which git has';
  if (gone === files && complete) return ', all with work that git does not have';
  if (gone > 0) return `, ${complete ? '' : 'at least '}${gone} of which ${gone === 1 ? 'has' : 'have'} work that git does not have (${listed(examples)})`;
  if (!complete) return ignored === files ? ', ignored by git' : '';
  return ignored === 0 ? ', which git can bring back' : kept === 0 ? ', ignored by git' : ', which git can bring back or ignores';
} // prettier-ignore
