// What really happened: the lines of strace, read as files that were made, changed or removed, programs that ran and
// connections that were tried. Source: strace(1), and the manual pages of the system calls.
import { posix } from 'node:path';

export interface Happened {
  /** Absolute paths that were opened for writing, made, renamed to, linked or truncated, or whose times were set. */
  readonly written: ReadonlySet<string>;
  /** Paths that were removed or renamed away. */
  readonly deleted: ReadonlySet<string>;
  /** Paths whose mode or owner was set. */
  readonly attributes: ReadonlySet<string>;
  /** Programs that were started, by their paths, in order. */
  readonly executed: readonly string[];
  /** Families of sockets that were connected or bound, such as AF_INET. */
  readonly connected: ReadonlySet<string>;
  /** From where to where files were renamed. */
  readonly renamed: readonly (readonly [from: string, to: string])[];
}

/** An attempt that only the sandbox refused counts as done. */
const refused = /= -1 (?:EROFS|EACCES|EPERM|ENETUNREACH|ECONNREFUSED)\b/u;
const failed = /= -1 E/u;

/** Reads a trace that started in the folder `cwd`. */
export function readTrace(trace: string, cwd: string): Happened {
  const happened = {
    written: new Set<string>(),
    deleted: new Set<string>(),
    attributes: new Set<string>(),
    executed: [] as string[],
    connected: new Set<string>(),
    renamed: [] as (readonly [string, string])[],
  };
  const calls = [...joined(trace)];
  const parents = new Map<string, string>();
  for (const { pid, line } of calls) {
    const child = /^(?:clone3?|v?fork)\(.*\)\s+=\s+(\d+)/su.exec(line)?.[1];
    if (child !== undefined) parents.set(child, pid);
  }
  const folders = new Map<string, string>();
  const folderOf = (pid: string): string => {
    const parent = parents.get(pid);
    const folder = folders.get(pid) ?? (parent === undefined ? cwd : folderOf(parent));
    folders.set(pid, folder);
    return folder;
  };
  for (const { pid, line } of calls) {
    const match = /^(?<call>\w+)\((?<args>.*)\)\s+=\s/su.exec(line);
    const { call, args } = match?.groups ?? {};
    const folder = folderOf(pid);
    if (call === undefined || args === undefined || (failed.test(line) && !refused.test(line))) continue;
    const paths = pathsOf(args, folder);
    if (call === 'chdir') folders.set(pid, paths[0] ?? folder);
    else if (call === 'fchdir') folders.set(pid, /^\d+<([^>]*)>/u.exec(args)?.[1] ?? folder);
    else note(call, args, paths, happened);
  }
  return happened;
}

interface Notes {
  readonly written: Set<string>;
  readonly deleted: Set<string>;
  readonly attributes: Set<string>;
  readonly executed: string[];
  readonly connected: Set<string>;
  readonly renamed: (readonly [string, string])[];
}

function note(call: string, args: string, paths: readonly string[], notes: Notes): void {
  const [first, second] = paths;
  switch (call) {
    case 'execve':
    case 'execveat':
      if (first !== undefined) notes.executed.push(first);
      return;
    case 'open':
    case 'openat':
    case 'openat2':
      if (first !== undefined && /\bO_(?:WRONLY|RDWR|CREAT|TRUNC)\b/u.test(args)) notes.written.add(first);
      return;
    case 'creat':
    case 'mkdir':
    case 'mkdirat':
    case 'mknod':
    case 'mknodat':
    case 'truncate':
    case 'utime':
    case 'utimes':
    case 'futimesat':
    case 'utimensat':
    case 'setxattr':
    case 'lsetxattr':
      if (first !== undefined) notes.written.add(first);
      return;
    case 'link':
    case 'linkat':
    case 'symlink':
    case 'symlinkat': {
      // The target of a symbolic link is a text.
      const made = call.startsWith('sym') ? (paths.at(-1) ?? first) : second;
      if (made !== undefined) notes.written.add(made);
      return;
    }
    case 'rename':
    case 'renameat':
    case 'renameat2':
      if (first !== undefined && second !== undefined) {
        notes.deleted.add(first);
        notes.written.add(second);
        notes.renamed.push([first, second]);
      }
      return;
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      if (first !== undefined) notes.deleted.add(first);
      return;
    case 'chmod':
    case 'fchmodat':
    case 'fchmodat2':
    case 'chown':
    case 'lchown':
    case 'fchownat':
      if (first !== undefined) notes.attributes.add(first);
      return;
    case 'fchmod':
    case 'fchown':
    case 'ftruncate':
    case 'fsetxattr': {
      const path = /^\d+<([^>]*)>/u.exec(args)?.[1];
      if (path?.startsWith('/')) (call === 'ftruncate' ? notes.written : notes.attributes).add(path);
      return;
    }
    case 'connect':
    case 'bind': {
      const family = /sa_family=(AF_\w+)/u.exec(args)?.[1];
      if (family !== undefined) notes.connected.add(family);
      return;
    }
    default:
  }
}

/** The path arguments in order, resolved against the folder that strace notes beside a descriptor, or else `cwd`. */
function pathsOf(args: string, cwd: string): readonly string[] {
  const paths: string[] = [];
  let at = cwd;
  for (const match of args.matchAll(/(?:AT_FDCWD|\b\d+)<(?<folder>[^>]*)>|"(?<text>(?:[^"\\]|\\.)*)"/gsu)) {
    const { folder, text } = match.groups ?? {};
    if (folder !== undefined) at = folder;
    else if (text !== undefined && text !== '') paths.push(posix.resolve(at, unescaped(text)));
  }
  return paths;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:([0-7]{1,3})|([^]))/g, (_whole, octal: string | undefined, letter: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' }[letter ?? ''] ?? letter ?? '';
  });
} // prettier-ignore

/** One call a line: strace breaks a call in two where another process comes between. */
function* joined(trace: string): Generator<{ readonly pid: string; readonly line: string }> {
  const waiting = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const match = /^(?<pid>\d+)\s+(?<rest>.*)$/su.exec(line);
    const { pid, rest } = match?.groups ?? {};
    if (pid === undefined || rest === undefined) continue;
    if (rest.endsWith('<unfinished ...>')) {
      waiting.set(pid, rest.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(?<tail>.*)$/su.exec(rest)?.groups?.['tail'];
    if (resumed === undefined) yield { pid, line: rest };
    else {
      yield { pid, line: (waiting.get(pid) ?? '') + resumed };
      waiting.delete(pid);
    }
  }
}
