// Writes recordings of sessions: numbered asciicast files of limited size. What comes from a terminal passes the redaction
// before its first byte reaches a file.
import { join } from 'node:path';
import { castHead, castOutput } from '../../policy/recording/asciicast.ts';
import { runRedactor } from '../../policy/recording/runs.ts';
import type { Redactor } from '../../policy/knownSecrets.ts';
import type { Log } from '../api.ts';
import { problemOf } from '../signal.ts';
import { rotatedParts, rotatingFiles } from '../stores/rotating.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Recording {
  /** What the terminal was given to show. Never throws. */
  write(bytes: Uint8Array): void;
  /** Nothing is written before the size is known. */
  size(size: Size): void;
  end(): void;
}

export interface RecordingParts {
  readonly stateDir: string;
  readonly secrets: Redactor;
  readonly log: Log;
  readonly now: () => number;
  readonly rotateAt?: number;
}

/** Milliseconds without output after which what is held back is taken for whole, and those that the size is waited for. */
const quiet = 300;
const patience = 2_000;

const usual: Size = { width: 80, height: 24 };

export function recordingsFolder(stateDir: string): string {
  return join(stateDir, 'recordings');
}

export function recordingFiles(stateDir: string, session: string): readonly string[] {
  return rotatedParts(recordingsFolder(stateDir), session, '.cast');
}

export function openRecording(session: string, title: string, parts: RecordingParts): Recording {
  const { secrets, log, now } = parts;
  const startedAt = now();
  let size: Size | undefined;
  const files = rotatingFiles(recordingsFolder(parts.stateDir), {
    ending: '.cast',
    most: parts.rotateAt ?? 16 * 1024 * 1024,
    head: (part) => castHead({ ...(size ?? usual), startedAt, title, part }),
  });
  const decoder = new TextDecoder();
  const runs = runRedactor(secrets.text);
  const waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let problem: string | undefined;

  const put = (text: string): void => {
    if (text === '') return;
    waiting.push(castOutput(now() - startedAt, text));
    if (size !== undefined) save();
  };
  const save = (): void => {
    for (const line of waiting.splice(0)) {
      try {
        files.append(session, line);
        problem = undefined;
      } catch (error) {
        if (problem === undefined)
          log.error(`The recording of session ${session} has a gap: ${problemOf(error)}`);
        problem = problemOf(error);
      }
    }
  };
  const settle = (): void => put(runs.flush());
  const sized = (known: Size): void => {
    clearTimeout(sizing);
    if (size !== undefined) return;
    size = known;
    save();
  };
  const sizing = setTimeout(sized, patience, usual).unref();

  return {
    write(bytes) {
      put(runs.push(decoder.decode(bytes, { stream: true })));
      clearTimeout(timer);
      timer = setTimeout(settle, quiet).unref();
    },
    size: sized,
    end() {
      clearTimeout(timer);
      put(runs.push(decoder.decode()));
      settle();
      sized(usual);
      files.leave(session);
    },
  };
}
