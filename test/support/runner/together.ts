// Runs the test files that are named as arguments in this one process. One that cannot be loaded ends the process
// before it could say that all tests were run.
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
