// What a person must have read and accepted before the journal leaves this machine. It names the collector, so that
// another one is asked about anew.
import type { ConsentText } from './consentTexts.ts';

export function telemetryConsent(url: string, warning: string | undefined): ConsentText {
  return {
    id: 'telemetry',
    title: `Send the journal to ${url}?`,
    detail: [
      `Every new entry of the journal of this window goes to ${url}: what agents wanted to run, read and change, in which folders, what was decided and why, what you answered.`,
      'Secrets are redacted as in the journal itself, but commands, paths and reasons are sent as they stand there.',
      ...(warning === undefined ? [] : [warning]),
      'It ends when you empty the setting portcullis.telemetry.otlpEndpoint.',
    ].join('\n\n'),
    accept: 'Send the Journal',
  };
}
