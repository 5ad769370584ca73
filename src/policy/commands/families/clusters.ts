// Tools around containers and clusters beside docker, kubectl and helm, by verb. A verb that is not listed is not known.
import type { ProgramRow, Row } from '../spec.ts';

/** Options that point at another cluster or take a login from the line. */
const elsewhere =
  '--kubeconfig --server --auth-token --token --insecure --plaintext --host --address --config --as --context-file';
const reads: Row = {
  operands: 'word*',
  style: 'loose',
  effects: 'cloud.read',
  does: { [elsewhere]: 'opaque' },
};
const local: Row = { operands: 'word*', style: 'loose' };
const secret: Row = { operands: 'text*', style: 'loose', effects: 'read.secret=a_credential_of_the_service' };
const writes: Row = { operands: 'text*', style: 'loose', effects: 'cloud.write' };
const destroys: Row = { operands: 'text*', style: 'loose', effects: 'cloud.destroy' };
const machines: Row = { operands: 'text*', style: 'loose', effects: 'proc' };

export const clusters: readonly ProgramRow[] = [
  {
    names: 'argocd', source: 'Argo CD command reference',
    sub: {
      'version': reads,
      'app': { sub: { 'list get history diff manifests logs resources wait': reads, 'delete': destroys, '*': writes } },
      'cluster proj repo appset cert gpg': { sub: { 'list get': reads, 'rm delete': destroys, '*': writes } },
      'account': { sub: { 'list get get-user-info can-i': reads, '*': secret } },
      '*': writes,
    },
  },
  {
    names: 'flux', source: 'Flux command reference', options: '-n:text --namespace=text -A',
    sub: { 'get': { sub: { '*': reads } }, 'check logs events tree trace version stats': { ...reads, sub: { '*': reads } }, 'delete uninstall': destroys, '*': writes },
  },
  {
    names: 'istioctl', source: 'istioctl reference', options: '-n:text --namespace=text',
    sub: { 'version analyze proxy-status ps validate': { ...reads, operands: 'read*' }, 'uninstall': destroys, '*': writes },
  },
  { names: 'linkerd', source: 'Linkerd command reference', options: '-n:text', sub: { 'check version': reads, 'viz': { sub: { 'stat check edges list': reads, '*': writes } }, '*': writes } },
  {
    names: 'velero', source: 'Velero documentation', options: '-n:text --namespace=text',
    sub: { 'version': reads, 'backup restore schedule backup-location snapshot-location': { sub: { 'get describe logs': reads, 'delete': destroys, '*': writes } }, '*': writes },
  },
  { names: 'kustomize', source: 'Kustomize reference: a build reads secrets and remote bases', sub: { 'version': local, '*': { operands: 'text*', style: 'loose', effects: 'exec.project=what_the_kustomization_names' } } },
  { names: 'kubectx kubens', source: 'kubectx README', options: '-c --current', operands: '', effects: '', sub: { '*': { operands: 'text*', style: 'loose', effects: 'write.policy=settings_of_a_tool' } } },
  { names: 'stern', source: 'stern README', options: '-A -n:text -c:text -E:text -e:text -H:text -i:text -l:text -o:text -p -s:text -t:text --all-namespaces --namespace=text --container=text --exclude=text --include=text --highlight=text --selector=text --output=text --since=text --tail=text --no-follow --only-log-lines --context=text --color=text --timestamps=text? --timezone=text --field-selector=text --init-containers=text? --ephemeral-containers=text? --container-state=text --exclude-container=text --exclude-pod=text --max-log-requests=text --node=text --diff-container -v -h', operands: 'word?', effects: 'cloud.read', does: { '--kubeconfig --config --template --template-file -T --prompt --completion --as --server --token': 'opaque', '--version': 'help' } },
  { names: 'eksctl', source: 'eksctl documentation', effects: 'opaque', operands: 'text*', style: 'loose', sub: { 'version': { operands: '', options: '--short --client --json -o:text --output=text' }, 'get': { sub: { '*': { ...reads, options: '-r:text -o:text --region=text --name=text --cluster=text --output=text', does: { [elsewhere]: 'opaque', '-f --config-file': 'opaque' } } } }, 'delete': destroys, 'utils': { sub: { 'describe-*': reads, '*': writes } }, '*': writes } },
  { names: 'k9s', source: 'k9s README', operands: 'text*', style: 'loose', effects: 'opaque', sub: { 'version': local, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } } },
  {
    names: 'minikube', source: 'minikube commands', options: '-p:text --profile=text',
    sub: { 'status ip version logs options': { ...local, does: { '--file': 'write.outside' } }, 'profile addons service image node': { sub: { 'list ls': local, '*': machines } }, '*': machines },
  },
  { names: 'kind', source: 'kind documentation', sub: { 'version': local, 'get': { sub: { 'clusters nodes': local, '*': secret } }, '*': machines } },
  { names: 'k3d', source: 'k3d documentation', sub: { 'version': local, 'cluster node registry': { sub: { 'list ls get': local, '*': machines } }, '*': machines } },
  { names: 'colima', source: 'colima README', options: '-p:text --profile=text', sub: { 'status list ls version': local, '*': machines } },
  { names: 'limactl lima', source: 'Lima documentation', effects: 'proc', sub: { 'list ls info': local, '*': machines } },
  { names: 'multipass', source: 'Multipass documentation', sub: { 'list ls info version find networks aliases': local, '*': machines } },
  { names: 'vagrant', source: 'Vagrant documentation: the Vagrantfile is a program', operands: 'text*', style: 'loose', effects: 'exec.project', does: { '-v': 'help' } },
  {
    names: 'virsh', source: 'virsh(1)', style: 'loose', operands: '', effects: 'opaque',
    sub: { 'list dominfo domstate domstats domifaddr domblklist domiflist net-list net-info pool-list pool-info vol-list version nodeinfo': { operands: 'word*', options: '--all --inactive --state-running --name --uuid --title --details --source:text' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } },
  },
  { names: 'crictl', source: 'crictl documentation', sub: { 'ps pods images img stats version logs': local, '*': machines } },
  { names: 'ctr', source: 'containerd documentation', options: '-n:text --namespace=text', sub: { 'images image i containers c tasks t snapshots content plugins': { sub: { 'ls list check': local, '*': machines } }, 'version': local, '*': machines } },
  {
    names: 'skopeo', source: 'skopeo(1)',
    sub: { 'inspect list-tags': { operands: 'registry', style: 'loose', effects: 'cloud.read', does: { '--creds --password --authfile --registry-token --command-timeout --policy': 'opaque' } }, 'delete': destroys, 'login logout': secret, '*': { operands: 'text*', style: 'loose', effects: 'net.fetch write.outside' } },
  },
  { names: 'crane', source: 'crane documentation', sub: { 'ls digest manifest config catalog version': { operands: 'registry*', effects: 'cloud.read', options: '-v --platform=text --full-ref' }, 'delete': destroys, 'auth': secret, '*': { operands: 'text*', style: 'loose', effects: 'net.fetch net.send write.outside' } } },
  { names: 'act', source: 'act documentation', operands: 'text*', style: 'loose', effects: 'exec.project', does: { '-l --list -g --graph --version': 'nothing' } },
  {
    names: 'etcdctl', source: 'etcdctl README', options: '-w:text --write-out=text',
    does: { '--endpoints --user --cert --key --cacert': 'opaque' },
    sub: { 'version': local, 'endpoint': { sub: { 'health status hashkv': reads, '*': writes } }, 'member alarm': { sub: { 'list': reads, '*': writes } }, 'get': { operands: 'text*', style: 'loose', effects: 'read.secret=values_of_the_store' }, 'del': destroys, '*': writes },
  },
]; // prettier-ignore
