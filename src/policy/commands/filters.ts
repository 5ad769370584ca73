// Programs that, given no file, turn what they read on their standard input into what they print. In a pipeline that
// is an effect to show, beside what is read at its start and written at its end. It harms nothing.
import type { Segment } from '../shell/segment.ts';
import type { Arguments } from './arguments.ts';
import { found, type Finding } from './finding.ts';

/** Source: manual pages of GNU coreutils, grep, sed, gawk, jq, util-linux and gzip. */
const filters: ReadonlySet<string> = new Set(
  'cat tac nl head tail wc sort uniq cut paste join comm tr fold fmt expand unexpand column rev shuf numfmt strings od hexdump hd xxd md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum md5 base64 base32 basenc diff cmp grep egrep fgrep ggrep zgrep rg ag ack sed gsed awk gawk mawk nawk jq gojq jaq yq xmllint less more bat batcat zcat gzcat bzcat xzcat zstdcat tee iconv pr tsort delta gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd'.split(
    ' ',
  ),
);

/** Does the command work on what a pipe, a redirect or a here-document hands it? */
export function filtersInput(program: string, given: Arguments, { input }: Segment): boolean {
  if (input.from === 'inherited' || !filters.has(program)) return false;
  return !given.operands.some(({ kind, text }) => kind === 'read' && text !== '-');
}

export function filtering(program: string): Finding {
  return found('filter', { target: program });
}
