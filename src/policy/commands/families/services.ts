// Services of the machine and what watches over them: tools of systemd, of access control and of servers, by what they show.
// Source: the manual page of each.
import type { ProgramRow, Row } from '../spec.ts';

/** Another machine, root or image than this one. */
const elsewhere = { '-H --host -M --machine --root --image --image-policy': 'opaque' };
const shows: Row = { operands: 'text*', style: 'loose', effects: '', does: elsewhere };
const changes: Row = { operands: 'text*', style: 'loose', effects: 'system' };

export const services: readonly ProgramRow[] = [
  { names: 'systemd-analyze', source: 'systemd-analyze(1)', options: '--no-pager --user --system -q --quiet', effects: '', sub: { 'blame time critical-chain dot calendar timestamp timespan syscall-filter filesystems unit-paths unit-files exit-status capability condition verify security cat-config plot dump': { ...shows, does: { ...elsewhere, '--generators --man': 'opaque' } }, '*': changes } },
  { names: 'systemd-cgls systemd-cgtop systemd-path systemd-delta systemd-detect-virt systemd-escape', source: 'manual page of each', options: '-alcvrqkpbn -d:text -n:text -u:text -t:text --no-pager --all --full --unit=text --depth=text --iterations=text --batch --raw --order=text --diff=text --type=text --quiet --list --container --vm --private-users --cvm --path --unescape --suffix=text --template=text --mangle --instance', operands: 'word*', does: { '-M --machine': 'opaque' } },
  { names: 'bootctl', source: 'bootctl(1)', effects: 'opaque', sub: { 'status list is-installed': shows, '*': changes } },
  { names: 'coredumpctl', source: 'coredumpctl(1)', effects: 'opaque', sub: { 'list info': { ...shows, does: { ...elsewhere, '-o --output -D --directory --file': 'opaque' } }, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } } },
  { names: 'busctl', source: 'busctl(1)', effects: '', sub: { 'list status tree introspect get-property': { ...shows, does: { ...elsewhere, '--address': 'opaque' } }, '*': changes } },
  { names: 'networkctl', source: 'networkctl(1)', effects: '', sub: { 'list status lldp label cat': shows, '*': changes } },
  { names: 'machinectl', source: 'machinectl(1)', effects: '', sub: { 'list show status list-images image-status show-image': shows, '*': changes } },
  { names: 'udevadm', source: 'udevadm(8)', sub: { 'info': { ...shows, does: { '-c --cleanup-db': 'system' } }, '*': changes } },
  { names: 'getenforce sestatus aa-status apparmor_status', source: 'manual page of each', options: '-bv --enabled --profiled --enforced --complaining --verbose --json --pretty-json', operands: '' },
  { names: 'auditctl', source: 'auditctl(8)', operands: 'text*', effects: 'security-off=the_audit_of_the_system', options: '', does: { '-l -s': 'nothing', '-D -d -e -R -a -A -w -W -k -r -b -f': 'opaque' } },
  { names: 'fail2ban-client', source: 'fail2ban-client(1)', effects: 'system', sub: { 'status version ping': { operands: 'word*' }, 'get': { operands: 'word*' }, '*': changes } },
  { names: 'ipset', source: 'ipset(8)', operands: 'text*', effects: 'system=the_firewall', sub: { 'list save version help': { operands: 'word*', options: '-nst -o:text --name --sorted --terse', does: { '-f --file': 'write.outside' } }, '*': changes } },
  { names: 'iptables-save ip6tables-save arptables-save', source: 'iptables-save(8)', options: '-c -t:text --counters --table=text', operands: '', does: { '-f --file': 'write.outside', '-M --modprobe': 'shell.escape' } },
  { names: 'conntrack', source: 'conntrack(8)', operands: 'text*', effects: 'system=the_firewall', options: '-p:text -s:text -d:text -o:text -f:text', does: { '-L --dump -S --stats -C --count': 'nothing', '-D -F -U -I -E --delete --flush --update --create -z --zero': 'opaque' } },
  { names: 'nginx', source: 'nginx(8)', operands: '', effects: 'system=starts_or_stops_a_server', options: '-q -p:text -c:text -g:text -s:text -e:text', does: { '-v -V': 'help', '-t -T': 'opaque' } },
  { names: 'apachectl apache2ctl httpd apache2', source: 'apachectl(8)', operands: 'text*', effects: 'system=starts_or_stops_a_server', does: { '-v -V -l -L': 'help' } },
  { names: 'haproxy', source: 'haproxy(1)', operands: 'text*', effects: 'system=starts_a_server', does: { '-v -vv': 'help' } },
  { names: 'named-checkconf named-checkzone', source: 'named-checkconf(1)', options: '-chijlqvxzp', operands: 'text* read', does: { '-t -o': 'opaque' } },
  { names: 'promtool', source: 'promtool documentation', effects: 'opaque', sub: { 'check': { sub: { 'config rules metrics': { operands: 'read*', options: '--syntax-only --lint=text --lint-fatal --extended', effects: '' }, '*': { operands: 'text*', style: 'loose', effects: 'net.fetch' } } }, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } } },
  { names: 'logrotate', source: 'logrotate(8)', operands: 'read*', effects: 'system=files_of_logs', options: '-v --verbose', does: { '-d --debug': 'nothing', '-f --force -m --mail -s --state -l --log': 'opaque' } },
  { names: 'logger', source: 'logger(1)', operands: 'text*', style: 'loose', effects: 'system=the_log' },
  { names: 'qemu-img', source: 'qemu-img(1)', sub: { 'info map measure compare': { operands: 'object*', options: '-pqsU -f:text -F:text -O:text --output=text --backing-chain --force-share --size=text' }, 'check': { operands: 'object', options: '-qU -f:text --output=text --force-share', does: { '-r': 'write.outside' } }, '*': { operands: 'text*', style: 'loose', effects: 'write.outside' } } },
  { names: 'VBoxManage vboxmanage', source: 'VBoxManage manual', sub: { 'list': { operands: 'word*', options: '-ls --long --sorted' }, 'showvminfo showmediuminfo': { operands: 'word*', options: '--details --machinereadable --log=text' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
  { names: 'incus', source: 'incus documentation', sub: { 'list ls info version': { operands: 'word*', options: '-c:text -f:text --format=text --columns=text --fast --all-projects --project=text --resources --show-log' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
]; // prettier-ignore
