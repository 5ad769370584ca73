// The files that every script finds, and the program that runs the scripts one after the other inside the sandbox.

/** What lies in the workspace before a script runs, beside the repository. */
export const fixtureFiles: ReadonlySet<string> = new Set(
  [
    'a.txt',
    'b.txt',
    'c.csv',
    'd.json',
    'dir',
    'dir/e.txt',
    'dir/sub',
    'dir/sub/f.txt',
    'sp ace.txt',
    'run.sh',
    '.env',
    'out',
    't.tar',
    'b.txt.gz',
  ].map((name) => `/home/dev/project/${name}`),
);

/** Makes `project` in the current folder: text files, folders, a script, archives and a git repository. */
export const fixture = `
mkdir -p project/dir/sub project/out && cd project
printf 'one\\ntwo\\nthree\\none\\n' > a.txt
printf 'two\\nfour\\n' > b.txt
printf 'k,v\\nx,1\\ny,2\\n' > c.csv
printf '{"a":1,"b":[1,2]}\\n' > d.json
printf 'deep\\n' > dir/e.txt
printf 'deeper\\n' > dir/sub/f.txt
printf 'blank\\n' > 'sp ace.txt'
printf '#!/bin/sh\\necho ran > ran.txt\\n' > run.sh && chmod +x run.sh
printf 'SECRET=1\\n' > .env
tar cf t.tar a.txt dir && gzip -k b.txt
git init -q --template= -b main . && git config user.email a@b.example && git config user.name dev
git add a.txt b.txt dir && git commit -q -m first && git tag v1 && git branch feature
printf 'changed\\n' >> b.txt
`;

/** Makes the fixture once, then for each script a copy of it, and traces the script there. */
export const driver = `
exec </dev/null >/dev/null 2>&1
cd /tmp && mkdir made && cd made && bash /scripts/fixture
for ((i = 0; i < $1; i++)); do
  rm -rf /home/dev/* /home/dev/.[!.]* /tmp/[!m]*
  cp -a /tmp/made/project /home/dev/project && cd /home/dev/project || exit 1
  timeout -k 1 4 strace -f -y --seccomp-bpf -s 4096 -e trace=%file,%process,%network,fchdir,fchmod,fchown,ftruncate,fsetxattr -e signal=none -o "/out/$i" bash "/scripts/$i"
  [ -e "/out/$i" ] || : > "/out/$i"
done
exit 0
`;

/** In place of the real one: only notes the names. Every bash of the run reads it first. */
export const noting = `
touch() { printf '%s\\n' "$@" >> "$NOTES"; }
`;

/** Runs each script in one folder with that `touch`, and leaves the names that it was given. */
export const namesDriver = `
exec </dev/null >/dev/null 2>&1
mkdir -p /home/dev/project && cd /home/dev/project || exit 1
printf 'one\\ntwo\\n' > a.txt
for ((i = 0; i < $1; i++)); do
  NOTES="/out/$i" BASH_ENV=/scripts/noting timeout -k 1 4 bash "/scripts/$i"
  [ -e "/out/$i" ] || : > "/out/$i"
done
exit 0
`;
