// Ordinary commands that hold no secret, many of them with words, hashes and ids that look like one.

const words = [
  'token',
  'password',
  'secret',
  'apiKey',
  'credentials',
  'auth',
  'tokenizer',
  'passwd',
  'api-key',
  'session',
  'pwd',
  'oauth',
  'jwt',
  'cookie',
];
const paths = [
  'src/auth/token.ts',
  'docs/secrets.md',
  'tests/test_password_reset.py',
  'lib/credentials.rb',
  'config/key.go',
  '.env.example',
];
const hashes = [
  '3cba701f0a9b4d2e8f7c6b5a49382716f5e4d3c2', // a commit
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', // a digest of an image
  '550e8400-e29b-41d4-a716-446655440000', // a UUID
  'i-0abcd1234ef567890', // an instance
  'arn:aws:iam::123456789012:role/deploy-role',
  'v1.28.3-eks-4f4795d',
];

const plain = `
ls -la | git status | git diff --stat HEAD~3 | git log --oneline -20 | npm test | npm ci | npm run build -- --watch
cat package.json | node -e "console.log(process.version)" | python3 -m pytest -q | make -j4 | cargo build --release
docker ps --format "{{.ID}} {{.Names}}" | docker run --rm -it -p 8080:80 nginx:1.25 | docker compose -p web up -d
kubectl get pods -A -o wide | kubectl get secret | kubectl logs -f deploy/web | kubectl port-forward svc/web 8080:80
ssh -p 2222 deploy@host.example.com uptime | scp -P 22 a.tar.gz host:/tmp/ | rsync -avz --progress ./ host:/srv/
curl -s https://api.example.com/v1/items?page=2 | curl -X POST -H "Content-Type: application/json" -d @body.json http://localhost:3000/login
curl -u "$USER:$PASS" https://example.com | curl -H "Authorization: Bearer $TOKEN" https://example.com
psql -h localhost -p 5432 -U app -c "select id, password_hash from users limit 1" | mysql -u root -p | redis-cli -p 6380 ping
export PATH=$HOME/bin:$PATH | export API_KEY=$OTHER_KEY | API_KEY="$(pass show api)" npm start | echo $SECRET | unset TOKEN
find . -name "*.key" -not -path "./node_modules/*" | find . -name "*secret*" -type f | rm -rf node_modules dist
tar czf out.tar.gz --exclude=.git . | sed -i 's/password/passphrase/g' README.md | awk -F: '{print $1}' /etc/passwd
ssh-keygen -t ed25519 -C me@example.com -f ./id_test | chmod 600 ~/.ssh/config | gpg --list-secret-keys | openssl rand -hex 32
gh auth status | gh secret list | aws sts get-caller-identity | aws secretsmanager list-secrets --max-results 5 | vault token lookup
terraform plan -var-file=prod.tfvars | helm upgrade web ./chart --set image.tag=1.2.3 | ansible-playbook -i hosts site.yml -u deploy
jq '.tokens | length' usage.json | jq -r '.data.token_type' out.json | wc -w tokens.txt | sort --key=2 file.txt | sort -k2 a
git commit -m "fix: expire the session token: it lived forever" | git commit -m "Add basic auth to the proxy" | git tag -a v1.2.3 -m "Token ring"
git clone git@github.com:org/secret-santa.git | git clone https://github.com/org/repo.git | git remote add up https://user@example.com/r.git
npm run build -- --tokenize | npm install passport jsonwebtoken | pip install keyring python-jose[cryptography] | npx prisma generate
pytest -k "token and not secret" | go test ./auth/... -run TestPasswordReset | cargo test password | rspec spec/models/token_spec.rb
kill -9 12345 | lsof -i :8080 | ps aux | grep -c node | date -u +%Y-%m-%dT%H:%M:%SZ | sleep 5 && echo done | true
base64 -d a.b64 > a.bin | xxd a.bin | sha256sum dist/app.js | md5 -q file | openssl dgst -sha256 a | openssl x509 -in cert.pem -noout -text
mkdir -p build/keys && cp public.pem build/keys | mv token.txt old-token.txt | touch .env.example | diff -u a.env.example b.env.example
node scripts/rotate.mjs --keep-tokens | ./run.sh --max-tokens 4096 --temperature 0.2 | python3 train.py --tokenizer bert-base --num-tokens=512
echo "author: someone" >> NOTICE | echo "Password must have 12 characters" > docs/rules.md | printf '%s\\n' "basic setup" | cat ~/.ssh/id_rsa.pub
curl -fsSL https://example.com/install-1.2.3.tgz -o /tmp/i.tgz | wget -q https://example.com/a?ref=main | http GET :3000/health
docker build -t web:1.2 --build-arg VERSION=1.2 . | docker tag web:1.2 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2
git show HEAD:src/auth/token.ts | git blame -L 10,20 src/secrets.rs | git grep -n "client_secret" -- '*.ts' | git stash list
systemctl status sshd | journalctl -u nginx -n 50 | crontab -l | uname -a | df -h | free -m | whoami | id -un | hostname
brew install pass gnupg | apt-cache search keyring | az account list -o table | gcloud config list | doctl compute droplet list
tsc --noEmit -p tsconfig.json | eslint src --ext .ts | prettier --check . | vitest run src/token.test.ts | npx playwright test --project=chromium
`;

/** The list above, and words, paths and hashes in the places where agents put them. */
export const commands: readonly string[] = [
  ...plain.split(/\n| \| /u).map((command) => command.trim()).filter((command) => command !== ''),
  ...words.flatMap((word) => [
    `grep -rn "${word}" src --include=*.ts`,
    `rg -n '${word}\\b' -g '*.py'`,
    `git log --grep=${word} --oneline`,
    `git checkout -b feature/${word}-rotation`,
    `git commit -m "Rename ${word} to something clearer"`,
    `git commit -m "Read the ${word} from the environment, not from the file"`,
    `npm test -- -t "${word} expires"`,
    `echo "the ${word} is read from the environment"`,
    `ls src/${word} test/${word}`,
    `find . -iname "*${word}*"`,
    `kubectl get configmap ${word} -o yaml`,
    `psql -c "select count(*) from ${word.replace('-', '_')}s"`,
    `mkdir -p src/${word}`,
    `sed -n '/${word}/p' README.md`,
  ]),
  ...paths.flatMap((path) => [
    `cat ${path}`,
    `head -n 20 ${path}`,
    `wc -l ${path}`,
    `git diff main -- ${path}`,
    `git add ${path}`,
    `vim +12 ${path}`,
    `cp ${path} /tmp/copy`,
    `test -f ${path} && echo yes`,
  ]),
  ...hashes.flatMap((hash) => [
    `git show ${hash}`,
    `docker pull web@${hash}`,
    `grep -n "${hash}" yarn.lock`,
    `curl -s https://api.example.com/items/${hash}`,
    `aws ec2 describe-instances --instance-ids ${hash}`,
    `echo ${hash} > .version`,
  ]),
]; // prettier-ignore
