// Where the reading of code puts what it finds: effects, commands that the code runs, and what it does not understand.
import { effectOf, type EffectExtra } from '../commands/finding.ts';
import { credentialVariable } from '../commands/variables.ts';
import type { DoubtCode, Effect, EffectKind } from '../effects.ts';
import type { Facts } from '../facts.ts';
import { accessPath, type Access } from '../paths/access.ts';
import type { Note } from './program.ts';
import type { Value } from './value.ts';

const most = 200;

export class Sink {
  /** While it is set, nothing is put down: names are still being learned. */
  muted = false;
  private readonly effects: Effect[] = [];
  private readonly lines: { text: string; line: number }[] = [];
  private readonly notes: Note[] = [];
  private readonly facts: Facts;
  private readonly cwd: string | undefined;

  constructor(facts: Facts, cwd: string | undefined) {
    this.facts = facts;
    this.cwd = cwd;
  }

  get reading(): {
    effects: readonly Effect[];
    lines: readonly { text: string; line: number }[];
    notes: readonly Note[];
  } {
    return { effects: this.effects, lines: this.lines, notes: this.notes };
  }

  note(line: number, text: string, code: DoubtCode = 'opaque-code'): void {
    if (this.muted || this.notes.length >= most) return;
    if (!this.notes.some((note) => note.line === line && note.text === text))
      this.notes.push({ line, code, text });
  }

  effect(kind: EffectKind, extra: EffectExtra = {}): void {
    if (!this.muted && this.effects.length < most) this.effects.push(effectOf(kind, extra));
  }

  /** Access to a path that a value names. */
  path(access: Access, value: Value | undefined, line: number, detail?: string): void {
    if (this.muted || this.effects.length >= most) return;
    const known =
      value?.kind === 'data' || value?.kind === 'path' || value?.kind === 'paths' ? value : undefined;
    if (known?.text === undefined) {
      this.effects.push(effectOf(unplaced[access], { scope: 'unknown' }));
      this.note(line, `it is not known which path it ${verbs[access]}`, 'dynamic-argument');
      return;
    }
    if (access === 'delete' && known.glob !== true) {
      // As the command that does the same, so that whoever looks for dangerous deletions sees it.
      this.shell(
        { kind: 'data', text: `rm ${detail === 'recursive' ? '-rf ' : ''}-- ${quoted(known.text)}` },
        line,
      );
      return;
    }
    const word = { text: known.text === '' ? '.' : known.text, glob: known.glob === true };
    const found = accessPath(access, detail === undefined ? word : { ...word, detail }, this.facts, this.cwd);
    this.effects.push(...found.effects);
    for (const { code, text } of found.doubts) this.note(line, text, code);
  }

  /** A line that a shell runs. */
  shell(value: Value | undefined, line: number): void {
    const text = value?.kind === 'data' ? value.text : undefined;
    if (text === undefined) {
      this.effect('shell.escape', { detail: 'by the code' });
      this.note(line, 'it runs a command that is not known');
    } else if (!this.muted && this.lines.length < most) this.lines.push({ text, line });
  }

  /** A program with its words; words that are not known stand as such. */
  program(words: readonly Value[] | undefined, line: number): void {
    if (words === undefined || words.length === 0) {
      this.shell(undefined, line);
      return;
    }
    const texts = words.map((word) => (word.kind === 'data' || word.kind === 'path' ? word.text : undefined));
    if (texts.some((text) => text === undefined))
      this.note(line, 'it runs a program with words that are not known', 'dynamic-argument');
    this.shell(
      { kind: 'data', text: texts.map((text) => (text === undefined ? '"$WORD"' : quoted(text))).join(' ') },
      line,
    );
  }

  /** A variable of the environment is read; all of them where the name is not known. */
  variable(value: Value | undefined, line: number): void {
    const name = value?.kind === 'data' ? value.text : undefined;
    if (name === undefined) {
      this.effect('read.secret', { detail: 'environment variables' });
      if (value !== undefined) this.note(line, 'it is not known which variable it reads', 'dynamic-argument');
    } else if (credentialVariable(`\${${name}}`) !== undefined) {
      this.effect('read.secret', { detail: `environment variable ${name}` });
    }
  }

  net(kind: 'net.fetch' | 'net.send' | 'net.listen', value: Value | undefined): void {
    const target = value?.kind === 'data' ? value.text : undefined;
    this.effect(kind, { target });
  }
}

const unplaced: Readonly<Record<Access, EffectKind>> = {
  read: 'read.outside', list: 'read.outside', write: 'write.outside', delete: 'delete.outside', perm: 'perm',
}; // prettier-ignore
const verbs: Readonly<Record<Access, string>> = {
  read: 'reads', list: 'looks at', write: 'writes', delete: 'deletes', perm: 'changes',
}; // prettier-ignore

function quoted(text: string): string {
  return text !== '' && /^(?:~(?=\/|$))?[\w@%+=:,./-]*$/u.test(text)
    ? text
    : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
