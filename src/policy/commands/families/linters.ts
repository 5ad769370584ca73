// Checkers and formatters whose configuration is data: they look at files and print. Those that load plugins or
// configuration written as code stand among the programs of the project.
import type { ProgramRow } from '../spec.ts';

export const linters: readonly ProgramRow[] = [
  {
    names: 'shellcheck', source: 'shellcheck(1)',
    options: '-axV -C:text? -e:text -f:text -i:text -o:text -P:list -s:text -S:text -W:text --check-sourced --color=text? --exclude=text --format=text --include=text --enable=text --source-path=list --shell=text --severity=text --external-sources --norc --wiki-link-count=text --list-optional --extended-analysis=text',
    operands: 'read*', does: { '-V': 'help', '--rcfile': 'opaque' },
  },
  {
    names: 'shfmt', source: 'shfmt(1)',
    style: 'single', options: '-d -l -s -i:text -ln:text -bn -ci -sr -kp -fn -mn -f --diff --list --simplify --indent:text --language-dialect:text --binary-next-line --case-indent --space-redirects --find --to-json -tojson --filename:text --version -version -p',
    operands: 'read*', does: { '-w --write': 'edit' },
  },
  {
    names: 'hadolint', source: 'hadolint README',
    options: '-tcv -f:text --format=text --ignore=text --failure-threshold=text --no-fail --no-color --verbose --error=text --warning=text --info=text --style=text --trusted-registry=text --require-label=text --strict-labels --disable-ignore-pragma',
    operands: 'read*', does: { '-c --config': 'opaque' },
  },
  {
    names: 'yamllint', source: 'yamllint documentation',
    options: '-sv -c:read -d:text -f:text --strict --no-warnings --config-file=read --config-data=text --format=text --list-files',
    operands: 'read*', effects: 'here:read',
  },
  {
    names: 'actionlint', source: 'actionlint usage',
    style: 'single', options: '-color -no-color -oneline -verbose -debug -version -format:text -ignore:text -config-file:read -stdin-filename:text',
    operands: 'read*', effects: 'here:read', does: { '-shellcheck -pyflakes': 'shell.escape', '-init-config': 'write.workspace' },
  },
  { names: 'jsonlint', source: 'jsonlint README', options: '-cqps -t:text -V:read -v', operands: 'read*', does: { '-i --in-place': 'edit' } },
  {
    names: 'typos', source: 'typos reference',
    options: '-qv --diff --hidden --no-ignore --files --words --identifiers --format=text --color=text --exclude=text --sort --locale=text --force-exclude --no-check-filenames --no-check-files --type-list --isolated',
    operands: 'read*', effects: 'here:read', does: { '-w --write-changes': 'edit write.workspace', '-c --config': 'opaque', '-V': 'help' },
  },
  { names: 'vale', source: 'Vale documentation', style: 'single', options: '--glob:glob --ext:text --output:text --minAlertLevel:text --no-exit --no-wrap --ignore-syntax --normalize --version -v', effects: 'here:read', does: { '--config': 'opaque' }, sub: { 'sync': { effects: 'net.fetch write.workspace' }, 'ls-config ls-dirs ls-vars': { operands: '' }, '*': { operands: 'read*', effects: 'here:read' } } },
  {
    names: 'cppcheck', source: 'cppcheck manual',
    options: '-qfv -I:read -D:text -U:text -i:text -j:text --enable=text --disable=text --std=text --language=text --platform=text --quiet --verbose --force --inline-suppr --suppress=text --template=text --xml --error-exitcode=text --max-configs=text --inconclusive --check-level=text --errorlist --check-config',
    operands: 'read*', effects: 'here:list',
  },
  { names: 'cpplint', source: 'cpplint --help', options: '--filter=text --linelength=text --recursive --quiet --extensions=text --root=text --verbose=text --counting=text --exclude=text --output=text --headers=text', operands: 'read*' },
  { names: 'pycodestyle', source: 'pycodestyle documentation', options: '-qvr --quiet --verbose --first --exclude=text --filename=text --select=text --ignore=text --show-source --show-pep8 --statistics --count --max-line-length=text --max-doc-length=text --indent-size=text --hang-closing --format=text --diff', operands: 'read*', does: { '--config': 'opaque' } },
  { names: 'pyflakes', source: 'pyflakes README', operands: 'read*' },
  { names: 'proselint', source: 'proselint README', options: '--json --compact', operands: 'read*', does: { '--config': 'opaque' } },
  {
    names: 'biome', source: 'Biome CLI reference: its configuration and its plugins are no programs',
    sub: {
      'check lint ci format search': {
        options: '--colors=text --max-diagnostics=text --diagnostic-level=text --reporter=text --changed --staged --since=text --verbose --no-errors-on-unmatched --error-on-warnings --linter-enabled=text --formatter-enabled=text --assist-enabled=text --only=text --skip=text --stdin-file-path=text --indent-style=text --indent-width=text --line-width=text --quote-style=text --log-level=text --files-max-size=text --json-parse-allow-comments=text',
        operands: 'read*', effects: 'here:read',
        does: { '--write --fix --apply --apply-unsafe --unsafe --suppress': 'edit write.workspace', '--config-path --use-server --log-file': 'opaque' },
      },
      'version rage explain': { operands: 'word*', options: '--formatter --linter' },
      '*': { operands: 'text*', style: 'loose', effects: 'write.workspace' },
    },
  },
  { names: 'taplo', source: 'Taplo documentation', sub: { 'fmt format': { options: '--diff --colors=text --option=text -o:text', operands: 'write*', effects: 'here:write', does: { '--check': 'nothing', '--config -c': 'opaque' } }, 'get': { operands: 'text*', options: '-f:read --file-path=read -o:text --output-format=text' }, '*': { operands: 'text*', style: 'loose', effects: 'net.fetch' } } },
  { names: 'stylua', source: 'StyLua README', options: '--color=text --glob=glob --num-threads=text --output-format=text --verbose --respect-ignores --search-parent-directories --syntax=text', operands: 'write*', does: { '-c --check': 'nothing', '-f --config-path': 'opaque', '-V': 'help' } },
  { names: 'selene', source: 'selene documentation', options: '-nq --color=text --display-style=text --no-summary --num-threads=text --pattern=glob --allow-warnings', operands: 'read*', does: { '--config': 'opaque' } },
  { names: 'nixfmt nixpkgs-fmt alejandra', source: 'README of each', options: '-qsv --quiet --verify --strict -w:text --width=text -e:text --exclude=text', operands: 'write*', does: { '-c --check': 'nothing', '-V': 'help' } },
  { names: 'elm-format', source: 'elm-format README', options: '--elm-version=text', operands: 'write*', does: { '--validate --stdin': 'nothing' } },
  { names: 'erlfmt', source: 'erlfmt README', options: '-lv --verbose --print-width=text --exclude-files=text', operands: 'write*', does: { '-c --check': 'nothing' } },
  { names: 'swift-format', source: 'swift-format README', sub: { 'lint dump-configuration': { options: '-rsp --recursive --strict --parallel', operands: 'read*' }, 'format': { options: '-rp --recursive --parallel', operands: 'read*', does: { '-i --in-place': 'edit' } } } },
  { names: 'editorconfig-checker ec', source: 'editorconfig-checker README', style: 'single', options: '-verbose -v -debug -no-color -format:text -exclude:text -dry-run -disable-indentation -disable-end-of-line -disable-trim-trailing-whitespace -disable-insert-final-newline -version', operands: 'read*', effects: 'here:read', does: { '-config -init': 'opaque' } },
]; // prettier-ignore
