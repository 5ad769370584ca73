// The test runner's start: node test/run.mjs [suite…] (--help tells more). Node 20 cannot run TypeScript by itself,
// so this file is JavaScript and all the rest is in support/runner/.
let code = 1;
try {
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./support/runner/main.ts');
  code = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
}
// Written out before the end, also into a pipe.
process.stdout.write('', () => process.exit(code));
