// Containers, clusters and clouds, by verb: a verb that is not listed as a reader changes something. Their options
// only select what a verb reads or changes, but for those that are named. Source: the documentation of each.
import type { ProgramRow, Row } from '../spec.ts';
import { azGroups, gcloudGroups } from './cloud-groups.ts';

/** Options that send the request elsewhere, take it from a file, show a login, or write a file. */
const danger = {
  '--endpoint-url --cli-input-json --cli-input-yaml --flags-file --access-token-file --no-verify-ssl --ca-bundle --cli-auto-prompt --impersonate-service-account --universe-domain':
    'opaque',
};
const clusterDanger = {
  '--kubeconfig --server --token --as --as-group --insecure-skip-tls-verify --certificate-authority --cache-dir --profile --profile-output --log-file --kube-apiserver --kube-token --kube-as-user --registry-config --repository-config --set-file --post-renderer':
    'opaque',
};
const reads: Row = { operands: 'text*', style: 'loose', effects: 'cloud.read', does: danger };
const kubeElsewhere = { ...clusterDanger, '-f --filename -k --kustomize -s': 'opaque' };
const kubeReads = {
  options: '-o:shape --output=shape --template=read --raw=resource',
  operands: 'resource*',
  style: 'loose',
  effects: 'cloud.read',
  does: kubeElsewhere,
} satisfies Row;
const images: Row = { ...reads, operands: 'registry*' };
/** Reads of clients that replace `file://x` by the content of the file. */
const paramReads: Row = {
  ...reads,
  operands: 'param*',
  does: { ...danger, '--debug': 'read.secret=the_login_in_the_headers_of_requests' },
};
const helmReads: Row = {
  ...reads,
  options: '-f:remote-read --values=remote-read',
  operands: 'remote-read*',
  does: clusterDanger,
};
const writes: Row = { operands: 'text*', style: 'loose', effects: 'cloud.write', does: danger };
const destroys: Row = { operands: 'text*', style: 'loose', effects: 'cloud.destroy', does: danger };
const secret: Row = { operands: 'text*', style: 'loose', effects: 'read.secret=a_credential_of_the_service' };
const local: Row = { operands: 'text*', style: 'loose' };
/** Clients of GitHub and GitLab: `--web` opens the browser with every verb. */
const web = { '-w --web': 'shell.escape=the_browser' };
const webReads: Row = { ...reads, does: { ...danger, ...web } };
const localWrite: Row = { operands: 'text*', style: 'loose', effects: 'write.outside' };
const runs: Row = { operands: 'text*', style: 'loose', effects: 'remote.exec' };
const opaque: Row = { operands: 'text*', style: 'loose', effects: 'opaque' };
const policy: Row = { operands: 'text*', style: 'loose', effects: 'write.policy=settings_of_a_tool' };

/** A resource of a command line client: list and show read, delete destroys, the rest changes. */
const resource: Row = {
  sub: {
    'list ls view show status get info describe diff checks watch search': webReads,
    'delete rm remove destroy': destroys,
    '*': writes,
  },
};

const containerGlobals = '-D --debug -c:text --context=text -l:text --log-level=text';
const dockerRun: Row = {
  options:
    '-itdPqh -a:text -e:text -h:text -l:text -m:text -p:text -u:text -v:text -w:text -c:text --rm --interactive --tty --detach --name=text --env=text --env-file=read --entrypoint=text --hostname=text --label=text --memory=text --cpus=text --publish=text --publish-all --user=text --volume=text --mount=text --workdir=text --network=text --net=text --pid=text --ipc=text --uts=text --userns=text --privileged --cap-add=text --cap-drop=text --device=text --security-opt=text --restart=text --pull=text --platform=text --gpus=text --shm-size=text --tmpfs=text --read-only --init --add-host=text --dns=text --link=text --volumes-from=text --ulimit=text --cidfile=write --quiet --group-add=text --health-cmd=text --log-driver=text --sysctl=text --runtime=text --stop-timeout=text --ip=text --expose=text --annotation=text',
  operands: 'text text*',
  stops: true,
  special: 'docker-run',
};
const composeVerbs: Record<string, Row> = {
  config: {
    operands: 'text*',
    style: 'loose',
    effects: 'read.secret=what_env_files_hold',
    does: {
      '--services --volumes --profiles --images --hash --quiet -q': 'nothing',
      '-o --output': 'write.workspace opaque',
    },
  },
  'ps ls logs images top port version events stats': {
    operands: 'text*',
    style: 'loose',
    does: { '-o --output': 'write.workspace' },
  },
  'down rm kill stop': {
    operands: 'text*',
    style: 'loose',
    effects: 'proc',
    does: { '-v --volumes': 'irreversible=volumes', '--rmi': 'delete.outside=images' },
  },
  'exec run': runs,
  '*': { operands: 'text*', style: 'loose', effects: 'proc exec.project' },
};
const compose: Row = {
  options:
    '-f:read -p:text --file=read --project-name=text --env-file=read --profile=text --project-directory=cd --ansi=text --progress=text',
  sub: composeVerbs,
};

export const cloud: readonly ProgramRow[] = [
  {
    names: 'docker podman nerdctl', source: 'docker(1), podman(1)', options: containerGlobals,
    does: { '-H --host --config --url --connection --root --tls --tlscacert --tlscert --tlskey --tlsverify': 'opaque', '-v': 'help' },
    sub: {
      'ps images logs stats diff port history version events wait df': local, 'top': { options: '-o:columns', operands: 'text ps*' }, 'info': local, 'inspect': { operands: 'text*', style: 'loose', effects: 'read.secret=environment_of_containers' }, 'search': images,
      'run create': dockerRun, 'exec attach': runs, 'pull build commit import load tag': { operands: 'text*', style: 'loose', effects: 'exec.project net.fetch' },
      'push': { operands: 'text*', effects: 'publish', style: 'loose' }, 'login logout': secret,
      'rm rmi kill stop': { operands: 'text*', style: 'loose', effects: 'proc=removes_or_stops_containers', does: { '-v --volumes': 'irreversible=volumes' } }, 'start restart pause unpause rename update': { operands: 'text*', style: 'loose', effects: 'proc' },
      'cp save export': localWrite,
      'container': { sub: { 'inspect': { operands: 'text*', style: 'loose', effects: 'read.secret=environment_of_containers' }, 'ls list ps logs stats diff port exists': local, 'top': { options: '-o:columns', operands: 'text ps*' }, 'run create': dockerRun, 'exec attach': runs, 'rm prune remove': { operands: 'text*', style: 'loose', effects: 'irreversible=containers,_images_or_volumes' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
      'image volume network': { sub: { 'ls list history exists': local, 'inspect': local, 'run': dockerRun, 'exec attach': runs, 'rm prune remove': { operands: 'text*', style: 'loose', effects: 'irreversible=containers,_images_or_volumes' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
      'system': { sub: { 'df info events version': local, 'prune reset': { operands: 'text*', style: 'loose', effects: 'irreversible=containers,_images_or_volumes' }, '*': opaque } },
      'context config plugin trust secret': { sub: { 'ls list show inspect': { ...local, does: { '--showsecret': 'read.secret=a_secret_of_the_containers' } }, '*': policy } }, 'manifest': { sub: { inspect: images, '*': writes } },
      'buildx builder': { sub: { 'imagetools': { sub: { inspect: images, '*': writes } }, 'ls du version inspect': { ...local, does: { '--bootstrap': 'proc' } }, 'prune rm': { operands: 'text*', style: 'loose', effects: 'delete.outside' }, '*': { operands: 'text*', style: 'loose', effects: 'exec.project net.fetch' } } },
      'compose': compose, 'stack service node swarm': { sub: { 'ls ps list services inspect logs': reads, 'rm leave': destroys, '*': writes } }, 'pod machine generate kube play': { sub: { 'ls list ps inspect stats logs info': local, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
    },
  },
  { names: 'docker-compose podman-compose', source: 'docker compose documentation', ...compose },
  {
    names: 'kubectl oc k', source: 'kubectl reference', options: '-n:text -v:text --namespace=text --context=text --cluster=text --request-timeout=text --v=text', does: { '--kubeconfig -s --server --token --as --as-group --user --insecure-skip-tls-verify --certificate-authority': 'opaque' },
    sub: {
      'get describe': { ...kubeReads, options: `${kubeReads.options} -Aw -L:text -l:text --all-namespaces --selector=text --field-selector=text --label-columns=text --show-labels --no-headers --sort-by=text --watch --chunk-size=text --ignore-not-found --show-events=text?`, style: 'gnu', does: kubeElsewhere, sub: { '*secret* *Secret* *SECRET*': secret, '*': kubeReads } },
      'logs': { operands: 'text*', style: 'loose', effects: 'cloud.read', does: clusterDanger },
      'whoami': { ...reads, does: { ...danger, '-t --show-token': 'read.secret' } },
      'explain status projects top version api-resources api-versions cluster-info wait events completion options': { ...kubeReads, sub: { dump: { operands: 'text*', style: 'loose', effects: 'read.secret' }, '*': kubeReads } },
      'auth': { sub: { 'can-i': { options: '--as=text --as-group=text --as-uid=text', operands: 'text*', style: 'loose', effects: 'cloud.read', does: { '--kubeconfig --server -s --token --insecure-skip-tls-verify --certificate-authority': 'opaque' } }, 'whoami': kubeReads, '*': writes } }, 'rollout': { sub: { 'status history': kubeReads, '*': writes } }, 'config': { sub: { 'get-contexts current-context get-clusters get-users': local, 'view': { operands: 'text*', style: 'loose', effects: 'read.secret' }, '*': policy } }, 'diff': { ...reads, effects: 'cloud.read shell.escape=an_external_differ' },
      'exec attach debug run': runs, 'delete drain': destroys, 'cp': { operands: 'text*', style: 'loose', effects: 'net.send write.outside' }, 'port-forward proxy': { operands: 'text*', style: 'loose', effects: 'net.listen' }, 'plugin krew': { ...opaque, sub: { list: { ...local, operands: '' }, '*': opaque } }, '*': writes,
    },
  },
  { names: 'helm', source: 'helm documentation', options: '-n:text --namespace=text --kube-context=text --debug', does: { '--kubeconfig --kube-apiserver --kube-token --registry-config --repository-config': 'opaque' }, sub: { 'show inspect': { operands: 'text*', style: 'loose', sub: { '*': helmReads } }, 'list ls status history get search version env lint verify': { ...helmReads, sub: { 'all manifest': secret, '*': helmReads } }, 'template': { options: '-f:remote-read --values=remote-read --set=text --set-string=text --set-json=text --set-literal=text --version=text --kube-version=text --api-versions=text -a:text --name-template=text -s:text --show-only=text --repo=url', operands: 'remote-read*', style: 'loose', effects: 'here:read', does: { ...clusterDanger, '--enable-dns': 'net.send', '--dependency-update': 'net.fetch', '--post-renderer': 'shell.escape', '--output-dir': 'write.workspace' } }, 'repo dependency dep plugin registry': { sub: { 'list ls': local, '*': { operands: 'text*', style: 'loose', effects: 'net.fetch write.outside' } } }, 'completion': local, 'help': local, 'install upgrade rollback': { ...writes, operands: 'remote-read*', options: '--dry-run=text? --set=text --set-string=text --set-json=text -f:read --values=read --version=text', does: { ...clusterDanger, '--dry-run': 'nothing' } }, 'uninstall delete del un': { ...destroys, does: { ...clusterDanger, '--dry-run': 'nothing' } }, 'create package pull fetch': { operands: 'text*', style: 'loose', effects: 'write.workspace net.fetch' }, '*': writes } },
  { names: 'terragrunt', source: 'Terragrunt documentation: run_cmd, hooks and remote sources of the configuration run with every command', operands: 'text*', style: 'loose', effects: 'exec.project cloud.write', does: { '--version -v': 'help' }, sub: { 'destroy': { ...destroys, effects: 'cloud.destroy exec.project', does: { '--help -h': 'exec.project' } }, 'help': local, '*': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.write', does: { '-destroy': 'cloud.destroy', '--help -h --version': 'exec.project' } } } },
  { names: 'terraform tofu', source: 'Terraform CLI documentation', style: 'single', options: '-chdir:cd -version -help -v', does: { '-version -v -help': 'help' }, sub: { 'version': { operands: '', style: 'loose', effects: 'here:read' }, 'providers': { operands: '', style: 'loose', effects: 'here:read', sub: { 'lock mirror': { operands: 'text*', style: 'loose', effects: 'write.workspace net.fetch' }, 'schema': { operands: 'text*', style: 'loose', effects: 'exec.project=its_providers' } } }, 'validate graph': { operands: 'text*', style: 'loose', effects: 'exec.project=its_providers' }, 'modules metadata': { operands: 'text*', style: 'loose', effects: 'here:read' }, 'fmt': { style: 'single', options: '-recursive -diff -list -write', operands: 'text*', effects: 'here:write', does: { '-check': 'nothing' } }, 'show output': { operands: 'text*', style: 'loose', effects: 'read.secret=the_state' }, 'plan refresh console test': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.read' }, 'state': { sub: { 'list': reads, 'show pull': secret, 'rm': destroys, '*': writes } }, 'workspace': { sub: { 'list show': local, 'delete': destroys, '*': writes } }, 'init get': { operands: 'text*', style: 'loose', effects: 'pkg.install' }, 'destroy': destroys, 'login logout': secret, 'apply': { ...writes, does: { '-destroy': 'cloud.destroy' } }, '*': writes } },
  {
    names: 'aws', source: 'AWS CLI reference', options: '--region=text --profile=text --output=text --query=text --no-cli-pager --color=text --no-paginate --cli-read-timeout=text --cli-connect-timeout=text --cli-binary-format=text', does: { ...danger, '--no-sign-request': 'opaque', '--debug': 'read.secret=the_login_in_the_headers_of_requests' },
    sub: {
      // Operations that write their answer to a file named on the line, or answer with a login.
      's3api': { sub: { 'get-object get-object-torrent select-object-content': { operands: 'text*', style: 'loose', effects: 'cloud.read write.outside=a_file_that_the_line_names' }, 'list-* get-* head-* wait': paramReads, 'delete-*': destroys, '*': writes } },
      'sts': { sub: { 'get-caller-identity get-access-key-info decode-authorization-message': paramReads, '*': secret } }, 'secretsmanager': { sub: { 'list-* describe-* get-resource-policy get-random-password': paramReads, 'get-* batch-get-*': secret, 'delete-*': destroys, '*': writes } }, 'ssm': { sub: { 'describe-* list-* get-document get-automation-execution get-command-invocation get-inventory* get-maintenance* get-patch* get-connection-status get-deployable* get-service-setting get-ops*': paramReads, 'get-parameter*': secret, 'start-session send-command': runs, 'delete-*': destroys, '*': writes } },
      'athena': { sub: { 'start-query-execution': { operands: 'text*', style: 'loose', effects: 'cloud.read', options: '--query-string=sql', does: danger }, 'get-* list-* batch-get-*': paramReads, 'delete-*': destroys, '*': writes } },
      's3': { sub: { 'ls help': paramReads, 'rm rb': destroys, 'cp mv sync': { operands: 'text*', style: 'loose', effects: 'net.send', does: { ...danger, '--delete': 'cloud.destroy' } }, 'presign': secret, '*': writes } }, 'configure': { sub: { 'list list-profiles': local, 'get export-credentials': secret, '*': policy } }, 'sso ecr ecr-public': { sub: { 'login logout get-login* get-role-credentials get-authorization-token': secret, 'describe-* list-* get-* batch-get-* wait': paramReads, '*delete*': destroys, '*': writes } },
      'eks': { sub: { 'describe-* list-* wait': paramReads, 'get-token': secret, 'update-kubeconfig': policy, '*delete*': destroys, '*': writes } }, 'iam': { sub: { 'list-* get-* generate-* simulate-* wait': paramReads, 'delete-* remove-* detach-*': destroys, '*': writes } }, 'lambda': { sub: { 'invoke*': runs, 'list-* get-* wait': paramReads, '*delete*': destroys, '*': writes } }, 'logs': { sub: { 'tail describe-* get-* filter-* list-* start-query stop-query test-*': paramReads, '*delete*': destroys, '*': writes } }, 'dynamodb': { sub: { 'scan query batch-get-* get-* describe-* list-* transact-get-* wait': paramReads, 'execute-*': writes, '*delete*': destroys, '*': writes } },
      'kms': { sub: { 'describe-* list-* get-public-key get-key-*': paramReads, 'decrypt generate-data-key*': secret, '*delete*': destroys, '*': writes } }, 'cloudformation': { sub: { 'describe-* list-* get-* validate-* detect-* estimate-*': paramReads, 'wait': paramReads, '*delete*': destroys, '*': writes } }, 'help': local,
      '*': { sub: { '*credential* *password* *-token* *secret* *access-details* *-api-key* *auth-token* *presign* *default-key-pair* *tunnel* get-data-access get-instance-access get-compute-access': secret, 'get-id': writes, 'get-export get-sdk get-job-output get-media* get-clip get-configuration get-latest-configuration get-package-version-asset get-snapshot-block get-thing-shadow get-raw-message-content get-profile get-tile get-map-* get-read-set get-reference get-document-raw get-object get-image-frame get-image-set-metadata get-code-binding-source describe-input-device-thumbnail get-dicom* get-session': { operands: 'text*', style: 'loose', effects: 'cloud.read write.outside=a_file_that_the_line_names' }, 'help admin-get-* admin-list-* download-db-log* describe-* list-* get-* head-* batch-get-* lookup-* search-* view-* check-* validate-* filter-* estimate-* preview-* simulate-* test-event-pattern test-render-template test-metric-filter': paramReads, 'wait': paramReads, 'delete-* terminate-* remove-* purge-* deregister-* destroy-* reset-*': destroys, '*': writes, 'help': local } },
    },
  },
  { names: 'gcloud', source: 'gcloud reference', groups: gcloudGroups, options: '--project=text --format=text --quiet -q --verbosity=text --account=text --zone=text --region=text --filter=text --limit=text --sort-by=text', does: { ...danger, '--configuration --billing-project --log-http': 'opaque', '--version -v': 'help' }, verbs: { 'print-access-token print-identity-token print-refresh-token application-default login activate-service-account revoke': secret, 'access get-credentials configure-docker': secret, 'list ls log du describe get get-iam-policy get-value read info version list-* describe-* get-ancestors* get-server-config get-health get-serial-port-output get-status get-iam-policy-* search-* check-* tail topic cheat-sheet help': paramReads, 'delete delete-* remove-* destroy purge reset abandon-*': destroys, 'ssh scp start-iap-tunnel connect call execute-sql': runs, 'create update set add-* deploy submit start stop restart patch import export enable disable set-* apply move resize clone restore promote rollback publish attach-* detach-* unset upload cp mv rm rsync activate execute cancel rename create-* update-* restore-* copy copy-* generate generate-* install upgrade build send failover diagnose trigger repair init': writes } },
  { names: 'az', source: 'Azure CLI reference', groups: azGroups, options: '-o:text --output=text --query=text --subscription=text --only-show-errors --verbose --debug', does: { '--version': 'help', '-v': 'help' }, verbs: { 'key': { sub: { 'get-versions list-versions': paramReads, '*': secret } }, 'keys *-key *-keys secrets *-secrets tokens admin-key query-key appsettings connection-string list-publishing-* list-*key* list-*credential* list-*secret* show-connection* list-admin* get-access-token get-credentials list-keys show-connection-string get-publishing-profile login logout list-connection-strings generate-sas renew regenerate* secret credential': secret, 'list show list-* show-* get get-* exists check-name* version find wait summarize query usage history logs tail url': paramReads, 'delete purge remove deallocate destroy clear reset': destroys, 'run-command ssh exec invoke* rest': runs, 'create update set add start stop restart assign upload import export deploy sync scale enable disable apply move revoke upgrade configure extension publish cancel approve reject install regenerate up download copy attach detach restore redeploy resize generalize capture convert send swap': writes } },
  {
    names: 'gh', source: 'GitHub CLI manual', options: '-R:registry --repo=registry',
    sub: {
      'run': { sub: { 'list ls': { ...reads, options: '-q:jq --jq=jq -R:registry --repo=registry -w:text' }, 'view watch': { ...webReads, options: '-q:jq --jq=jq -R:registry --repo=registry' }, 'download': { operands: 'text*', style: 'loose', effects: 'net.fetch write.workspace' }, 'delete': destroys, '*': writes } },
      'pr issue release repo workflow label project ruleset rs milestone': { sub: { 'checkout co clone download fork sync': { operands: 'text*', style: 'loose', effects: 'net.fetch write.workspace' }, 'list ls view status diff check checks watch verify verify-asset field-list item-list list-*': { ...reads, operands: 'registry*', options: '-q:jq --jq=jq -R:registry --repo=registry', does: { ...danger, '-w --web': 'shell.escape=the_browser' } }, 'delete archive delete-*': destroys, '*': writes } }, 'cache': resource, 'gist': { sub: { 'list view': webReads, delete: destroys, '*': { operands: 'text*', style: 'loose', effects: 'publish' } } }, 'variable': resource, 'secret ssh-key gpg-key': { sub: { list: webReads, 'delete remove': destroys, '*': writes } }, 'org': resource, 'codespace cs': { sub: { 'list view logs': webReads, 'delete': destroys, 'ssh cp code jupyter': runs, '*': writes } },
      'api': { options: '-i -X:word -f:text -F:data -H:text -q:jq -t:text -p:text --method=word --field=data --raw-field=text --input=data --header=text --jq=jq --template=text --paginate --slurp --silent --include --cache=text --verbose --preview=text', operands: 'text', special: 'gh-api' }, 'auth': { sub: { 'status': { options: '-a -h:text --active --hostname=text', effects: 'cloud.read', does: { '-t --show-token': 'read.secret' } }, '*': secret } }, 'search status': { ...webReads, sub: { '*': webReads } }, 'browse': { operands: 'text*', style: 'loose', effects: 'shell.escape=the_browser' }, 'config': { sub: { 'get list': { operands: 'key*', options: '-h:text --host=text' }, '*': policy } }, 'alias': { sub: { list: local, '*': policy } }, 'extension ext': { sub: { 'list search': webReads, '*': { operands: 'text*', style: 'loose', effects: 'pkg.install' } } }, 'version help completion': local, 'attestation': { sub: { 'verify trusted-root': reads, '*': opaque } }, '*': opaque,
    },
  },
  { names: 'glab', source: 'glab documentation: the token of the environment goes to whatever host is named', options: '-R:registry --repo=registry', sub: { 'mr issue release repo ci pipeline job label milestone project': { sub: { ...resource.sub, 'list ls view show status get info describe diff checks watch search': { ...reads, operands: 'registry*', options: '-R:registry --repo=registry', does: { ...danger, '-w --web': 'shell.escape=the_browser' } } } }, 'auth': { sub: { 'status': { ...reads, does: { ...danger, '-t --show-token': 'read.secret' } }, '*': secret } }, 'api': { options: '-i -X:word -f:text -F:data -H:text -p:text --method=word --field=data --raw-field=text --input=data --header=text --paginate --silent --include --output=text', operands: 'text', special: 'gh-api' }, 'config': policy, 'version help completion': local, '*': opaque } },
  { names: 'auth0', source: 'Auth0 CLI documentation', options: '--tenant=text -t:text --no-color --no-input --debug', verbs: { 'api': { options: '-q:text --query=text', operands: 'text*', effects: 'cloud.write', sub: { 'get GET': { operands: 'page*', style: 'loose', effects: 'cloud.read' }, '*': writes } }, 'list ls show search search-by-email stats tail get status completion': { ...reads, does: { ...danger, '--reveal-secrets -r': 'read.secret' } }, 'delete rm': destroys, 'create update add remove set enable disable open import export assign unassign deploy rotate-secret test login logout block unblock customize verify setup generate trigger link': writes } },
  { names: 'packer', source: 'Packer documentation', sub: { 'version': local, 'fmt': { style: 'single', options: '-recursive -diff', operands: 'write*', effects: 'here:write', does: { '-check': 'nothing' } }, 'inspect': { operands: 'read*' }, 'plugins': { sub: { installed: local, '*': localWrite } }, '*': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.write' } } },
  { names: 'cdk', source: 'AWS CDK documentation: most commands run the application', sub: { 'doctor notices context': { operands: 'text*', style: 'loose', effects: 'exec.project=plugins_that_cdk.json_names', does: { '--clear --reset -e': 'write.workspace' } }, 'list ls synth synthesize diff metadata': { operands: 'text*', style: 'loose', effects: 'exec.project=the_application' }, 'destroy': destroys, '*': writes } },
  { names: 'ansible-doc', source: 'ansible-doc(1)', operands: 'text*', style: 'loose', does: { '-M --module-path --playbook-dir': 'exec.project' }, options: '-t:text --type=text' },
  { names: 'ansible-galaxy', source: 'ansible-galaxy(1)', sub: { 'collection role': { sub: { 'list info search': { ...reads, does: { '-s --server -p': 'opaque' } }, '*': { operands: 'text*', style: 'loose', effects: 'pkg.install' } } }, '*': { operands: 'text*', style: 'loose', effects: 'pkg.install' } } },
  { names: 'ansible-config', source: 'ansible-config(1)', sub: { 'list dump view': { operands: 'text*', style: 'loose', effects: 'here:read', does: { '-c --config': 'opaque' } }, '*': localWrite } },
  { names: 'ansible-inventory ansible-lint ansible-console ansible-pull ansible-test', source: 'documentation of each: inventories and plugins are programs', operands: 'text*', style: 'loose', effects: 'exec.project', does: { '-h': 'help' } },
  { names: 'serverless sls', source: 'Serverless Framework documentation: the version that the project brings along runs instead', operands: 'text*', style: 'loose', effects: 'cloud.write exec.project', does: { '--version -v -h --help': 'exec.project' } },
  { names: 'sam eb amplify ansible ansible-playbook ansible-vault', source: 'documentation of each', operands: 'text*', style: 'loose', effects: 'cloud.write', does: { '--version -v -h': 'help' } },
]; // prettier-ignore
