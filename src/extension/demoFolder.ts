// Fresh folders for the demo agent in a window without a folder: a tiny project, thrown away with the window.
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface DemoFolders {
  make(): Promise<string>;
  /** They count as folders of the workspace. */
  list(): readonly string[];
  dispose(): void;
}

export function openDemoFolders(): DemoFolders {
  const folders: string[] = [];
  return {
    async make() {
      const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'portcullis-demo-')));
      folders.push(folder);
      await writeFile(path.join(folder, 'README.md'), readme);
      await gitInit(folder);
      return folder;
    },
    list: () => [...folders],
    dispose() {
      for (const folder of folders) void rm(folder, { recursive: true, force: true });
    },
  };
}

const readme = `# A demo project

The demo agent works here. Nothing in this folder matters.

TODO: learn what the gate does.
`;

/** Without git the demo's \`git status\` merely fails. */
function gitInit(folder: string): Promise<void> {
  return new Promise((resolve) => {
    execFile('git', ['init', '--quiet'], { cwd: folder, timeout: 5000 }, () => resolve());
  });
}
