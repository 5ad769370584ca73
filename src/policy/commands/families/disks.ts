// Disks, volumes and file systems: tools that show them, next to what changes them. Source: the manual page of each.
import type { ProgramRow, Row } from '../spec.ts';

const shows: Row = { operands: 'text*', style: 'loose', effects: '' };
const destroys: Row = { operands: 'text*', style: 'loose', effects: 'irreversible=disks' };
const changes: Row = { operands: 'text*', style: 'loose', effects: 'system=disks_and_volumes' };

export const disks: readonly ProgramRow[] = [
  { names: 'zpool', source: 'zpool(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { 'list status iostat get history events version': { ...shows, does: { '-c': 'shell.escape=a_script' } }, '*': destroys } },
  { names: 'zfs', source: 'zfs(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { 'list get diff holds userspace groupspace projectspace version': shows, '*': destroys } },
  {
    names: 'btrfs', source: 'btrfs(8)', effects: '',
    sub: {
      'subvolume': { sub: { 'list show get-default find-new': shows, 'delete': destroys, '*': changes } },
      'filesystem fi': { sub: { 'show df du usage commit-stats': shows, '*': changes } },
      'device': { sub: { 'stats usage': { ...shows, does: { '-z --reset': 'system' } }, '*': changes } },
      'scrub balance': { sub: { 'status': shows, '*': changes } },
      'qgroup property quota': { sub: { 'show list get status': shows, '*': changes } },
      'version help': shows,
      '*': changes,
    },
  },
  { names: 'lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan lvmdiskscan', source: 'lvm(8): the scans may write a cache or activate', style: 'loose', operands: 'text*', effects: '', does: { '--config --devicesfile --profile --commandprofile': 'opaque', '--cache --activate -a --mknodes --notifydbus': 'system' } },
  { names: 'mdadm', source: 'mdadm(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { '--detail -D --examine -E --query -Q --detail-platform': { operands: 'list*', options: '-svb --scan --verbose --brief --test --export', effects: '' }, '*': destroys } },
  { names: 'smartctl', source: 'smartctl(8)', options: '-aixHcAl -d:text -n:text -r:text -j:text? --scan --scan-open --info --health --all --xall --capabilities --attributes --log=text --json=text? --device=text --nocheck=text --identify=text?', operands: 'list?', effects: '', does: { '-t -X -s -S -o --test --abort --set --smart --saveauto --offlineauto -B --drivedb': 'system' } },
  { names: 'nvme', source: 'nvme(1)', effects: '', sub: { 'list list-subsys smart-log id-ctrl id-ns list-ns error-log fw-log get-feature version help': { ...shows, does: { '--output-file': 'write.outside' } }, 'format sanitize write-zeroes write write-uncor dsm': destroys, '*': changes } },
  { names: 'swapon', source: 'swapon(8)', operands: 'text*', effects: 'system', options: '--noheadings --raw --bytes', does: { '-s --summary --show': 'nothing', '-a --all -d -e -f -o -p': 'system opaque' } },
  { names: 'losetup', source: 'losetup(8)', operands: 'text*', effects: 'system', options: '-O:text --output=text --noheadings -n --json -J --raw', does: { '-a --all -l --list': 'nothing', '-d -D --detach --detach-all -c -P -f': 'system opaque' } },
  { names: 'dmsetup', source: 'dmsetup(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { 'ls info status deps table version targets': { ...shows, does: { '--showkeys': 'read.secret=keys_of_the_disk', '--exec': 'shell.escape' } }, '*': destroys } },
  { names: 'cryptsetup', source: 'cryptsetup(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { 'status isLuks luksUUID benchmark': shows, '*': destroys } },
  { names: 'hdparm', source: 'hdparm(8)', operands: 'text*', style: 'loose', effects: 'irreversible=disks', sub: { '-I -i -g -C': { operands: 'list*', effects: '' }, '*': destroys } },
  { names: 'quota repquota', source: 'quota(1)', options: '-ugsvwqlaA -p -Q', operands: 'word*', effects: '' },
]; // prettier-ignore
