// Programs of Windows whose options begin with a slash, or whose names mean something else elsewhere. Options are
// written with a dash here; the reader turns the slash of the line into one. Source: Windows Commands reference.
import type { ProgramRow } from '../../commands/spec.ts';

const source = 'Windows Commands reference';
/** What only shows the state of the machine. */
const shows = (names: string, options: string, operands = ''): ProgramRow => ({
  names,
  source,
  options,
  operands,
});
/** What changes the machine whatever its arguments are. */
const changes = (names: string, effects: string): ProgramRow => ({ names, source, effects, operands: 'text*', options: '-? -help', does: { '-?': 'help' } }); // prettier-ignore

export const windows: readonly ProgramRow[] = [
  shows('tasklist', '-v -svc -m -fo:text -nh -fi:text -apps'),
  shows('systeminfo', '-fo:text -nh'),
  shows('ipconfig', '-all -displaydns -allcompartments'),
  shows('whoami', '-all -user -groups -priv -logonid -fo:text -nh -upn -fqdn'),
  shows('hostname', ''),
  shows('where', '-q -f -t -r:item-list', 'text*'),
  shows('findstr', '-b -e -l -r -s -i -x -v -n -m -o -p -offline -a:text -c:text -g:item-read -f:item-read -d:text', 'text item-read*'),
  shows('find', '-v -c -n -i -off -offline', 'text item-read*'),
  shows('tree', '-f -a', 'item-list?'),
  shows('comp', '-d -a -l -n:text -c -off -m', 'item-read*'),
  shows('netstat', '-a -b -e -f -n -o -p:text -q -r -s -t -x -y -ano -an -na -nao', 'text?'),
  shows('arp', '-a -g -v', 'text?'),
  shows('driverquery', '-fo:text -nh -v -si'),
  shows('quser query', '', 'text*'),
  shows('getmac', '-fo:text -nh -v'),
  shows('chcp', '', ''),
  shows('timeout', '-t:text -nobreak', 'text?'),
  { names: 'ping tracert pathping nslookup', source, options: '-t -a -n:text -l:text -f -i:text -w:text -4 -6 -d -h:text', operands: 'host*' },
  { names: 'certutil', source, options: '-hashfile', operands: 'item-read text?', does: { '-urlcache -decode -decodehex -encode -f -split -verifyctl -addstore -exportpfx -importpfx': 'shell.escape=by_certutil' } },
  { names: 'attrib', source, options: '-r -a -s -h -i -d -l +r +a +s +h +i', operands: 'text*', effects: 'perm' },
  { names: 'icacls cacls takeown', source, options: '-?', operands: 'text*', effects: 'perm opaque' },
  { names: 'xcopy robocopy', source, options: '-e -s -i -y -q -h -r -k -c -d -f -l -mir -purge -move -mov', operands: 'item-read item-write text*', effects: 'write.outside', does: { '-mir -purge -move -mov': 'delete.outside' } },
  { names: 'reg', source, sub: {
    'query QUERY compare': { options: '-v:text -ve -s -f:text -k -d -c -e -t:text -z -se:text -reg:text', operands: 'reg-read text*' },
    'add ADD': { options: '-v:text -ve -t:text -d:text -f -s:text -reg:text', operands: 'reg-write' },
    'delete DELETE': { options: '-v:text -ve -va -f -reg:text', operands: 'reg-delete' },
    'import restore load copy unload flags': { options: '-f -s', operands: 'text*', effects: 'system opaque' },
    'export save': { options: '-y -reg:text', operands: 'reg-export item-write' },
  } },
  { names: 'schtasks', source, effects: 'opaque', options: '-tn:text -tr:text -sc:text -mo:text -st:text -ru:text -rp:text -rl:text -f -fo:text -v -nh -xml:text -i -z -sd:text -d:text -it -np -hresult -disable -enable', does: { '-create -change': 'write.persist=a_scheduled_task', '-run': 'proc', '-delete -end': 'system', '-query': 'nothing' } },
  { names: 'sc', source, sub: {
    'query queryex qc qdescription qfailure getdisplayname getkeyname enumdepend sdshow': { operands: 'text*', style: 'loose' },
    'start stop pause continue control': { operands: 'text*', style: 'loose', effects: 'system' },
    'create config failure': { operands: 'text*', style: 'loose', effects: 'write.persist=a_service' },
    'delete sdset privs': { operands: 'text*', style: 'loose', effects: 'system!' },
  } },
  { names: 'net net1', source, sub: {
    'accounts config statistics view user users localgroup group share session file help helpmsg': { operands: 'text?', effects: '' },
    'start stop pause continue': { operands: 'text?', effects: 'system' },
    'use time send print': { operands: 'text*', options: '-y -delete -user:text -persistent:text', effects: 'system net.fetch' },
  } },
  changes('netsh', 'system opaque'),
  changes('wmic', 'shell.escape=by_WMI'),
  changes('taskkill', 'proc'),
  changes('setx', 'env.inject=the_environment_of_the_account'),
  changes('vssadmin', 'system opaque'),
  changes('wbadmin', 'system opaque'),
  changes('bcdedit bcdboot bootrec bootsect', 'system! opaque'),
  changes('cipher', 'system opaque'),
  changes('diskpart', 'irreversible=a_disk'),
  changes('format', 'irreversible=a_disk'),
  changes('fsutil', 'system opaque'),
  { names: 'wevtutil', source, sub: { 'cl clear-log': { operands: 'text*', style: 'single', options: '-bu:text', effects: 'anti-forensic' }, 'el enum-logs gl get-log gli qe query-events': { operands: 'text*', style: 'loose', effects: 'read.outside' } } },
  changes('reagentc', 'system opaque'),
  changes('manage-bde', 'security-off=disk_encryption'),
  changes('powercfg', 'system'),
  changes('shutdown logoff tsdiscon', 'system!'),
  changes('dism sfc chkdsk', 'system'),
  changes('bitsadmin', 'net.fetch write.outside'),
  changes('mshta rundll32 regsvr32 msiexec wscript cscript installutil regasm regsvcs cmstp hh forfiles pcalua', 'shell.escape=a_program_that_runs_code'),
  changes('runas psexec', 'privilege'),
  changes('cmdkey', 'read.secret=saved_passwords'),
  changes('winget choco scoop', 'pkg.install'),
]; // prettier-ignore
