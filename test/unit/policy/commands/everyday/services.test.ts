// Containers, clusters, clouds, platforms, databases, media and the desk: what people and agents run every day, and what must pass without a question.
import { passes } from '../../../../support/policy/lists.ts';

passes(String.raw`
  ## containers and clusters
  docker run --help
  stern web --since 10m -n prod
  eksctl get cluster
  kubectl get -A pods
  kubectl get -n prod -o wide pods
  kubectl describe -n prod po web-1
  kubectl get --raw /healthz
  kubectl rollout -n prod status deploy/web
  kubectl auth can-i create pods --as=me
  kubectl plugin list
  helm template ./chart -f values.yaml --set a=b
  helm get -n prod values web
  docker secret ls
  minikube logs --length=50
  docker ps
  docker ps -a --format '{{.Names}}'
  docker ps -q
  docker ps --filter status=running
  docker images
  docker images -q
  docker image ls
  docker image inspect nginx
  docker logs web
  docker logs -f --tail 100 web
  docker logs --since 10m web 2>&1 | grep ERROR
  docker stats --no-stream
  docker top web
  docker port web
  docker diff web
  docker info
  docker version
  docker --version
  docker history nginx
  docker search redis
  docker volume ls
  docker volume inspect data
  docker network ls
  docker network inspect bridge
  docker system df
  docker system info
  docker context ls
  docker context show
  docker buildx ls
  docker buildx version
  docker manifest inspect nginx
  docker plugin ls
  docker events --since 1h --until 0s
  docker compose ps
  docker compose ps --format json
  docker compose logs web
  docker compose logs --tail=50 -f
  docker compose images
  docker compose top
  docker compose version
  docker compose ls
  docker compose config --services
  docker compose config -q
  docker compose -f docker-compose.dev.yml ps
  docker-compose ps
  docker-compose logs --tail=100
  podman ps
  podman images
  podman info
  podman logs web
  podman pod ps
  nerdctl ps
  crictl ps
  crictl images
  ctr images ls
  skopeo inspect docker://nginx
  crane ls nginx
  dive --version
  kind get clusters
  minikube status
  minikube ip
  minikube profile list
  k3d cluster list
  colima status
  colima list
  lima list
  limactl list
  multipass list
  virsh list --all
  kubectl get pods
  kubectl get pods -A -o wide
  kubectl get pods -n web -o json | jq '.items[].metadata.name'
  kubectl get all
  kubectl get nodes
  kubectl get svc,deploy
  kubectl get deployment web -o yaml
  kubectl get events --sort-by=.lastTimestamp
  kubectl get ns
  kubectl get cm
  kubectl get pvc
  kubectl get pods -l app=web
  kubectl get pods --watch
  kubectl get crd
  kubectl describe pod web-1
  kubectl describe node n1
  kubectl logs web-1
  kubectl logs -f web-1 -c app --tail=100
  kubectl logs deploy/web --since=1h
  kubectl logs -l app=web --all-containers
  kubectl top pods
  kubectl top nodes
  kubectl explain pod.spec
  kubectl api-resources
  kubectl api-versions
  kubectl version
  kubectl version --client
  kubectl cluster-info
  kubectl config get-contexts
  kubectl config current-context
  kubectl auth can-i get pods
  kubectl rollout status deploy/web
  kubectl rollout history deploy/web
  kubectl diff --help
  kustomize version
  helm list
  helm list -A
  helm status web
  helm get values web
  helm history web
  helm show values bitnami/nginx
  helm show chart ./chart
  helm search repo nginx
  helm search hub nginx
  helm repo list
  helm template ./chart
  helm template web ./chart -f values.yaml
  helm lint ./chart
  helm version
  helm env
  helm dependency list
  k9s version
  stern --version
  kubectx
  kubens
  argocd app list
  argocd app get web
  argocd version
  flux get all
  flux check
  istioctl version
  istioctl analyze
  istioctl proxy-status
  linkerd check
  velero backup get
  oc get pods
  oc status
  oc whoami
  ## clouds and platforms
  AWS_PROFILE=dev aws s3 ls
  AWS_REGION=eu-west-1 aws ec2 describe-instances
  aws ec2 --region eu-west-1 describe-instances
  aws lambda wait function-active --function-name x
  aws iam wait user-exists --user-name x
  gcloud compute --project x instances list
  gcloud beta run services list
  gcloud compute instances get-serial-port-output x
  az keyvault list -g x
  gh run list -w ci.yml -b main -L 3
  pulumi stack tag ls
  heroku ps:type -a x
  huggingface-cli whoami
  hf cache ls
  hf models info x/y
  ollama list
  ollama show llama3
  wandb status
  dvc diff
  kaggle datasets list -s x
  aws --version
  aws s3 ls
  aws s3 ls s3://bucket/path --recursive
  aws sts get-caller-identity
  aws ec2 describe-instances
  aws ec2 describe-instances --filters Name=tag:Name,Values=web --query 'Reservations[].Instances[].InstanceId' --output text
  aws lambda list-functions
  aws lambda get-function --function-name f
  aws logs tail /aws/lambda/f --since 1h
  aws logs describe-log-groups
  aws logs filter-log-events --log-group-name x
  aws cloudformation describe-stacks
  aws cloudformation list-stacks
  aws iam list-users
  aws iam get-role --role-name r
  aws rds describe-db-instances
  aws ecs list-clusters
  aws ecs describe-services --cluster c --services s
  aws eks list-clusters
  aws dynamodb list-tables
  aws dynamodb scan --table-name t --max-items 5
  aws sqs list-queues
  aws sqs get-queue-attributes --queue-url u
  aws sns list-topics
  aws route53 list-hosted-zones
  aws cloudwatch get-metric-statistics --namespace n --metric-name m
  aws configure list
  aws ssm describe-parameters
  aws secretsmanager list-secrets
  aws ecr describe-repositories
  aws s3api list-buckets
  aws s3api head-object --bucket b --key k
  aws pricing get-products --service-code AmazonEC2
  aws --profile dev s3 ls
  aws ec2 describe-vpcs --region us-east-1
  gcloud --version
  gcloud version
  gcloud config list
  gcloud config get-value project
  gcloud projects list
  gcloud auth list
  gcloud compute instances list
  gcloud compute instances describe vm --zone us-central1-a
  gcloud container clusters list
  gcloud run services list
  gcloud run services describe web --region us-central1
  gcloud functions list
  gcloud functions logs read f
  gcloud logging read 'severity>=ERROR' --limit 10
  gcloud sql instances list
  gcloud services list --enabled
  gcloud iam service-accounts list
  gcloud info
  gcloud builds list
  gcloud builds log abc
  gcloud storage ls
  gcloud storage ls gs://b
  gcloud app versions list
  gcloud pubsub topics list
  gcloud artifacts repositories list
  gsutil ls
  gsutil ls -l gs://b
  gsutil du -s gs://b
  gsutil cat gs://b/a.txt
  gsutil stat gs://b/a
  gsutil version
  bq ls
  bq show ds.t
  bq query --dry_run 'select 1'
  bq version
  az --version
  az account show
  az account list
  az group list
  az vm list -o table
  az webapp list
  az webapp log tail -n x -g y
  az aks list
  az storage account list
  az acr list
  az resource list
  az monitor metrics list --resource r
  terraform version
  terraform --version
  terraform fmt -check
  terraform workspace list
  terraform workspace show
  terraform state list
  terraform providers
  tofu version
  terragrunt --version
  pulumi version
  pulumi stack ls
  pulumi whoami
  pulumi config
  cdk --version
  cdktf --version
  sam --version
  heroku --version
  heroku apps
  heroku ps
  heroku ps -a app
  heroku logs --tail -a app
  heroku logs -n 100
  heroku releases
  heroku addons
  heroku info
  heroku status
  heroku domains
  heroku auth:whoami
  heroku pg:info
  heroku features
  heroku pipelines
  heroku buildpacks
  vercel --version
  vercel ls
  vercel list
  vercel inspect x
  vercel whoami
  vercel logs x
  vercel env ls
  vercel domains ls
  vercel teams ls
  vercel project ls
  netlify --version
  netlify status
  netlify sites:list
  netlify deploy --help
  netlify functions:list
  fly version
  fly status
  fly status -a app
  fly logs -a app
  fly apps list
  fly machines list
  fly machine status x
  fly volumes list
  fly regions list
  fly releases
  fly ips list
  fly secrets list
  fly certs list
  fly postgres list
  fly config show
  fly config validate
  fly doctor
  fly auth whoami
  flyctl status
  flyctl info
  wrangler --version
  wrangler whoami
  wrangler deployments list
  wrangler kv namespace list
  wrangler d1 list
  wrangler r2 bucket list
  wrangler tail
  wrangler secret list
  wrangler pages project list
  railway status
  railway logs
  railway list
  railway whoami
  railway version
  supabase --version
  supabase projects list
  supabase functions list
  supabase migration list
  firebase --version
  firebase projects:list
  firebase apps:list
  firebase functions:list
  firebase functions:log
  firebase hosting:sites:list
  doctl account get
  doctl compute droplet list
  doctl apps list
  doctl kubernetes cluster list
  doctl version
  linode-cli linodes list
  linode-cli regions list
  hcloud server list
  hcloud server describe x
  hcloud version
  stripe --version
  stripe customers list
  stripe events list
  stripe products list
  stripe logs tail
  twilio --version
  sentry-cli info
  sentry-cli --version
  sentry-cli releases list
  gh --version
  gh auth status
  gh repo view
  gh repo view o/r --json name
  gh repo list
  gh pr list
  gh pr list --state all --limit 10 --json number,title
  gh pr view
  gh pr view 12
  gh pr view 12 --comments
  gh pr view 12 --json files -q '.files[].path'
  gh pr diff 12
  gh pr checks 12
  gh pr checks --watch
  gh pr status
  gh issue list
  gh issue list --label bug --state open
  gh issue view 3
  gh issue view 3 --comments
  gh issue status
  gh run list
  gh run list --workflow ci.yml --limit 5
  gh run view 123
  gh run view 123 --log
  gh run view 123 --log-failed
  gh run watch 123
  gh workflow list
  gh workflow view ci.yml
  gh release list
  gh release view v1
  gh api repos/o/r
  gh api repos/o/r/pulls/1/comments
  gh api repos/{owner}/{repo}/issues --paginate
  gh api user
  gh api -X GET search/issues -f q=foo
  gh api graphql -f query='{ viewer { login } }'
  gh search repos foo
  gh search issues bug --repo o/r
  gh search code foo
  gh search prs --author x
  gh label list
  gh gist list
  gh secret list
  gh variable list
  gh cache list
  gh extension list
  gh alias list
  gh config list
  gh status
  gh ruleset list
  gh org list
  gh project list
  gh codespace list
  gh help
  gh pr --help
  gh attestation verify a.bin -o x
  glab --version
  glab mr list
  glab mr view 1
  glab mr diff 1
  glab issue list
  glab issue view 1
  glab ci status
  glab ci list
  glab ci view
  glab pipeline list
  glab repo view
  glab release list
  glab api projects/1
  hub pr list
  hub --version
  jira issue list
  jira issue view X-1
  act -l
  act --list
  circleci version
  buildkite-agent --version
  drone --version
  vault status
  vault version
  consul members
  consul version
  nomad status
  nomad job status x
  nomad version
  etcdctl endpoint health
  etcdctl version
  ansible --version
  ansible-playbook --version
  ansible-doc -l
  ansible-doc copy
  ansible-galaxy collection list
  ansible-config dump
  packer version
  packer fmt -check .
  vagrant --version
  salt --version
  puppet --version
  chef --version
  knife --version
  ## databases
  redis-cli client list
  redis-cli cluster info
  redis-cli zcount z 0 1
  PGPASSWORD=x psql -h localhost -U me -c "select 1"
  duckdb -c "select * from 'a.parquet' limit 5"
  duckdb -c "select count(*) from read_csv('data/*.csv', header=true) where a='x'"
  duckdb :memory: "describe 'a.csv'"
  redis-cli --scan --pattern 'a:*'
  mongosh --quiet --eval 'db.users.find().limit(5)' mydb
  mongosh mongodb://localhost:27017/x --eval 'db.users.countDocuments({a: {$gt: 3}})'
  mongosh x --eval 'printjson(db.getCollection("a.b").find({"x": "y"}, {_id: 0}).sort({a: -1}).toArray())'
  mongosh x --eval 'show collections'
  mysqladmin -h localhost -u root status
  psql --version
  psql -c 'select 1'
  psql -c '\dt'
  psql -l
  psql -d app -c 'SELECT count(*) FROM users'
  psql "postgres://localhost/app" -c 'select 1'
  psql -h localhost -U app -d app -c "select * from t limit 5"
  psql -At -c 'select version()'
  pg_isready
  pg_isready -h localhost
  pg_config --version
  pg_lsclusters
  mysql --version
  mysql -e 'show databases'
  mysql -u root -e 'SHOW TABLES' app
  mysql app -e 'describe users'
  mysqladmin status
  mysqladmin version
  mysqlshow
  sqlite3 --version
  sqlite3 a.db .tables
  sqlite3 a.db .schema
  sqlite3 a.db 'select * from t limit 5'
  sqlite3 -header -column a.db 'select 1'
  sqlite3 -json a.db 'select 1'
  sqlite3 -readonly a.db 'select count(*) from t'
  duckdb -c 'select 1'
  duckdb a.db 'select * from t limit 3'
  redis-cli ping
  redis-cli info
  redis-cli info memory
  redis-cli get key
  redis-cli keys '*'
  redis-cli dbsize
  redis-cli -n 1 llen q
  redis-cli hgetall h
  redis-cli ttl k
  redis-cli --version
  mongosh --version
  clickhouse-client -q 'select 1'
  clickhouse-client --version
  cqlsh --version
  neo4j --version
  kafka-topics --version
  rabbitmqctl status
  rabbitmqctl list_queues
  nats --version
  ## network
  openssl s_client -help
  gpg --show-keys a.asc
  gpg --list-packets a.sig
  gpgconf --list-dirs
  openssl list -digest-algorithms
  ssh -Q cipher
  openssl verify -CAfile ca.pem c.pem
  gpg --verify a.sig a
  tcpdump -D
  ethtool -i eth0
  tc qdisc show dev eth0
  bridge link show
  curl --version
  curl --help
  wget --version
  ssh -V
  ssh-keygen -l -f key.pub
  ssh-keygen -F github.com
  ssh-add -l
  scp --help
  rsync --version
  rsync -n -av a/ b/
  rsync -avn --delete src/ dst/
  nmap --version
  openssl version
  openssl version -a
  openssl x509 -in cert.crt -noout -text
  openssl x509 -in cert.crt -noout -dates
  openssl x509 -noout -subject -issuer -in a.crt
  openssl req -in a.csr -noout -text
  openssl verify a.crt
  openssl ciphers -v
  openssl crl -in a.crl -noout -text
  openssl asn1parse -in a.der
  openssl dgst -sha256 a.bin
  openssl rand -hex 16
  openssl s_client --help
  gpg --version
  gpg --list-keys
  gpg -k
  gpg --list-secret-keys --keyid-format long
  gpg --fingerprint
  age --version
  sops --version
  cosign version
  ## media and documents
  webpinfo a.webp
  gifsicle --info a.gif
  identify -format '%wx%h' a.png
  magick identify -verbose a.png
  sox --i a.wav
  mediainfo --Output=JSON a.mp4
  dot -V
  ffprobe a.mp4
  ffprobe -v error -show_format -show_streams a.mp4
  ffprobe -v quiet -print_format json -show_streams a.mp4
  ffmpeg -version
  ffmpeg -codecs
  ffmpeg -formats
  ffmpeg -encoders
  mediainfo a.mp4
  exiftool a.jpg
  exiftool -json a.jpg
  convert -version
  magick -version
  sips -g pixelWidth a.png
  sips -g all a.png
  pdfinfo a.pdf
  pdftotext a.pdf -
  pdffonts a.pdf
  pdfimages -list a.pdf
  qpdf --check a.pdf
  mutool info a.pdf
  gs --version
  soxi a.wav
  fc-list
  fc-list : family
  fc-match sans
  otfinfo -i a.otf
  pngcheck a.png
  optipng --version
  cwebp -version
  svgo --version
  inkscape --version
  mmdc --version
  plantuml -version
  asciidoctor --version
  mdbook --version
  hugo version
  mkdocs --version
  sphinx-build --version
  latex --version
  pdflatex --version
  tex --version
  texcount a.tex
  kpsewhich article.cls
  tesseract --version
  ## archives
  ar -t a.a
  dpkg-deb -c a.deb
  zipgrep x a.zip
  lsar a.rar
  tar -tf a.tar
  tar tzf a.tgz | head
  tar -tvzf a.tar.gz
  tar -tJf a.tar.xz
  tar --list -f a.tar
  tar tf a.tar --wildcards '*.ts'
  tar -xOf a.tar file.txt
  tar xzf a.tgz -O file.txt
  unzip -l a.zip
  unzip -p a.zip file.txt
  unzip -t a.zip
  unzip -Z1 a.zip
  zipinfo a.zip
  zipinfo -1 a.zip
  7z l a.7z
  gzip -l a.gz
  gzip -t a.gz
  gunzip -c a.gz | head
  gzip -dc a.gz | head
  zcat a.gz
  xz -l a.xz
  xzcat a.xz | head
  bzcat a.bz2
  zstd -l a.zst
  zstdcat a.zst | head
  zstd -dc a.zst
  lz4cat a.lz4
  ar t a.a
  cpio -tv < a.cpio
  unrar l a.rar
  bsdtar -tf a.zip
  zgrep -c foo a.gz
  zdiff a.gz b.gz
  ## mac and desktop
  plutil -convert json -o - a.plist
  plutil -extract CFBundleVersion xml1 -o - a.plist
  arch -x86_64 ls
  arch -arm64 uname -m
  script -q /dev/null ls
  system_profiler SPUSBDataType -json
  codesign -dvvv --entitlements - x.app
  textutil -info a.rtf
  leaks 123
  mas list
  mdutil -s /
  code --list-extensions --show-versions
  sw_vers -productVersion
  sw_vers
  system_profiler SPHardwareDataType
  system_profiler SPSoftwareDataType
  defaults read com.apple.finder
  defaults domains
  plutil -p a.plist
  plutil -lint a.plist
  mdls a.png
  mdfind -name foo
  pbpaste --help
  otool -L a
  codesign -dv --verbose=4 App.app
  codesign --verify App.app
  spctl -a -v App.app
  xattr -l a
  diskutil list
  diskutil info disk0
  tmutil listbackups
  pmset -g
  pmset -g batt
  ioreg -l
  ioreg -p IOUSB
  kextstat
  csrutil status
  launchctl print system
  log show --last 5m
  log show --predicate 'process == "x"' --last 1h
  dscl . -list /Users
  dscl . -read /Users/me
  id -F
  softwareupdate --list
  networksetup -listallnetworkservices
  scutil --get ComputerName
  vm_stat
  sysctl -n machdep.cpu.brand_string
  say --help
  osascript --help
  tmux ls
  tmux list-sessions
  tmux list-windows
  tmux -V
  crontab -l
  atq
  code --version
  code --list-extensions
  code --help
  code --status
  cursor --version
  subl --version
  vim --version
  nvim --version
  emacs --version
  nano --version
  claude --version
  strace --version
  perf --version
  gdb --version
  lldb --version
  valgrind --version
  ltrace --version
  bpftrace --version
  hyperfine --version
  wrk --version
  k6 version
  locust --version
  watch --version
  direnv version
  starship --version
  fzf --version
  thefuck --version
  stow --version
  mkdir --help
  cp --help
  rm --help
  mv --version
  chmod --help
  tee --version
  dd --version
  install --version
  ln --help
  touch --help
  az vm --help
  doctl compute --help
  gcloud compute instances --help
`);
