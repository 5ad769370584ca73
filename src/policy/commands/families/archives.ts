// Archives and compression: what is packed is read, what is unpacked is written over what is there.
import type { ProgramRow } from '../spec.ts';

const squeeze =
  '-# -fklLnNqrtTvVez -S:text -p:text -b:text --keep --force --quiet --verbose --test --list --best --fast --recursive --no-name --name --suffix=text --threads=text --stdout --to-stdout --decompress --compress --uncompress --extreme --block-size=text';

export const archives: readonly ProgramRow[] = [
  {
    names: 'tar gtar bsdtar', source: 'tar(1)', special: 'tar', bundle: true,
    options: '-aAcdghijJklmnoOpPrRsStuUvwWxzZ -f:text -C:text -T:read -X:read -I:program -b:text -g:text -K:text -N:text -H:text -L:text -V:text --use-compress-program=program --file=text --directory=text --files-from=read --exclude-from=read --create --extract --get --list --diff --compare --append --update --catenate --concatenate --delete --gzip --gunzip --ungzip --bzip2 --xz --lzma --zstd --lzip --compress --auto-compress --verbose --exclude=text --exclude-vcs --exclude-vcs-ignores --strip-components=text --strip=text --wildcards --no-wildcards --anchored --to-stdout --keep-old-files --overwrite --skip-old-files --preserve-permissions --same-permissions --no-same-owner --no-same-permissions --same-owner --numeric-owner --owner=text --group=text --mode=text --mtime=text --sort=text --touch --totals --format=text --one-file-system --dereference --hard-dereference --absolute-names --force-local --newer=text --null --show-transformed-names --show-stored-names --full-time --utc --quoting-style=text --warning=text --occurrence=text? --ignore-failed-read --no-recursion --recursion --xattrs --acls --selinux --sparse --checkpoint=text? --index-file=write --one-top-level=text? --transform=text --xform=text --posix --label=text --read-full-records --ignore-zeros --record-size=text --blocking-factor=text --verify --seek --pax-option=text --exclude-caches --exclude-backups --test-label --no-auto-compress',
    operands: 'text*',
    does: { '--to-command -F --info-script --new-volume-script --rsh-command --rmt-command --checkpoint-action': 'shell.escape', '--remove-files': 'delete.workspace=what_is_packed', '--recursive-unlink --unlink-first': 'delete.workspace', '--transform --xform -P --absolute-names': 'opaque', '-T --files-from': 'opaque' },
  },
  { names: 'gzip bzip2 xz lzma pigz gunzip bunzip2 unxz unlzma compress uncompress lz4 brotli', source: 'gzip(1), xz(1)', options: squeeze, operands: 'write*', given: { '-c --stdout --to-stdout -l --list -t --test': 'read*' }, does: { '-c --stdout --to-stdout -d': 'here:list' } },
  { names: 'zstd unzstd', source: 'zstd(1)', options: `${squeeze} -o:write -D:read -M:text -T:text --ultra --long=text? --rsyncable`, operands: 'read*', given: { '-c --stdout -l --list -t --test': 'read*' }, effects: 'write.workspace', does: { '--rm': 'remove', '-c --stdout -l --list -t --test': 'nothing' } },
  { names: 'zip', source: 'zip(1)', options: '-# -0AcdDeEfFgjklLnoqrRsStuUvVwXyz@ -b:write -i:text -n:text -O:write -P:text -s:text -x:text -Z:text --exclude=text --include=text --recurse-paths --quiet', operands: 'write read*', does: { '-T -TT --unzip-command': 'shell.escape', '-m --move': 'delete.workspace=what_is_packed', '-d --delete': 'delete.workspace=from_the_archive', '-i -x': 'opaque' } },
  { names: 'unzip', source: 'unzip(1)', options: '-12aAbBCjJKLMnNoqsTUvVWXZtlpzcuf -d:write -x:text -P:text', operands: 'read text*', effects: 'here:write', given: { '-l -t -v -Z -z -p -c': 'read text*' }, does: { '-l -t -v -Z -z -p -c': 'nothing' } },
  { names: 'zipinfo', source: 'zipinfo(1)', options: '-12hlmMstTvz', operands: 'read text*' },
  { names: 'unrar rar', source: 'rar(1)', operands: 'word read text*', effects: 'here:write', style: 'loose', sub: { 'l lb lt v vb vt t': { operands: 'read text*', style: 'loose' } } },
  { names: '7z 7za 7zz 7zr p7zip', source: '7z(1)', style: 'single', sub: { 'l t i h b': { style: 'loose', operands: 'read* text*' }, 'x e': { style: 'loose', operands: 'read text*', effects: 'here:write' }, 'a u rn d': { style: 'loose', operands: 'write read*' } } },
  { names: 'ar', source: 'ar(1)', sub: { 't* p*': { operands: 'read text*' }, '*': { operands: 'write read*' } } },
  { names: 'cpio', source: 'cpio(1)', options: '-tv0 -F:remote-read --list --verbose --quiet --file=remote-read', does: { '-i -o -p --extract --create --pass-through': 'write.outside=whatever_the_archive_holds' } },
]; // prettier-ignore
