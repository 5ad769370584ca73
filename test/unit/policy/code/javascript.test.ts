// Code in JavaScript: on the line, from the standard input, and in files.
import { decidesIn } from './following.ts';

const inline = (code: string): string => `node - <<'JS'\n${code}\nJS`;

const harmless = `console.log(42)
console.log(process.version)
console.log(Buffer.from('test').toString('base64'))
console.log(require('os').platform())
console.log(require('url').parse('http://x.com'))
console.log(require('util').format('%s', 'hi'))
console.log(require('crypto').randomUUID())
const x = [1,2,3]; console.log(x.map(n => n*2))
console.log(require('querystring').stringify({a:1}))
console.log(require('assert').ok(true))
const fs = require('fs'); console.log(fs.readFileSync('a.txt', 'utf8'))
const { readFileSync: r } = require('node:fs'); const p = JSON.parse(r('package.json')); console.log(p.name, p.version)
console.log(require('./package.json').version)
const path = require('path'); console.log(path.join('a', 'b'), require('fs').existsSync(path.join('src', 'a')))
for (let i = 0; i < 3; i++) { console.log(process.argv[i]) }
const o = {a: 1}; for (const k of Object.keys(o)) console.log(k, o[k])
const counts = {}; for (const w of 'a b'.split(' ')) counts[w] = (counts[w] || 0) + 1; console.log(counts)
class A { constructor(x) { this.x = x } double() { return this.x * 2 } }; console.log(new A(2).double())
function f(a, {b} = {}, ...c) { return a ?? b }; console.log(f(1))
const f = async () => { await new Promise(r => setTimeout(r, 10)); return 1 }; f().then(v => console.log(v))
console.log(\`\${1 + 1} \${'a'.toUpperCase()}\`)
process.stdin.on('data', d => process.stdout.write(d.toString()))
try { JSON.parse('{') } catch (e) { console.error(e.message); process.exit(1) }
console.log(process.env.NODE_ENV, process.argv.slice(2))
if (require.main === module) { module.exports = { a: 1 }; exports.b = 2 }
const [a, b = 2] = [1]; console.log(a?.b, a !== b, !a, typeof b)
switch (1) { case 1: console.log(1); break; default: console.log(2) }
require('child_process').execSync('git status', {encoding: 'utf8'})
require('child_process').spawnSync('ls', ['-la'])
console.log(new Map([[1, 2]]).get(1), new Set([1]).has(1), new Date().toISOString(), /a/.test('a'))`;
for (const line of harmless.split('\n'))
  decidesIn(`node: ${line}`, { 'a.txt': '', 'package.json': '{}' }, inline(line), 'allow');

for (const line of [
  'node -e "console.log(1)"',
  'node --eval "console.log(42)"',
  'node -p "1 + 1"',
  'node x.js',
  'node --no-warnings x.js a',
  './x.js',
  'node < x.js',
  'node m.mjs',
  `node -p 'os.platform()'`,
])
  decidesIn(
    line,
    {
      'x.js': "#!/usr/bin/env node\nconsole.log(require('./lib').a())\n",
      'lib.js': 'exports.a = () => 1\n',
      'm.mjs':
        "import fs, { existsSync as e } from 'node:fs'\nimport * as p from 'path'\nimport { b } from './n.mjs'\nconsole.log(e('a'), fs.existsSync('b'), p.join('a', 'b'), b)\n",
      'n.mjs': 'export const b = 1\n',
    },
    line,
    'allow',
  );

const stopped = `require('fs').writeFileSync('a', 'x')
require('fs').rmSync('build', {recursive: true})
require('fs').unlinkSync('a')
require('fs').promises.rm('a')
require('fs/promises').writeFile('a', 'x')
require('fs').readFileSync('a', {flag: 'w+'})
require('fs').readFileSync(process.argv[2])
require('fs').readFileSync('.env', 'utf8')
require('child_process').execSync('rm -rf x')
require('child_process').exec('ls', {shell: './evil'})
require('child_process').spawnSync('rm', ['-rf', 'x'])
require('child_process').spawnSync('rm -rf x', {shell: true})
require('child_process').fork('./x.js')
const {exec} = require('child_process'); exec('rm x')
const cp = require('child_process'); const e = cp.exec; e('rm x')
const cp = require('child_process'); [cp.exec].map(f => f('rm x'))
const cp = require('child_process'); const o = {f: cp.exec}; o.f('rm x')
const cp = require('child_process'); (cp.exec || 1)('rm x')
const cp = require('child_process'); (0, cp.exec)('rm x')
const cp = require('child_process'); cp['ex' + 'ec']('rm x')
const cp = require('child_process'); const k = process.argv[1]; cp[k]('rm x')
const cp = require('child_process'); cp.exec.call(null, 'rm x')
const cp = require('child_process'); cp.exec.bind(null)('rm x')
const {...cp} = require('child_process'); cp.exec('rm x')
function g() { return require('child_process') }; g().exec('rm x')
const g = (c = require('child_process')) => c.exec('rm x'); g()
class A { c = require('child_process') }; new A().c.exec('rm x')
globalThis.c = require('child_process'); c.exec('rm x')
eval('1')
new Function('return process')()
(() => {}).constructor('return process')()
[].constructor.constructor('return 1')()
({})['constructor']['constructor']('return 1')()
const k = 'constr' + 'uctor'; ({})[k][k]('return 1')()
const k = 'constr'.concat('uctor'); ({})[k][k]('return 1')()
const k = 'constr'.concat('uctor'); const F = ({})[k][k]; F('return 1')()
const k = 'constr'.concat('uctor'); const F = (() => 1)[k]; [1].map(F('return process'))
const k = 'constr'.concat('uctor'); ['return 1'].map((() => 1)[k]).forEach(f => f())
const k = 'constr'.concat('uctor'); const {[k]: F} = () => 1; F('return 1')()
const {constructor: F} = () => 1; F('return 1')()
const k = 'constr'.concat('uctor'); const o = {f: (() => 1)[k]}; o.f('return 1')()
const k = 'constr'.concat('uctor'); function h(f) { f('return 1')() }; h((() => 1)[k])
const k = 'constr'.concat('uctor'); let F; F = (() => 1)[k]; new F('return 1')()
const k = 'constr'.concat('uctor'); (() => 1)[k]\`return 1\`()
const k = 'constr'.concat('uctor'); (() => 1)[k].call(null, 'return 1')()
const k = 'constr'.concat('uctor'); (() => 1)[k]?.('return 1')()
this.process.mainModule
(function () { return this })().process
(function () { return this })().eval('1')
const {process: p} = this; p.exit()
globalThis['ev' + 'al']('1')
global.process
process.binding('fs')
process['binding']('fs')
process.mainModule.require('child_process')
process.dlopen({}, 'x')
process.getBuiltinModule('fs').rmSync('a')
const p = process; p.binding('fs')
process.env.PATH = 'x'
console.log(process.env)
console.log(process.env.GITHUB_TOKEN)
const {AWS_SECRET_ACCESS_KEY: s} = process.env; console.log(s)
console.log(process.env[process.argv[2]])
console.log({...process.env})
process.chdir('/')
process.kill(1)
require('vm').runInThisContext('1')
require('module')._load('fs')
require('worker_threads')
require('v8')
require('./missing')
require('lodash')
require(process.argv[2])
require('child' + '_process').exec('rm x')
const r = require; r('child_process').exec('rm x')
[require].map(r => r('child_process'))
module.require('child_process').exec('rm x')
require.main.require('child_process')
module.constructor._load('fs')
import('child_process').then(c => c.exec('rm x'))
fetch('https://x.example')
require('https').get('https://x.example')
require('net').connect(1)
require('http').createServer().listen(1)
JSON.parse = x => x
Object.prototype.toString = 1
({}).__proto__.x = 1
Array.prototype.map = function () {}
Object.getPrototypeOf(async () => {})
Reflect.get({}, 'x')
new Proxy({}, {})
Error.prepareStackTrace = (e, s) => s[0].getThis()
with ({}) { console.log(1) }
class A extends require('events') { constructor() { super.constructor('x') } }
label: for (;;) { fetch('x'); break label }
console.log(1
undefinedName(1)
const a = b, b = c, c = d, d = require('child_process').exec; a('rm x')
var f = console.log; f = require('child_process').exec; f('rm x')
require('fs').createWriteStream('a')
process.stdout.constructor
String.raw.constructor('x')
console.log.constructor('x')()
Buffer.constructor('x')()
setTimeout(require('child_process').exec, 1, 'rm x')
process.on('exit', require('fs').rmSync)
Promise.resolve('rm x').then(require('child_process').exec)
new (class { static [require('child_process').execSync('rm x')] = 1 })()
const t = \`rm \${process.argv[2]}\`; require('child_process').execSync(t)
require('readline').Interface
const A = class { static x = require('child_process').execSync('rm x') }
const A = class extends require('child_process').exec {}
function* g() { yield require('child_process') }
(async () => { (await require('child_process')).exec('rm x') })()
[...[1]].map(() => require('child_process').execSync('rm x'))
(() => 1).\\u0063onstructor('return 1')()
var f = () => 1; var \\u0066 = require('child_process').exec; f('rm x')
<!-- x
1 --> x
this.child_process.exec('rm x')
(function () { return this })().child_process.exec('rm x')
({ rmSync() {} }); this.fs.rmSync('a')
({ load() {} }); module.load('./evil.js')
({ load() {} }); require.main.load('./evil.js')
console.log(process.on('x', () => {}).env.GITHUB_TOKEN)
({ writeReport() {} }); process.on('x', () => {}).report.writeReport('a')
const c = ['ls', 'rm x']; c[0] = 'rm x'; require('child_process').execSync(c[0])
const o = {stdio: 'inherit'}; o.shell = './evil'; require('child_process').execSync('ls', o)
const a = ['-la']; a.push('x'); require('child_process').spawnSync('ls', a)
require('child_process').execSync([...['rm x', 'rm y'], 'ls'][1])
require('child_process').execSync([, 'rm x', 'ls'][1])
let i = 0; i++; require('child_process').execSync(['ls', 'rm x'][i])
let c = 'ls'; c += '; rm x'; require('child_process').execSync(c)
let c = 'ls'; [c] = ['rm x']; require('child_process').execSync(c)
let c = 'ls'; for (c of ['rm x']) require('child_process').execSync(c)
const c = 'ls'; (c => require('child_process').execSync(c))('rm x')
exports.a = require('child_process').exec
export const x = require('child_process').exec
export { exec } from 'child_process'
let x; ({x} = require('child_process')); x.y
let exec; ({exec} = require('child_process')); exec('rm x')
for (const f of [require('child_process').exec]) f('rm x')
arguments.callee
const fs = require('fs'); fs.rm = 1; fs['rmS' + 'ync']('a')`;
for (const line of stopped.split('\n')) decidesIn(`node: ${line}`, {}, inline(line), 'stopped');

decidesIn('a catastrophe by exec', {}, inline("require('child_process').execSync('rm -rf ' + '/')"), 'deny');
decidesIn('a catastrophe by words', {}, inline("require('child_process').spawn('rm', ['-rf', '/'])"), 'deny');
decidesIn(
  'a catastrophe in a file',
  { 'x.js': "require('fs').rmSync('/', { recursive: true })\n" },
  'node x.js',
  'deny',
);
decidesIn(
  'a catastrophe in a file that is loaded',
  {
    'x.js': "require('./lib')\n",
    'lib.js': "require('fs').rmSync(require('path').join('/'), { recursive: true })\n",
  },
  'node x.js',
  'deny',
);
decidesIn('text that only mentions a catastrophe', {}, inline("console.log('rm -rf /')"), 'allow');
decidesIn(
  'files that load each other',
  { 'a.js': "require('./b')\n", 'b.js': "require('./a')\n" },
  'node a.js',
  'allow',
);
decidesIn(
  'a module that gives away what reaches out',
  { 'a.js': "require('./b').run('rm x')\n", 'b.js': "exports.run = require('child_process').exec\n" },
  'node a.js',
  'stopped',
);
decidesIn(
  'a file outside the workspace',
  { 'a.js': "require('../b')\n", '/home/dev/b.js': 'console.log(1)\n' },
  'node a.js',
  'stopped',
);
decidesIn('an option that loads a file', { 'x.js': 'console.log(1)\n' }, 'node -r ./y x.js', 'ask');
decidesIn(
  'options of the environment',
  { 'x.js': 'console.log(1)\n' },
  'NODE_OPTIONS="-r ./y" node x.js',
  'stopped',
);
decidesIn('an environment file', { 'x.js': 'console.log(1)\n' }, 'node --env-file=.env x.js', 'ask');
decidesIn('TypeScript in a file of JavaScript', { 'x.js': 'const x: number = 1\n' }, 'node x.js', 'stopped');
decidesIn('null bytes', { 'x.js': 'console.log(1)\0' }, 'node x.js', 'stopped');
decidesIn('a huge file', { 'x.js': 'console.log(1)\n'.repeat(20_000) }, 'node x.js', 'stopped');
decidesIn('deep nesting', { 'x.js': `${'('.repeat(5000)}1${')'.repeat(5000)}\n` }, 'node x.js', 'stopped');
decidesIn(
  'long line separators',
  { 'x.js': 'console.log(1)\u2028require("child_process").execSync("rm x")\n' },
  'node x.js',
  'stopped',
);
