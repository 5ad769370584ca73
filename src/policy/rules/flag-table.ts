// What must be known of a program's flags so that a deny or ask rule means every spelling of them. Nothing here
// makes a command safe: a wrong row makes a deny rule too wide or too narrow, never an allow rule.

export interface FlagRow {
  readonly program: string;
  readonly sub?: string;
  /** Groups of equal flags, parted by blanks: `r=R=recursive` are three spellings of one flag. */
  readonly same: string;
  /** One flag that says two: `D` of `git branch` is `delete` and `force`. */
  readonly both?: Readonly<Record<string, readonly string[]>>;
  /** Letters that take a value, joined or as the next word. */
  readonly values?: string;
  /** The first operand may be a bundle of flags without a dash, as in `tar xzf`. */
  readonly dashless?: true;
  /** Operands that say a flag: `git push origin +main` is a forced push. */
  readonly operands?: readonly (readonly [RegExp, string])[];
}

/** Sources: the manual pages of GNU coreutils, findutils, grep, sed, tar; git(1); curl(1); docker and npm help. */
export const flagRows: readonly FlagRow[] = [
  { program: 'rm', same: 'r=R=recursive f=force i=interactive d=dir v=verbose' },
  { program: 'cp', same: 'r=R=recursive a=archive f=force n=no-clobber i=interactive l=link s=symbolic-link', values: 'tS' },
  { program: 'mv', same: 'f=force n=no-clobber i=interactive', values: 'tS' },
  { program: 'ln', same: 's=symbolic f=force n=no-dereference', values: 'tS' },
  { program: 'chmod', same: 'R=recursive f=silent=quiet v=verbose' },
  { program: 'chown', same: 'R=recursive f=silent=quiet v=verbose h=no-dereference' },
  { program: 'chgrp', same: 'R=recursive f=silent=quiet v=verbose' },
  { program: 'mkdir', same: 'p=parents', values: 'm' },
  { program: 'shred', same: 'f=force u=remove z=zero', values: 'ns' },
  { program: 'ls', same: 'a=all R=recursive', values: 'ITw' },
  { program: 'tee', same: 'a=append' },
  { program: 'grep', same: 'r=recursive R=dereference-recursive i=ignore-case v=invert-match', values: 'efmABCdD' },
  { program: 'sed', same: 'i=in-place n=quiet=silent E=r=regexp-extended', values: 'efl' },
  {
    program: 'tar',
    same: 'x=extract=get c=create t=list r=append u=update z=gzip f=file C=directory P=absolute-names',
    values: 'fCTXbgIFHKLNV',
    dashless: true,
  },
  {
    program: 'curl',
    same: 'o=output O=remote-name X=request d=data T=upload-file F=form k=insecure L=location u=user H=header x=proxy K=config',
    values: 'XHdoTFAeubmKcxwDEQrtyYzCPhU',
  },
  { program: 'wget', same: 'O=output-document r=recursive i=input-file P=directory-prefix', values: 'OoaPieQTtUlADRIXBw' },
  { program: 'kill', same: '9=KILL=SIGKILL' },
  { program: 'git', sub: 'push', same: 'f=force d=delete n=dry-run u=set-upstream', values: 'o',
    operands: [[/^\+/u, 'force'], [/^:./u, 'delete']] },
  { program: 'git', sub: 'clean', same: 'f=force n=dry-run i=interactive q=quiet', values: 'e' },
  { program: 'git', sub: 'checkout', same: 'f=force b B q=quiet', values: 'bB' },
  { program: 'git', sub: 'switch', same: 'f=force=discard-changes c=create C=force-create', values: 'cC' },
  { program: 'git', sub: 'branch', same: 'd=delete f=force m=move c=copy', both: { D: ['delete', 'force'], M: ['move', 'force'], C: ['copy', 'force'] }, values: 'u' },
  { program: 'git', sub: 'commit', same: 'a=all m=message n=no-verify F=file amend', values: 'mFCct' },
  { program: 'git', sub: 'tag', same: 'd=delete f=force a=annotate m=message', values: 'mFu' },
  { program: 'git', sub: 'rm', same: 'f=force r cached n=dry-run' },
  { program: 'git', sub: 'reset', same: 'hard soft mixed keep merge' },
  { program: 'npm', same: 'g=global D=save-dev f=force' },
  { program: 'docker', sub: 'run', same: 'd=detach i=interactive t=tty v=volume p=publish e=env privileged', values: 'vpeuwhlacm' },
  { program: 'docker', sub: 'rm', same: 'f=force v=volumes l=link' },
  { program: 'docker', sub: 'system', same: 'a=all f=force volumes' },
  { program: 'kubectl', sub: 'delete', same: 'f=filename l=selector A=all-namespaces all force', values: 'fln' },
]; // prettier-ignore

/** Programs whose options are whole words behind one dash: no bundles. */
export const wordFlags: ReadonlySet<string> = new Set(
  'find java javac go terraform tofu openssl ffmpeg ffprobe convert magick gcc g++ clang cc ld test [ expr dd qemu-img x11vnc xset adb aapt keytool jar'.split(' '),
); // prettier-ignore

/** Options before the subcommand that take the next word as their value. */
export const globalValues: ReadonlyMap<string, readonly string[]> = new Map(
  [
    'git -C -c --git-dir --work-tree --namespace --super-prefix --config-env --attr-source',
    'docker -H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey',
    'podman -H --host -c --connection --url --root --runroot',
    'kubectl -n --namespace --context --cluster --kubeconfig --user -s --server --token --as',
    'helm -n --namespace --kube-context --kubeconfig --registry-config',
    'npm --prefix -C -w --workspace --userconfig --registry',
    'pnpm -C --dir -F --filter --registry',
    'yarn --cwd --registry',
    'aws --profile --region --endpoint-url --output --query',
    'gcloud --project --account --configuration --format',
    'az --subscription --output -o',
    'gh -R --repo --hostname',
    'cargo --color --config -Z -C --manifest-path',
    'terraform -chdir',
    'sudo -u --user -g --group -h --host -p --prompt -C -D --chdir -R -r -t -T -U',
    'doas -u -C',
    'xargs -I -n -P -L -d -a -E -s --max-args --max-procs --replace --delimiter --arg-file',
    'ssh -p -i -o -l -F -J -L -R -D -b -c -e -m -O -Q -S -W -w',
    'systemctl -H --host -M --machine -t --type',
    'make -C -f -I -j -o -W --directory --file',
  ].map((row) => {
    const [program = '', ...options] = row.split(' ');
    return [program, options];
  }),
);
