// Paths of cmdlets, which may lie on any drive of PowerShell: files, the registry, environment variables, functions,
// certificates. Source: about_Providers, about_Path_Syntax, about_Wildcards.
import type { Value as Given } from '../commands/arguments.ts';
import { doubtful, found, join, nothing, type Finding } from '../commands/finding.ts';
import { isInjecting } from '../commands/environment.ts';
import { credentialVariable } from '../commands/variables.ts';
import type { Facts } from '../facts.ts';
import { accessPath, type Access } from '../paths/access.ts';
import type { Word } from '../shell/segment.ts';
import { wordOf, type Value } from './run.ts';

/** A word that names items: one kind of slash, no provider before the path, wildcards also inside quotes. */
export function itemWord(value: Value, parameter: string): Word {
  const word = wordOf(value);
  if (!value.literal) return word;
  const text = value.text.replace(/^(?:Microsoft\.PowerShell\.Core\\)?FileSystem::/iu, '').replaceAll('\\', '/');
  const wild = parameter === '-Path' || parameter === '-Include' || parameter === '-Exclude' ? /[*?[]/u.test(text) : value.glob && parameter !== '-LiteralPath';
  return { ...word, text: text.startsWith('//?/') && /^\/\/\?\/[A-Za-z]:/u.test(text) ? text.slice(4) : text, glob: wild };
} // prettier-ignore

/** A path with a drive is one of Windows, wherever the line is read: facts that let it be one. */
export function itemFacts(text: string, facts: Facts): Facts {
  return facts.platform === 'win32' || !/^[A-Za-z]:(?:[\\/]|$)/u.test(text)
    ? facts
    : { ...facts, platform: 'win32', roots: [], temporary: [], realPath: (path) => path };
}

/** What it means to touch an item. */
export function itemFinding(access: Access | 'move', { text, literal, glob }: Given, machine: Facts, cwd: string | undefined, program: string): Finding {
  const facts = itemFacts(text, machine);
  const moved = access === 'move';
  const way: Access = moved ? 'delete' : access;
  if (!literal) {
    const doubt = doubtful('dynamic-argument', `it is not known which path ${text} of ${program} is`);
    const kinds = { read: 'read.outside', list: 'read.outside', write: 'write.outside', delete: 'delete.outside', perm: 'perm' } as const;
    const name = credentialVariable(text);
    return join([found(kinds[way], { scope: 'unknown', target: text }), name === undefined ? nothing : found('read.secret', { detail: `environment variable ${name}` }), doubt]);
  }
  const drive = /^([A-Za-z][\w.]+):(.*)$/su.exec(text.replace(/^(?:Microsoft\.PowerShell\.\w+\/)?(Environment|Function|Alias|Variable|Certificate|Registry)::/iu, '$1:'));
  if (drive !== null) return driveFinding(way, (drive[1] ?? '').toLowerCase(), drive[2] ?? '', text);
  if (cwd === undefined && !/^(?:[A-Za-z]:|\/|~)/u.test(text))
    return join([accessPath(way, { text, glob }, facts, cwd), doubtful('unknown-scope', `it is not known in which folder ${program} runs`)]);
  // Here `*` stands for names with a dot at their front too: all files of a folder hold what is secret in it.
  if (way === 'read' && glob && program === 'Get-Content' && /(?:^|\/)[*?]+(?:\.\*)?$/u.test(text))
    return join([accessPath(way, { text, glob }, facts, cwd), doubtful('unknown-scope', `${text} may name a secret among others`)]);
  const finding = accessPath(way, moved ? { text, glob, detail: 'moved away' } : { text, glob }, facts, cwd);
  return moved
    ? { ...finding, effects: finding.effects.map((effect) => (effect.kind === 'delete.workspace' ? { ...effect, kind: 'write.workspace', reversible: 'yes' } : effect)) }
    : finding;
} // prettier-ignore

/** Places in the registry from which programs start by themselves. Source: Autoruns (Sysinternals), Run keys. */
const startKeys =
  /(?:\/|^)(?:currentversion\/(?:run|runonce|runservices|policies\/explorer\/run|winlogon|image file execution options|app paths|windows)|services|active setup|environment|session manager|command processor|powershell)(?:\/|$)|shell\/open\/command/iu;
const guardKeys =
  /windows defender|windowsfirewall|policies\/system|control\/lsa|securityhealth|deviceguard/iu;
const secretKeys = /^\/?(?:hkey_local_machine|)\/?(?:sam|security)(?:\/|$)/iu;

/** What it means to touch a key of the registry; `key` begins behind its root. */
export function registryFinding(way: Access, key: string, target: string): Finding {
  const reads = way === 'read' || way === 'list';
  if (reads) return secretKeys.test(key) ? found('read.secret', { scope: 'system', target, detail: 'accounts of the machine' }) : found('read.outside', { scope: 'system', target });
  if (guardKeys.test(key)) return found('security-off', { scope: 'system', target, detail: 'a protection of Windows' });
  if (startKeys.test(key)) return found('write.persist', { scope: 'system', target, detail: 'what starts by itself' });
  return found('system', { scope: 'system', target, reversible: way === 'delete' ? 'no' : 'partly' });
} // prettier-ignore

function driveFinding(way: Access, drive: string, rest: string, target: string): Finding {
  const reads = way === 'read' || way === 'list';
  const name = rest.replace(/^\//u, '');
  switch (drive) {
    case 'hklm':
    case 'hkcu':
    case 'hkcr':
    case 'hku':
    case 'hkcc':
    case 'registry':
      return registryFinding(way, rest, target);
    case 'env':
    case 'environment':
      if (reads)
        return name === '' || /[*?[]/u.test(name) || credentialVariable(`$${name}`) !== undefined
          ? found('read.secret', { detail: 'environment variables' })
          : nothing;
      return isInjecting(name.toUpperCase()) || isInjecting(name)
        ? found('env.inject', { target: name, detail: 'set for all that follows' })
        : doubtful('unknown-operand', `the gate does not know what ${name} does to the programs that follow`);
    case 'function':
    case 'alias':
    case 'variable':
      return reads ? nothing : doubtful('redefined', `${target} changes what names mean`);
    case 'cert':
    case 'certificate':
      return reads ? found('read.outside', { scope: 'system', target }) : found('system', { scope: 'system', target });
    case 'temp':
      return reads ? found('read.outside', { scope: 'temporary', target }) : found(way === 'delete' ? 'delete.outside' : 'write.outside', { scope: 'temporary', target });
    default:
      return join([
        found(reads ? 'read.outside' : way === 'delete' ? 'delete.outside' : 'write.outside', { scope: 'unknown', target }),
        doubtful('unknown-scope', `the gate does not know the drive ${drive}:`),
      ]);
  }
} // prettier-ignore
