// What the globals of JavaScript and the modules of Node do. A name that no row knows is not understood. Sources: the
// ECMAScript specification and the documentation of Node, by module. Left out on purpose: eval, Function, Reflect,
// Proxy, vm, module, worker_threads, process.binding and whatever else takes the text of code or opens objects up.
import { libraryOf, type LibraryRow } from '../deeds.ts';

const pure = (source: string, names: string): LibraryRow => ({ names, does: 'pure', source });

/** Functions of fs under each of their names: with a callback, synchronous, and with a promise. */
const fs = (names: string): string =>
  names
    .split(' ')
    .flatMap((name) => [`fs.${name}`, `fs.${name}Sync`, `fs.promises.${name}`, `fs/promises.${name}`])
    .join(' ');

const rows: readonly LibraryRow[] = [
  pure('ECMAScript, global object', 'Array Array.isArray Array.from Array.of ArrayBuffer BigInt Boolean DataView Date Date.now Date.UTC Date.parse Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError Float32Array Float64Array Infinity Int8Array Int16Array Int32Array Uint8Array Uint8ClampedArray Uint16Array Uint32Array Map Map.groupBy NaN Number Number.* Math.* Object Object.keys Object.values Object.entries Object.fromEntries Object.assign Object.freeze Object.isFrozen Object.is Object.hasOwn Object.groupBy Promise Promise.resolve Promise.reject Promise.all Promise.allSettled Promise.any Promise.race RegExp Set String String.fromCharCode String.fromCodePoint String.raw Symbol Symbol.iterator Symbol.asyncIterator Symbol.for WeakMap WeakSet JSON.parse JSON.stringify Intl.* decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN parseFloat parseInt undefined BigInt.asIntN BigInt.asUintN'),
  pure('Node, globals', 'console.* setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask structuredClone atob btoa URL URL.canParse URL.parse URLSearchParams TextEncoder TextDecoder AbortController AbortSignal.timeout performance.now performance.timeOrigin performance.mark Buffer Buffer.from Buffer.alloc Buffer.concat Buffer.byteLength Buffer.isBuffer Buffer.compare crypto.randomUUID'),
  pure('Node, process', 'process.argv process.version process.versions process.versions.* process.platform process.arch process.exit process.exitCode process.uptime process.memoryUsage process.hrtime process.hrtime.bigint process.pid process.ppid process.title process.nextTick process.on process.once process.release process.release.name process.cpuUsage process.getuid process.execPath process.features process.emitWarning process.stdout.write process.stderr.write process.stdout.isTTY process.stdout.columns process.stdout.rows process.stdin.isTTY'),
  { names: 'process.stdin process.stdout process.stderr', does: 'pure', gives: 'file', source: 'Node, process' },
  { names: 'process.env', does: 'read.secret', source: 'Node, process' },
  { names: 'process.kill process.abort', does: 'proc', source: 'Node, process' },
  pure('Node, os', 'os.platform os.arch os.type os.release os.version os.machine os.cpus os.totalmem os.freemem os.loadavg os.uptime os.hostname os.tmpdir os.EOL os.endianness os.availableParallelism os.userInfo os.networkInterfaces os.constants os.devNull'),
  { names: 'os.homedir', does: 'pure', source: 'Node, os' },
  { names: 'path.join path.resolve path.posix.join path.posix.resolve', does: 'join', source: 'Node, path' },
  { names: 'path.normalize url.fileURLToPath', does: 'same:0', source: 'Node, path' },
  pure('Node, path', 'path.basename path.extname path.relative path.parse path.format path.isAbsolute path.sep path.delimiter path.dirname path.posix.basename path.posix.dirname path.posix.extname path.posix.relative path.posix.sep path.toNamespacedPath'),
  pure('Node, util', 'util.format util.inspect util.isDeepStrictEqual util.types.* util.styleText util.stripVTControlCharacters util.parseArgs util.inherits util.deprecate util.TextDecoder util.TextEncoder'),
  pure('Node, url and querystring', 'url.URL url.URLSearchParams url.parse url.format url.resolve url.pathToFileURL url.domainToASCII querystring.*'),
  pure('Node, assert', 'assert assert.* assert/strict assert/strict.*'),
  pure('Node, crypto', 'crypto.randomUUID crypto.randomBytes crypto.randomInt crypto.createHash crypto.createHmac crypto.hash crypto.timingSafeEqual crypto.getHashes crypto.getCiphers'),
  pure('Node, events and others', 'events events.EventEmitter events.once buffer.Buffer string_decoder.StringDecoder perf_hooks.performance.now timers.setTimeout timers/promises.setTimeout readline.createInterface zlib.gzipSync zlib.gunzipSync zlib.deflateSync zlib.inflateSync zlib.brotliCompressSync zlib.brotliDecompressSync zlib.crc32'),
  { names: `${fs('readFile readlink')} fs.createReadStream`, does: 'read:0', source: 'Node, fs' },
  { names: fs('exists stat lstat access readdir realpath opendir statfs'), does: 'list:0', source: 'Node, fs' },
  { names: `${fs('writeFile appendFile mkdir truncate utimes mkdtemp')} fs.createWriteStream`, does: 'write:0', source: 'Node, fs' },
  { names: fs('unlink rmdir'), does: 'delete:0', source: 'Node, fs' },
  { names: fs('rm'), does: 'tree:0', source: 'Node, fs' },
  { names: fs('rename'), does: 'delete:0 write:1', source: 'Node, fs' },
  { names: fs('copyFile cp'), does: 'read:0 write:1', source: 'Node, fs' },
  { names: fs('symlink link'), does: 'write:1', source: 'Node, fs' },
  { names: fs('chmod chown lchown'), does: 'perm:0', source: 'Node, fs' },
  pure('Node, fs', 'fs.constants fs.constants.* fs/promises.constants fs/promises.constants.*'),
  { names: 'child_process.exec child_process.execSync', does: 'shell:0', source: 'Node, child_process' },
  { names: 'child_process.execFile child_process.execFileSync child_process.spawn child_process.spawnSync', does: 'spawn:0', source: 'Node, child_process' },
  { names: 'fetch http.get https.get dns.lookup dns.resolve', does: 'fetch:0', source: 'Node, globals and http' },
  { names: 'http.request https.request net.connect net.createConnection tls.connect WebSocket', does: 'send:0', source: 'Node, http and net' },
  { names: 'dgram.createSocket', does: 'net.send', source: 'Node, dgram' },
  { names: 'http.createServer https.createServer net.createServer http2.createServer', does: 'listen', source: 'Node, http and net' },
]; // prettier-ignore

/** Names that no `*` stands for. */
export const javascriptLibrary = libraryOf(
  rows,
  new Set(['constructor', 'prototype', 'call', 'apply', 'bind', 'Console', 'context', 'CallTracker']),
);

/** Modules of Node that only define names when they are loaded. Their names cannot be taken by files of the project. */
export const javascriptModules: ReadonlySet<string> = new Set(
  'assert assert/strict buffer child_process crypto dgram dns events fs fs/promises http http2 https net os path path/posix perf_hooks process querystring readline stream string_decoder timers timers/promises tls tty url util zlib'.split(
    ' ',
  ),
);

/** Modules that `node -e` offers as globals. */
export const javascriptGlobals: ReadonlySet<string> = new Set(
  'assert buffer child_process crypto dgram dns events fs http http2 https net os path perf_hooks querystring readline stream string_decoder timers tls tty url util zlib'.split(
    ' ',
  ),
);

/** Names that lead from an object to the function that makes code, or to what all code shares. */
export const javascriptWaysOut: ReadonlySet<string> = new Set(
  'constructor prototype __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ caller callee arguments mainModule binding dlopen require process global globalThis eval Function GeneratorFunction AsyncFunction Reflect Proxy WebAssembly fetch import module _load _compile _extensions getBuiltinModule createRequire getThis getFunction prepareStackTrace'.split(
    ' ',
  ),
);

/** Methods of data: texts, lists, maps, numbers, dates, promises, buffers, hashes, addresses, streams. */
export const javascriptMembers: ReadonlySet<string> = new Set(
  'at concat copyWithin entries every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced toLocaleString toString unshift values with charAt charCodeAt codePointAt endsWith localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search split startsWith substring substr toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase trim trimEnd trimStart valueOf toFixed toPrecision toExponential get set has delete clear add size union intersection difference then catch finally test exec getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMinutes getUTCMonth getUTCSeconds setDate setFullYear setHours setMinutes setMonth setSeconds setTime toDateString toISOString toJSON toLocaleDateString toLocaleTimeString toTimeString toUTCString hasOwnProperty isPrototypeOf propertyIsEnumerable next return throw update digest write end on once off emit pipe read resume pause setEncoding close question prompt equals compare readUInt8 readUInt16BE readUInt32BE readUInt16LE readUInt32LE writeUInt8 subarray append getAll encode decode isFile isDirectory isSymbolicLink format formatToParts resolvedOptions call apply bind abort addEventListener removeListener removeAllListeners unref ref ok json text status'.split(
    ' ',
  ),
);
