// Everyday spellings that only read pass without a question.
import { passes } from '../../../support/policy/lists.ts';

passes(String.raw`
  ls
  ls -la src
  ls -la --color=never
  cat README.md
  cat src/a.ts src/b.ts | head -n 20
  head -5 a.txt
  tail -n +3 a.txt
  wc -l src/*.ts
  sort -u a.txt
  sort -t: -k2,2n a.txt
  uniq -c a.txt
  cut -d, -f1 a.csv
  tr a-z A-Z < a.txt
  diff -u a b
  grep -rn "TODO" src
  grep -e token -e secret src/a.ts
  rg --files
  rg -n "foo|bar" src
  find . -name '*.ts' -type f
  find src -maxdepth 2 -newer a.txt -print0
  fd -e ts foo src
  sed -n '1,5p' a.txt
  sed -e 's/a/b/g' -e '/x/d' a.txt
  awk -F: '{print $1}' a.txt
  jq '.a[] | select(.b > 1)' a.json
  tree -L 2
  du -sh src
  df -h
  stat a.txt
  file a.bin
  pwd
  whoami
  id -un
  date +%Y-%m-%d
  uname -a
  which node
  echo "rm -rf / is dangerous"
  printf '%s\n' a b
  true && false || echo no
  [ -f package.json ] && echo yes
  test -d src
  sha256sum a.bin
  base64 a.txt
  xxd a.bin | head
  tar tzf a.tgz
  tar -tvf a.tar
  unzip -l a.zip
  zcat a.gz | wc -l
  git status
  git status --short
  git log --oneline -5
  git log --since='2 days ago' --format='%h %s'
  git diff HEAD~1 -- src
  git diff --stat
  git show HEAD
  git show --stat HEAD~2
  git branch
  git branch -a
  git branch --show-current
  git remote -v
  git blame -L 1,5 src/a.ts
  git ls-files
  git grep -n foo
  git stash list
  git tag -l
  git rev-parse --abbrev-ref HEAD
  git --no-pager log -3
  git -c color.ui=never status
  git config --get user.name
  git clean -n
  git worktree list
  npm ls
  npm --version
  node --version
  python3 --version
  pip list
  cargo --version
  go version
  tsc --noEmit
  docker ps -a
  kubectl get pods -n web
  aws ec2 describe-instances --region us-east-1
  gcloud compute instances list --project x
  az vm list -o table
  gh pr list
  gh api repos/o/r/pulls
  helm list
  terraform fmt -check
  brew list
  systemctl status nginx
  journalctl -u nginx -n 50
  ps aux
  sqlite3 a.db "SELECT * FROM t"
  psql -c "select 1"
  ip addr show
  LC_ALL=C sort a.txt
  NO_COLOR=1 ls
  cat a.txt > /dev/null 2>&1
  cd src && ls
  cat <<'E' | grep x⏎rm -rf /⏎E
  cat /etc/hosts
  ls /tmp
`);
