// The secrets that this gate knows by their value: from the environments of its own process and of the agents that it
// launched. They are held in memory alone, and taken out of whatever the gate writes.
import { redactorFor, secretsIn, type Redactor } from '../policy/knownSecrets.ts';
import type { Log } from './api.ts';
import type { Journal } from './journal.ts';

export interface Secrets extends Redactor {
  /** From now on the secrets among these variables are known too. */
  learn(variables: Readonly<Record<string, string | undefined>>): void;
}

export function openSecrets(variables: Readonly<Record<string, string | undefined>>): Secrets {
  const known = new Set(secretsIn(variables));
  let redactor = redactorFor(known);
  return {
    text: (text) => redactor.text(text),
    value: (value, limits) => redactor.value(value, limits),
    known: (value) => redactor.known(value),
    learn(more) {
      const before = known.size;
      for (const secret of secretsIn(more)) known.add(secret);
      if (known.size > before) redactor = redactorFor(known);
    },
  };
}

/** A journal that no known secret reaches, whoever writes into it. */
export function journalWithout(secrets: Redactor, journal: Journal): Journal {
  return {
    ...journal,
    append(record) {
      const clean = secrets.known(record);
      journal.append({ ...(typeof clean === 'object' ? clean : {}), event: record.event });
    },
  };
}

export function logWithout(secrets: Redactor, log: Log): Log {
  return {
    debug: (text) => log.debug(secrets.text(text)),
    info: (text) => log.info(secrets.text(text)),
    warn: (text) => log.warn(secrets.text(text)),
    error: (text) => log.error(secrets.text(text)),
  };
}
