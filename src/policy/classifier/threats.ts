// Obvious threats that the floor leaves to the person's own rules: each one a sighting with a name.
import { has } from '../commands/arguments.ts';
import type { EffectKind } from '../effects.ts';
import { firstOf, type Sight } from '../floor/rule.ts';
import type { CallReading } from './read.ts';

export interface Threat {
  readonly id: string;
  /** What it is, as the start of a sentence. */
  readonly title: string;
  readonly examples: readonly string[];
  /** A clause that says what was seen, or undefined. */
  readonly detect: (seen: Sight) => string | undefined;
}

export const threats: readonly Threat[] = [
  {
    id: 'traces-wiped',
    title: 'Traces are removed',
    examples: ['history -c', 'unset HISTFILE', 'journalctl --vacuum-time=1s'],
    detect: ({ reading, commands }) => {
      if (effect(reading, 'anti-forensic')) return 'a history or a log is cleared';
      return firstOf(commands, ({ program, words }) =>
        program === 'unset' && words.includes('HISTFILE') ? 'the history file is switched off' : undefined,
      );
    },
  },
  {
    id: 'open-permissions',
    title: 'Everybody may change the files',
    examples: ['chmod -R 777 .', 'chmod -R a+rwx src'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given }) =>
        program === 'chmod' &&
        given !== undefined &&
        has(given, '-R', '--recursive') &&
        /^(?:0?[0-7]?777|a\+rwx|\+rwx|ugo\+rwx|a=rwx)$/u.test(given.operands[0]?.text ?? '')
          ? 'a whole folder becomes writable for every account'
          : undefined,
      ),
  },
  {
    id: 'set-user-id',
    title: 'A program gets the rights of its owner',
    examples: ['chmod u+s /bin/bash', 'chmod 4755 x'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given }) =>
        program === 'chmod' &&
        /^(?:[ugoa]*\+[rwxXt]*s|[2467]\d{3}$|0[2467]\d{3}$)/u.test(given?.operands[0]?.text ?? '')
          ? 'the set-user-id or set-group-id bit is set'
          : undefined,
      ),
  },
  {
    id: 'protection-off',
    title: 'A protection is switched off',
    examples: ['ufw disable', 'setenforce 0', 'iptables -F', 'csrutil disable', 'systemctl stop auditd'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) => {
        const line = [program, ...words].join(' ');
        return protections.some((test) => test.test(line))
          ? `${line.slice(0, 60)} ends a protection of the machine`
          : undefined;
      }),
  },
  {
    id: 'new-root',
    title: 'An account with all rights is made',
    examples: ['useradd -o -u 0 x', 'usermod -aG sudo x'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) => {
        const line = words.join(' ');
        const root = /^(?:useradd|adduser)$/u.test(program) && /-(?:[a-z]*u|-uid)[ =]?0\b/u.test(line);
        const admin =
          /^(?:usermod|gpasswd|adduser|dseditgroup)$/u.test(program) &&
          /\b(?:sudo|wheel|admin|root|docker)\b/u.test(line);
        return root || admin ? 'the account gets the rights of root' : undefined;
      }),
  },
];

const protections = [
  /^(?:ufw disable|setenforce 0|setenforce permissive|csrutil disable|spctl --(?:master|global)-disable|pfctl -d|nft flush ruleset|auditctl -e ?0|auditctl -D)\b/iu,
  /^ip6?tables (?:.* )?(?:-F|--flush|-X|-P \w+ ACCEPT)\b/u,
  /^(?:systemctl (?:.* )?(?:stop|disable|mask)|service|launchctl (?:unload|bootout|remove)) .*\b(?:auditd|ufw|firewalld|apparmor|fail2ban|falcon-sensor|clamav|crowdstrike|osqueryd|sysmon|wazuh)/u,
  /^(?:pkill|killall|kill) .*\b(?:auditd|falcon-sensor|osqueryd|wazuh|clamd)\b/u,
];

function effect(reading: CallReading, kind: EffectKind): boolean {
  return reading.analysis.segments.some((segment) => segment.effects.some((one) => one.kind === kind));
}
