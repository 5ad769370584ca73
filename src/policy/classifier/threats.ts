// Obvious threats that the floor leaves to the person's own rules: each one a sighting with a name.
import { inOrder } from '../text/order.ts';
import { firstOf } from '../floor/rule.ts';
import { effectSeen, type Threat } from './threat.ts';
import { cloudThreats } from './threats-cloud.ts';
import { gitThreats } from './threats-git.ts';
import { hiddenThreats } from './threats-hidden.ts';
import { machineThreats } from './threats-machine.ts';
import { secretThreats } from './threats-secrets.ts';

const ownThreats: readonly Threat[] = [
  {
    id: 'traces-wiped',
    title: 'Traces are removed',
    instead: 'Leave histories and logs as they are.',
    principle: 'What a person would look at afterwards is emptied, deleted or no longer written.',
    examples: [
      'history -c',
      'unset HISTFILE',
      'journalctl --vacuum-time=1s',
      'rm ~/.bash_history',
      'set +o history',
      'rm -rf /var/log/nginx',
      'export HISTFILE=/dev/null',
    ],
    lookAlikes: [
      'history',
      'journalctl -u x',
      'tail -n 5 /var/log/syslog',
      'rm -f build.log',
      'set -o pipefail',
    ],
    detect: (seen) =>
      effectSeen(seen, ({ kind, target }, program) =>
        kind === 'anti-forensic'
          ? 'a history or a log is cleared'
          : /^(?:delete|write)\.|^irreversible$/u.test(kind) && target !== undefined && traces.test(target)
            ? `${program} changes ${target}`
            : undefined,
      ) ??
      firstOf(seen.commands, ({ program, words, segment }) => {
        if (program === 'unset' && words.includes('HISTFILE')) return 'the history file is switched off';
        if (program === 'set' && words[0] === '+o' && words[1] === 'history')
          return 'the history is switched off';
        const set = [
          ...segment.assignments.map(({ name, value }) => `${name}=${value.text}`),
          ...(program === 'export' ? words : []),
        ];
        return set.some((word) => /^(?:HISTFILE=(?:\/dev\/null)?|HIST(?:FILE)?SIZE=0)$/u.test(word))
          ? 'the history is switched off'
          : undefined;
      }),
  },
  {
    id: 'protection-off',
    title: 'A protection is switched off',
    instead: 'Leave the protection on; tell the person what it holds up.',
    principle:
      'Firewall, integrity protection, mandatory access control, audit, encryption or a guard program of the machine ends.',
    examples: [
      'ufw disable',
      'setenforce 0',
      'iptables -F',
      'csrutil disable',
      'systemctl stop auditd',
      'fdesetup disable',
      'tmutil disable',
      'pwsh -c "Set-MpPreference -DisableRealtimeMonitoring 1"',
      'cmd /c netsh advfirewall set allprofiles state off',
      'cmd /c sc stop WinDefend',
    ],
    lookAlikes: [
      'ufw status',
      'getenforce',
      'iptables -L',
      'csrutil status',
      'systemctl status auditd',
      'systemctl stop nginx',
    ],
    programs:
      /\b(?:ufw|setenforce|csrutil|spctl|pfctl|nft|auditctl|fdesetup|tmutil|aa-disable|aa-teardown|firewall-cmd|ip6?tables|systemctl|service|launchctl|pkill|killall|kill|(?:Set|Add)-MpPreference|Set-NetFirewallProfile|(?:Stop|Set|Remove)-Service|netsh|sc|net|reg|(?:Set|New|Remove)-ItemProperty|Remove-Item|manage-bde|Disable-BitLocker)\b/iu,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, effects, segment }) => {
        const guard = effects.find(
          ({ kind, detail }) => kind === 'security-off' && detail === 'a protection of Windows',
        );
        if (guard !== undefined) return `${program} changes ${guard.target}`;
        if (segment.language !== undefined && words.includes('-WhatIf')) return undefined;
        const line = [program, ...words].join(' ').slice(0, 400);
        return protections.some((test) => test.test(line))
          ? `${line.slice(0, 60)} ends a protection of the machine`
          : undefined;
      }),
  },
  {
    id: 'new-root',
    title: 'An account gets all rights, or another password',
    instead: 'Leave accounts and rights to the person.',
    principle: 'Who may act as root or log in as somebody is a matter of the person.',
    examples: [
      'useradd -o -u 0 x',
      'usermod -aG sudo x',
      'chpasswd < x',
      'dscl . -passwd /Users/x y',
      'passwd root',
      'visudo',
    ],
    lookAlikes: ['id x', 'getent passwd x', 'useradd --help', 'groups x', 'visudo -c'],
    programs:
      /\b(?:useradd|adduser|usermod|gpasswd|dseditgroup|chpasswd|passwd|visudo|vipw|dscl|sysadminctl|net1?|(?:New|Set|Enable)-LocalUser|Add-LocalGroupMember)\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, segment }) => {
        const line = words.join(' ').slice(0, 400);
        if (segment.language === 'powershell') {
          const accounts = /^(?:(?:New|Set|Enable)-LocalUser|Add-LocalGroupMember)$/u.test(program);
          return accounts && !words.includes('-WhatIf')
            ? `${program} changes who may act as whom`
            : undefined;
        }
        if (/^net1?$/u.test(program))
          return segment.language === 'cmd' &&
            /^(?:user|localgroup|group)\b.*(?:[-/](?:add|active)|\s\S+\s+\S+)/iu.test(line)
            ? `${program} ${line.slice(0, 40)} changes who may act as whom`
            : undefined;
        if (/^(?:--help|-h|--version|-S|--status)\b/u.test(line)) return undefined;
        if (program === 'visudo' && /^(?:-[a-z]*c|--check)\b/u.test(line)) return undefined;
        const root = /^(?:useradd|adduser)$/u.test(program) && /-(?:[a-z]*u|-uid)[ =]?0\b/u.test(line);
        const admin =
          /^(?:usermod|gpasswd|adduser|dseditgroup)$/u.test(program) &&
          /\b(?:sudo|wheel|admin|root|docker)\b/u.test(line);
        const login =
          /^(?:chpasswd|passwd|visudo|vipw)$/u.test(program) ||
          (/^(?:dscl|sysadminctl)$/u.test(program) &&
            /-passwd|-resetPasswordFor|(?:^|\s)-?(?:create|append|merge|delete|change)\s/u.test(line));
        return root || admin || login ? `${program} changes who may act as whom` : undefined;
      }),
  },
];

export const threats: readonly Threat[] = [
  ...ownThreats,
  ...secretThreats,
  ...machineThreats,
  ...cloudThreats,
  ...gitThreats,
  ...hiddenThreats,
];

/** Histories of shells and logs of the system. Source: bash(1) HISTFILE, hier(7). */
const traces =
  /\/\.(?:bash|zsh|sh|python|node_repl|psql|mysql)_history$|\/fish_history$|^\/var\/log(?:\/|$)|^\/var\/run\/utmp$/u;

const guards =
  /\b(?:auditd|ufw|firewalld|apparmor|fail2ban|falcon-sensor|clamav|crowdstrike|osqueryd|sysmon|wazuh|nftables|iptables|rsyslog)/u;

/** Sources: ufw(8), setenforce(8), csrutil(8), spctl(8), pfctl(8), nft(8), auditctl(8), iptables(8), fdesetup(8), tmutil(8). */
const protections = [
  /^(?:ufw disable|setenforce 0|setenforce permissive|csrutil (?:disable|clear|authenticated-root disable)|spctl --(?:master|global)-disable|pfctl -[a-z]*d|nft flush ruleset|auditctl -e ?0|auditctl -D|fdesetup disable|tmutil disable|aa-disable|aa-teardown|firewall-cmd .*--panic-off)\b/iu,
  /^ip6?tables (?:.* )?(?:-F|--flush|-X|-P \w+ ACCEPT)\b/u,
  inOrder(/^systemctl /u, /(?<![^ ])(?:stop|disable|mask) /u, guards),
  inOrder(/^(?:service|launchctl (?:unload|bootout|remove)) /u, guards),
  // launchctl(1): what belongs to macOS itself, among it its firewall and its scanners.
  inOrder(
    /^launchctl (?:unload|bootout|remove|disable) /u,
    /\/System\/Library\/|\bcom\.apple\.(?:alf|MRT|XProtect|trustd|syspolicyd|securityd|endpointsecurity)/u,
  ),
  // Defender, NetSecurity, BitLocker and Management modules; Windows Commands reference.
  /^Set-MpPreference .*-Disable\w+ (?:True|1)\b|^Add-MpPreference .*-Exclusion/iu,
  /^Set-NetFirewallProfile .*-Enabled (?:False|0)\b|^netsh (?:adv)?firewall .*\b(?:off|disable)\b/iu,
  /^(?:(?:Stop|Set|Remove)-Service|sc (?:stop|delete|config)|net1? stop) .*\b(?:WinDefend|Sense|MpsSvc|wscsvc|SecurityHealthService|WdNisSvc|EventLog|Sysmon\w*)\b/iu,
  /^(?:Disable-BitLocker|manage-bde -off)\b/iu,
  /^(?:pkill|killall|kill) .*\b(?:auditd|falcon-sensor|osqueryd|wazuh|clamd|rsyslogd)\b/u,
];
