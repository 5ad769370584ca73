// Floor classes about the machine as a whole, and about the gate itself.
import type { Facts } from '../facts.ts';
import { ownDetail } from '../paths/access.ts';
import { isInOwn } from '../paths/scope.ts';
import type { FloorCommand } from './commands.ts';
import { firstOf, type FloorRule } from './rule.ts';

/** Commands of the gate's own program that only look. The table of programs has the same for its name. */
const looking: ReadonlySet<string> = new Set(['check', 'doctor', 'help', 'journal']);

/** The gate's program started by its file instead of its name: `node …/dist/cli.js release`. */
function ownProgram({ effects, words }: FloorCommand, facts: Facts): string | undefined {
  const file = effects.find(
    ({ kind, target }) => kind === 'exec.project' && target !== undefined && isInOwn(target, facts),
  )?.target;
  if (file === undefined) return undefined;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const asked = words
    .slice(words.findIndex((word) => word.endsWith(name)) + 1)
    .find((word) => !word.startsWith('-'));
  return asked !== undefined && looking.has(asked) ? undefined : `${file} belongs to the gate`;
}

export const machineRules: readonly FloorRule[] = [
  {
    id: 'stop-machine',
    title: 'The machine would be stopped',
    instead: 'Leave the machine running; tell the person that a restart is needed and why.',
    protects: 'Everything that runs on the machine.',
    examples: ['shutdown -h now', 'reboot', 'init 0', 'systemctl poweroff', 'pwsh -c Stop-Computer'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, given, segment }) => {
        if (words.some((word) => /^(?:--help|--version|-k|-WhatIf)$/u.test(word))) return undefined;
        // Of what shutdown(8) is to do the last option counts, and these two do nothing.
        const stops = words.some((word) => /^-[A-Za-z]*[hHPr]|^--(?:halt|poweroff|reboot)$/u.test(word));
        if (!stops && words.some((word) => /^(?:-c|--show)$/u.test(word))) return undefined;
        // shutdown.exe: `/a` takes it back, `/l` only logs off, `/?` and no word at all explain.
        if (segment.language === 'cmd' && !words.some((word) => /^[-/](?:s|r|p|h|g|sg|hybrid)$/iu.test(word)))
          return undefined;
        if (/^(?:Stop|Restart)-Computer$/u.test(program)) return `${program} stops it`;
        if (/^(?:shutdown|reboot|halt|poweroff)$/u.test(program)) return `${program} stops it`;
        if (/^(?:init|telinit)$/u.test(program) && /^[06]$/u.test(words[0] ?? ''))
          return `${program} ${words[0]} stops it`;
        return program === 'systemctl' &&
          /^(?:poweroff|reboot|halt|kexec|soft-reboot)$/u.test(given?.path[0] ?? '')
          ? `systemctl ${given?.path[0]} stops it`
          : undefined;
      }),
  },
  {
    id: 'kill-all',
    title: 'Every process would be ended',
    instead: 'End the one process that you started, by its number.',
    protects: 'All programs of the account.',
    examples: ['kill -9 -1', 'kill -- -1', 'killall5'],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) => {
        if (program === 'killall5') return 'killall5 ends every process';
        if (program !== 'kill') return undefined;
        const at = words.lastIndexOf('-1');
        return at > 0 && words[0] !== '-l' ? 'kill -1 reaches every process' : undefined;
      }),
  },
  {
    id: 'tamper-gate',
    title: 'The gate itself would be changed',
    instead: 'Leave the gate as it is; the person changes its settings in the editor.',
    protects: 'The files, processes and variables of this gate.',
    examples: [
      'portcullis release',
      'unset PORTCULLIS_TOKEN',
      'pkill -f portcullis',
      'code --uninstall-extension portcullis',
    ],
    detect: ({ commands, reading, context }) =>
      firstOf(commands, (command) => ownProgram(command, context.facts)) ??
      firstOf(reading.analysis.segments, ({ effects }) => {
        const hit = effects.find(({ kind, detail }) => kind === 'write.policy' && detail === ownDetail);
        return hit === undefined ? undefined : `${hit.target ?? 'its command line'} belongs to the gate`;
      }) ??
      firstOf(commands, ({ program, words, segment }) => {
        const names = [
          ...segment.assignments.map(({ name }) => name),
          ...(/^(?:unset|export|declare|typeset|readonly|local)$/u.test(program)
            ? words.map((word) => word.split('=', 1)[0] ?? '')
            : []),
        ];
        const variable = names.find((name) => name.startsWith('PORTCULLIS_'));
        if (variable !== undefined) return `${variable} ties the agent to the gate`;
        const removed =
          segment.language === 'powershell' && program.startsWith('Remove-')
            ? words.find((word) => /^env:.?PORTCULLIS_/iu.test(word))
            : undefined;
        if (removed !== undefined) return `${removed} ties the agent to the gate`;
        const unsetting = segment.wrappers.some(
          ({ name, words: own }) =>
            name === 'env' && own.some(({ text }) => /^(?:-u|--unset=)?PORTCULLIS_/u.test(text)),
        );
        if (unsetting) return 'env takes away what ties the agent to the gate';
        if (
          /^(?:pkill|killall|kill|Stop-Process|taskkill)$/u.test(program) &&
          words.some((word) => /portcullis/iu.test(word))
        )
          return `${program} would end the gate`;
        const editor = /^(?:code|code-insiders|codium|cursor|windsurf)$/u.test(program);
        return editor &&
          words.some((word) => /^--(?:uninstall|disable)-extension/u.test(word)) &&
          words.some((word) => /portcullis/iu.test(word))
          ? 'the extension would be removed'
          : undefined;
      }),
  },
];
