// Version control, search and text: what people and agents run every day, and what must pass without a question.
import { passes } from '../../../../support/policy/lists.ts';

passes(String.raw`
  ## git
  svn status
  svn log -l 5
  svn diff -r 1:2 a
  git stash show --include-untracked
  git check-ref-format --branch foo
  git fsck --unreachable --no-reflogs
  git mergetool --tool-help
  BUILD=1 git status
  git log -n15 --oneline
  git tag -n3
  git reflog -n 30 --date=iso
  git show ':/fix the parser'
  git diff --no-index a.txt b.txt
  git log --remerge-diff -1
  git help -a
  git version --build-options
  git am --show-current-patch=diff
  git status
  git status -s
  git status -sb
  git status --porcelain
  git status --porcelain=v2 --branch
  git status --ignored
  git status -uno
  git status .
  git status -- src
  git log
  git log -1
  git log -n 5
  git log --oneline
  git log --oneline --graph --all --decorate
  git log --oneline -20 -- src/a.ts
  git log -p -1
  git log -p --follow src/a.ts
  git log --stat -3
  git log --name-only -1
  git log --name-status HEAD~3..HEAD
  git log --author=foo --since="1 week ago"
  git log main..HEAD
  git log main...HEAD --left-right
  git log --pretty=format:'%h %an %s' -10
  git log --format='%H' -1
  git log --format=%B -n 1 HEAD
  git log -S foo --oneline
  git log -G 'foo.*bar' -p
  git log --grep=fix
  git log -L 10,20:src/a.ts
  git log --diff-filter=D --name-only
  git log --merges --first-parent
  git log --reverse --oneline
  git log --all --oneline | head -20
  git log @{u}..
  git log --show-signature -1
  git log --no-merges --pretty=short
  git log origin/main..HEAD --oneline
  git log --until=yesterday
  git log --abbrev-commit --date=short
  git log --date=format:%Y-%m-%d --format='%ad %s'
  git log -- deleted.ts
  git --no-pager log --oneline -5
  git --no-pager diff
  git -C src status
  git -P log -2
  git shortlog -sn
  git shortlog -sne --all
  git diff
  git diff --stat
  git diff --cached
  git diff --staged --stat
  git diff HEAD
  git diff HEAD~1
  git diff HEAD^ HEAD
  git diff main
  git diff main...HEAD
  git diff main..feature -- src
  git diff --name-only
  git diff --name-status main
  git diff --word-diff
  git diff --color-words
  git diff -w
  git diff -U10
  git diff --no-color
  git diff --check
  git diff --shortstat
  git diff --numstat
  git diff --diff-filter=ACM --name-only
  git diff --exit-code
  git diff --quiet || echo changed
  git diff --ignore-all-space
  git diff src/a.ts src/b.ts
  git diff origin/main --stat
  git diff $(git merge-base main HEAD)
  git diff --cached --name-only | grep '\.ts$'
  git diff | head -100
  git diff a1b2c3d e4f5a6b
  git diff stash@{0}
  git diff --submodule
  git diff-tree --no-commit-id --name-only -r HEAD
  git show
  git show HEAD
  git show HEAD:src/a.ts
  git show HEAD~1:package.json | jq .version
  git show --stat
  git show --name-only HEAD
  git show abc1234
  git show abc1234 -- src
  git show -s --format=%ci HEAD
  git show v1.0.0
  git show stash@{0}
  git branch
  git branch -a
  git branch -r
  git branch -v
  git branch -vv
  git branch --list 'feature/*'
  git branch --show-current
  git branch --merged main
  git branch --no-merged
  git branch --contains abc123
  git branch --sort=-committerdate
  git branch -a --format='%(refname:short)'
  git tag
  git tag -l
  git tag -l 'v1.*'
  git tag --list --sort=-v:refname | head
  git tag --contains HEAD
  git tag -n
  git describe --tags
  git describe --tags --abbrev=0
  git describe --always --dirty
  git remote
  git remote -v
  git remote get-url origin
  git rev-parse HEAD
  git rev-parse --short HEAD
  git rev-parse --show-toplevel
  git rev-parse --abbrev-ref HEAD
  git rev-parse --is-inside-work-tree
  git rev-parse --git-dir
  git rev-parse origin/main
  git rev-list --count HEAD
  git rev-list --all | wc -l
  git rev-list HEAD..origin/main --count
  git merge-base main HEAD
  git blame src/a.ts
  git blame -L 10,20 src/a.ts
  git blame -w -C src/a.ts
  git blame HEAD~3 -- src/a.ts
  git reflog
  git reflog -10
  git reflog show main
  git stash list
  git stash show
  git stash show -p
  git stash show -p stash@{1}
  git stash show --stat
  git ls-files
  git ls-files -m
  git ls-files --others --exclude-standard
  git ls-files -s src
  git ls-files '*.ts' | wc -l
  git ls-files --error-unmatch src/a.ts
  git ls-tree -r HEAD --name-only
  git ls-tree HEAD src/
  git ls-remote
  git ls-remote origin
  git ls-remote --heads origin
  git ls-remote --tags origin
  git cat-file -p HEAD
  git cat-file -t abc123
  git cat-file -s HEAD:src/a.ts
  git grep foo
  git grep -n foo
  git grep -n "foo" -- '*.ts'
  git grep -in foo HEAD~5
  git grep -l foo | head
  git grep -c foo
  git grep -w -e foo --and -e bar
  git worktree list
  git submodule status
  git submodule
  git config --list
  git config -l
  git config --get user.name
  git config user.email
  git config --get remote.origin.url
  git config --global --list
  git config --show-origin --list
  git config --get-regexp alias
  git check-ignore -v node_modules
  git check-attr -a src/a.ts
  git count-objects -vH
  git fsck
  git for-each-ref --sort=-committerdate refs/heads --count=10
  git for-each-ref --format='%(refname:short)' refs/heads/
  git name-rev HEAD
  git cherry -v main
  git range-diff main...feature
  git whatchanged -1
  git show-ref
  git show-ref --heads
  git show-branch
  git var GIT_EDITOR
  git version
  git --version
  git status --help
  git diff --help
  git bisect log
  git notes list
  git notes show
  git lfs ls-files
  git lfs status
  git lfs env
  git verify-commit HEAD
  git archive --list
  git bundle verify a.bundle
  git apply --check a.patch
  git apply --stat a.patch
  git clean -n
  git clean -nd
  git clean -ndx
  git add -n .
  git add --dry-run src
  git rm --dry-run a.ts
  git mv -n a.ts b.ts
  git commit --dry-run
  git stash list --stat
  git diff --no-ext-diff
  git sparse-checkout list
  git rerere status
  git log -1 --format="%an <%ae>"
  git log --oneline | wc -l
  git log --format='%an' | sort | uniq -c | sort -rn
  git status && git diff
  git status; git log -3
  git status --short | awk '{print $2}'
  git log --oneline -5 && git branch --show-current
  git maintenance --help
  git diff HEAD -- . ':(exclude)package-lock.json'
  git diff -- ':!*.lock'
  git log --oneline --no-walk --tags
  git show --no-patch --format=fuller HEAD
  git ls-files -ci --exclude-standard
  git hash-object src/a.ts
  git config --local --get core.bare
  ## search
  find . -name '*.ts' -exec sh -c 'wc -l "$1"' _ {} \;
  find src -type f -exec bash -c 'head -1 "$0"' {} \;
  find . -type f -exec sh -c 'for f in "$@"; do wc -l "$f"; done' _ {} +
  grep foo a.txt
  grep -r foo .
  grep -rn foo src
  grep -rn "foo bar" --include='*.ts' src
  grep -rl foo .
  grep -rni "todo\|fixme" src
  grep -rnE "foo|bar" src
  grep -c foo a.txt
  grep -v '^#' a.conf
  grep -A3 -B3 foo a.txt
  grep -C 5 foo a.txt
  grep -o '[0-9]*' a.txt
  grep -P '\d+' a.txt
  grep -oP '(?<=version": ")[^"]+' package.json
  grep -w foo a.txt
  grep -x foo a.txt
  grep -q foo a.txt && echo yes
  grep -rn foo --exclude-dir=node_modules .
  grep -rn foo --exclude-dir={node_modules,.git} .
  grep -rnw . -e foo
  grep -n "^export" src/*.ts
  grep -E '^(import|from)' a.py
  grep -F 'a.b' a.txt
  grep -rIn foo .
  grep -rh foo src | sort -u
  grep -L foo src/*.ts
  grep -m 1 foo a.txt
  grep --color=never foo a.txt
  grep -z foo a.txt
  grep -a foo a.bin
  grep -f patterns.txt a.txt
  grep -e foo -e bar a.txt
  grep -n foo a.txt | cut -d: -f1
  grep -s foo a b c
  grep -rn 'password' src
  grep -rn "API_KEY" src --include=*.py
  grep -i error a.log | tail -20
  grep "$PATTERN" a.txt
  grep -n "class.*:" a.py | head
  egrep 'a|b' a.txt
  fgrep a.b a.txt
  zgrep foo a.gz
  rg foo
  rg foo src
  rg -n foo
  rg -i foo -g '*.ts'
  rg foo -t ts
  rg foo -tpy -tjs
  rg -l foo
  rg -c foo
  rg --files
  rg --files -g '*.ts'
  rg --files | head
  rg -A 3 -B 2 foo
  rg -C3 foo src/a.ts
  rg -w foo
  rg -F 'a.b('
  rg -U 'foo\nbar'
  rg -o '\w+' a.txt
  rg -e foo -e bar
  rg --hidden foo
  rg -uu foo
  rg -uuu foo
  rg --no-ignore foo
  rg -g '!node_modules' foo
  rg "foo|bar" --type-add 'web:*.{html,css}' -tweb
  rg --json foo | head
  rg -N foo a.txt
  rg foo -r bar
  rg --sort path foo
  rg --stats foo
  rg -v foo a.txt
  rg --max-count 1 foo
  rg -m1 foo
  rg --type-list
  rg --version
  rg -S Foo
  rg -P '(?<=a)b'
  rg --heading -n foo
  rg --vimgrep foo
  rg foo | head -20
  rg "fn main" -g '*.rs' -l
  ag foo
  ag -l foo src
  ack foo
  ast-grep --version
  comby --help
  ctags --version
  tokei
  cloc src
  scc
  wc -l $(git ls-files '*.ts')
  ## text
  wdiff a b
  diffstat a.patch
  filterdiff -i '*.c' a.patch
  uchardet a
  jq -s add *.json
  sort *.txt
  date --date='@0' -Iseconds
  N=1 awk '{ print $1 }' a
  awk 'BEGIN { while ((getline l < "a.txt") > 0) print l }'
  jq --slurpfile a b.json '.' c.json
  last -n5
  sort a.txt
  sort -u a.txt
  sort -n a.txt | uniq -c
  sort -k2 -t, a.csv
  sort -rn -k 3 a.txt
  sort -V versions.txt
  sort -h a.txt
  sort a.txt | uniq -c | sort -rn | head
  sort --parallel=4 a.txt
  sort -S 1G a.txt
  uniq a.txt
  uniq -c a.txt
  uniq -d a.txt
  uniq -u a.txt
  cut -d',' -f1,3 a.csv
  cut -c1-80 a.txt
  cut -d' ' -f2- a.txt
  tr -d '\r' < a.txt
  tr -s ' ' < a.txt
  tr '[:upper:]' '[:lower:]' < a.txt
  paste a b
  paste -d, a b
  join a b
  awk '{print $1}' a.txt
  awk -F, '{print $2}' a.csv
  awk 'NR==5' a.txt
  awk 'NR>=10 && NR<=20' a.txt
  awk 'NR==10,NR==20' a.txt
  awk '/foo/{print $0}' a.txt
  awk '{sum+=$1} END {print sum}' a.txt
  awk 'BEGIN{FS=":"} {print $1}' /etc/passwd
  awk '!seen[$0]++' a.txt
  awk '{print NF}' a.txt
  awk 'length > 80' a.txt
  awk -v n=5 'NR==n' a.txt
  awk '{printf "%s %s\n", $1, $2}' a.txt
  awk '{a[$1]++} END {for (k in a) print k, a[k]}' a.txt
  awk -F'\t' '{print $3}' a.tsv
  awk '/start/,/end/' a.txt
  awk 'END{print NR}' a.txt
  awk '{print FILENAME": "$0}' a.txt
  awk '{ if ($3 > 5) print $1; else print $2 }' a.txt
  awk '{gsub(/foo/,"bar"); print}' a.txt
  awk '{print substr($0, 1, 80)}' a.txt
  awk '{print toupper($1)}' a.txt
  awk 'NR % 2 == 0' a.txt
  awk '{$1=""; print $0}' a.txt
  awk -F: '$3 >= 1000 {print $1}' /etc/passwd
  awk '{ total += $5 } END { print total/NR }' a.txt
  awk 'match($0, /[0-9]+/) {print substr($0, RSTART, RLENGTH)}' a.txt
  awk '{split($0,a,","); print a[1]}' a.txt
  jq . a.json
  jq '.name' package.json
  jq -r '.dependencies | keys[]' package.json
  jq -r '.scripts' package.json
  jq '.[] | select(.id == 1)' a.json
  jq length a.json
  jq 'map(.name)' a.json
  jq -c '.[]' a.json
  jq -s '.' a.json b.json
  jq -n '1+1'
  jq --arg x foo '.[$x]' a.json
  jq '.a.b[0]' < a.json
  jq 'to_entries[] | "\(.key)=\(.value)"' a.json
  jq -e '.foo' a.json
  jq -S . a.json
  jq 'group_by(.x) | map({x: .[0].x, n: length})' a.json
  jq .version package.json
  jq -r .version < package.json
  jq keys a.json
  jq '[.[] | .a] | add' a.json
  jq -r '.[] | [.a, .b] | @tsv' a.json
  jq 'type' a.json
  jq --raw-output '.x' a.json
  jq '.compilerOptions' tsconfig.json
  jq -r --argjson n 3 '.[:$n]' a.json
  jq 'paths(scalars) | join(".")' a.json
  jq '.. | objects | .name? // empty' a.json
  yq . a.yaml
  yq '.services | keys' docker-compose.yml
  yq -r '.name' a.yaml
  yq eval '.a.b' a.yaml
  yq e '.spec' a.yaml
  yq -o=json a.yaml
  yq -o json '.x' a.yaml
  xq . a.xml
  fx a.json
  gron a.json
  gron a.json | grep foo
  jless --help
  csvlook a.csv
  csvstat a.csv
  csvcut -c 1,2 a.csv
  csvgrep -c 1 -m foo a.csv
  xsv headers a.csv
  xsv stats a.csv
  xsv select 1,2 a.csv
  qsv count a.csv
  xmllint --format a.xml
  xmllint --noout a.xml
  xmllint --xpath '//a' a.xml
  tidy -e a.html
  html2text a.html
  pandoc --version
  iconv -f latin1 -t utf-8 a.txt
  dos2unix --version
  uconv --version
  nl a.txt
  envsubst --version
  sort -T /tmp a.txt
  sort --temporary-directory=/tmp/x a.txt
`);
