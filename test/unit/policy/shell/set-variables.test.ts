// Whatever sets a variable that programs obey is seen, also where no assignment shows it.
import { passes, stops } from '../../../support/policy/lists.ts';

stops(`
## loops
for PATH in /tmp; do ls; done
for PATH in /tmp/a /tmp/b; do ls; done
for LD_PRELOAD in /tmp/x.so; do ls; done
for GIT_PAGER in ./x; do git log; done
for HOME in /tmp; do ls ~; done
for IFS in a; do ls; done
for BASH_ENV in a; do ls; done
for ((PATH=1;;)); do ls; done
select PATH in /tmp; do ls; done

## builtins
read PATH; ls
read -r PATH <<< /tmp; ls
read -a PATH <<< /tmp; ls
read GIT_PAGER <<< ./x; git log
while read -r LD_PRELOAD; do ls; done < f
getopts a PATH; ls
printf -v PATH /tmp; ls
printf -vPATH /tmp; ls
mapfile -t LD_PRELOAD < f; ls
readarray -t PATH < f; ls
wait -p PATH; ls
unset PATH; ls
declare PATH=/tmp; ls
declare -x GIT_PAGER=./x; git log
declare -n r=PATH; r=/tmp; ls
typeset PATH=/tmp; ls
readonly PATH=/tmp; ls
export PATH=/tmp; ls
export GIT_PAGER=./x; git log
f() { local PATH=/tmp; ls; }; f
PATH[0]=/tmp; ls
read PATH[0] <<< /tmp; ls

## co-processes and descriptors
coproc PATH { ls; }; ls
coproc LD_PRELOAD { cat; }; ls
exec {PATH}</dev/null; ls
cat {PATH}<f; ls
ls {PATH}>/dev/null; ls
ls {GIT_PAGER}>/dev/null; git log

## arithmetic and expansions
((PATH=1)); ls
((PATH++)); ls
let PATH=1; ls
echo $((PATH=1)); ls
echo \${PATH:=x}; ls
echo \${GIT_PAGER:=./x}; git log
echo "\${GIT_PAGER=./x}"; git log
: \${PAGER:=./x}; git log
`);

passes(`
for f in a b; do cat "$f"; done
for i in 1 2 3; do echo "$i"; done
mapfile -t lines < f; echo \${#lines[@]}
echo {a,b}
cat a{1}< f
X=1; ls
`);
