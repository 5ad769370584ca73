// Code in TypeScript: files that node runs after it took the types out.
import { decidesIn } from './following.ts';

const harmless = `const x: number = 1; console.log(x);
import type { A } from './missing.ts'; import { type B, c } from './b.ts'; console.log(c);
interface I<T> { a: T; b(x: number): string; [k: string]: unknown; new (x: T): I<T>; (y: T): void } console.log(1);
type T = { [k: string]: number } | keyof I | (string & {})[]; type F = (a: string) => void; console.log(1);
function f<T extends object>(a: number, b?: string, ...c: any[]): T | undefined { return undefined } console.log(f<I>(1));
class K<T> implements I<T> { private readonly a: number = 1; static b?: string; constructor(public x: number, private y = 2) { } get z(): number { return this.a } } console.log(new K<string>(1).z);
abstract class M { abstract m(): void; n(): number { return 1 } } class N extends M { m(): void { } } console.log(new N().n());
const y = JSON.parse('{}') as Record<string, number>; const z = y!; console.log(z satisfies object, <any>y);
enum E { A = 1, B = 'x', C } console.log(E.A, E[1]);
const g = async <T,>(x: T): Promise<T> => x; g(1).then((v: number) => console.log(v));
let [p, q]: [number, string] = [1, 'a']; const { r }: { r: number } = { r: 1 }; console.log(p, q, r);
for (const i of [1, 2] as number[]) console.log(i); try { } catch (e: unknown) { console.log(e) }
function over(a: string): void; function over(a: any): void { console.log(a) } over('a');
import fs from 'node:fs'; console.log(fs.readFileSync('a.txt', 'utf8').length as number);
function isS(x: unknown): x is string { return typeof x === 'string' } console.log(isS(1));
export type { I }; export interface J { } export const w: number = 1; export enum S { A }
const m = new Map<string, number>([['a', 1]]); console.log(m?.get('a')!.toFixed());
const o = { a: 1 } as const; (o as any).b = 2; console.log(o);`;
for (const line of harmless.split('\n'))
  decidesIn(
    `node x.ts: ${line}`,
    { 'x.ts': `${line}\n`, 'b.ts': 'export const c: number = 1;\n', 'a.txt': '' },
    'node x.ts',
    'allow',
  );

const stopped = `import { execSync } from 'node:child_process'; execSync('rm x' as string);
import * as cp from 'child_process'; (cp as any).execSync('rm x');
import * as cp from 'child_process'; cp!.execSync!('rm x');
import * as cp from 'child_process'; (<any>cp).execSync('rm x');
import * as cp from 'child_process'; (cp satisfies any)['exec' as const]('rm x');
import * as cp from 'child_process'; cp?.execSync<string>('rm x');
import cp = require('child_process'); cp.execSync('rm x');
import { unlinkSync } from 'fs'; function f(a: any = unlinkSync('a')) { } f();
import { unlinkSync } from 'fs'; class A { x: any = unlinkSync('a') } new A();
import { unlinkSync } from 'fs'; class A { constructor(private x = unlinkSync('a')) { } } new A();
import { unlinkSync } from 'fs'; class A { static readonly x: any = unlinkSync('a') }
import { unlinkSync } from 'fs'; class A { [unlinkSync('a') as any]: number }
import { unlinkSync } from 'fs'; abstract class A { static x = unlinkSync('a') }
import { unlinkSync } from 'fs'; enum E { A = unlinkSync('a') }
import { unlinkSync } from 'fs'; enum E { A = 1, B = unlinkSync('a') as any }
import { unlinkSync } from 'fs'; namespace N { unlinkSync('a') }
import { unlinkSync } from 'fs'; module N { export const a = unlinkSync('a') }
import { unlinkSync } from 'fs'; console.log<typeof unlinkSync('a')>(1);
import { unlinkSync } from 'fs'; @unlinkSync('a') class A { }
import { unlinkSync } from 'fs'; class A { @unlinkSync('a') x = 1 }
import { unlinkSync } from 'fs'; class A { m(@unlinkSync('a') x: any) { } }
import { unlinkSync } from 'fs'; const x = (y: any): void => unlinkSync('a');
import { unlinkSync } from 'fs'; export default unlinkSync as any;
import { unlinkSync } from 'fs'; export = unlinkSync;
import { unlinkSync } from 'fs'; let e: any; type\\ne = unlinkSync; e('a');
import { unlinkSync } from 'fs'; let a: any; interface\\nA\\n{ unlinkSync(a) }
import { unlinkSync } from 'fs'; let declare: any; declare\\nconst x = unlinkSync('a');
import { unlinkSync } from 'fs'; declare const x = unlinkSync('a');
import { unlinkSync as as } from 'fs'; const x = 1\\nas\\n('a');
import { unlinkSync as satisfies } from 'fs'; const x = 1\\nsatisfies\\n('a');
import { unlinkSync } from 'fs'; using x = unlinkSync('a');
import { unlinkSync } from 'fs'; const t = { a: unlinkSync as any }; t.a('a');
import { a } from './missing.ts'; a();
import { a } from './danger.ts'; console.log(a);
import './danger.ts';
import {} from './danger.ts';
import { type a } from './danger.ts';
import x from 'lodash';
import type from './danger.ts';
import { type as as } from './danger.ts'; as();
import { type as console } from './danger.ts'; console.log(1);
import { a as type } from './danger.ts'; type('a');
import { unlinkSync } from 'fs'; const x = { a: 1 as any, b: unlinkSync('a' as any) };
import { unlinkSync } from 'fs'; f<T>\`\${unlinkSync('a')}\`; function f<T>(x: any) { }
eval('1' as string);
new (Function as any)('1')();
((() => 1) as any).constructor('1')();
(globalThis as any).process.exit();
console.log(process.env as any);
console.log(process.env!.GITHUB_TOKEN);
fetch('https://x.example' as string);
const x = <T>(y) => 1; fetch<T>('https://x.example');
const x: any = await import('node:fs'); x.rmSync('a');
accessor x = 1;
const x: = 1;`;
for (const line of stopped.split('\n'))
  decidesIn(
    `node x.ts: ${line}`,
    {
      'x.ts': `${line.replaceAll('\\n', '\n')}\n`,
      'danger.ts': "import { rmSync } from 'fs';\nexport const a = rmSync('a');\n",
    },
    'node x.ts',
    'stopped',
  );

decidesIn(
  'a catastrophe in TypeScript',
  { 'x.mts': "import { rmSync } from 'fs';\nrmSync('/' as string, { recursive: true } as any);\n" },
  'node x.mts',
  'deny',
);
decidesIn('a link with another name', { 'x.js': 'const x: number = 1;\n' }, 'node x.ts', 'stopped', {
  links: { '/home/dev/project/x.ts': '/home/dev/project/x.js' },
});
