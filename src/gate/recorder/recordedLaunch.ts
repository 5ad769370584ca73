// Brings the recorder into a launch, where the person has switched recordings on. A recording that cannot be made holds no
// session up: the launch says so.
import type { Launch, LaunchRequest, Log } from '../api.ts';
import { problemOf } from '../signal.ts';
import type { Recorder } from './recorder.ts';
import type { Started } from './throughScript.ts';

export interface RecordedLaunch {
  /** For the plan of the launch, before the program starts. */
  readonly before: (plan: Started) => Promise<Started>;
  /** What the launch tells of it, once `before` is done. */
  told(): Pick<Launch, 'record' | 'recorded' | 'unrecorded'>;
}

export interface RecordingWish {
  readonly wanted: boolean;
  readonly session: string;
  readonly title: string;
  readonly output: LaunchRequest['output'];
  readonly recorder: Pick<Recorder, 'terminal' | 'pipes'>;
  readonly log: Log;
}

export function recordedLaunch({
  wanted,
  session,
  title,
  output,
  recorder,
  log,
}: RecordingWish): RecordedLaunch {
  let told: Pick<Launch, 'record' | 'recorded' | 'unrecorded'> = { recorded: false };
  return {
    told: () => told,
    async before(plan) {
      if (!wanted) return plan;
      if (output?.kind === 'pipes') {
        const { write } = recorder.pipes(session, title, output);
        told = { recorded: true, record: write };
        return plan;
      }
      try {
        const under = await recorder.terminal(session, title, plan);
        told = { recorded: true };
        return under;
      } catch (error) {
        const unrecorded = `This session is not recorded: ${problemOf(error)}.`;
        log.warn(unrecorded);
        told = { recorded: false, unrecorded };
        return plan;
      }
    },
  };
}
