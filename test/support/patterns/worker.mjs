// The worker's start: a thread of Node 20 does not run TypeScript by itself.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
