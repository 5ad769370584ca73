// Does the extension host, and so every agent that it launches, run in a container? Pure: the signs come in.

export interface Signs {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** VS Code's word for where the host runs; undefined on the person's own machine. */
  readonly remoteName: string | undefined;
  readonly exists: (file: string) => boolean;
  /** Empty where it cannot be read. */
  readonly read: (file: string) => string;
}

/** What kind of container, in a word or two; undefined where no sign of one is found. */
export function containerOf({ platform, env, remoteName, exists, read }: Signs): string | undefined {
  const remote = remotes.get(remoteName ?? '');
  if (remote !== undefined) return remote;
  if (platform !== 'linux') return undefined;
  if (exists('/.dockerenv')) return 'Docker';
  if (exists('/run/.containerenv')) return 'Podman';
  // Set by systemd-nspawn, Podman, LXC and Flatpak for the first process in it.
  const named = env['container'];
  if (named !== undefined && /^[\w -]{1,30}$/u.test(named)) return named;
  const group = /(?:^|[/:-])(docker|kubepods|libpod|lxc|containerd)(?:[/.:-]|$)/mu.exec(read('/proc/1/cgroup'))?.[1];
  return group === undefined ? undefined : (groups.get(group) ?? group);
} // prettier-ignore

const remotes: ReadonlyMap<string, string> = new Map([
  ['dev-container', 'dev container'],
  ['attached-container', 'attached container'],
  ['codespaces', 'codespace'],
]);

const groups: ReadonlyMap<string, string> = new Map([
  ['docker', 'Docker'],
  ['kubepods', 'Kubernetes'],
  ['libpod', 'Podman'],
  ['lxc', 'LXC'],
]);

export interface Reach {
  readonly text: string;
  readonly contained: boolean;
}

/** What an agent can reach, in a sentence that the panel always shows. */
export function reachOf(signs: Signs): Reach {
  const container = containerOf(signs);
  const text =
    container === undefined
      ? 'No sandbox: what an agent runs has the access of any program of your user account.'
      : `In a container (${container}): what an agent runs reaches all that is in it. Portcullis itself is no sandbox.`;
  return { text, contained: container !== undefined };
}
