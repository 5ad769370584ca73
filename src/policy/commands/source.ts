// Where the text comes from that a segment reads or runs: known words, the network, a decoder, or nobody knows.
// Follows pipes, substitutions and here-documents of one line; runs nothing.
import { programName } from '../shell/word.ts';
import type { Segment, ShellReading, Word } from '../shell/segment.ts';

export type Source =
  | { readonly from: 'none' }
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'file'; readonly file: Word }
  | { readonly from: 'fetched'; readonly by: string }
  | { readonly from: 'decoded'; readonly by: string }
  | { readonly from: 'unknown' };

/** What the segment finds on its standard input. */
export function standardInput(segment: Segment, shell: ShellReading): Source {
  const { input } = segment;
  switch (input.from) {
    case 'inherited':
      return { from: 'none' };
    case 'text':
      return input.literal
        ? { from: 'text', text: input.text }
        : (mark(children(segment, shell), shell) ?? { from: 'unknown' });
    case 'file':
      return { from: 'file', file: input.file };
    case 'pipe':
    case 'process':
      return outputOf(pick(input.segments, shell), shell);
  }
}

/** Where code comes from that a segment takes out of `"$(…)"` or `<(…)` in its words. */
export function substituted(segment: Segment, shell: ShellReading): Source {
  const feeding = shell.segments.filter(({ feeds }) => feeds === segment.index);
  const inner = [...children(segment, shell), ...feeding];
  return mark(inner, shell) ?? { from: 'unknown' };
}

/** Segments in `$(…)`, backticks or `<(…)` among the words of the segment. */
export function children(segment: Segment, shell: ShellReading): Segment[] {
  return shell.segments.filter(({ parent, origin }) => parent === segment.index && origin === 'substitution');
}

/** All segments whose output reaches the segment through pipes, nearest first. */
export function upstream(
  segment: Segment,
  shell: ShellReading,
  seen: ReadonlySet<number> = new Set(),
): Segment[] {
  if (seen.has(segment.index)) return [];
  const direct = shell.segments.filter(
    ({ feeds, index }) => feeds === segment.index && index !== segment.index,
  );
  const listed =
    segment.input.from === 'pipe' || segment.input.from === 'process'
      ? pick(segment.input.segments, shell)
      : [];
  const all = [...new Set([...direct, ...listed])];
  const visited = new Set([...seen, segment.index]);
  return [...all, ...all.flatMap((one) => upstream(one, shell, visited))];
}

export function isFetcher(segment: Segment): boolean {
  return fetchers.has(programName(segment));
}

export function isDecoder(segment: Segment): boolean {
  const options = segment.words.slice(1).map(({ text }) => text);
  return decoders.some(
    ({ names, options: wanted }) =>
      names.has(programName(segment)) &&
      (wanted === undefined || options.some((option) => wanted.test(option))),
  );
}

const fetchers: ReadonlySet<string> = new Set(
  'Invoke-WebRequest Invoke-RestMethod Start-BitsTransfer .DownloadString .DownloadData .DownloadFile .OpenRead .GetStringAsync .GetByteArrayAsync .GetStreamAsync curl wget wget2 websocat http https xh aria2c axel lynx w3m links fetch nc ncat netcat socat ftp tftp scp sftp gsutil telnet'.split(
    ' ',
  ),
);

const decoders: readonly { readonly names: ReadonlySet<string>; readonly options?: RegExp }[] = [
  { names: new Set(['base64', 'base32', 'basenc', 'gbase64']), options: /^(?:-[a-z]*[dD]|--d[a-z]*)/u },
  { names: new Set(['[Convert]::FromBase64String']) },
  { names: new Set(['xxd']), options: /^-[a-z]*r/u },
  { names: new Set(['openssl']), options: /^-d$/u },
  {
    names: new Set(['gzip', 'bzip2', 'xz', 'zstd', 'lzma', 'brotli', 'lz4', 'pigz']),
    options: /^(?:-[a-z]*d|--d)/u,
  },
  {
    names: new Set([
      'gunzip',
      'zcat',
      'bunzip2',
      'bzcat',
      'unxz',
      'xzcat',
      'zstdcat',
      'uudecode',
      'rev',
      'tr',
      'tac',
      'gpg',
      'age',
      'hex',
      'rot13',
      'ascii2uni',
    ]),
  },
];

function outputOf(segments: readonly Segment[], shell: ShellReading): Source {
  const marked = mark(segments, shell);
  if (marked !== undefined) return marked;
  const texts = segments.map((segment) => outputText(segment, shell));
  return texts.length > 0 && texts.every((text) => text !== undefined)
    ? { from: 'text', text: texts.join('') }
    : { from: 'unknown' };
}

/** The network or a decoder anywhere behind the segments. */
function mark(segments: readonly Segment[], shell: ShellReading): Source | undefined {
  const all = segments.flatMap((segment) => [segment, ...upstream(segment, shell), ...deep(segment, shell)]);
  const fetcher = all.find(isFetcher);
  if (fetcher !== undefined) return { from: 'fetched', by: programName(fetcher) };
  const decoder = all.find(isDecoder);
  return decoder === undefined ? undefined : { from: 'decoded', by: programName(decoder) };
}

function deep(segment: Segment, shell: ShellReading): Segment[] {
  return children(segment, shell).flatMap((child) => [child, ...upstream(child, shell)]);
}

/** What a segment prints, if that is known from its words. */
export function outputText(segment: Segment, shell: ShellReading): string | undefined {
  const words = segment.words.slice(1);
  switch (programName(segment)) {
    case 'echo':
      return words.every(({ literal, glob }) => literal && !glob)
        ? echoed(words.map(({ text }) => text))
        : undefined;
    case 'Write-Output':
      return words.every(({ literal }) => literal)
        ? `${words
            .filter((_, at) => at % 2 === 1)
            .map(({ text }) => text)
            .join('\n')}\n`
        : undefined;
    case 'printf':
      return words.every(({ literal }) => literal) ? printed(words.map(({ text }) => text)) : undefined;
    case 'cat':
    case 'tee': {
      if (programName(segment) === 'cat' && words.some(({ text }) => text !== '-')) return undefined;
      const source = standardInput(segment, shell);
      return source.from === 'text' ? source.text : undefined;
    }
    default:
      return undefined;
  }
}

function echoed(words: readonly string[]): string {
  const first = words.findIndex((word) => !/^-[neE]+$/u.test(word));
  const rest = first < 0 ? [] : words.slice(first);
  const escapes = words.slice(0, Math.max(first, 0)).some((word) => word.includes('e'));
  const text = rest.join(' ');
  return `${escapes ? unescaped(text) : text}\n`;
}

function printed(words: readonly string[]): string | undefined {
  const [format, ...values] = words[0] === '--' ? words.slice(1) : words;
  if (format === undefined || format.startsWith('-')) return undefined;
  const pattern = /%(?:[-0-9. ]*)([sbdqcixX%])/gu;
  const text = unescaped(format);
  const takes = [...text.matchAll(pattern)].filter(([, kind]) => kind !== '%').length;
  const rounds = takes === 0 ? 1 : Math.min(Math.max(1, Math.ceil(values.length / takes)), 1000);
  const rest = [...values];
  return Array.from({ length: rounds }, () =>
    text.replaceAll(pattern, (_, kind: string) => {
      if (kind === '%') return '%';
      const value = rest.shift() ?? '';
      return kind === 'b' ? unescaped(value) : value;
    }),
  ).join('');
}

function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|u([0-9a-fA-F]{1,4})|(.))/gu,
    (_, hex?: string, octal?: string, code?: string, sign?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return sign === 'n' ? '\n' : sign === 't' ? '\t' : sign === 'r' ? '\r' : (sign ?? '');
    },
  );
}

function pick(indexes: readonly number[], shell: ShellReading): Segment[] {
  return shell.segments.filter(({ index }) => indexes.includes(index));
}
