// Floor classes about losing files: whole trees, devices and disks.
import { has, type Arguments, type Value } from '../commands/arguments.ts';
import { standardInput } from '../commands/source.ts';
import { programName } from '../shell/word.ts';
import type { FloorCommand } from './commands.ts';
import { criticalItem, criticalPlace } from './places.ts';
import { firstOf, type FloorRule, type Sight } from './rule.ts';

export const deleteRules: readonly FloorRule[] = [
  {
    id: 'delete-root',
    title: 'A tree that must not go would be deleted',
    instead: 'Name exactly the files or the folder inside the workspace that should go.',
    protects: 'The root, top-level and system folders, homes, drives, the workspace itself and its parents.',
    examples: [
      'rm -rf /',
      'rm -rf ~',
      'rm -rf "$X/"',
      'find / -delete',
      'mv / /tmp/x',
      'pwsh -c "Remove-Item -Recurse ~"',
    ],
    detect: ({ commands, context }) =>
      firstOf(commands, (command) => deletes(command, { commands, context })),
  },
  {
    id: 'open-root',
    title: 'The permissions of a whole system would be changed',
    instead: 'Change the permissions of the one file that needs it.',
    protects: 'Ownership and permissions of the root, of system folders and of homes.',
    examples: ['chmod -R 777 /', 'chown -R me /etc'],
    detect: ({ commands, context }) =>
      firstOf(commands, ({ program, given, segment }) => {
        if (
          given === undefined ||
          !/^g?(?:chmod|chown|chgrp|chflags)$/u.test(program) ||
          !has(given, '-R', '--recursive')
        )
          return undefined;
        return firstOf(
          given.operands.filter(({ kind }) => kind === 'perm'),
          (operand) => {
            const place = criticalPlace(operand, context.facts, segment.cwd);
            return place === undefined || /workspace/u.test(place)
              ? undefined
              : `${program} -R reaches ${place} (${operand.text})`;
          },
        );
      }),
  },
  {
    id: 'raw-device',
    title: 'A disk would be overwritten',
    instead: 'Write to a file inside the workspace; disks are left to the person.',
    protects: 'Disks, partitions and memory behind the file system.',
    examples: ['dd if=/dev/zero of=/dev/sda', 'cat x > /dev/nvme0n1', 'shred /dev/sdb'],
    detect: ({ commands }) =>
      firstOf(commands, ({ effects }) => {
        const hit = effects.find(({ kind, detail }) => kind === 'irreversible' && detail === 'raw device');
        return hit === undefined ? undefined : `it writes to ${hit.target}`;
      }),
  },
  {
    id: 'format-disk',
    title: 'A file system would be destroyed',
    instead: 'Leave disks and volumes to the person: say what should be prepared and why.',
    protects: 'File systems, partition tables, volumes and encrypted containers.',
    examples: [
      'mkfs.ext4 /dev/sda1',
      'wipefs -a /dev/sda',
      'cryptsetup luksFormat /dev/sda2',
      'diskutil eraseDisk JHFS+ X disk2',
      'Format-Volume -DriveLetter D',
      'cmd /c format d:',
    ],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, words }) =>
        formats(program, words)
          ? `${[program, ...words].join(' ').slice(0, 60)} formats or wipes`
          : undefined,
      ),
  },
  {
    id: 'fork-bomb',
    title: 'A fork bomb would be started',
    instead: 'Start a fixed number of processes and wait for them.',
    protects: 'The machine against processes that multiply without end.',
    examples: [':(){ :|:& };:', 'bomb(){ bomb & }; bomb', 'while true; do work & done'],
    detect: ({ reading }) => {
      const { call, shell } = reading;
      if (call.kind !== 'shell' || shell === undefined) return undefined;
      if (shell.segments.some(({ background }) => background) && multiplies(call.command))
        return 'a loop without an end starts processes and never waits';
      const name = startsItself(call.command, new Set(shell.defined));
      return name === undefined ? undefined : `${name} starts itself again and again`;
    },
  },
];

/**
 * A function whose body pipes it into itself or starts it in the background, before the first `}` behind its head. One
 * pass, for a line may define hundreds.
 */
function startsItself(line: string, defined: ReadonlySet<string>): string | undefined {
  if (defined.size === 0) return undefined;
  const signs = line.match(/[^\s|&;(){}<>"'`]+|&&|[|&(){}]/gu) ?? [];
  const open = new Set<string>();
  for (const [at, sign] of signs.entries()) {
    if (sign === '}') open.clear();
    if (!defined.has(sign)) continue;
    const [one, two, three] = signs.slice(at + 1, at + 4);
    if (signs[at - 1] === 'function' || (one === '(' && two === ')' && (three === '{' || three === '('))) open.add(sign);
    else if (open.has(sign) && (one === '&' || (one === '|' && two === sign))) return sign;
  }
  return undefined;
} // prettier-ignore

/** A loop without an end whose body starts something in the background and has nothing that holds it up. */
function multiplies(line: string): boolean {
  const head = /\b(?:while\s+(?:true|:|\[+ (?:true|1) \]+)|until\s+false)(?:\s*;\s*|(?=\s*\n)\s+)do\b/u.exec(
    line,
  );
  const body =
    head === null ? undefined : /^([\s\S]*)\bdone\b/u.exec(line.slice(head.index + head[0].length))?.[1];
  if (body === undefined || !/[^&>]&(?![&>\d])/u.test(body)) return false;
  const waits = body.replaceAll(/(?<![^;&|\n()])[^;&|\n()]*[^&>;|\n]&(?![&>\d])/gu, ' ');
  const detached = /\bdisown\b|&\s*\)/u.test(body);
  return !(
    detached ? /\b(?:sleep|break|read|exit|return)\b/u : /\b(?:wait|sleep|break|read|exit|return)\b/u
  ).test(waits);
}

function deletes(
  command: FloorCommand,
  { commands, context }: Pick<Sight, 'commands' | 'context'>,
): string | undefined {
  const { given, segment, program, words } = command;
  if (
    segment.words[0]?.literal === false &&
    words.some((word) => /^-(?=[a-qs-zA-Z]*r)(?=[a-eg-zA-Z]*f)[a-zA-Z]*$/u.test(word))
  ) {
    // Whatever the program is called: what is given `-rf` and the root deletes it.
    const roots = segment.words.slice(1).filter(({ text, literal }) => literal && !text.startsWith('-'));
    return firstOf(roots, (word) => {
      const place = criticalPlace(word, context.facts, segment.cwd);
      return place === undefined ? undefined : `${segment.text.slice(0, 60)} reaches ${place}`;
    });
  }
  if (given === undefined) return undefined;
  const items = deletedItems(command, given);
  if (items !== undefined)
    return firstOf(items.targets, (target) => {
      const place = criticalItem(target, context.facts, segment.cwd);
      // Without -Recurse only an empty folder goes, or the files of one: a slip, unless it is the root or the home.
      return place === undefined || (!items.tree && !/^the (?:root|home folder)/u.test(place))
        ? undefined
        : `${[program, ...words].join(' ').slice(0, 60)} reaches ${place}`;
    });
  const targets = targetsOf(command, given, commands);
  return firstOf(targets, (target) => {
    const place = criticalPlace(target, context.facts, segment.cwd);
    return place === undefined ? undefined : `${[program, ...words].join(' ').slice(0, 60)} reaches ${place}`;
  });
}

/** What a cmdlet, or a command of cmd, deletes or moves away; undefined for any other command. */
function deletedItems({ program }: FloorCommand, given: Arguments): { targets: Value[]; tree: boolean } | undefined {
  const gone = (kind: string): boolean => kind === 'item-delete' || kind === 'item-move';
  const targets = [
    ...given.options.flatMap(({ option, value }) => (value !== undefined && gone(option.kind) ? [value] : [])),
    ...given.operands.filter(({ kind }) => gone(kind)),
  ];
  if (targets.length === 0) return undefined;
  if (has(given, '-WhatIf')) return { targets: [], tree: false };
  const moves = given.options.some(({ option }) => option.kind === 'item-move') || given.operands.some(({ kind }) => kind === 'item-move');
  return { targets, tree: moves || has(given, '-Recurse', '-s') || /Directory\]::/u.test(program) };
} // prettier-ignore

/** The words that a command deletes or moves away with all that is below them. */
function targetsOf(command: FloorCommand, given: Arguments, commands: readonly FloorCommand[]): Value[] {
  const { program, segment, shell } = command;
  const all = (kind: string): Value[] => given.operands.filter((operand) => operand.kind === kind);
  switch (program) {
    case 'rm':
    case 'grm':
    case 'rimraf':
    case 'trash':
    case 'trash-put': {
      const recursive = has(given, '-r', '-R', '--recursive') || !program.endsWith('rm');
      const fed = segment.wrappers.some(({ name }) => name === 'xargs') ? fedWords(command) : [];
      const targets = [...all('delete'), ...fed];
      return recursive ? targets : targets.filter(({ glob, literal }) => glob && literal);
    }
    case 'shred':
    case 'srm':
    case 'unlink':
      return all('delete').filter(({ glob }) => glob);
    case 'mv':
    case 'gmv':
      return all('move').filter(({ literal }) => literal);
    case 'rsync':
      return given.options.some(({ option }) => option.name.startsWith('--del')) ? all('remote-write') : [];
    case 'find':
    case 'gfind':
    case 'fd':
    case 'fdfind': {
      const child = commands.some(
        (other) =>
          other.segment.parent === segment.index &&
          other.segment.origin === 'exec-option' &&
          other.shell === shell &&
          /^(?:rm|unlink|shred|srm)$/u.test(programName(other.segment)),
      );
      if (!has(given, '-delete') && !child) return [];
      if (given.options.some(({ option }) => narrowing.test(option.name))) return [];
      if (program.startsWith('fd') && choosesFiles(given)) return [];
      const roots = all('list');
      return roots.length > 0 ? roots : [{ text: '.', literal: true, glob: false }];
    }
    default:
      return [];
  }
}

const narrowing =
  /^-(?:i?name|i?path|i?wholename|i?regex|size|[acm]time|[acm]min|newer\w*|anewer|cnewer|empty|user|group|uid|gid|inum|perm|samefile|links|i?lname|nouser|nogroup|xtype)$/u;

/** Options and patterns by which fd finds some files and not all. Source: fd(1). */
function choosesFiles({ options, operands }: Arguments): boolean {
  if (options.some(({ option }) => /^(?:-[eSo]|--(?:extension|size|owner|changed-\w+))$/u.test(option.name)))
    return true;
  const [pattern] = operands;
  if (pattern?.kind !== 'text' || !pattern.literal || /[|?{]/u.test(pattern.text)) return false;
  return /\w/u.test(pattern.text.replaceAll(/\[[^\]]{1,30}\]\*?|\\\w\*?|\w\*(?!\.)/gu, ''));
}

function fedWords({ segment, shell }: FloorCommand): Value[] {
  const source = standardInput(segment, shell);
  if (source.from !== 'text') return [];
  return source.text
    .split(/\s+/u)
    .filter((text) => text !== '')
    .map((text) => ({ text, literal: true, glob: /[*?[]/u.test(text) }));
}

const formatters = /^(?:mkfs(?:\..+)?|mke2fs|newfs(?:_.+)?|mkswap|blkdiscard|lvremove|vgremove|pvremove)$/u;
/** Storage module; `-Full` and the like only say how. */
const diskCmdlets =
  /^(?:Format-Volume|Clear-Disk|Remove-Partition|Initialize-Disk|Remove-VirtualDisk|Remove-StoragePool|Reset-PhysicalDisk|diskpart)$/u;

function formats(program: string, words: readonly string[]): boolean {
  if (program === 'Clear-Disk' || program === 'diskpart') return !words.includes('-WhatIf');
  if (words.some((word) => /^(?:--help|--version|-V|-h)$/u.test(word)) || words.length === 0) return false;
  const line = words.join(' ');
  // A file system inside of an image file ends no other one.
  const images = words.some((word) => /^[\w.][\w./-]*\.(?:img|iso|raw|qcow2|ext[234]|swap)$/u.test(word));
  if (program.startsWith('mk') && images && !/\/dev\/|[$`]/u.test(line)) return false;
  if (formatters.test(program)) return true;
  if (diskCmdlets.test(program)) return !words.includes('-WhatIf') && !/^-\?$/u.test(line);
  switch (program) {
    case 'wipefs':
      return /(?:^| )(?:-[a-z]*a|--all|-o)/u.test(line);
    case 'cryptsetup':
      return /\b(?:luksFormat|erase|luksErase|luksKillSlot|reencrypt)\b/u.test(line);
    case 'zpool':
    case 'zfs':
      return /^(?:destroy|labelclear)\b/u.test(line);
    case 'parted':
      return /\b(?:mklabel|mktable|rm|mkpart)\b/u.test(line);
    case 'sfdisk':
      return /--delete|--wipe(?:=| )always/u.test(line);
    case 'sgdisk':
      return /(?:^| )(?:-[zZod]|--zap|--clear|--delete)/u.test(line);
    case 'diskutil':
      return /^(?:erase\w+|zeroDisk|randomDisk|secureErase|partitionDisk|reformat|apfs delete\w+)\b/iu.test(
        line,
      );
    case 'hdiutil':
      return /^(?:erase\w*|burn)\b/u.test(line);
    case 'hdparm':
      return /--(?:security-erase|trim-sector-ranges|write-sector|repair-sector)/u.test(line);
    case 'format':
      return /\b[A-Za-z]:/u.test(line);
    case 'cipher':
      return /(?:^| )-w(?::|$| )/iu.test(line);
    case 'mdadm':
      return /--zero-superblock|--stop/u.test(line);
    default:
      return false;
  }
}
