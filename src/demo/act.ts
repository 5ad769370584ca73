// Really does what the gate allowed. Knows nothing of the gate.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DemoTool } from '../protocol/demo.ts';

export interface Place {
  readonly folder: string;
  /** An empty folder that stands for the person's home. */
  readonly home: string;
}

export interface Result {
  readonly ok: boolean;
  readonly output: string;
}

/** Never throws: a failure is a result. */
export async function act(action: DemoTool, place: Place): Promise<Result> {
  try {
    return await doIt(action, place);
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}

async function doIt(action: DemoTool, place: Place): Promise<Result> {
  switch (action.tool) {
    case 'terminal':
      return shell(action.details.line, place);
    case 'save-file': {
      const file = path.resolve(place.folder, action.details.file);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, action.details.text);
      return { ok: true, output: `saved ${action.details.file}` };
    }
    case 'open-file':
      return { ok: true, output: await readFile(path.resolve(place.folder, action.details.file), 'utf8') };
    case 'download': {
      const response = await fetch(action.details.address, { signal: AbortSignal.timeout(10_000) });
      return { ok: response.ok, output: `status ${response.status}` };
    }
  }
}

function shell(line: string, { folder, home }: Place): Promise<Result> {
  // The children need the session's id, by which a stop finds them, but not the token that speaks for the agent.
  const {
    PORTCULLIS_TOKEN: _token,
    PORTCULLIS_URL: _url,
    ELECTRON_RUN_AS_NODE: _electron,
    ...env
  } = process.env;
  return new Promise((resolve) => {
    execFile(
      '/bin/sh',
      ['-c', line],
      { cwd: folder, env: { ...env, HOME: home }, timeout: 120_000, encoding: 'utf8' },
      (error, stdout, stderr) => resolve({ ok: error === null, output: `${stdout}${stderr}`.trimEnd() }),
    );
  });
}
