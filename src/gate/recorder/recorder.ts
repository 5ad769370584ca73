// Records what the terminals of sessions show, for whoever has switched that on: under `script` where an agent has a
// terminal of its own, or from the pipes of a run that has none.
import { readlinkSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrapper } from '../../policy/recording/typescript.ts';
import type { Log } from '../api.ts';
import { run } from '../processes/run.ts';
import { problemOf } from '../signal.ts';
import { openPipe, type NamedPipe } from './pipe.ts';
import {
  openRecording,
  recordingsFolder,
  type Recording,
  type RecordingParts,
  type Size,
} from './recordings.ts';
import { scriptKind, throughScript, type Script, type Started } from './throughScript.ts';

export interface Recorder {
  /** The launch under `script`. Throws, with a sentence for the person, where that cannot be. */
  terminal(session: string, title: string, launch: Started): Promise<Started>;
  /** For output that the launcher passes on. */
  pipes(session: string, title: string, size: Size): Pick<Recording, 'write'>;
  started(session: string, pid: number): void;
  ended(session: string): void;
  close(): Promise<void>;
}

interface Running {
  readonly recording: Recording;
  readonly pipe?: NamedPipe;
}

export function openRecorder(parts: RecordingParts): Recorder {
  const { stateDir, log } = parts;
  const running = new Map<string, Running>();
  const closing = new Set<Promise<void>>();

  const finish = (session: string): void => {
    const one = running.get(session);
    if (!one) return;
    running.delete(session);
    const done = finished(one, log).finally(() => closing.delete(done));
    closing.add(done);
  };

  return {
    async terminal(session, title, launch) {
      const script = await findScript();
      if (script === undefined)
        throw new Error('a recording needs the program `script` of util-linux 2.35 or newer, of BSD or of macOS');
      const recording = openRecording(session, title, parts);
      const unwrap = script.kind === 'util-linux' ? unwrapper() : undefined;
      const decoder = new TextDecoder();
      const take = (bytes: Uint8Array): void => {
        const text = decoder.decode(bytes, { stream: true });
        recording.write(Buffer.from(unwrap ? unwrap.push(text) : text, 'utf8'));
      };
      const pipe = await openPipe(join(recordingsFolder(stateDir), `${session}.pipe`), take);
      const rest = { ...recording, end: () => (recording.write(Buffer.from(unwrap?.end() ?? '')), recording.end()) };
      running.set(session, { recording: rest, pipe });
      return throughScript(launch, script, pipe.path);
    },
    pipes(session, title, size) {
      const recording = openRecording(session, title, parts);
      recording.size(size);
      running.set(session, { recording });
      return recording;
    },
    started(session, pid) {
      const one = running.get(session);
      if (one?.pipe) void terminalSize(pid).then((size) => one.recording.size(size));
    },
    ended: finish,
    async close() {
      for (const session of running.keys()) finish(session);
      await Promise.all(closing);
    },
  };
} // prettier-ignore

async function finished({ recording, pipe }: Running, log: Log): Promise<void> {
  try {
    await pipe?.finish();
    recording.end();
  } catch (error) {
    log.error(`A recording could not be finished: ${problemOf(error)}`);
  }
}

const places = ['/usr/bin/script', '/bin/script'];

/** Undefined where there is none that can be used. */
async function findScript(): Promise<Script | undefined> {
  for (const file of places) {
    const there = await access(file, constants.X_OK).then(() => true, () => false);
    if (!there) continue;
    const version = process.platform === 'linux' ? await run(file, ['--version']).catch(() => '') : '';
    const kind = scriptKind(process.platform, version);
    if (kind !== undefined) return { file, kind };
  }
  return undefined;
} // prettier-ignore

/** Of the terminal that the process has; the usual size where that is not known. */
async function terminalSize(pid: number): Promise<Size> {
  try {
    const [height = 0, width = 0] = (await run('stty', ['-F', readlinkSync(`/proc/${pid}/fd/0`), 'size'])).split(' ').map(Number);
    if (width > 0 && height > 0) return { width, height };
  } catch {
    // Only Linux tells it so.
  }
  return { width: 80, height: 24 };
} // prettier-ignore
