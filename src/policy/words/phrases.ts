// A verb phrase for each kind of effect: what a person is told that a call does. A row says it for all effects of its
// kind at once; `{}` stands for the names of what they land on.
import type { EffectKind } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { listed, nameOf, shortened, type Deed } from './deed.ts';

/** All deeds are of one kind. */
export type Phrase = (deeds: readonly Deed[], facts: Facts) => string;

/** With names, and without any. */
function verb(withNames: string, without: string): Phrase {
  return (deeds, facts) => {
    const names = targets(deeds, facts);
    return names === '' ? without : withNames.replace('{}', () => names);
  };
}

/** The detail is a clause of its own ("ends processes"), a thing, or nothing. */
function detailed(thing: string, without: string): Phrase {
  return ([first]) => {
    const detail = (first?.effect.detail ?? '').replace(/^docker run starts/u, 'starts');
    if (detail === '') return without;
    return clauses.test(detail) ? detail : thing.replace('{}', () => shortened(detail, 80));
  };
}

/** Verbs with which the details of the tables begin that are clauses by themselves. */
const clauses =
  /^(?:builds|changes|compiles|deletes|disables|ends|hands|leaves|lets|loads|makes|manages|offers|proposes|puts|reads|removes|restarts|runs|sends|sets|shares|starts|stops|switches|watches|works)\b/u;

function targets(deeds: readonly Deed[], facts: Facts): string {
  return listed(deeds.flatMap(({ place }) => (place === undefined ? [] : [nameOf(place, facts)])));
} // prettier-ignore

function details(deeds: readonly Deed[]): string {
  return listed(deeds.flatMap(({ effect }) => effect.detail ?? []), 1);
} // prettier-ignore

const writes: Phrase = (deeds, facts) => {
  const [first] = deeds;
  const names = targets(deeds, facts);
  if (names === '') return `writes files${aside(first?.effect.detail)}`;
  if (first?.effect.detail === 'moved away') return `moves ${names} away`;
  if (deeds.every(({ segment }) => segment?.redirects.some(({ kind }) => kind === 'append') === true))
    return `adds to ${names}`;
  const detail = first?.effect.detail;
  if (detail?.startsWith('whatever') === true) return `writes into ${names} ${detail}`;
  return `writes ${names === 'this folder' ? 'into ' : ''}${names}${which(first)}`;
};

/** A detail that says what the file is. */
function which(deed: Deed | undefined): string {
  const detail = deed?.effect.detail;
  if (detail === undefined || /^(?:overwritten|recursive|moved away)$/u.test(detail)) return '';
  return /^(?:a|an|which|its|what|whatever)\b/u.test(detail) ? `, ${detail}` : ` (${detail})`;
}

function aside(detail: string | undefined): string {
  return detail === undefined ? '' : ` (${detail})`;
}

function by([first]: readonly Deed[]): string {
  return first === undefined || first.program === '' ? '' : ` through ${first.program}`;
}

const guards =
  (without: string): Phrase =>
  (deeds, facts) => {
    const [first] = deeds;
    const names = targets(deeds, facts);
    const detail = first?.effect.detail;
    if (names === '') return detail === undefined ? without : clauses.test(detail) ? detail : detail.startsWith('another agent') ? `starts ${detail}` : `changes ${detail}`;
    return `changes ${names}${detail === undefined ? '' : nature(detail)}`;
  }; // prettier-ignore

/** What a protected file is, as the end of a clause. */
function nature(detail: string): string {
  if (detail === 'the gate itself') return ', which belongs to the gate itself';
  if (detail.startsWith('the inner files')) return ', which git itself relies on';
  if (/^(?:a|an|which)\b/u.test(detail)) return `, ${detail}`;
  if (detail.startsWith('for ')) return ` ${detail}`;
  return `, which ${detail.startsWith('what ') ? 'says' : 'holds'} ${detail}`;
}

/** `origin feature` is `origin/feature`; without names, what the branch is pushed to. */
function pushed({ effect, segment }: Deed, facts: Facts): string | undefined {
  const [remote, ...refs] = (effect.target ?? '').split(' ');
  const cwd = segment?.cwd ?? facts.cwd;
  if (remote === undefined || remote === '' || refs.length === 0) return facts.losses?.branch(cwd)?.upstream ?? remote;
  return listed(refs.map((ref) => `${remote}/${ref.replace(/^\+/u, '').replace(/^[^:]*:/u, '').replace(/^refs\/(?:heads|tags)\//u, '')}`));
} // prettier-ignore

const forcePush: Phrase = ([first], facts) => {
  const words = first?.segment?.words.map(({ text }) => text) ?? [];
  const where = first === undefined ? undefined : pushed(first, facts);
  const onto = where === undefined || where === '' ? 'the branch on the remote' : where;
  if (!words.includes('push')) return detailed('destroys {} of a remote', 'deletes something on a remote')(first === undefined ? [] : [first], facts);
  if (words.some((word) => /^(?:-d|--delete)$|^:./u.test(word))) return `deletes ${onto}`;
  if (words.some((word) => /^--(?:mirror|prune)$/u.test(word))) return 'deletes branches of the remote that are not here';
  const unless = first?.effect.detail === 'with lease' ? ' unless somebody else has pushed there meanwhile' : '';
  return `force-pushes over ${onto}${unless}`;
}; // prettier-ignore

const push: Phrase = ([first], facts) => {
  const where = first === undefined ? undefined : pushed(first, facts);
  return where === undefined || where === '' ? 'changes a remote repository' : `pushes to ${where}`;
};

const sends: Phrase = (deeds, facts) => {
  const [first] = deeds;
  const detail = first?.effect.detail ?? '';
  const names = targets(deeds, facts).replace(/:$/u, '');
  if (first?.place !== undefined && /[\s"'$]/u.test(first.place)) return `sends ${names} to the network`;
  const to = names === '' ? 'to the network' : `to ${names}`;
  const method = /^the method (\S+)/u.exec(detail)?.[1];
  if (method !== undefined) return `makes a ${method} request${names === '' ? '' : ` ${to}`}`;
  if (clauses.test(detail)) return detail;
  if (detail === 'an open connection') return names === '' ? 'opens a connection to another machine' : `opens a connection ${to}`;
  if (detail === 'a name that is looked up') return 'sends data inside a name that is looked up';
  if (detail.startsWith('the repository')) return `sends the repository ${to}`;
  if (detail === 'words of the line' || detail === 'unknown words' || detail === '') return `sends data ${to}`;
  return `sends ${detail} ${to}`;
}; // prettier-ignore

const fetches: Phrase = (deeds, facts) => {
  const [first] = deeds;
  const names = targets(deeds, facts);
  const detail = first?.effect.detail;
  if (detail === 'the query is sent') return 'sends the query to a search engine';
  if (names === '') return 'fetches from the network';
  return `fetches from ${names}${detail === undefined ? '' : `, ${detail}`}`;
};

const service =
  (deed: string, byTool: string): Phrase =>
  ([first]) => {
    const mcp = first?.program.startsWith('mcp__') === true ? /^(?=.*$)(.+): (.+)$/u.exec(first.effect.target ?? '') : null;
    if (mcp !== null) return `lets the MCP server ${mcp[1]} run ${mcp[2]}${byTool}`;
    const { program = '', effect, segment } = first ?? {};
    if (clauses.test(effect?.detail ?? '')) return effect?.detail ?? '';
    const words = (segment?.words ?? []).slice(1).filter(({ text, literal }) => literal && /^[\w.:/-]+$/u.test(text) && !text.startsWith('-'));
    const line = [program, ...words.slice(0, 2).map(({ text }) => text)].join(' ');
    return `${deed}${line === '' ? '' : ` (${shortened(line, 50)})`}`;
  }; // prettier-ignore

export const phrases: Record<EffectKind, Phrase> = {
  'read.workspace': verb('reads {}', 'reads files of the workspace'),
  'read.outside': (deeds, facts) =>
    deeds.every(({ effect }) => effect.detail === 'names only')
      ? verb('looks at the names in {}, outside the workspace', 'looks at names outside the workspace')(deeds, facts)
      : clauses.test(deeds[0]?.effect.detail ?? '')
        ? (deeds[0]?.effect.detail ?? '')
        : verb('reads {}, outside the workspace', 'reads outside the workspace')(deeds, facts),
  'read.secret': (deeds, facts) => {
    const names = targets(deeds, facts);
    const what = details(deeds.slice(0, 1));
    return names === '' ? `reads ${what === '' ? 'secrets' : `${what}, which may hold secrets`}` : `reads ${names}${what === '' ? '' : `, ${what}`}`;
  },
  'write.workspace': writes,
  'write.outside': (deeds, facts) =>
    `${writes(deeds, facts)}${deeds.every(({ effect }) => effect.scope === 'temporary' || effect.target === undefined) ? '' : ', outside the workspace'}`,
  'write.persist': guards('changes what starts by itself, or who may log in'),
  'write.policy': guards('changes what governs agents, the editor or git'),
  'write.autorun': guards('changes what runs by itself'),
  'delete.workspace': verb('deletes {}', 'deletes files of the workspace'),
  'delete.outside': verb('deletes {}, outside the workspace', 'deletes files outside the workspace'),
  irreversible: (deeds, facts) => {
    const { detail } = deeds[0]?.effect ?? {};
    const names = targets(deeds, facts);
    if (detail === 'raw device') return `overwrites the raw device ${names}`;
    if (detail === 'truncated') return names === '' ? 'empties files' : `empties ${names}`;
    if (detail === 'disks') return 'destroys what is on a disk';
    return names === '' ? (detail === undefined ? 'destroys data for good' : `deletes ${detail} for good`) : `destroys ${names} for good`;
  },
  perm: verb('changes the permissions of {}', 'changes permissions'),
  privilege: detailed('gets more rights: {}', 'runs with the rights of another account'),
  proc: (deeds, facts) => detailed('controls other processes ({})', `controls other processes${by(deeds)}`)(deeds, facts),
  system: (deeds, facts) => (targets(deeds, facts) === '' ? detailed('changes {} of the system', `changes the system${by(deeds)}`)(deeds, facts) : `changes the system (${targets(deeds, facts)})`),
  'security-off': detailed('switches protection off ({})', 'switches protection off'),
  'anti-forensic': detailed('removes traces ({})', 'removes traces'),
  'net.fetch': fetches,
  'net.send': sends,
  'net.listen': verb('opens a port ({})', 'opens a port to other programs'),
  'remote.exec': (deeds, facts) => deeds[0]?.effect.detail === 'in a container' ? 'runs commands in a container' : verb('runs commands on {}', 'runs commands on another machine')(deeds, facts),
  'exec.project': (deeds, facts) => {
    const [first] = deeds;
    const names = targets(deeds, facts);
    const detail = first?.effect.detail;
    if (detail === 'through a project runner') return 'runs a command of the project';
    if (detail?.startsWith('a module') === true) return `runs the module ${names}`;
    return names === '' ? `runs code of the project${aside(detail)}` : `runs ${names}${detail?.startsWith('which ') === true ? `, ${detail}` : ''}`;
  },
  'exec.inline': (deeds, facts) => clauses.test(deeds[0]?.effect.detail ?? '') ? (deeds[0]?.effect.detail ?? '') : verb('runs code that is given to {}', 'runs code given on the line')(deeds, facts),
  'exec.fetched': ([first]) => {
    const { detail, target } = first?.effect ?? {};
    const by = /^from (.+)/u.exec(detail ?? '')?.[1];
    if (by !== undefined) return `lets ${target ?? 'a program'} run whatever ${by} downloads`;
    if (detail === 'an image') return `runs the image ${target ?? ''}`.trim();
    return `runs ${detail ?? 'code from the network'}`;
  },
  'exec.decoded': ([first]) => `lets ${first?.effect.target ?? 'a program'} run text that was hidden by an encoding`,
  'shell.escape': ([first]) => {
    const { target, detail } = first?.effect ?? {};
    if (target === undefined) return `can start another program${aside(detail)}`;
    return `starts ${shortened(target, 40)}${detail === undefined ? ' through another program' : `, ${detail}`}`;
  },
  'env.inject': verb('sets {}, which changes what programs load or run', 'changes what programs load or run'),
  'pkg.install': (deeds) => deeds.every(({ segment }) => segment?.words.some(({ text }) => /^(?:un\w+|remove|rm|purge|autoremove|prune)$/u.test(text)) === true) ? 'removes packages' : 'installs packages, whose scripts may run',
  publish: (deeds, facts) => clauses.test(deeds[0]?.effect.detail ?? '') ? (deeds[0]?.effect.detail ?? '') : verb('publishes {}', 'publishes something for others')(deeds, facts),
  'vcs.write': detailed('changes the local repository ({})', 'changes the local repository'),
  'vcs.discard': detailed('discards {}', 'discards work that git does not keep'),
  'vcs.remote': push,
  'vcs.remote.destroy': forcePush,
  filter: () => 'filters what it is given',
  'db.write': detailed('changes a database ({})', 'changes a database'),
  'db.destroy': detailed('destroys data of a database ({})', 'destroys data of a database'),
  'cloud.read': service('asks a remote service', ''),
  'cloud.write': service('changes something on a remote service', ', which may change something'),
  'cloud.destroy': service('destroys something on a remote service', ', which by its name destroys something'),
}; // prettier-ignore
