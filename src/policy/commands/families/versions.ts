// Managers of language versions, and tools of which the gate knows only how they tell their own version.
import type { ProgramRow, Row } from '../spec.ts';

const prints: Row = { operands: 'text*', effects: '' };
const asks: Row = { operands: 'word*', options: '--lts --all', effects: 'cloud.read' };
const installs: Row = { operands: 'text*', style: 'loose', effects: 'pkg.install' };
/** Without a version it prints the one in force, with one it writes a file that says so. */
const pins: Row = { effects: '', sub: { '*': installs } };

/** Names of tools that print their version and stop. Whatever else they are given is not known. */
const tools = {
  languages:
    'ghc dune nim nimble-dump elm purs spago rescript ponyc kotlin raku v odin roc unison ucm idris2 agda coqc lean lake fpc dmd ldc2 gnat gnatmake scala-cli',
  builders:
    'ccache sccache distcc protoc capnp flatc thrift autoconf automake libtool m4 bison flex yacc swig conan vcpkg pod carthage tuist xcodegen corepack',
  testers:
    'coverage locust wrk ab siege vegeta artillery newman cucumber behave robot testem detox appium selenium-server chromedriver geckodriver',
  checkers:
    'pip-audit safety semgrep tfsec tflint checkov terrascan kics trufflehog sqlfluff cspell lychee commitlint markdownlint-cli2 dprint uncrustify ktlint detekt checkstyle spotbugs pmd infer clang-tidy staticcheck revive errcheck ktfmt reek brakeman phpcs phpstan psalm rector php-cs-fixer luacheck mdl dotenv-linter dialyzer credo sonar-scanner snyk',
  documents:
    'pandoc mlr ast-grep hlint ormolu fourmolu swiftformat xmlstarlet latex pdflatex xelatex lualatex latexmk tex mmdc plantuml asciidoctor mdbook mkdocs sphinx-build zola hexo eleventy doxygen typst quarto convert gs inkscape gimp blender tesseract optipng jpegoptim cwebp svgo ghostscript libreoffice soffice calibre',
  services:
    'twilio buildkite-agent drone travis cdktf copilot-cli rancher knative kn devspace garden telepresence salt puppet chef knife age sops step certbot mkcert ngrok netdata prometheus grafana-server alertmanager loki promtail envoy consul-template neo4j kafka-topics nats solr elasticsearch logstash kibana memcached mongod mysqld postgres redis-server rabbitmq-server etcd',
  desk: 'strace ltrace valgrind gdb lldb bpftrace watch hyperfine entr starship thefuck zoxide chezmoi stow cursor windsurf zed sublime_text atuin nu xonsh elvish oh-my-posh tldr-ng navi jless vimdiff ctags gtags cscope comby dive ipython n rust-analyzer clangd sourcekit-lsp rubyprof aspell hunspell asciinema lazygit tig jekyll node-gyp serve http-server speedtest iperf3 iperf amtool firecracker appimagetool lxd powertop turbostat lstopo lazydocker buildah kubeval kubeconform helmfile minisign certtool qemu-system-x86_64 qemu-system-aarch64 wireguard-go dos2unix unix2dos uconv envsubst wireshark tshark masscan',
};

export const versions: readonly ProgramRow[] = [
  {
    names: Object.values(tools).join(' '),
    source: 'manual page of each: --version, GNU coding standards 4.8.1',
    operands: 'text*', style: 'loose', effects: 'opaque',
    does: { '--version -version': 'help' },
  },
  {
    names: 'trivy grype syft gitleaks codeql k6 tilt skaffold kops tkn buf hugo caddy circleci cosign gopls dlv swiftlint okteto dapr cloudflared tailscale perf gleam traefik direnv minio',
    source: 'documentation of each: the verb version',
    operands: 'text*', style: 'loose', effects: 'opaque',
    sub: { 'version': { operands: '', options: '--short --client --json' }, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } },
  },
  {
    names: 'nvm', source: 'nvm README: a function of the shell',
    sub: {
      'ls list current version which --version': prints,
      'ls-remote list-remote version-remote': asks,
      '*': installs,
    },
  },
  {
    names: 'fnm', source: 'fnm documentation',
    does: { '-V': 'help' },
    sub: { 'list ls current': prints, 'list-remote ls-remote': asks, '*': installs },
  },
  {
    names: 'volta', source: 'Volta reference',
    does: { '-v': 'help' },
    sub: { 'list ls which': { operands: 'text*', options: '-cd --current --default --format=text' }, '*': installs },
  },
  {
    names: 'asdf', source: 'asdf documentation',
    sub: {
      'current list where which info version help': prints,
      'latest': asks,
      'plugin': { sub: { 'list': { operands: 'word*', options: '--urls --refs' }, '*': installs } },
      '*': installs,
    },
  },
  {
    names: 'pyenv rbenv nodenv goenv jenv tfenv phpenv plenv', source: 'README of each',
    sub: {
      'versions version version-name version-file version-origin which whence root prefix commands help shims': { operands: 'text*', options: '--bare --skip-aliases --short --path' },
      'local global': pins,
      '*': installs,
    },
  },
  {
    names: 'sdk', source: 'SDKMAN! usage: a function of the shell',
    sub: { 'current c version v help': prints, 'list ls': asks, '*': installs },
  },
  {
    names: 'xcode-select', source: 'xcode-select(1)',
    operands: '', effects: 'system', does: { '-p --print-path -v': 'nothing' },
  },
  {
    names: 'xcrun', source: 'xcrun(1)',
    style: 'single', options: '--sdk:text -sdk:text', effects: 'exec.project',
    does: { '--show-sdk-path --show-sdk-version --show-sdk-build-version --show-sdk-platform-path --version': 'nothing' },
    sub: {
      '--find -find -f': { operands: 'word' },
      'simctl': { sub: { 'list help': { operands: 'word*', options: '-jv --json' }, '*': { operands: 'text*', style: 'loose', effects: 'proc' } } },
    },
  },
  {
    names: 'xcodebuild', source: 'xcodebuild(1)',
    style: 'single', options: '-json', operands: 'text*', effects: 'exec.project',
    does: { '-version -showsdks': 'nothing' },
  },
  {
    names: 'javap', source: 'javap(1)',
    style: 'single', options: '-c -p -private -public -protected -package -v -verbose -l -s -sysinfo -constants -cp:read -classpath:read --class-path:read -help -version', operands: 'read*',
  },
  {
    names: 'jar', source: 'jar(1)',
    operands: 'text*', style: 'loose', effects: 'write.workspace',
    sub: { 'tf tvf -tf -tvf': { operands: 'read text*' }, '--list': { options: '-f:read --file=read --verbose -v', operands: 'text*' } },
  },
  { names: 'dot neato fdp sfdp twopi circo', source: 'dot(1)', operands: 'text*', style: 'loose', effects: 'write.workspace', does: { '-V': 'help' } },
  { names: 'jps', source: 'jps(1)', options: '-qlmvV', operands: '' },
  { names: 'perldoc', source: 'perldoc(1)', options: '-Ttmlu -f:text -q:text -v:text', operands: 'page*' },
  {
    names: 'ghc-pkg', source: 'ghc-pkg documentation',
    sub: { 'list describe field find-module latest dot': { operands: 'text*', options: '--simple-output --global --user' }, '*': installs },
  },
  {
    names: 'jupyter', source: 'jupyter(1)',
    does: { '--paths --config-dir --data-dir --runtime-dir': 'nothing' }, effects: 'exec.project', options: '--json',
    sub: { 'kernelspec': { sub: { 'list': { options: '--json' }, '*': installs } }, '*': { operands: 'text*', style: 'loose', effects: 'exec.project' } },
  },
  { names: 'twine', source: 'twine documentation', sub: { 'check': { operands: 'read*', options: '--strict' }, '*': { operands: 'text*', style: 'loose', effects: 'publish' } } },
]; // prettier-ignore
