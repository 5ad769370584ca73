// Commands of cmd itself. Options are written with a dash here; the reader turns the slash of the line into one.
// Source: Windows Commands reference on Microsoft Learn.
import type { ProgramRow } from '../../commands/spec.ts';

const windows = 'Windows Commands reference';

export const builtins: readonly ProgramRow[] = [
  { names: 'echo rem title color ver vol prompt verify cls pause break', source: windows, operands: 'text*', style: 'words' },
  { names: 'cd chdir pushd popd', source: windows, options: '-d', operands: 'text*' },
  { names: 'dir', source: windows, effects: 'here:list', options: '-a -b -s -w -d -l -n -o -p -q -r -x -4 -c -ad -a-d -ah -a:text -o:text -t:text', operands: 'item-list*' },
  { names: 'type', source: windows, operands: 'item-read+' },
  { names: 'more', source: windows, options: '-e -c -p -s', operands: 'item-read*' },
  { names: 'path date time', source: windows, options: '-t', operands: '' },
  { names: 'set', source: windows, operands: 'text*', effects: 'opaque', style: 'words' },
  { names: 'assoc ftype', source: windows, operands: '' },
  { names: 'del erase', source: windows, options: '-p -f -s -q -a -a:text', operands: 'item-delete+' },
  { names: 'rd rmdir', source: windows, options: '-s -q', operands: 'item-delete+' },
  { names: 'md mkdir', source: windows, operands: 'item-write+' },
  { names: 'copy', source: windows, options: '-d -v -n -y --y -z -a -b -l', operands: 'item-read+ item-write' },
  { names: 'move', source: windows, options: '-y --y', operands: 'item-move+ item-write' },
  { names: 'ren rename', source: windows, operands: 'item-move item-write' },
  { names: 'mklink', source: windows, options: '-d -h -j', operands: 'item-write item-list' },
  { names: 'exit', source: windows, options: '-b', operands: 'text?' },
]; // prettier-ignore
