// Threats to the machine and the account: what stays after the session, what gives rights away, what cannot be rebuilt.
import { follow } from '../text/order.ts';
import { has } from '../commands/arguments.ts';
import { anyPathTest } from '../paths/pattern.ts';
import { firstOf, type Sight } from '../floor/rule.ts';
import { effectSeen, type Threat } from './threat.ts';

/** Files that say what an agent may do, or that run code on its events. Instructions in prose are not among them. */
const agentPolicy =
  anyPathTest(`.claude/settings*.json .claude/hooks/** .claude/plugins/** ~/.claude.json ~/.claude/skills/** ~/.claude/commands/** ~/.claude/agents/** .mcp.json .codex/{config.toml,hooks.json,rules/**,hooks/**}
  .gemini/{settings.json,policies/**,hooks/**} .cursor/{hooks.json,mcp.json,cli.json,permissions.json} .copilot/{hooks/**,config.json,mcp-config.json}
  .opencode/{plugin/**,plugins/**} opencode.json opencode.jsonc ~/.config/opencode/** .kiro/{hooks/**,settings/**} .amp/settings.json .pi/agent/{extensions/**,settings.json}
  .openclaw/*.json .github/hooks/** .roo/mcp.json .windsurf/hooks.json .hermes/config.yaml /etc/claude-code/** /etc/gemini-cli/**`);

/** Caches, which tools fill again. Sources: documentation of the tools named by the paths. */
const regrowing =
  /\/(?:(?:\.cache|Library\/Caches)\/[^/]|(?:\.npm\/_[a-z]+|\.gradle\/caches|\.m2\/repository|\.cargo\/(?:registry|git)|\.nuget\/packages|\.pnpm-store|\.yarn\/(?:berry\/)?cache|\.bun\/install\/cache|go\/pkg\/mod|Library\/Developer\/Xcode\/DerivedData)(?:\/|$))|^\/var\/(?:lib\/apt\/lists|cache\/(?:apt|apk|dnf|yum|pacman))(?:\/|$)/u;

/** Limits of the kernel that programs ask for in their instructions. Source: proc_sys_fs(5), proc_sys_vm(5). */
const tuning =
  /^\/proc\/sys\/(?:fs\/(?:inotify\/max_user_\w+|file-max)|vm\/(?:drop_caches|swappiness|overcommit_memory|max_map_count)|net\/core\/somaxconn)$/u;

/** Where software of the machine itself lies; places for what an administrator adds are left out. */
const machinePart =
  /^\/(?:etc|usr|bin|sbin|lib|lib32|lib64|boot|System|Library|proc|sys|private\/etc|C:\/Windows)(?:\/|$)/u;
const addedPart = /^\/usr\/local(?:\/|$)|^\/proc\/self\/(?:fd|oom_score_adj|comm)|^\/dev\//u;

/** An edit tool shows the person the file and its new text, a schedule its prompt: these calls are asked about; a shell line hides both. */
const isShown = ({ reading: { call } }: Sight): boolean => ['edit', 'feature', 'agent'].includes(call.kind);

export const machineThreats: readonly Threat[] = [
  {
    id: 'persistence',
    title: 'Something would run by itself from now on',
    instead: 'Use the edit tool for the file, so that the person sees the change.',
    principle:
      'Start files of shells, schedules, services, log-in keys and account files outlive the session and its gate.',
    examples: [
      'echo x >> ~/.bashrc',
      'echo key >> ~/.ssh/authorized_keys',
      'crontab jobs',
      'tee /etc/cron.d/x',
      'cp x.service ~/.config/systemd/user/x.service',
    ],
    lookAlikes: ['cat ~/.bashrc', 'crontab -l', 'source ~/.bashrc', 'grep PATH ~/.profile', 'launchctl list'],
    effects: /write\.persist/u,
    detect: (seen) =>
      isShown(seen)
        ? undefined
        : effectSeen(seen, ({ kind, target, detail }, program) =>
            kind === 'write.persist' && !/^(?:systemctl|at|atrm|batch)$/u.test(program)
              ? `${program} changes ${target ?? detail ?? 'what starts by itself'}`
              : undefined,
          ),
  },
  {
    id: 'agent-policy',
    title: 'The rules or hooks of an agent would be changed',
    instead:
      'Use the edit tool for the file, so that the person sees the change, or let the person change the settings.',
    principle:
      'An agent does not write what it may do, nor what runs on its own events. Instructions in prose are asked about.',
    examples: [
      'echo {} > .claude/settings.json',
      'cp x ~/.codex/config.toml',
      'cd .claude && echo {} > settings.local.json',
      'rm ~/.claude/settings.json',
    ],
    lookAlikes: [
      'cat .claude/settings.json',
      'echo x > CLAUDE.md',
      'echo x > .claude/notes.md',
      'git add .claude',
    ],
    effects: /write\.policy/u,
    detect: (seen) =>
      isShown(seen)
        ? undefined
        : effectSeen(seen, ({ kind, target }, program) =>
            kind === 'write.policy' && target !== undefined && agentPolicy(target, seen.context.facts.home)
              ? `${program} changes ${target}`
              : undefined,
          ),
  },
  {
    id: 'system-files',
    title: 'A part of the system would be overwritten, deleted or opened',
    instead: 'Work inside the workspace; tell the person which part of the system needs the change and why.',
    principle:
      'What the system itself is made of and configured by. /usr/local and /opt are for additions and are asked about.',
    examples: [
      'echo x > /etc/passwd',
      'rm /usr/bin/python3',
      'cp x /etc/ld.so.preload',
      'chmod 777 /etc/shadow',
      'echo b > /proc/sysrq-trigger',
    ],
    lookAlikes: [
      'cat /etc/passwd',
      'cp /etc/hosts x',
      'rm /usr/local/bin/x',
      'echo x > /dev/null',
      'ls /usr/bin',
    ],
    effects: /write\.|delete\.|perm|irreversible/u,
    detect: (seen) =>
      isShown(seen)
        ? undefined
        : effectSeen(seen, ({ kind, target }, program) =>
            /^(?:write\.(?:outside|persist)|delete\.outside|perm|irreversible)$/u.test(kind) &&
            target !== undefined &&
            machinePart.test(target) &&
            !tuning.test(target) &&
            !addedPart.test(target)
              ? `${program} changes ${target}`
              : undefined,
          ),
  },
  {
    id: 'delete-outside',
    title: 'A folder outside of the workspace would be deleted with all it holds',
    instead: 'Delete only what lies in the workspace or in a temporary folder, or name single files.',
    principle: 'Recursive and by name; temporary folders are free, single files are asked about.',
    examples: [
      'rm -rf ~/projects/other',
      'rm -rf ../other',
      'find ~/other -delete',
      'rm -r /srv/data',
      'pwsh -c "Remove-Item ../other -Recurse"',
    ],
    lookAlikes: [
      'rm -rf build',
      'rm -rf /tmp/x',
      'rm ~/x',
      'rm -rf ./node_modules',
      'find /tmp/x -delete',
      'rm -rf ~/.cache/pip',
    ],
    effects: /delete\.outside/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given, effects, words }) => {
        const tree = given !== undefined && !has(given, '-WhatIf') && has(given, '-Recurse', '-s');
        const items = tree && /^(?:Remove-Item|del|erase|rd|rmdir)$/u.test(program);
        if (given === undefined || (!items && !recursive.test(program))) return undefined;
        if (program.endsWith('rm') && !has(given, '-r', '-R', '--recursive')) return undefined;
        if (/^(?:g?find|fd)/u.test(program) && !has(given, '-delete')) return undefined;
        const hit = effects.find(
          ({ kind, scope, target }) =>
            kind === 'delete.outside' &&
            (scope === 'outside' || scope === 'system') &&
            !/^\/(?:private\/)?var\/(?:tmp|folders)\//u.test(target ?? '') &&
            !regrowing.test(target ?? ''),
        );
        return hit === undefined
          ? undefined
          : `${[program, ...words].join(' ').slice(0, 60)} reaches ${hit.target}`;
      }),
  },
  {
    id: 'container-escape',
    title: 'The host would be open to a container',
    instead: 'Mount only the folder that is needed, without extra rights.',
    principle:
      'A privileged container, one that mounts the system or the socket of the engine, or a shell in the namespaces of process 1 is root on the host.',
    examples: [
      'docker run --privileged alpine',
      'docker run -v /:/host alpine',
      'docker run -v /var/run/docker.sock:/s alpine',
      'nsenter -t 1 -m sh',
      'docker run --pid=host alpine',
    ],
    lookAlikes: [
      'docker run --rm alpine ls',
      'docker run -v "$PWD":/w alpine',
      'docker run -p 80:80 nginx',
      'docker run --network host nginx',
    ],
    detect: (seen) =>
      effectSeen(seen, ({ kind, detail }, program) =>
        kind === 'privilege' && detail === 'the container reaches the host'
          ? `${program} runs it with the host in reach`
          : undefined,
      ) ??
      firstOf(seen.commands, ({ segment, program, words }) => {
        if (program !== 'nsenter' && segment.wrappers.length === 0) return undefined;
        const line = [
          program,
          ...words,
          ...segment.wrappers.flatMap(({ words: own }) => own.map(({ text }) => text)),
        ].join(' ');
        return follow(line, [/\bnsenter\b/u, /(?:-t|--target)[ =]?1\b/u])
          ? 'a program runs in the namespaces of process 1'
          : undefined;
      }),
  },
  {
    id: 'repository-damage',
    title: 'The inner files of the repository would be damaged',
    instead: 'Use git commands; they keep index, references and objects whole.',
    principle:
      'Objects, references and index hold the history; only git itself writes them. Locks, hooks and settings are not among them.',
    examples: ['rm -rf .git', 'echo x > .git/objects/aa', 'ln -sf /dev/null .git/index', 'rm .git/HEAD'],
    lookAlikes: ['rm -f .git/index.lock', 'cat .git/HEAD', 'ls .git', 'rm -rf .github'],
    effects: /write\.|delete\.|irreversible/u,
    detect: (seen) =>
      effectSeen(seen, ({ kind, target }, program) =>
        /^(?:write|delete)\.|^irreversible$/u.test(kind) &&
        target !== undefined &&
        (innerGit.test(target) || (insideGit.test(target) && !target.endsWith('.lock'))) &&
        program !== 'git'
          ? `${program} changes ${target}`
          : undefined,
      ),
  },
  {
    id: 'recovery-destroyed',
    title: 'What git could still bring back would be destroyed',
    instead: 'Leave old commits to git; it removes them by itself when nobody can need them any more.',
    principle:
      'Stashes, the log of references and loose objects are the way back after a mistake; a discard that they can undo is asked about.',
    examples: [
      'git stash clear',
      'git reflog expire --expire=now --all',
      'git gc --prune=now',
      'git filter-branch --all',
      'git update-ref -d refs/heads/main',
    ],
    lookAlikes: [
      'git stash drop',
      'git reset --soft HEAD~1',
      'git gc',
      'git gc --prune',
      'git gc --prune=2.weeks.ago',
      'git reflog',
      'git checkout -- a.ts',
      'git stash list',
    ],
    programs: /\bgit\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, given }) => {
        if (program !== 'git') return undefined;
        const line = words.slice(Math.max(0, words.indexOf(given?.path[0] ?? ''))).join(' ');
        return /^(?:stash clear|reflog (?:expire|delete)\b(?!.*(?:-n|--dry-run))|gc .*--prune=(?:now|all|0)|prune(?: (?!.*-n)|$)|filter-(?:branch|repo)|update-ref .*-d|(?:gc|prune) .*--exp\w*=(?:now|all))/u.test(
          line,
        )
          ? `git ${line.slice(0, 50)}`
          : undefined;
      }),
  },
  {
    id: 'agent-unguarded',
    title: 'Another agent would run without its guard',
    instead: 'Do the work in this session, or use the sub-agents that it has.',
    principle:
      'An agent that is started with its own questions switched off acts where this gate does not see it.',
    examples: [
      'claude --dangerously-skip-permissions -p x',
      'codex --yolo',
      'gemini --yolo -p x',
      'codex exec --dangerously-bypass-approvals-and-sandbox x',
      'copilot --allow-all-tools -p x',
    ],
    lookAlikes: ['claude --version', 'codex exec x', 'gemini -p x'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, segment }) => {
        if (
          !/^(?:claude|codex|gemini|opencode|copilot|cursor-agent|amp|goose|hermes|pi|qwen|kimi|aider)$/u.test(
            program,
          )
        )
          return undefined;
        const off = [...words, ...segment.assignments.map(({ name, value }) => `${name}=${value.text}`)].find(
          (word) =>
            /^--(?:dangerously-\S+|yolo|allow-all(?:-tools|-paths)?|trust-all-tools|no-extensions|pure|safe-mode|yes-always|force)$|^(?:-y|OPENCODE_PURE=1)$|^(?:--permission-mode=)?bypassPermissions$/u.test(
              word,
            ),
        );
        return off === undefined ? undefined : `${program} is given ${off}`;
      }),
  },
  {
    id: 'firmware',
    title: 'What the machine starts with would be changed',
    instead: 'Leave the firmware to the person.',
    principle: 'Variables and images of the firmware; a wrong one keeps the machine from starting.',
    examples: ['nvram boot-args=x', 'efibootmgr -B -b 0', 'flashrom -w x', 'nvram -c'],
    lookAlikes: ['nvram -p', 'efibootmgr', 'efibootmgr -v', 'nvram boot-args'],
    programs: /\b(?:nvram|efibootmgr|flashrom)\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) =>
        (program === 'nvram' && words.some((word) => /=|^-[cdf]$/u.test(word))) ||
        (program === 'efibootmgr' &&
          words.some((word) => /^-[a-zA-Z]*[BcCoOnN]|^--(?:delete|create|bootorder)/u.test(word))) ||
        (program === 'flashrom' && words.some((word) => /^-[wE]$|^--(?:write|erase)$/u.test(word)))
          ? `${program} changes the firmware`
          : undefined,
      ),
  },
  {
    id: 'set-user-id',
    title: 'A program gets the rights of its owner',
    instead: 'Run the one command that needs other rights by itself, so that the person can see it.',
    principle: 'With the bit set, whoever starts the file acts as its owner.',
    examples: ['chmod u+s /bin/bash', 'chmod 4755 x', 'chmod g+s x', 'setcap cap_setuid+ep x'],
    lookAlikes: ['chmod 755 x', 'chmod +x x', 'chmod u+x x'],
    programs: /\b(?:chmod|setcap)\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given, words }) =>
        (program === 'chmod' &&
          /^(?:[ugoa]*\+[rwxXt]*s|[2467]\d{3}$|0[2467]\d{3}$)/u.test(given?.operands[0]?.text ?? '')) ||
        (program === 'setcap' && words.some((word) => follow(word, [/cap_\w/u, /[+=]/u])))
          ? 'the file acts with the rights of another account'
          : undefined,
      ),
  },
  {
    id: 'open-permissions',
    title: 'Everybody may change the files, or nobody can',
    instead: 'Give the one file the rights that it needs, for its owner.',
    principle: 'A whole tree is opened for every account, or closed for its owner.',
    examples: ['chmod -R 777 .', 'chmod -R a+rwx src', 'chmod -R 000 .'],
    lookAlikes: ['chmod -R 755 .', 'chmod 777 x', 'chmod -R u+w src'],
    programs: /\bchmod\b/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given }) =>
        program === 'chmod' &&
        given !== undefined &&
        has(given, '-R', '--recursive') &&
        /^(?:0?[0-7]?777|0?000|a\+rwx|\+rwx|ugo\+rwx|a=rwx|a-rwx)$/u.test(given.operands[0]?.text ?? '')
          ? 'the mode of a whole folder is set for every account'
          : undefined,
      ),
  },
];

const innerGit = /\/\.git(?:\/(?:objects|refs|worktrees|index|HEAD|packed-refs|logs|shallow)|\/\*+)?$/u;
const insideGit = /\/\.git\/(?:objects|refs|worktrees|index|HEAD|packed-refs|logs|shallow)\//u;
const recursive = /^g?(?:rm|find)$|^(?:rimraf|fd|fdfind|srm|trash|trash-put)$/u;
