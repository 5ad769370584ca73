// Hosting platforms and services by their command line clients: a verb that is listed as a reader passes, what holds a
// credential does not, and what is not listed changes something.
import type { ProgramRow, Row } from '../spec.ts';

const login =
  '--token -t --api-token --access-token --auth --api-key --admin-key -l --local-config --global-config --config --api --api-url --endpoint --host --url --header --show-secrets --reveal --unmask -address --address -http-addr --http-addr -token';
const reads: Row = { operands: 'word*', style: 'loose', effects: 'cloud.read', does: { [login]: 'opaque' } };
const local: Row = { operands: 'word*', style: 'loose' };
const writes: Row = { operands: 'text*', style: 'loose', effects: 'cloud.write' };
const destroys: Row = { operands: 'text*', style: 'loose', effects: 'cloud.destroy' };
const secret: Row = { operands: 'text*', style: 'loose', effects: 'read.secret=a_credential_of_the_service' };
const runs: Row = { operands: 'text*', style: 'loose', effects: 'remote.exec' };
/** A topic of a client: lists and looks at it, or changes it. */
const topic: Row = {
  sub: {
    'list ls show view status info get describe history': reads,
    'delete rm remove destroy purge': destroys,
    '*': writes,
  },
};
const version = { '--version -v -h': 'help' };

export const platforms: readonly ProgramRow[] = [
  {
    names: 'heroku', source: 'Heroku CLI commands', does: version,
    sub: {
      'apps apps:info info apps:list list ps logs releases releases:info releases:output addons addons:info addons:plans addons:services addons:docs domains domains:info features features:info pipelines pipelines:info pipelines:diff buildpacks buildpacks:versions buildpacks:search status regions stack certs certs:info drains keys labs labs:info members access orgs teams spaces spaces:info webhooks webhooks:info reviewapps auth:whoami whoami maintenance telemetry pg pg:info pg:ps pg:diagnose pg:locks pg:blocking pg:bloat pg:backups pg:backups:info pg:wait redis:info version help git:remote:info': reads,
      'ps:type dyno:type': { options: '-a:text --app=text -r:text --remote=text', operands: '', effects: 'cloud.read', sub: { '*': writes } },
      'config config:get auth:token authorizations authorizations:info pg:credentials pg:credentials:url redis:credentials': secret,
      'run run:detached ps:exec pg:psql redis:cli': runs,
      '*destroy* *remove* *delete* *:rm *:reset': destroys,
      '*': writes,
    },
  },
  {
    names: 'vercel', source: 'Vercel CLI reference: by itself it deploys', effects: 'cloud.write', does: version,
    sub: {
      'ls list inspect logs whoami': reads,
      'env domains dns certs alias aliases project projects teams secrets secret integration': topic,
      'rm remove': destroys,
      'help': local,
      '*': writes,
    },
  },
  {
    names: 'netlify ntl', source: 'Netlify CLI reference', does: version,
    sub: {
      'status status:hooks sites:list functions:list logs:function logs:deploy logs:build help': reads,
      'env:list env:get': secret,
      '*delete*': destroys,
      '*': writes,
    },
  },
  {
    names: 'fly flyctl', source: 'flyctl reference', options: '-a:text --app=text -c:read --config=read', does: version,
    sub: {
      'status logs info releases doctor history': reads,
      'version': { ...local, operands: '', sub: { '*': writes } },
      'apps machine machines m volumes volume vol ips certs secrets postgres pg regions orgs image checks services scale redis mysql extensions ext tokens platform litefs-cloud wireguard': {
        sub: {
          'list ls show status check info regions vm-sizes': reads,
          'destroy delete remove unset revoke': destroys,
          'connect exec ssh': runs,
          '*': writes,
        },
      },
      'config': { sub: { 'show validate': reads, '*': { operands: 'text*', style: 'loose', effects: 'write.workspace' } } },
      'auth': { sub: { 'whoami': reads, '*': secret } },
      'ssh console proxy': runs,
      'destroy': destroys,
      '*': writes,
    },
  },
  {
    names: 'wrangler', source: 'Wrangler commands', options: '-c:read --config=read -e:text --env=text', does: version,
    sub: {
      'whoami tail': reads,
      'deployments versions queues hyperdrive vectorize dispatch-namespace mtls-certificate workflows': topic,
      'kv r2': { sub: { 'namespace bucket': topic, '*': writes } },
      'd1': { sub: { 'list info': reads, 'migrations': { sub: { 'list': reads, '*': writes } }, 'delete': destroys, '*': writes } },
      'secret': { sub: { 'list': reads, 'delete': destroys, '*': writes } },
      'pages': { sub: { 'project deployment': topic, '*': writes } },
      'delete': destroys,
      '*': writes,
    },
  },
  {
    names: 'railway', source: 'Railway CLI reference', does: version,
    sub: { 'status logs list whoami version': reads, 'variables vars': secret, 'run shell ssh connect': runs, 'delete down': destroys, '*': writes },
  },
  {
    names: 'supabase', source: 'Supabase CLI reference: status prints keys', does: version,
    sub: {
      'branches': { sub: { 'list': reads, 'get': secret, 'delete': destroys, '*': writes } },
      'projects functions orgs organizations domains secrets snippets ssl-enforcement network-bans': topic,
      'migration': { sub: { 'list': reads, '*': writes } },
      'status': secret,
      '*': writes,
    },
  },
  {
    names: 'firebase', source: 'Firebase CLI reference', options: '-P:text --project=text -j --json', does: { ...version, '--token': 'opaque' },
    sub: {
      '*:list functions:log help': reads,
      '*delete* *remove* *disable*': destroys,
      '*': writes,
    },
  },
  {
    names: 'doctl', source: 'doctl reference', options: '-o:text --output=text --format=text --no-header --context=text', does: { ...version, '-t --access-token -u --api-url -c --config': 'opaque' },
    sub: { 'databases database db dbs': secret, 'registry registries': { sub: { 'get options': reads, 'docker-config login': secret, '*': writes } }, 'serverless sls': writes, 'version': local },
    verbs: { 'kubeconfig docker-config token': secret, 'list ls get list-* get-upgrades show': reads, 'delete rm d destroy': destroys, 'ssh': runs, 'create update add remove power-off power-on reboot resize assign unassign init switch save set run sync restart enable disable tag untag attach detach upgrade install restore copy': writes },
  },
  {
    names: 'linode-cli', source: 'Linode CLI documentation', options: '--json --text --pretty --no-headers --format=text --all', does: version,
    sub: { 'databases profile object-storage obj lke': secret, 'regions': { sub: { 'list ls view': reads, '*': writes } } },
    verbs: { 'list ls view': reads, 'delete rm': destroys, 'create update update-* add add-* boot reboot shutdown rebuild resize clone upgrade restore import': writes },
  },
  {
    names: 'hcloud', source: 'hcloud reference', does: { ...version, '--context --config': 'opaque' },
    sub: { 'version': local, 'context': { sub: { 'list active': local, '*': { operands: 'text*', style: 'loose', effects: 'write.policy=settings_of_a_tool' } } } },
    verbs: { 'list describe': reads, 'delete': destroys, 'ssh': runs, 'create update add-* remove-* attach-* detach-* enable-* disable-* poweron poweroff reboot reset rebuild shutdown change-* set-* request-console reset-password': writes },
  },
  {
    names: 'stripe', source: 'Stripe CLI reference', options: '--project-name=text -p:text', does: { ...version, '--api-key --api-base --live': 'opaque' },
    sub: {
      'logs': { sub: { 'tail': reads, '*': writes } },
      'config login': secret, 'get': reads, 'version help resources status': local, 'delete': destroys,
      '*': { sub: { 'list retrieve search': reads, 'delete cancel': destroys, '*': writes } },
    },
  },
  {
    names: 'pulumi', source: 'Pulumi CLI reference: most commands run the program of the project', does: { ...version, '-C --cwd': 'opaque' },
    sub: {
      'version whoami': local,
      'stack': { sub: { 'ls history': { ...reads, sub: {} }, 'tag': { sub: { 'ls get': reads, '*': writes } }, 'rm': destroys, 'export output': secret, '*': writes } },
      'destroy': destroys,
      'config': { sub: { 'get': secret, 'set set-all rm cp refresh env': writes }, effects: 'here:read', does: { '--show-secrets': 'read.secret' }, options: '-s:text --stack=text -j --json' },
      'preview up about logs refresh console watch': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.write' },
      '*': writes,
    },
  },
  {
    names: 'vault', source: 'Vault commands', does: version,
    sub: {
      'status version': reads,
      'secrets': { sub: { 'list': reads, 'disable': destroys, '*': writes } },
      'auth audit namespace plugin': { sub: { 'list': reads, 'disable delete': destroys, '*': writes } },
      'policy': { sub: { 'list read': reads, 'delete': destroys, '*': writes } },
      'kv': { sub: { 'list': reads, 'get': secret, 'destroy delete metadata': destroys, '*': writes } },
      'list path-help': reads,
      'read login token unwrap print': secret,
      'delete': destroys,
      '*': writes,
    },
  },
  {
    names: 'consul nomad', source: 'Consul commands, Nomad commands', does: version,
    sub: {
      'version members status info': reads,
      'catalog': { sub: { 'datacenters nodes services': reads, '*': writes } },
      'intention': { sub: { 'list check get match': reads, 'delete': destroys, '*': writes } },
      'job node alloc deployment eval server namespace': { sub: { 'status history deployments inspect logs list members': reads, 'stop drain purge delete': destroys, 'exec': runs, '*': writes } },
      'kv': { sub: { 'get export': secret, 'delete': destroys, '*': writes } },
      '*': writes,
    },
  },
  {
    names: 'sentry-cli', source: 'Sentry CLI documentation', does: { ...version, '--auth-token --url --header': 'opaque' },
    sub: { 'info': reads, 'releases projects organizations issues events monitors repos deploys': topic, '*': writes },
  },
  {
    names: 'jira', source: 'JiraCLI documentation', does: { '-c --config': 'opaque' }, options: '-p:text --project=text',
    sub: { 'issue epic sprint project board release': topic, 'me version serverinfo': reads, 'open': { operands: 'text*', effects: 'shell.escape=the_browser' }, '*': writes },
  },
  { names: 'hub', source: 'hub(1)', sub: { 'pr issue release': { sub: { 'list show': reads, '*': writes } }, 'ci-status': reads, 'version': local, '*': { operands: 'text*', style: 'loose', effects: 'vcs.remote cloud.write' } } },
  { names: 'gsutil', source: 'gsutil documentation', options: '-mqD', does: { '-o -h -i': 'opaque', '-v': 'help' }, sub: { 'ls du stat cat version help hash': { operands: 'page*', options: '-lLbrRdpasehzmc', effects: 'cloud.read' }, 'rm rb': destroys, 'cp mv rsync': { operands: 'text*', style: 'loose', effects: 'net.fetch net.send write.outside' }, 'signurl': secret, '*': writes } },
  { names: 'bq', source: 'bq command-line tool reference', options: '--format=text --project_id=text --location=text --headless --quiet -q --dataset_id=text', does: { '--flagfile --bigqueryrc --api --credential_file --apilog': 'opaque' }, sub: { 'ls show head version help': { ...reads, does: { '--flagfile': 'opaque' } }, 'query': { options: '--use_legacy_sql=text? --nouse_legacy_sql --dry_run --format=text -n:text --max_rows=text', operands: 'sql', effects: 'cloud.read' }, 'rm': destroys, '*': writes } },
  { names: 'rabbitmqctl', source: 'rabbitmqctl(8)', options: '-qs -n:text -p:text', sub: { 'status ping version cluster_status list_queues list_exchanges list_bindings list_connections list_channels list_consumers list_vhosts list_users list_permissions list_policies list_feature_flags': reads, 'delete_* purge_queue reset force_reset': destroys, '*': writes } },
  { names: 'pg_isready', source: 'pg_isready(1)', options: '-q -h:text -p:text -d:text -U:text -t:text --host=text --port=text --dbname=text --username=text --timeout=text --quiet', operands: '', effects: 'cloud.read' },
  { names: 'pg_config pg_lsclusters', source: 'pg_config(1)', style: 'single', options: '--version --bindir --includedir --libdir --pkglibdir --sharedir --sysconfdir --configure --cflags --ldflags --libs --includedir-server -h --help', operands: '' },
  { names: 'mysqladmin', source: 'mysqladmin(1)', style: 'loose', options: '-u:text -h:server --host=server -P:text -S:text', operands: 'text*', effects: 'db.write', sub: { 'status extended-status version ping processlist variables': { operands: 'word*', options: '-u:text -h:server --host=server -P:text -S:text --user=text --port=text --socket=text -p:text? --password=text? -i:text -c:text --sleep=text --count=text -r --relative', effects: 'cloud.read' }, 'drop': { operands: 'text*', style: 'loose', effects: 'db.destroy' }, '*': { operands: 'text*', style: 'loose', effects: 'db.write' } } },
  { names: 'mysqlshow', source: 'mysqlshow(1)', options: '-itkv -u:text -h:server -P:text --user=text --host=server --port=text --keys --status --count', operands: 'text*', effects: 'cloud.read' },
]; // prettier-ignore
