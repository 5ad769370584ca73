// Machine learning: models, data sets and experiments by their command line clients. Source: the documentation of each.
import type { ProgramRow, Row } from '../spec.ts';

const login = '--token --endpoint --api-key --key --host --base-url';
const reads: Row = { operands: 'word*', style: 'loose', effects: 'cloud.read', does: { [login]: 'opaque' } };
const local: Row = { operands: 'word*', style: 'loose', effects: '' };
const writes: Row = { operands: 'text*', style: 'loose', effects: 'cloud.write' };
const destroys: Row = { operands: 'text*', style: 'loose', effects: 'cloud.destroy' };
const secret: Row = { operands: 'text*', style: 'loose', effects: 'read.secret=a_credential_of_the_service' };
const fetches: Row = { operands: 'text*', style: 'loose', effects: 'net.fetch write.outside' };
const sends: Row = { operands: 'text*', style: 'loose', effects: 'net.send publish' };
const runs: Row = { operands: 'text*', style: 'loose', effects: 'exec.project' };
const removes: Row = { operands: 'text*', style: 'loose', effects: 'delete.outside=models_and_caches' };
const changes: Row = { operands: 'text*', style: 'loose', effects: 'write.workspace' };

export const learning: readonly ProgramRow[] = [
  {
    names: 'huggingface-cli hf', source: 'Hugging Face Hub documentation',
    sub: {
      'whoami scan-cache env version': { ...reads, operands: '' },
      'auth': { sub: { 'whoami list': { ...reads, operands: '' }, '*': secret } },
      'cache': { sub: { 'ls scan list verify': local, '*': removes } },
      'models datasets spaces': { sub: { 'ls list info': reads, '*': writes } },
      'login logout': secret,
      'download': fetches,
      'upload upload-large-folder': sends,
      'delete-cache': removes,
      '*': writes,
    },
  },
  {
    names: 'ollama', source: 'Ollama CLI reference',
    does: { '-v': 'help' },
    sub: { 'list ls ps show': local, 'help': local, 'pull': fetches, 'push': sends, 'rm': removes, 'run': { operands: 'text*', style: 'loose', effects: 'net.send net.fetch' }, 'serve': { operands: 'text*', style: 'loose', effects: 'net.listen' }, '*': changes },
  },
  { names: 'wandb', source: 'Weights & Biases CLI reference: status prints the settings', sub: { 'status': { ...local, operands: '' }, 'login': secret, 'sync': sends, 'sweep agent launch launch-agent job': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.write' }, 'pull restore': fetches, '*': writes } },
  {
    names: 'dvc', source: 'DVC command reference: stages and hooks of the project run by its own verbs',
    sub: {
      'status diff list ls dag params metrics root data version doctor': { ...local, does: { '-o --out --outs': 'write.workspace', '--open': 'shell.escape=the_browser', '-c --cloud -r --remote': 'net.fetch' }, sub: { 'show diff status': { ...local, operands: 'read*', does: { '-o --out': 'write.workspace', '--open': 'shell.escape=the_browser' } }, 'modify templates': changes } },
      'repro run exp experiments stage': { operands: 'text*', style: 'loose', effects: 'exec.project', sub: { 'show list diff': { ...local, does: { '--pull': 'net.fetch write.workspace', '-o --out': 'write.workspace' } }, '*': runs } },
      'push': sends, 'pull fetch get get-url import import-url update': fetches, 'gc destroy': removes,
      '*': changes,
    },
  },
  { names: 'mlflow tensorboard accelerate torchrun deepspeed jupytext streamlit gradio', source: 'documentation of each', operands: 'text*', style: 'loose', effects: 'exec.project', does: { '-V': 'opaque', '--version --version_tb': 'help' } },
  {
    names: 'kaggle', source: 'Kaggle API documentation',
    does: { '-v': 'help' },
    sub: {
      'competitions c datasets d kernels k models m': { sub: { 'list files status leaderboard submissions get': { ...reads, does: { [login]: 'opaque', '-d --download -p --path': 'net.fetch write.workspace' } }, 'download pull output': fetches, 'delete': destroys, '*': sends } },
      'config': { sub: { 'view': local, '*': changes } },
      '*': writes,
    },
  },
  { names: 'modal', source: 'Modal CLI reference', options: '-e:text --env=text', sub: { 'app volume environment profile dict queue container secret': { sub: { 'list ls current logs history': reads, 'stop delete rm': destroys, 'exec': { operands: 'text*', style: 'loose', effects: 'remote.exec' }, 'get': fetches, 'put': sends, '*': writes } }, 'token': secret, '*': { operands: 'text*', style: 'loose', effects: 'exec.project cloud.write' } } },
  { names: 'gpustat nvtop', source: 'README of each', options: '-acupPFi --json --show-all --show-cmd --show-user --show-pid --no-color --no-header -i:text? --interval=text?', operands: '' },
]; // prettier-ignore
