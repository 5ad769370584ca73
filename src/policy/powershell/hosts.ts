// Shells of Windows that are started with code on their own line: pwsh, powershell and cmd. Source: about_Pwsh,
// about_PowerShell_exe, and `cmd /?`. Names have no case, and PowerShell takes every beginning of an option.
import { plain } from '../shell/word.ts';
import type { Word } from '../shell/segment.ts';
import type { Doubt } from '../effects.ts';

export interface Hosted {
  readonly language: 'powershell' | 'cmd';
  /** What it is told to run; undefined where it is not known, or there is none. */
  readonly code: string | undefined;
  /** There is code, whether it is known or not. */
  readonly given: boolean;
  readonly file: Word | undefined;
  /** It runs what it finds on its standard input. */
  readonly input: boolean;
  readonly doubts: readonly Doubt[];
}

/** What a segment's words tell a shell of Windows; undefined for any other program. */
export function hostedBy(words: readonly Word[]): Hosted | undefined {
  const [first, ...rest] = words;
  const name = hostName(first);
  if (name === undefined) return undefined;
  return name === 'cmd' ? cmdHosted(rest) : powershellHosted(name, rest);
}

export function hostName(word: Word | undefined): 'pwsh' | 'powershell' | 'cmd' | undefined {
  if (word?.literal !== true) return undefined;
  const base =
    /(?<![^\\/])[^\\/]*$/u
      .exec(word.text)?.[0]
      .toLowerCase()
      .replace(/\.exe$/u, '') ?? '';
  return base === 'pwsh' || base === 'powershell' || base === 'cmd' ? base : base === 'pwsh-preview' ? 'pwsh' : undefined; // prettier-ignore
}

/** Options without a value, and with one that is no code. */
const flags = 'noprofile nologo noninteractive noexit sta mta login interactive nop noni nol noe l i';
const valued =
  'executionpolicy ep ex inputformat inp if outputformat o of windowstyle w version v psconsolefile configurationname config configurationfile workingdirectory wd settingsfile settings custompipename';

function powershellHosted(name: 'pwsh' | 'powershell', words: readonly Word[]): Hosted {
  const doubts: Doubt[] = [];
  const base = { language: 'powershell', given: false, code: undefined, file: undefined, input: false } as const;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const option = word.literal ? /^(?:--?|\/)([A-Za-z]+)(?::(.*))?$/su.exec(word.text) : null;
    const rest = words.slice(at + 1);
    if (word.text === '-' && rest.length === 0) return { ...base, input: true, doubts };
    if (option === null) {
      const script = /\.ps1$/iu.test(word.text) || !word.literal;
      if (name === 'pwsh' && script) return { ...base, file: word, doubts };
      return { ...base, given: true, code: joined(words.slice(at)), doubts };
    }
    const wanted = (option[1] ?? '').toLowerCase();
    const is = (full: string, ...short: readonly string[]): boolean => short.includes(wanted) || full.startsWith(wanted);
    if (is('command', 'c') || wanted === 'commandwithargs' || wanted === 'cwa') {
      if (rest.length === 1 && rest[0]?.text === '-') return { ...base, input: true, doubts };
      return { ...base, given: true, code: wanted.startsWith('commandw') || wanted === 'cwa' ? joined(rest.slice(0, 1)) : joined(rest), doubts };
    }
    if (is('encodedcommand', 'e', 'ec') && wanted !== 'ex') {
      const code = rest[0]?.literal === true ? decoded(rest[0].text) : undefined;
      return { ...base, given: true, code, doubts: [...doubts, { code: 'disguise', text: 'the code is hidden by an encoding' }] };
    }
    if (is('file', 'f')) return { ...base, file: rest[0], input: rest[0]?.text === '-', doubts };
    if (is('encodedarguments', 'ea', 'encodeda')) {
      doubts.push({ code: 'disguise', text: 'arguments are hidden by an encoding' });
      at++;
    } else if (matches(valued, wanted)) {
      if (is('windowstyle', 'w') && /^hid/iu.test(option[2] ?? rest[0]?.text ?? ''))
        doubts.push({ code: 'unknown-option', text: 'the window of the shell is hidden' });
      if (!is('executionpolicy', 'ep', 'ex') && !is('windowstyle', 'w') && !/^(?:o|inp|v)/u.test(wanted))
        doubts.push({ code: 'unknown-option', text: `the gate does not know what -${wanted} loads` });
      if (option[2] === undefined) at++;
    } else if (/^(?:help|\?|h)$/u.test(wanted)) return { ...base, doubts };
    else if (!matches(flags, wanted)) doubts.push({ code: 'unknown-option', text: `the gate does not know the option -${wanted} of ${name}` });
  }
  return { ...base, input: true, doubts };
} // prettier-ignore

function matches(names: string, wanted: string): boolean {
  return names.split(' ').some((one) => one === wanted || (wanted.length > 2 && one.startsWith(wanted)));
}

function joined(words: readonly Word[]): string | undefined {
  return words.length > 0 && words.every(({ literal }) => literal) ? words.map(({ text }) => text).join(' ') : undefined;
} // prettier-ignore

function cmdHosted(words: readonly Word[]): Hosted {
  const base = { language: 'cmd', given: false, code: undefined, file: undefined, input: false, doubts: [] } as const;
  const at = words.findIndex(({ text }) => /^\/{1,2}[ckr]/iu.test(text));
  if (at < 0) {
    const code = words.find(({ text }) => !/^\/{1,2}\w/u.test(text));
    return { ...base, input: code === undefined && words.length === 0, given: code !== undefined };
  }
  // The code may follow the letter without a blank: `/cdel`.
  const first = words[at];
  const glued = first === undefined ? '' : first.text.replace(/^\/{1,2}[ckr]/iu, '');
  const rest = [...(glued === '' || first === undefined ? [] : [plain(glued, first.start, first.end)]), ...words.slice(at + 1)];
  const code = joined(rest);
  return { ...base, given: true, code: code?.replace(/^\s*"([\s\S]*)"\s*$/u, '$1') };
} // prettier-ignore

/** Base64 of UTF-16 in little endian order, as -EncodedCommand wants it; undefined when it is none. */
export function decoded(text: string): string | undefined {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const clean = text.replaceAll(/\s|(?<!=)=+$/gu, '');
  if (clean === '' || clean.length > 65_536 || !/^[A-Za-z0-9+/]+$/u.test(clean)) return undefined;
  let bits = 0;
  let count = 0;
  const bytes: number[] = [];
  for (const sign of clean) {
    bits = ((bits << 6) | digits.indexOf(sign)) & 0xff_ff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  const units: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) units.push(String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)));
  return units.join('');
} // prettier-ignore
