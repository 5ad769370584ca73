// Programs that run the command in their arguments: where it starts, as rows of data. What the wrapper itself does
// is told elsewhere. Sources: the programs' manual pages, most rows tried against the programs themselves.
import type { Options } from './options.ts';

export interface WrapperRow extends Options {
  readonly names: string;
  /** Sub-commands of which one must come first (after options): `uv run`. */
  readonly verbs?: string;
  /** Words between the options and the command: `timeout 5 cmd` has one. */
  readonly operands?: number;
  /** Accepts `NAME=value` before the command. */
  readonly assignments?: boolean;
  /** The command is joined to a text for a shell: `watch a b`. */
  readonly shell?: boolean;
  /** Each further word is a text for a shell of its own: `hyperfine 'a' 'b'`. */
  readonly each?: boolean;
  /** Options, by letter or name, whose value is a text for a shell: `-c`. */
  readonly shellOptions?: string;
  /** Options that switch from a text for a shell to plain words: `watch -x`. */
  readonly plainOptions?: string;
  /** Options that make the rest, if any, a text for a shell: `sudo -s`. */
  readonly shellFlags?: string;
  /** Options after which nothing is run: `command -v`. */
  readonly inert?: string;
  /** Options whose value is the folder in which the command runs. */
  readonly folder?: string;
  /** Options that write the file in their value. */
  readonly writes?: string;
  /** The command starts only behind `--`. */
  readonly dashes?: boolean;
  /** The wrapper stays as a segment of its own, because what it does is more than to run its arguments. */
  readonly keep?: boolean;
  /** The command's folder and files are not those of this machine, or not known. */
  readonly elsewhere?: boolean;
}

const envOptions = {
  flags: 'iv0',
  valued: 'uCSP',
  long: 'ignore-environment null debug block-signal default-signal ignore-signal list-signal-handling help version',
  longValued: 'unset chdir split-string argv0',
} as const;

const container = {
  flags: 'ditPqT',
  valued: 'acefuwvpmhlnC',
  long: 'rm interactive tty detach privileged init read-only publish-all quiet no-healthcheck no-TTY no-deps service-ports build stdin sig-proxy oom-kill-disable help',
  longValued:
    'name env env-file user workdir volume publish network net entrypoint memory cpus hostname label mount add-host cap-add cap-drop security-opt pid ipc uts userns device dns expose gpus group-add ip link log-driver log-opt platform pull restart runtime shm-size stop-signal stop-timeout storage-opt sysctl tmpfs ulimit volumes-from cidfile detach-keys index namespace container context kubeconfig cluster file project-name project-directory profile annotation',
  elsewhere: true,
  keep: true,
} as const;

export const wrapperRows: readonly WrapperRow[] = [
  { names: 'env', ...envOptions, assignments: true, folder: 'C chdir' },
  {
    names: 'sudo',
    flags: 'AbBeEHiKklnNPSsvV',
    valued: 'ughpCDRrtTUac',
    long: 'askpass background bell edit set-home login shell non-interactive preserve-env preserve-groups remove-timestamp reset-timestamp no-update stdin validate version list help',
    longValued: 'user group host prompt close-from chdir chroot role type command-timeout other-user',
    assignments: true,
    shellFlags: 's i shell login',
    inert: 'e edit l list v validate',
    folder: 'D chdir',
  },
  { names: 'doas', flags: 'Lns', valued: 'aCu', shellFlags: 's' },
  // A filter for the output of other programs, made for agents. Source: its README.
  { names: 'rtk', flags: 'uv', long: 'ultra-compact verbose', verbs: 'proxy err test summary' },
  { names: 'rtk', flags: 'uv', long: 'ultra-compact verbose' },
  { names: 'pkexec', long: 'disable-internal-agent keep-cwd version help', longValued: 'user' },
  {
    names: 'run0',
    flags: 'i',
    valued: 'uDg',
    long: 'no-ask-password machine pty pipe empty-environment',
    longValued: 'unit property description slice user group nice chdir setenv background shell-prompt-prefix',
    folder: 'D chdir',
  },
  { names: 'nice', valued: 'n', longValued: 'adjustment', numeric: true },
  { names: 'nohup' },
  { names: 'setsid', flags: 'cfw', long: 'ctty fork wait' },
  { names: 'stdbuf', valued: 'ioe', longValued: 'input output error' },
  {
    names: 'ionice',
    flags: 't',
    valued: 'cnpPu',
    long: 'ignore',
    longValued: 'class classdata pid',
    inert: 'p pid P u',
  },
  {
    names: 'chrt',
    flags: 'abdefimoRrv',
    valued: 'TPDp',
    long: 'all-tasks batch deadline fifo idle other rr reset-on-fork verbose',
    longValued: 'sched-runtime sched-period sched-deadline pid',
    operands: 1,
    inert: 'p pid m',
  },
  {
    names: 'taskset',
    flags: 'ac',
    valued: 'p',
    long: 'all-tasks cpu-list',
    longValued: 'pid',
    operands: 1,
    inert: 'p pid',
  },
  {
    names: 'prlimit',
    joined: 'cdefilmnqrstuvxy',
    long: 'as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack noheadings raw verbose',
    longValued: 'pid output',
    inert: 'pid',
  },
  { names: 'chronic', flags: 've' },
  { names: 'unbuffer', flags: 'p' },
  { names: 'caffeinate', flags: 'dimsu', valued: 'tw' },
  { names: 'eatmydata faketty nocache torsocks torify proxychains proxychains4', flags: 'q' },
  {
    names: 'numactl',
    flags: 'alsHV',
    valued: 'CNmipP',
    long: 'all localalloc show hardware',
    longValued: 'physcpubind cpunodebind membind interleave preferred',
  },
  {
    names: 'timeout gtimeout',
    flags: 'fpv',
    valued: 'ks',
    long: 'foreground preserve-status verbose',
    longValued: 'kill-after signal',
    operands: 1,
  },
  {
    names: 'time gtime',
    flags: 'apvqlhV',
    valued: 'of',
    long: 'append portability verbose quiet',
    longValued: 'output format',
    writes: 'o output',
  },
  { names: 'command', flags: 'pvV', inert: 'v V' },
  { names: 'builtin' },
  { names: 'exec', flags: 'cl', valued: 'a' },
  {
    names: 'watch',
    flags: 'bcCdegrtwxpf',
    valued: 'nqs',
    long: 'beep color no-color differences errexit chgexit no-rerun no-title no-wrap exec precise follow',
    longValued: 'interval equexit shotsdir',
    shell: true,
    plainOptions: 'x exec',
  },
  {
    names: 'script',
    flags: 'aefqV',
    valued: 'cEIOBmoT',
    joined: 't',
    long: 'append return flush force quiet timing',
    longValued: 'command echo log-in log-out log-io log-timing logging-format output-limit',
    shellOptions: 'c command',
    // Behind the file stands the command on BSD and macOS.
    operands: 1,
    keep: true,
  },
  { names: 'arch', flags: 'x86_4arm3i2c' },
  {
    names: 'strace ltrace',
    flags: 'cCdfFhiknqrtTvVwxyYzZLSbg',
    valued: 'aeEIoOpPsuUXlnAD',
    long: 'follow-forks quiet summary-only summary seccomp-bpf absolute-timestamps decode-fds no-abbrev successful-only failed-only string-limit',
    longValued: 'output trace expr attach env user signal status inject detach-on string-limit',
    writes: 'o output',
    keep: true,
  },
  {
    names: 'valgrind',
    flags: 'qv',
    long: 'tool leak-check show-leak-kinds track-origins error-exitcode verbose quiet trace-children xml gen-suppressions num-callers suppressions',
    longValued: 'log-file xml-file',
    writes: 'log-file xml-file',
    keep: true,
  },
  {
    names: 'gdb',
    flags: 'q',
    long: 'args batch quiet nx',
    longValued: 'ex eval-command command',
    singleDash: true,
    keep: true,
  },
  {
    names: 'perf',
    verbs: 'stat record trace',
    flags: 'agdBvAiSsn',
    valued: 'erFocpC',
    long: 'all-cpus detailed no-inherit null verbose',
    longValued: 'event repeat output call-graph freq',
    writes: 'o output',
    keep: true,
  },
  {
    names: 'screen',
    flags: 'dDmRLUqxAiOwD',
    valued: 'SchpetsT',
    keep: true,
    inert: 'X ls list r x',
  },
  {
    names: 'systemd-run',
    flags: 'tPqGrdS',
    valued: 'pMuHE',
    long: 'user system scope pty pipe wait quiet remain-after-exit collect no-block no-ask-password same-dir shell send-sighup',
    longValued:
      'unit property description slice service-type uid gid nice working-directory setenv on-active on-boot on-startup on-calendar on-unit-active timer-property machine host',
    folder: 'working-directory',
    keep: true,
  },
  {
    names: 'dbus-run-session dbus-launch',
    longValued: 'config-file dbus-daemon',
    long: 'exit-with-session sh-syntax',
  },
  {
    names: 'unshare',
    flags: 'mupnUCTfriRc',
    joined: 'S',
    valued: 'wG',
    long: 'mount uts ipc net pid user cgroup time fork map-root-user map-current-user map-auto mount-proc kill-child keep-caps',
    longValued: 'root wd setuid setgid map-user map-group propagation setgroups',
    keep: true,
  },
  {
    names: 'nsenter',
    flags: 'amuinpCUTFeZrw',
    valued: 'tSG',
    long: 'all mount uts ipc net pid cgroup user time no-fork root wd env preserve-credentials',
    longValued: 'target setuid setgid',
    keep: true,
    elsewhere: true,
  },
  {
    names: 'chroot',
    long: 'skip-chdir',
    longValued: 'userspec groups',
    operands: 1,
    keep: true,
    elsewhere: true,
  },
  {
    names: 'proot',
    flags: '0',
    valued: 'rbRSwqmkiv',
    longValued: 'rootfs bind pwd cwd qemu',
    keep: true,
    elsewhere: true,
  },
  { names: 'firejail', long: 'quiet noprofile private net noroot seccomp', longValued: '', keep: true },
  {
    names: 'setpriv',
    long: 'no-new-privs clear-groups keep-groups init-groups reset-env dump',
    longValued:
      'reuid regid groups ruid euid rgid egid inh-caps ambient-caps bounding-set securebits pdeathsig',
    keep: true,
  },
  { names: 'ssh-agent', flags: 'csdkD', valued: 'aEPtO', inert: 'k' },
  {
    names: 'xvfb-run',
    flags: 'alhe',
    valued: 'fnpsw',
    long: 'auto-servernum listen-tcp',
    longValued: 'server-num server-args error-file auth-file wait xauth-protocol',
  },
  { names: 'direnv', verbs: 'exec', operands: 1, keep: true },
  {
    names: 'conda mamba micromamba',
    verbs: 'run',
    flags: 'v',
    valued: 'np',
    long: 'no-capture-output live-stream',
    longValued: 'name prefix cwd',
    keep: true,
  },
  { names: 'mise rtx', verbs: 'exec x', dashes: true, keep: true },
  { names: 'asdf rbenv pyenv nodenv', verbs: 'exec', keep: true },
  {
    names: 'volta',
    verbs: 'run',
    long: 'bundled-npm no-yarn',
    longValued: 'node npm yarn pnpm env',
    keep: true,
  },
  { names: 'nvm', verbs: 'exec', operands: 1, keep: true },
  {
    names: 'nix',
    verbs: 'develop shell run',
    valued: 'c',
    longValued: 'command',
    shellOptions: '',
    keep: true,
  },
  {
    names: 'nix-shell',
    valued: 'pAI',
    flags: 'i',
    long: 'pure',
    longValued: 'run command packages attr',
    shellOptions: 'run command',
    keep: true,
  },
  {
    names: 'uv',
    verbs: 'run',
    flags: 'qvnm',
    valued: 'p',
    long: 'quiet verbose no-sync frozen locked isolated no-project no-dev all-extras no-cache offline module script',
    longValued:
      'with with-editable with-requirements python extra group env-file directory project package index-url',
    folder: 'directory',
    keep: true,
  },
  { names: 'poetry pipenv hatch pdm rye', verbs: 'run', long: 'quiet', keep: true },
  { names: 'bundle', verbs: 'exec', long: 'keep-file-descriptors', longValued: 'gemfile', keep: true },
  {
    names: 'npm pnpm yarn',
    verbs: 'exec x dlx',
    flags: 'yrsC',
    valued: 'pcw',
    long: 'yes no quiet silent recursive parallel workspaces shell-mode',
    longValued: 'package call workspace prefix filter',
    shellOptions: 'c call',
    keep: true,
  },
  {
    names: 'npx bunx pnpx',
    flags: 'yq',
    valued: 'pcw',
    long: 'yes no quiet no-install ignore-existing bun',
    longValued: 'package call workspace',
    shellOptions: 'c call',
    keep: true,
  },
  {
    names: 'hyperfine',
    flags: 'iNu',
    valued: 'wrmMpcsnPDLSt',
    long: 'ignore-failure show-output',
    longValued:
      'warmup runs min-runs max-runs prepare cleanup setup conclude shell export-json export-csv export-markdown export-asciidoc export-orgmode style time-unit command-name parameter-list parameter-scan output input',
    shellOptions: 'p c s prepare cleanup setup conclude',
    writes: 'export-json export-csv export-markdown export-asciidoc export-orgmode',
    each: true,
    keep: true,
  },
  {
    names: 'concurrently',
    flags: 'kgrs',
    valued: 'ncpm',
    long: 'kill-others kill-others-on-fail raw group',
    longValued: 'names prefix prefix-colors max-processes success',
    each: true,
    keep: true,
  },
  { names: 'entr', flags: 'acdnprsxz', keep: true },
  {
    names: 'nodemon',
    flags: 'qVIL',
    valued: 'wixed',
    long: 'quiet verbose legacy-watch',
    longValued: 'watch ignore exec ext delay',
    shellOptions: 'x exec',
    inert: 'w watch i ignore e ext',
    keep: true,
  },
  { names: 'dotenv', flags: 'o', valued: 'ecvp', dashes: true, keep: true },
  { names: 'cross-env cross-env-shell', assignments: true, keep: true },
  {
    names: 'parallel',
    flags: 'kuXmtvqN0',
    valued: 'jaINLSCnsPd',
    long: 'keep-order dry-run bar progress eta group ungroup line-buffer verbose halt-on-error xargs null pipe no-notice will-cite',
    longValued:
      'jobs arg-file joblog results timeout delay retries halt colsep max-args sshlogin tmpdir load memfree',
    shell: true,
    keep: true,
  },
  {
    names: 'ssh autossh',
    flags: '46AaCfGgKkMNnqsTtVvXxYy',
    valued: 'BbcDEeFIiJLlmOopPQRSWw',
    operands: 1,
    shell: true,
    keep: true,
    elsewhere: true,
    inert: 'G V N',
  },
  { names: 'kubectl oc', verbs: 'exec', ...container, operands: 1, dashes: true },
  { names: 'kubectl oc', verbs: 'run', ...container, operands: 1, dashes: true },
  { names: 'docker podman nerdctl', verbs: 'exec run compose', ...container, operands: 1 },
  { names: 'docker-compose podman-compose', verbs: 'exec run', ...container, operands: 1 },
  {
    names: 'lxc incus',
    verbs: 'exec',
    operands: 1,
    dashes: true,
    keep: true,
    elsewhere: true,
    flags: 'tT',
    longValued: 'cwd env user group mode',
  },
  { names: 'busybox toybox', inert: 'list install help', long: 'list install help list-full' },
  {
    names: 'start-stop-daemon',
    flags: 'SKbmqvtTH',
    valued: 'xanupcgdsNPIkCO',
    long: 'start stop background make-pidfile quiet verbose test',
    longValued: 'exec startas name user pidfile chuid group chdir signal',
    dashes: true,
    keep: true,
  },
];

const byName = new Map<string, WrapperRow[]>();
for (const row of wrapperRows) {
  for (const name of row.names.split(' ')) {
    const rows = byName.get(name);
    if (rows === undefined) byName.set(name, [row]);
    else rows.push(row);
  }
}

/** The rows for a program; most programs have none, few have more than one. */
export function wrapperRowsOf(program: string): readonly WrapperRow[] | undefined {
  return byName.get(program);
}
