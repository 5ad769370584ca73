// Small scripts that may really be run in the sandbox: programs that only touch files, with options from our tables,
// joined by what bash joins commands with.
import { commandsOf, type Values } from '../support/lines/commands.ts';
import { isBare } from '../support/lines/quoting.ts';
import type { Random } from '../support/lines/random.ts';

/** Programs that do nothing worse than what the sandbox holds: nothing here waits for a person or a device. */
const safeToRun =
  'cat tac nl head tail wc sort uniq cut paste join comm tr fold fmt expand unexpand column rev shuf seq numfmt factor expr od hexdump md5sum sha256sum cksum sum base64 base32 diff diff3 sdiff cmp grep egrep fgrep sed awk tee split csplit iconv pr tsort ls dir stat file du df pwd basename dirname realpath readlink pathchk find cp mv install ln link rm rmdir unlink mkdir mktemp touch truncate chmod sync patch tar gzip gunzip zcat bzip2 xz cpio git echo printf true false test [ date env id whoami uname nproc sleep which type ar cmp dd mkfifo xargs tree jq rg xxd strings'.split(
    ' ',
  );

const files = ['a.txt', 'b.txt', 'c.csv', 'dir/e.txt', 'dir', 'out', 'sp ace.txt', 'new.txt', 'dir/new', '*.txt', 'out/x', '.', 'd.json', 't.tar', 'b.txt.gz', '/tmp/t.txt', '~/h.txt', '../up.txt', 'dir/sub/f.txt', 'nothere', './a.txt', 'dir/../b.txt'] as const; // prettier-ignore
const texts = ['one', '1', '2', '5', 'a', 'x', 'o*', '-n', 'k,v', '%s', '1,2p', '10', 'out/tx'] as const;

const values: Values = {
  text: texts,
  word: texts,
  read: files,
  list: files,
  write: files,
  delete: files,
  move: files,
  perm: files,
  cd: ['dir', 'out', '/tmp', '..'],
  sed: ['s/one/ONE/', '2d', 'w out/w.txt', 's/two/x/w out/s.txt', '1r b.txt', '-n', '/two/p', 's/o/echo/e', '1e touch out/e'],
  awk: ['{print $1}', '{print > "out/awk.txt"}', 'BEGIN{system("touch out/sys")}', '{print | "cat > out/pipe"}', 'NR==1', '{x=x $0} END{print x}'],
  jq: ['.a', '.b[]', 'keys'],
  ref: ['HEAD', 'main', 'v1', 'feature', 'HEAD~1', 'a.txt', '--', 'b.txt'],
  name: ['new', 'x'],
  mode: ['644', 'u+x', '600'],
  glob: ['*.txt', 'e*'],
  format: ['%f', '+%s', '%p'],
  program: ['cat', 'touch out/p', 'gzip', 'sh -c "touch out/q"'],
  command: ['touch', 'cat', 'rm'],
  gitconfig: ['core.pager=cat', 'alias.z=!touch out/g', 'user.name=y'],
  setting: ['user.name', 'z'],
}; // prettier-ignore

const one = commandsOf(new Set(safeToRun), values);

/** What a table does not make by itself often enough. */
export const statements: readonly string[] = [
  'sort a.txt -o out/s', 'sort -uoout/s a.txt', 'uniq a.txt out/u', 'sed -i s/one/1/ a.txt', 'sed -i.bak s/one/1/ a.txt b.txt', "sed -n 'w out/w' a.txt", 'tee out/t < a.txt', 'tee -a b.txt out/t', 'split -l 1 a.txt out/p', 'csplit a.txt 2', 'cp a.txt out', 'cp -r dir out/', 'cp -t out a.txt b.txt', 'cp a.txt b.txt out', 'mv a.txt out/', 'mv a.txt new.txt', 'mv -t out a.txt', 'mv dir/e.txt .', 'rm -f a.txt', 'rm -r dir', 'rm *.txt', 'rmdir out', 'mkdir -p x/y/z', 'touch new.txt', 'touch -r a.txt new2', 'ln a.txt hard', 'ln -s a.txt soft', 'ln -sf b.txt a.txt', 'install -m 644 a.txt out/i', 'install -d q/r', 'truncate -s 0 a.txt', 'dd if=a.txt of=out/dd', 'chmod 600 a.txt', 'chmod -R u+w dir', "find . -name '*.txt' -delete", "find dir -type f -exec rm {} +", "find . -name e.txt -exec cp {} out \\;", 'find . -fprintf out/fp %p', 'find . -fls out/fls', "find . -name '*.txt' -execdir touch here \\;", 'tar xf t.tar', 'tar xf t.tar -C out', 'tar cf out/n.tar a.txt dir', 'tar czf n.tgz dir', 'tar tf t.tar', 'tar --remove-files -cf n.tar a.txt', 'gzip a.txt', 'gzip -k a.txt', 'gzip -dc b.txt.gz', 'gunzip b.txt.gz', 'gzip -c a.txt', 'zcat b.txt.gz', 'git status', 'git log --oneline', 'git diff', 'git show', 'git add a.txt b.txt', 'git commit -qam x', 'git checkout -q b.txt', 'git checkout -q feature', 'git restore b.txt', 'git reset -q --hard', 'git stash', 'git branch new', 'git branch -D feature', 'git tag v2', 'git rm -q a.txt', 'git mv a.txt z.txt', 'git clean -fd', 'git clean -n', 'git show HEAD:a.txt', 'git config user.name q', 'git config --get user.name', 'git grep one', 'git ls-files', 'git blame a.txt', 'git rev-parse HEAD', 'git diff --output=out/d', 'git archive -o out/g.tar HEAD', 'git format-patch -o out -1', 'git bundle create out/b HEAD', 'git -C dir status', 'git worktree list', 'git gc -q', 'git fsck', 'git describe --tags', 'awk \'{print > "out/k"}\' a.txt', "awk '{print $1}' a.txt", 'xargs rm < b.txt', "echo a.txt | xargs rm", "echo a.txt | xargs -I{} cp {} out/{}", 'ls | xargs cat', "printf '%s\\n' a.txt b.txt | xargs touch", 'cat a.txt > out/c', 'cat a.txt >> b.txt', ': > a.txt', '> new.txt', 'echo x >| a.txt', 'echo x &> out/e', 'ls nothere 2> out/err', 'cat < a.txt', 'cat a.txt b.txt | sort | head -1', 'env X=1 touch new', 'env -C dir touch inner', 'nice touch new', 'timeout 3 touch new', 'command touch new', 'sh -c "touch new"', "bash -c 'echo x > new; rm b.txt'", "eval 'touch new'", './run.sh', 'sh run.sh', 'bash ./run.sh', '. ./run.sh', 'exec touch new', 'patch -p0 < nothere', 'tar cf - dir | tar xf - -C out', 'mktemp', 'mktemp -p out', 'mkfifo out/ff', 'sdiff -o out/sd a.txt a.txt', 'iconv -f utf8 -t latin1 -o out/ic a.txt', 'shuf -o out/sh a.txt', 'base64 a.txt', 'cmp a.txt b.txt', 'diff a.txt b.txt', 'test -f a.txt', '[ -d dir ]', 'date', 'seq 3', 'ar rc out/l.a a.txt', 'xxd a.txt out/xx', 'tree -o out/tree', 'jq . d.json', 'rg one', 'unlink a.txt', 'link a.txt l2', 'sync', 'od -c a.txt', 'touch -- -x', "touch 'q r'", 'cp ./a.txt ./out/../new.txt', 'rm ./dir/../a.txt', 'cp a.txt /tmp/z', 'touch ~/home.txt', 'cd dir', 'cd out && touch here', 'cd nothere || touch fallback', 'pushd dir && touch p && popd', 'f=a.txt; rm $f', 'd=out; touch "$d/v"', 'x=(a.txt b.txt); rm "${x[@]}"', 'for f in *.txt; do cp "$f" out; done', 'for i in 1 2 3; do touch n$i; done', 'while read -r l; do touch "out/$l"; done < b.txt', 'if [ -f a.txt ]; then rm a.txt; fi', 'case x in x) touch hit;; esac', 'f() { touch "$1"; }; f out/fn', 'trap "touch bye" EXIT', '(cd dir && rm e.txt)', '{ touch g; } > out/grp', 'cat <<E > out/here\nx\nE', 'sh <<E\ntouch sh1\nE', "bash <<'E'\nrm a.txt\nE", 'cat <(sort a.txt) > out/ps', 'sort a.txt > >(cat > out/ops)', 'echo "$(rm b.txt)"', 'echo `touch bt`', 'touch {p,q}.x', 'rm {a,b}.txt', 'touch $((1+1))', "touch $'t\\x41'", 'touch a\\ b', 'rm dir/*', 'rm -- a.txt', 'set -- a.txt; rm "$1"', 'read f < b.txt; touch "$f"', 'mapfile -t q < b.txt; touch "${q[0]}"', 'printf -v z %s a.txt; rm $z', 'declare v=b.txt; rm "$v"', 'export v=b.txt; sh -c \'rm "$v"\'', 'unset q; rm -f "$q" a.txt', 'alias t=touch; t x', 'shopt -s nullglob; rm *.none a.txt', 'touch ${HOME}/hh', 'touch "$PWD/pw"', 'touch ~+/tp', 'cat a.txt | while read l; do touch "$l"; done', 'coproc touch co', 'time touch ti', '! touch no', 'touch x & wait', 'exec > out/all; ls', 'exec 3> out/three; echo x >&3', 'echo x > out/a > out/b', 'cat a.txt | tee out/1 | tee out/2', 'cat a.txt | sort | head\nrm b.txt || echo no',
  'cat a.txt\n\\touch back', 'cat a.txt\n\\\ntouch back2', 'ls {z}> out/fd', 'sort --files0-from=nothere -o out/z', 'GZIP=-k gzip a.txt', 'TMPDIR=out sort a.txt', 'touch "*"', 'rm "*"', 'cp -a dir dir2', 'cp --parents dir/e.txt out', 'mv -b a.txt b.txt', 'cp --backup=numbered a.txt b.txt', 'ln -sfn dir lnk && touch lnk/via', 'ln -s /etc out/etc && ls out/etc', 'ln -s ../b.txt out/bl && echo x > out/bl', 'find . -type l', 'find dir -empty -delete', 'find a.txt -okdir rm {} \\;', 'git init -q sub', 'git clone -q . out/clone', 'git apply nothere', 'git notes add -m n', 'git update-ref refs/heads/u HEAD', 'git symbolic-ref HEAD refs/heads/feature', 'git hash-object -w a.txt', 'git read-tree HEAD', 'git checkout-index -f -a', 'git ls-tree HEAD', 'git cat-file -p HEAD', 'git remote add o x', 'git remote -v', 'git reflog', 'git bisect start', 'git sparse-checkout list', 'git submodule status', 'git shortlog HEAD', 'git diff --stat', 'git diff --ext-diff', 'git log -p -1', 'git stash list', 'git rebase -q feature', 'git merge -q feature', 'git cherry-pick HEAD', 'git revert --no-edit HEAD', 'git merge-file a.txt b.txt c.csv', 'git rerere', 'git mergetool', 'git var GIT_EDITOR', 'git count-objects', 'git check-ignore a.txt', 'git interpret-trailers --in-place a.txt', 'git blame --contents a.txt b.txt', 'git log --output=out/lo', 'git diff --no-index a.txt b.txt', 'git commit-graph write', 'git prune', 'git repack -q', 'git pack-refs', 'git multi-pack-index write', 'git maintenance run -q', 'git range-diff v1 HEAD feature', 'git describe --always', 'git name-rev HEAD', 'git for-each-ref', 'git show-ref', 'git whatchanged -1', 'git instaweb', 'git fast-export HEAD', 'git rev-list HEAD', 'git verify-pack', 'git difftool -y',
]; // prettier-ignore

/** A script of one to three statements. */
export function randomScript(random: Random): string {
  return random.many(1, 3, () => statement(random)).join(random.pick(['\n', '; ', ' && ', '\n\n', ' || ']));
}

function statement(random: Random): string {
  if (random.chance(0.35)) return random.pick(statements);
  const line = one(random);
  switch (random.below(14)) {
    case 0:
      return `${line} > ${target(random)}`;
    case 1:
      return `${line} | ${one(random)}`;
    case 2:
      return `(${line})`;
    case 3:
      return `for i in a.txt dir; do ${line} "$i"; done`;
    case 4:
      return `if ${line}; then ${one(random)}; fi`;
    case 5:
      return `bash -c '${line.replaceAll("'", "'\\''")}'`;
    case 6:
      return `cd ${random.pick(['dir', 'out', '..', '/tmp'])} && ${line}`;
    case 7:
      return `find . -name 'e*' -exec ${line} {} \\;`;
    case 8:
      return `${line} <<E\n${random.pick(texts)}\nE`;
    case 9:
      return `printf '%s\\n' ${random.pick(['a.txt', 'b.txt out', 'dir'])} | xargs ${line}`;
    default:
      return line;
  }
}

function target(random: Random): string {
  return random.pick(files.filter((file) => isBare(file)));
}
