// The verbs of operations, as services write them into the names of tools, methods and subcommands. A verb that is
// not here changes something in a way that is not known; it is never a read.
// Sources: tool lists of the public MCP servers (the reference servers filesystem, memory, git, fetch, time; GitHub,
// GitLab, Slack, Notion, Linear, Atlassian, Sentry, Stripe, Google Workspace, Playwright, Postgres, Supabase), the
// standard verbs of the Google API design guide (AIP-130 to AIP-136), and the AWS CLI's operation names.
import type { OperationKind, Reversibility } from './operation.ts';

export interface Verb {
  readonly kind: OperationKind;
  readonly reversibility: Reversibility;
  /** Also the name of a thing: behind another verb it is that thing (`get_commit`, `list_posts`). */
  readonly noun: boolean;
}

interface VerbRow {
  readonly kind: OperationKind;
  readonly reversibility: Reversibility;
  readonly words: string;
  readonly nouns?: string;
  readonly source: string;
}

const rows: readonly VerbRow[] = [
  {
    kind: 'read', reversibility: 'yes', source: 'AIP-131, AIP-132; reference servers',
    words: 'get ls list read search find fetch describe show lookup retrieve browse inspect explain status stat stats peek preview diff compare summarize summarise discover enumerate whoami ping info tail grep scan exists verify validate',
    nouns: 'view query count check download head history resolve',
  },
  {
    kind: 'write', reversibility: 'partly', source: 'AIP-133; create and add tools of every server',
    words: 'create add insert write append make new generate upload save compose register clone duplicate copy cp submit open put provision instantiate import store',
    nouns: 'draft fork branch tag label link record book reserve snapshot backup',
  },
  {
    kind: 'modify', reversibility: 'yes', source: 'GitHub, Linear and Notion servers: states that can be set back',
    words: 'close reopen archive unarchive restore undelete subscribe unsubscribe lock unlock pin unpin star unstar follow unfollow mute unmute mark unmark assign unassign hide unhide enable disable toggle activate deactivate pause resume dismiss',
  },
  {
    kind: 'modify', reversibility: 'partly', source: 'AIP-134; update and edit tools',
    words: 'update edit modify patch set rename move mv replace upsert alter configure adjust convert transform resize reorder sort sync migrate promote demote scale annotate expose drain cordon uncordon apply attach detach unlink disconnect join leave start restart stop cancel click type fill select navigate press hover drag scroll login logout connect manage',
    nouns: 'schedule review change',
  },
  {
    kind: 'modify', reversibility: 'no', source: 'operations that reach other people, money, rights or running systems',
    words: 'merge rebase rollback revert pay buy purchase checkout withdraw bid approve reject accept decline rotate swap overwrite capture void settle',
    nouns: 'commit push order payout invest transfer charge refund grant trade',
  },
  {
    kind: 'modify', reversibility: 'unknown', source: 'tools that run what the arguments say',
    words: 'execute exec evaluate eval invoke deploy dispatch perform do proxy',
    nouns: 'run build test script command call trigger process request',
  },
  {
    kind: 'publish', reversibility: 'no', source: 'npm-publish(1), GitHub releases, AIP-136 custom methods',
    words: 'publish broadcast announce',
    nouns: 'share release',
  },
  {
    kind: 'send', reversibility: 'no', source: 'Slack, Gmail, Twilio and Telegram servers',
    words: 'send reply respond notify dm tweet email forward mention remind',
    nouns: 'post message comment invite sms mail chat text',
  },
  {
    kind: 'delete', reversibility: 'no', source: 'AIP-135; delete and remove tools; AWS terminate-*, deregister-*, purge-*',
    words: 'delete remove destroy drop purge truncate erase wipe reset terminate revoke clear empty expire kill uninstall unpublish deregister unregister flush prune evict nuke obliterate unset discard abandon del rm',
  },
  {
    kind: 'delete', reversibility: 'partly', source: 'Gmail and Google Drive: the bin keeps what is in it for 30 days',
    words: 'trash recycle',
  },
]; // prettier-ignore

export const verbs: ReadonlyMap<string, Verb> = table();

function table(): ReadonlyMap<string, Verb> {
  const known = new Map<string, Verb>();
  for (const { kind, reversibility, words, nouns = '' } of rows) {
    for (const word of words.split(' ')) known.set(word, { kind, reversibility, noun: false });
    for (const word of nouns.split(' ').filter((one) => one !== '')) {
      known.set(word, { kind, reversibility, noun: true });
    }
  }
  return known;
}

/** What a message is called: made, added or written, it is sent. Sources: as above. */
export const messageNouns: ReadonlySet<string> = new Set(
  'message comment reply email mail sms dm tweet post notification announcement invitation invite chat mention reminder review feedback'.split(
    ' ',
  ),
);

/** Words after which nothing goes out yet. */
export const draftNouns: ReadonlySet<string> = new Set(['draft', 'template', 'snippet']);

/** Things that a reading verb may be glued to: `getuser`, `listfiles`. With any other rest a glued name is unknown. */
export const things: ReadonlySet<string> = new Set(
  'user file folder directory issue page item account project repo repository data table row record document event channel member team task ticket card board thread history status info detail content schema metadata version all one by id name image video product customer log metric alert database collection bucket object key value query result contact calendar profile setting config'.split(
    ' ',
  ),
);

/** Words that begin with a verb's letters and are none. */
export const plainWords: ReadonlySet<string> = new Set(
  'settings setting setup address addresses addon addons additional postal postgres postgresql position poster runner runners running runtime testing datasets dataset payment payments payload payloads payroll newsletter newsletters news newest renewal makefile domain domains document documents documentation doc docs stop store stores start stars database databases callback callbacks sender sendgrid marker markdown market markets joint typescript types typing typed leaves cancellation selector dot dotenv done publisher publishers manager managers replacement copyright copyrights donation exchange exchanges pinecone pinterest syncs settlement opensearch openapi openai opening creator creators pushover dashboard joined clickhouse clickup cleared clearance newrelic movie movies expiry'.split(
    ' ',
  ),
);
