// Runs a program under `script`, which copies all that its terminal shows into a file: the program of util-linux, or the
// one of BSD and macOS. Pure. Nothing of the program's arguments becomes part of a shell's text.

export interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Script {
  readonly file: string;
  readonly kind: 'util-linux' | 'bsd';
}

/** `target` takes the output. The program keeps its terminal, its process id under `script`, and its exit code. */
export function throughScript({ file, args, env }: Started, script: Script, target: string): Started {
  if (script.kind === 'bsd') return { file: script.file, args: ['-q', '-F', target, file, ...args], env };
  const words = [file, ...args];
  return {
    file: script.file,
    args: ['--quiet', '--flush', '--return', '--log-out', target, '--command', starter],
    env: {
      ...env,
      ...Object.fromEntries(words.map((word, at) => [`PORTCULLIS_ARG_${at}`, word])),
      PORTCULLIS_ARGC: String(words.length),
      ...(env['SHELL'] === undefined ? {} : { PORTCULLIS_SHELL: env['SHELL'] }),
      // `script` starts its command by this one, which must be one that understands the text below.
      SHELL: '/bin/sh',
    },
  };
}

/**
 * `script` of util-linux takes a command only as a text for a shell. This one is the same for every launch: it takes the
 * program's words from the environment, where they are data, puts the environment back as it was, and becomes the program.
 */
const starter = [
  'set --',
  'i=0',
  'while [ "$i" -lt "$PORTCULLIS_ARGC" ]; do eval "set -- \\"\\$@\\" \\"\\$PORTCULLIS_ARG_$i\\""; unset "PORTCULLIS_ARG_$i"; i=$((i + 1)); done',
  'unset PORTCULLIS_ARGC i',
  'if [ -n "${PORTCULLIS_SHELL+x}" ]; then SHELL=$PORTCULLIS_SHELL; export SHELL; unset PORTCULLIS_SHELL; else unset SHELL; fi',
  'exec "$@"',
].join('\n');

/** What `script --version` printed: old ones of util-linux cannot copy into a pipe that is named. */
export function scriptKind(platform: NodeJS.Platform, version: string): Script['kind'] | undefined {
  if (platform === 'darwin' || platform === 'freebsd') return 'bsd';
  if (platform !== 'linux') return undefined;
  const [, major = '0', minor = '0'] = /util-linux (\d+)\.(\d+)/u.exec(version) ?? [];
  return Number(major) > 2 || (major === '2' && Number(minor) >= 35) ? 'util-linux' : undefined;
}
