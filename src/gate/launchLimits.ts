// How many agents may be launched: so many a minute and so many at once, counted over all windows and the command
// line of a person, for people, jobs and agents alike. Each launch leaves a file with a name that holds its time, so
// that of gates that launch at the same moment each sees the others; both may then be refused, never both let through.
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder } from './files.ts';
import { HumanError } from './humanError.ts';
import { problemOf } from './signal.ts';

export interface LaunchLimits {
  readonly launchesPerMinute: number;
  readonly concurrent: number;
}

export const launchLimits: LaunchLimits = { launchesPerMinute: 10, concurrent: 16 };

export interface LaunchDoor {
  /** Throws a HumanError that says when to try again. */
  enter(running: number): void;
}

const minute = 60_000;

/** `running` sessions are counted by the caller. A folder that cannot be used lets nothing be launched. */
export function launchDoor(folder: string, limits: LaunchLimits, now: () => number): LaunchDoor {
  /** Seconds until the launch fits; undefined when it does. */
  const count = (time: number): number | undefined => {
    ensureFolder(folder);
    const own = `${String(time).padStart(15, '0')}-${randomUUID()}`;
    closeSync(openSync(join(folder, own), 'wx', 0o600));
    const fresh = readdirSync(folder)
      .filter((name) => {
        const age = time - Number(name.slice(0, 15));
        // A time that is far ahead is from before the clock was set back.
        if (age < minute && age > -minute) return true;
        rmSync(join(folder, name), { force: true, recursive: true });
        return false;
      })
      .sort();
    const over = fresh.length - limits.launchesPerMinute;
    if (over <= 0) return undefined;
    rmSync(join(folder, own), { force: true });
    const first = Number(fresh[over - 1]?.slice(0, 15) ?? time);
    return Math.max(1, Math.ceil((first + minute - time) / 1000));
  };
  const counted = (): number | undefined => {
    try {
      return count(now());
    } catch (error) {
      throw new HumanError(`Launches cannot be counted, so none is made: ${problemOf(error)}`);
    }
  };
  return {
    enter(running) {
      if (running >= limits.concurrent)
        throw new HumanError(`${running} sessions run already. End one of them, then try again.`);
      const wait = counted();
      if (wait !== undefined) throw new HumanError(`Too many launches in a minute. Try again in ${wait} s.`);
    },
  };
}
