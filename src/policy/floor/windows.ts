// Floor classes that only Windows has: what brings a machine back after a mistake or an attack.
import { inOrder } from '../text/order.ts';
import { firstOf, type FloorRule } from './rule.ts';

export const windowsRules: readonly FloorRule[] = [
  {
    id: 'recovery-off',
    title: 'What brings the machine back would be destroyed',
    protects: 'Shadow copies, backups, restore points and the boot configuration of Windows.',
    examples: [
      'cmd /c vssadmin delete shadows /all',
      'cmd /c bcdedit /set {default} recoveryenabled no',
      'cmd /c wbadmin delete catalog',
      'pwsh -c "Disable-ComputerRestore C:"',
    ],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words, segment }) => {
        if (segment.language === undefined) return undefined;
        const line = [program, ...words].join(' ').slice(0, 200);
        return !words.includes('-WhatIf') && destroys.some((test) => test.test(line))
          ? line.slice(0, 60)
          : undefined;
      }),
  },
];

/** Windows Commands reference; Microsoft.PowerShell.Management. */
const destroys = [
  /^vssadmin\s+(?:delete\s+shadows|resize\s+shadowstorage)\b/iu,
  /^wbadmin\s+(?:delete|disable)\b/iu,
  /^bcdedit\s+-(?:set|delete|deletevalue|import|createstore|default)\b/iu,
  inOrder(/^wmic\s/iu, /shadowcopy\s/iu, /delete\b/iu),
  /^reagentc\s+-disable\b/iu,
  /^Disable-ComputerRestore\b/u,
];
