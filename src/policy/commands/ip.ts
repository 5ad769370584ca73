// Internet addresses in every spelling that programs take: decimal, hexadecimal, octal and shortened IPv4, IPv6, and
// IPv4 inside IPv6. Says which special network an address lies in. Text only; nothing is resolved.

/** What is special about the host, if it is an address in a special network; `plain` for any other address. */
export function addressKind(host: string): string | undefined {
  const bare = host.startsWith('[') ? host.slice(1, -1).replace(/%[^]*$/u, '') : host;
  if (bare.includes(':')) {
    const groups = readIpv6(bare);
    if (groups === undefined) return undefined;
    const inner = embedded(groups);
    return (inner === undefined ? undefined : special4(inner)) ?? special6(groups) ?? plain;
  }
  const number = readIpv4(bare);
  return number === undefined ? undefined : (special4(number) ?? plain);
}

/** An address of the public network, named by its number. */
export const plain = 'a host named by number';

/** Is the number written in another way than four decimal parts? Such a spelling only serves to hide it. */
export function isOddSpelling(host: string): boolean {
  return !host.includes(':') && readIpv4(host) !== undefined && !/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/u.test(host);
} // prettier-ignore

/** The address as a number. Source: inet_aton(3) and the IPv4 parser of the URL standard. */
function readIpv4(text: string): number | undefined {
  const parts = text.replace(/\.$/u, '').split('.');
  if (parts.length > 4) return undefined;
  const numbers = parts.map((part) =>
    /^0x[0-9a-f]*$/iu.test(part)
      ? Number.parseInt(part.slice(2) || '0', 16)
      : /^0[0-7]*$/u.test(part)
        ? Number.parseInt(part, 8)
        : /^\d+$/u.test(part)
          ? Number(part)
          : Number.NaN,
  );
  const last = numbers.pop() ?? Number.NaN;
  if (Number.isNaN(last) || numbers.some((one) => Number.isNaN(one) || one > 255)) return undefined;
  if (last >= 256 ** (4 - numbers.length)) return undefined;
  return numbers.reduce((sum, one, at) => sum + one * 256 ** (3 - at), last);
}

/** The eight groups. Source: RFC 4291, section 2.2. */
function readIpv6(text: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(text);
  const tail = dotted === null ? undefined : readIpv4(dotted[2] ?? '');
  if (dotted !== null && tail === undefined) return undefined;
  const whole =
    tail === undefined
      ? text
      : `${dotted?.[1] ?? ''}${Math.floor(tail / 65_536).toString(16)}:${(tail % 65_536).toString(16)}`;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  return groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** IPv4 inside: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). */
function embedded(groups: readonly number[]): number | undefined {
  const [a = 0, b = 0, c = 0] = groups;
  const last = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  if (a === 0x2002) return b * 65_536 + c;
  if (a === 0x64 && b === 0xff9b) return last;
  const zeros = groups.slice(0, 5).every((group) => group === 0);
  return zeros && (groups[5] === 0xffff || (groups[5] === 0 && last > 1)) ? last : undefined;
}

export const metadata = 'the metadata service of a cloud machine';
export const loopback = 'this machine';
export const local = 'a private network';

/** First match counts. Sources: IANA special-purpose registry; the metadata pages of AWS, Google Cloud, Azure, Alibaba, Oracle. */
const networks: readonly (readonly [network: string, what: string])[] = [
  ['169.254.169.254/32', metadata],
  ['169.254.170.2/32', metadata],
  ['169.254.170.23/32', metadata],
  ['100.100.100.200/32', metadata],
  ['192.0.0.192/32', metadata],
  ['168.63.129.16/32', metadata],
  ['0.0.0.0/8', loopback],
  ['127.0.0.0/8', loopback],
  ['10.0.0.0/8', local],
  ['172.16.0.0/12', local],
  ['192.168.0.0/16', local],
  ['100.64.0.0/10', local],
  ['169.254.0.0/16', 'the local link'],
  ['198.18.0.0/15', local],
  ['224.0.0.0/4', 'a group of machines'],
  ['240.0.0.0/4', 'a reserved network'],
];

const ranges = networks.map(([network, what]) => {
  const [base = '', bits = ''] = network.split('/');
  const size = 2 ** (32 - Number(bits));
  const from = readIpv4(base) ?? 0;
  return { from, to: from + size - 1, what };
});

function special4(number: number): string | undefined {
  return ranges.find(({ from, to }) => number >= from && number <= to)?.what;
}

/** Sources: RFC 4291, RFC 4193, RFC 3849; the metadata page of AWS. */
function special6(groups: readonly number[]): string | undefined {
  const [first = 0] = groups;
  if (groups.join(':') === [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254].join(':')) return metadata;
  if (groups.slice(0, 7).every((group) => group === 0) && (groups[7] ?? 0) < 2) return loopback;
  if ((first & 0xfe00) === 0xfc00) return local;
  if ((first & 0xffc0) === 0xfe80) return 'the local link';
  return (first & 0xff00) === 0xff00 ? 'a group of machines' : undefined;
}
