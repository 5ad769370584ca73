// The command line's own texts and the reading of its arguments.
import { parseArgs, type ParseArgsConfig } from 'node:util';

const lines: Readonly<Record<string, string>> = {
  check: `check [--settings FILE] [--cwd DIR] [--home DIR] [--mode MODE] [--deny-tool NAME]… [--deny-prefix PREFIX]…
          [--always-allow-bash] [--json] -- 'COMMAND'
check [--tool NAME --input JSON] …     one decision with its trace: exit 0 allow, 10 ask, 20 deny
check --batch …                        JSON lines {id, tool, input, cwd?, home?, agent?} in, decisions out`,
  run: `run AGENT [--agent-bin PATH] [--settings FILE] [--cwd DIR] [--ask allow|deny|prompt] [--mode MODE]
          [--accept-findings] [--accept-identity] [--record] [--deny-tool NAME]… [--deny-prefix PREFIX]… [--hands-off]
          [--always-allow-bash] [--reviewer] [--yes] [--untrusted [--because TEXT]] [--prompt-from FILE|-]
          [--dry-run] -- ARGS
                                       runs an agent behind the gate, without an editor; a prompt from a file
                                       counts as one of others; a dry run tells at its end what would have been
                                       decided; a reviewer is the one of the settings file, its key in
                                       PORTCULLIS_REVIEWER_KEY`,
  journal: `journal verify                         is the record whole? exit 1 if not
journal show [FILTER] [--limit N] [--json]
                                       the last entries, with what became of each call
journal rules [FILTER] [--json]        how often each rule decided
journal export [FILTER] [--format jsonl|csv|md] [--out FILE] [--force]
                                       the entries, or a report on the sessions in Markdown
journal export [FILTER] --format otlp --endpoint URL
                                       sends the entries to the OpenTelemetry collector that you name
          FILTER: [--session ID] [--since TIME] [--until TIME] [--behavior B] [--layer L] [--event E] [--tool T]
          [--service S] [--text WORDS]; a TIME is 2026-01-31, 2026-01-31T12:00Z, 90m, 24h, 7d or 2w`,
  trust: `trust list [--json]                    what is known of services outside this machine
trust show SERVICE [KIND] [--json]     one of them, with all that happened
trust block SERVICE [KIND] [--why …]   denies it from now on; trust is granted in the editor alone
trust incident SERVICE [KIND] [--why …]
                                       it did harm: all trust in it is gone`,
  sessions: `sessions list [--limit N] [--json]     the sessions of all windows and of the command line
sessions show ID [--json]              what is recorded of one, with its denials; the beginning of the id will do
sessions report ID [--out FILE]        the same as Markdown
sessions prune [--days N] [--settings FILE] [--dry-run] [--json]
                                       lists the session files that are older, then removes them`,
  doctor: `doctor [--settings FILE] [--cwd DIR] [--home DIR] [--repair] [--json]
                                       is the gate fit, what weakens it, what is odd about the rules? exit 1 if
                                       something must be mended`,
  stop: `stop                                   closes every gate of this account and ends all gated agents`,
  pause: `pause [SESSION]                        holds every call of a session, or of all, until resumed`,
  resume: `resume [SESSION]                       lets it go on`,
  release: `release --yes                          opens the gates again after a stop`,
};

/** How to call one command, or all. */
export function usage(name?: string): string {
  const texts = name === undefined ? Object.values(lines) : [lines[name] ?? ''];
  const indented = texts.flatMap((text) => text.split('\n')).map((line) => `  portcullis ${line}`.trimEnd());
  const clean = indented.map((line) => line.replace(/^ {2}portcullis ( +)/, '             $1'));
  return ['Usage:', ...clean].join('\n');
}

/** The person called a command wrongly: exit code 64, see sysexits.h. */
export class CommandError extends Error {
  readonly showUsage: boolean;

  constructor(message: string, { showUsage = true } = {}) {
    super(message);
    this.showUsage = showUsage;
  }
}

/** `parseArgs` whose complaints are CommandErrors. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new CommandError(message);
  }
}
