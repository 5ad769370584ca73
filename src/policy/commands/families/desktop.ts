// What a desktop on Linux tells of itself, and other tools for versions of files. Source: the manual page of each.
import type { ProgramRow, Row } from '../spec.ts';

const changes: Row = { operands: 'text*', style: 'loose', effects: 'system=settings_of_the_desktop' };
const svn =
  '-ghqsuvNR -r:text -c:text -l:text --revision=text --change=text --limit=text --verbose --quiet --recursive --depth=text --show-updates --no-ignore --ignore-externals --xml --incremental --stop-on-copy --diff --summarize --notice-ancestry --show-copies-as-adds --no-diff-deleted --ignore-properties --properties-only --git --human-readable --non-interactive --no-auth-cache --show-item=text --no-newline --force --use-merge-history -x:text --extensions=text --internal-diff --search=text --all';

export const desktop: readonly ProgramRow[] = [
  { names: 'gsettings', source: 'gsettings(1)', sub: { 'get list-schemas list-relocatable-schemas list-keys list-children list-recursively range describe writable help': { operands: 'word*' }, '*': changes } },
  { names: 'dconf', source: 'dconf(1)', sub: { 'read list help': { operands: 'word*', options: '-d' }, '*': changes } },
  { names: 'xdg-settings', source: 'xdg-settings(1)', options: '--list', operands: '', effects: '', sub: { 'get check': { operands: 'word*' }, '*': changes } },
  { names: 'xprop xwininfo', source: 'xprop(1), xwininfo(1)', style: 'single', options: '-root -id:text -name:text -display:text -len:text -notype -all -tree -children -stats -events -size -int', operands: 'word*', does: { '-set -remove -spy -f -font': 'opaque' } },
  { names: 'wmctrl', source: 'wmctrl(1)', options: '-lmdGpxuv', operands: '', does: { '-a -R -c -r -t -e -b -N -I -T -s -k -o -n -g': 'system' } },
  { names: 'pactl', source: 'pactl(1)', options: '-f:text --format=text', sub: { 'info list stat get-default-sink get-default-source get-sink-volume get-source-volume get-sink-mute get-source-mute': { operands: 'word*' }, '*': changes } },
  { names: 'aplay arecord', source: 'aplay(1)', operands: 'text*', style: 'loose', effects: 'opaque', does: { '-l -L --list-devices --list-pcms': 'nothing' } },
  { names: 'amixer', source: 'amixer(1)', options: '-MRq -c:text -D:text', operands: '', effects: '', sub: { 'scontrols scontents sget controls contents get cget info help': { operands: 'word*' }, '*': changes } },
  { names: 'bluetoothctl', source: 'bluetoothctl(1)', effects: 'opaque', sub: { 'list show devices info version': { operands: 'word*' }, '*': changes } },
  { names: 'lsscsi', source: 'lsscsi(8)', options: '-bcCdDgHiLlnNpPstuUvwxz --brief --device --generic --hosts --list --long --size --transport --verbose', operands: 'word*' },
  {
    names: 'svn', source: 'svn(1), Subversion book: nothing of a working copy runs, and log and list ask the server that it names',
    does: { '--config-dir --config-option --editor-cmd --trust-server-cert': 'opaque' },
    sub: {
      'status stat st info diff di log list ls blame praise annotate ann cat proplist plist pl propget pget pg': { options: svn, operands: 'remote-read*', effects: 'here:read', does: { '--diff-cmd --diff3-cmd --config-dir --config-option --editor-cmd': 'shell.escape', '--username --password --trust-server-cert': 'opaque', '--patch-compatible': 'list' } },
      'help': { operands: 'word*' },
      '*': { operands: 'text*', style: 'loose', effects: 'vcs.write net.fetch' },
    },
  },
]; // prettier-ignore
