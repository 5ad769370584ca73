// Tools for structured data: what they are asked stands on the line and runs nothing.
import type { ProgramRow } from '../spec.ts';

const csv =
  '-Hlv -d:text -q:text -e:text -p:text -u:text -b -K:text --delimiter=text --tabs --quotechar=text --encoding=text --no-header-row --linenumbers --zero --no-inference --blanks --skip-lines=text --maxfieldsize=text --verbose -t -S -I --skipinitialspace';

export const data: readonly ProgramRow[] = [
  {
    names: 'xq tomlq', source: 'yq (kislyuk): wrappers of jq',
    options: '-cCejMnrRsSx -y -Y --xml-output --arg:text --indent=text --compact-output --raw-output --sort-keys --slurp --exit-status --tab',
    operands: 'jq read*', does: { '-i --in-place': 'edit', '-f --from-file -L': 'opaque' },
  },
  {
    names: 'dasel', source: 'dasel documentation (v2)',
    options: '-r:text -w:text -s:text -f:read --read=text --write=text --selector=text --file=read --colour --pretty=text --compact -c --indent=text',
    sub: { 'put delete update': { operands: 'text*', style: 'loose', effects: 'write.workspace' }, '*': { options: '-r:text -w:text -s:text -f:read --file=read', operands: 'text*' } },
  },
  { names: 'gron ungron', source: 'gron README', options: '-umcsjv -k --ungron --values --monochrome --colorize --stream --no-sort --json', operands: 'remote-read?' },
  { names: 'csvlook csvstat csvcut csvgrep csvsort csvclean csvjson csvformat in2csv csvjoin csvstack', source: 'csvkit documentation', options: `${csv} -c:text -C:text -m:text -r:text -i:text -n --names --columns=text --not-columns=text --regex=text --match=text --invert-match --count --max-rows=text --max-columns=text --sum --mean --median --min --max --freq --csv --json --reverse -f:text --format=text --sheet=text --left --right --outer --any-match -y:text --snifflimit=text`, operands: 'read*' },
  {
    names: 'xsv qsv', source: 'xsv README',
    sub: {
      'headers count stats frequency table select slice search sample flatten sort cat join fixlengths fmt reverse': {
        options: '-nlisrRNvj -d:text -o:write -s:text -e:text -l:text --no-headers --delimiter=text --output=write --select=text --limit=text --start=text --end=text --len=text --index=text --ignore-case --invert-match --just-names --everything --median --mode --cardinality --nulls --reverse --numeric --width=text --pad=text',
        operands: 'read*',
      },
    },
  },
  { names: 'fx', source: 'fx documentation: its arguments are programs', operands: 'read', options: '-rs --raw --slurp' },
  { names: 'tidy', source: 'tidy(1)', options: '-eqicbnu -w:text  --quiet=text --show-warnings=text', operands: 'read*', does: { '-m': 'edit', '-o -config -f': 'opaque' } },
  { names: 'html2text', source: 'html2text(1)', options: '-utf8 -nobs -width:text -style:text --ignore-links --ignore-images --body-width=text', style: 'single', operands: 'remote-read*' },
  { names: 'bc', source: 'bc(1), POSIX: it runs no program', options: '-hilqsvw --mathlib --quiet --standard --warn --interactive', operands: 'read*' },
  { names: 'col colcrt colrm ul', source: 'col(1), colrm(1)', options: '-bfhpxi -l:text -t:text --no-backspaces --fine --spaces --tabs', operands: 'text*' },
  { names: 'lsb_release', source: 'lsb_release(1)', options: '-vidrcash --id --description --release --codename --all --short', operands: '' },
]; // prettier-ignore
