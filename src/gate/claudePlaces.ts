// Where Claude Code looks for its settings: the administrator's, the person's, those of a project.
// Source: the settings reference of code.claude.com; tried with Claude Code 2.1.329.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isMissing } from './files.ts';

/** The administrator's file, and those of the folder beside it. Throws when that folder cannot be looked into. */
export function managedSettings(): readonly string[] {
  return managedFiles().flatMap((file) => {
    const folder = managedFolder(file);
    const names = (namesIn(folder) ?? []).filter((name) => name.endsWith('.json'));
    return [file, ...names.map((name) => join(folder, name))];
  });
}

export function managedFiles(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Library/Application Support/ClaudeCode/managed-settings.json'];
    case 'win32':
      return [
        'C:\\Program Files\\ClaudeCode\\managed-settings.json',
        'C:\\ProgramData\\ClaudeCode\\managed-settings.json',
      ];
    default:
      return ['/etc/claude-code/managed-settings.json'];
  }
}

export function managedFolder(file: string): string {
  return file.replace(/\.json$/, '.d');
}

/** The folder of the person's own settings. */
export function userFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const own = env['CLAUDE_CONFIG_DIR'];
  return own !== undefined && isAbsolute(own) ? own : join(home, '.claude');
}

/** The person's settings where they lie in another folder than the table of protected files knows. */
export function movedSettings(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): readonly string[] {
  const folder = userFolder(env, home);
  return folder === join(home, '.claude') ? [] : [join(folder, 'settings.json')];
}

/** From the working folder up to the root of its git repository (or only the folder itself); never the home. */
export function projectFolders(cwd: string, home: string): readonly string[] {
  const above = foldersAbove(cwd);
  const git = above.findIndex((folder) => existsSync(join(folder, '.git')));
  const below = above.slice(0, git + 1 || 1);
  const end = below.indexOf(home);
  return end < 0 ? below : below.slice(0, end);
}

/** The folder and all above it. */
export function foldersAbove(cwd: string): readonly string[] {
  const found = [cwd];
  for (let folder = cwd; dirname(folder) !== folder; folder = dirname(folder)) found.push(dirname(folder));
  return found;
}

/** Sorted; undefined when there is no such folder. */
export function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
