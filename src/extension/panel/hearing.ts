// What comes from the page: decoded, held to a rate, and never dropped without a word. Knows nothing of what intents do.
import { HumanError } from '../../gate/humanError.ts';
import { decodeIntent, type Intent, type News } from '../../protocol/panel.ts';

export interface Hearing {
  /** True while another message is taken. */
  readonly admitted: () => boolean;
  readonly act: (intent: Intent) => Promise<void>;
  readonly post: (news: News) => void;
  readonly tell: (error: unknown) => void;
}

/** What stops or answers: a page that sends too much of all else must not keep it away. */
const unlimited: ReadonlySet<Intent['type']> = new Set(['stop', 'answer', 'answerAll', 'session']);

/** Where the page itself says what went wrong. */
const inPlace: ReadonlySet<Intent['type']> = new Set(['simulate', 'whatIf', 'saveRules', 'rules']);

export function hearing({ admitted, act, post, tell }: Hearing): (message: unknown) => void {
  /** Where the page waits for an answer, it hears that none will come. */
  const failed = (intent: Intent, error: unknown): void => {
    if ('request' in intent) post({ type: 'failed', of: intent.type, request: intent.request, why: whyOf(error) });
    if (!inPlace.has(intent.type) || !(error instanceof HumanError)) tell(error);
  };
  return (message) => {
    const intent = decodeIntent(message);
    if (!intent)
      return tell(new HumanError('The panel sent what is unknown or too long, so nothing was done.'));
    if (!unlimited.has(intent.type) && !admitted())
      return failed(intent, new HumanError('The panel sent more than a person asks for, so the last of it was not done.'));
    act(intent).catch((error: unknown) => failed(intent, error));
  };
} // prettier-ignore

/** What a person may read; a fault of ours stands in the log. */
function whyOf(error: unknown): string {
  return error instanceof HumanError ? error.message : 'This did not work. The log says why.';
}
