#!/usr/bin/env node
// Stands for a VS Code executable towards @vscode/test-electron. It must be a file that can be executed, hence no
// TypeScript; all that it does is in shim.ts.
import { register } from 'tsx/esm/api';

register();
const { runShim } = await import('./shim.ts');
process.exit(await runShim(process.argv.slice(2)));
