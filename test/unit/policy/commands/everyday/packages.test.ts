// Languages, package managers, builders and linters: what people and agents run every day, and what must pass without a question.
import { passes } from '../../../../support/policy/lists.ts';

passes(String.raw`
  ## packages and languages
  python3 -c "import yaml; print(yaml.safe_load(open('a.yml')))"
  python3 -c "import ast; print(ast.dump(ast.parse(open('a.py').read())))"
  go doc -u ./pkg Foo
  ruby -rjson -e 'puts JSON.parse(File.read("a.json"))["x"]'
  promtool check config a.yml
  pwsh --version
  npm team ls x:devs
  npm org ls x
  npm diff --diff=x@1 --diff=x@2
  node --v8-options
  bun -e "console.log(JSON.stringify({a: 1}, null, 2))"
  bun -p '1 + 1'
  uv python find
  clang --print-target-triple
  LEVEL=1 python3 -c 'print(1)'
  ansible-lint -h
  ansible-test -h
  objdump -d --no-show-raw-insn a.out
  python3 -m pip list
  python -m pip show flask
  python -m json.tool data.json
  cat a.json | python3 -m json.tool --indent 2
  python3 -I -m json.tool < a.json
  python3 -m site
  python3 -m zipfile -l a.zip
  python3 -m tarfile --list a.tar
  python3 -m base64 -e a
  gem list --remote rails
  clang-format --dry-run -Werror src/a.c
  clang-format --style=file --output-replacements-xml a.c
  ninja -n
  ninja -C build -t targets all
  node --version
  node -v
  npm -v
  npm --version
  npm ls
  npm ls --depth=0
  npm ls react
  npm list -g --depth=0
  npm ll
  npm explain lodash
  npm why lodash
  npm outdated
  npm outdated --json
  npm view react
  npm view react version
  npm view react versions --json
  npm view react@18 dependencies
  npm view react dist-tags
  npm info react
  npm show react
  npm search react-table
  npm audit
  npm audit --json
  npm audit --production
  npm audit --omit=dev
  npm root
  npm root -g
  npm prefix
  npm bin
  npm config list
  npm config get registry
  npm config get prefix
  npm whoami
  npm ping
  npm pkg get version
  npm pkg get scripts
  npm query '.workspace'
  npm --help
  npm run --help
  npm dist-tag ls react
  npm owner ls react
  npm fund
  npm doctor
  npm sbom --sbom-format cyclonedx
  npm cache ls
  npm repo --help
  bun --version
  bun -v
  bun pm ls
  bun outdated
  deno --version
  deno info
  deno doc mod.ts
  npx --version
  corepack --version
  tsc --version
  tsc -v
  tsc --noEmit
  tsc --noEmit -p tsconfig.json
  npx --help
  nvm ls
  nvm list
  nvm current
  nvm version
  nvm --version
  nvm which node
  nvm ls-remote --lts
  fnm list
  fnm current
  volta list
  n --version
  asdf current
  asdf list
  asdf plugin list
  asdf which node
  pyenv versions
  pyenv version
  pyenv which python
  pyenv root
  rbenv versions
  rbenv version
  rbenv which ruby
  nodenv versions
  goenv versions
  jenv versions
  sdk list java
  sdk current
  sdk version
  rustup show
  rustup toolchain list
  rustup target list --installed
  rustup component list
  rustup --version
  rustup which cargo
  python --version
  python3 -V
  python -VV
  python3 --version
  pip --version
  pip list
  pip list --format=json
  pip list --format=freeze
  pip freeze
  pip show requests
  pip show -f requests
  pip check
  pip config list
  pip debug
  pip cache dir
  pip cache list
  pip index versions requests
  pip inspect
  pip help install
  pip3 list | grep -i torch
  pip freeze | grep -i django
  pipx list
  pipx --version
  uv --version
  uv pip list
  uv pip freeze
  uv pip show requests
  uv pip check
  uv pip tree
  uv python list
  uv python dir
  uv tool list
  uv tool dir
  uv cache dir
  uv version
  uv help
  uv tree --frozen
  conda list
  conda info
  conda env list
  conda info --envs
  conda --version
  mamba list
  ruff --version
  ruff check .
  ruff check src --output-format=concise
  ruff check --select E,F .
  ruff check --statistics
  ruff check --no-fix .
  ruff check --diff
  ruff format --check .
  ruff format --diff .
  ruff rule E501
  ruff linter
  ruff config
  black --version
  black --check .
  black --check --diff src
  isort --check-only .
  isort --check --diff src
  autopep8 --diff a.py
  mypy --version
  pylint --version
  pyright --version
  bandit -r src
  vulture src
  radon cc src
  pydocstyle src
  coverage --version
  pyflakes a.py
  pycodestyle a.py
  pip-audit --version
  twine check dist/*
  twine --version
  jupyter --version
  jupyter kernelspec list
  jupyter --paths
  ipython --version
  cargo --version
  cargo -V
  cargo --list
  cargo help build
  cargo search serde
  cargo info serde
  cargo locate-project
  cargo pkgid
  cargo read-manifest
  cargo fmt --check
  cargo fmt -- --check
  cargo fmt --all -- --check
  cargo build --help
  rustc --version
  rustc -vV
  rustc --explain E0308
  rustc --print sysroot
  rustc --print target-list
  rustc --print cfg
  rustfmt --check src/main.rs
  rustfmt --version
  clippy-driver --version
  go version
  go env
  go env GOPATH
  go env GOOS GOARCH
  go list ./...
  go list -m all
  go list -m -json all
  go list -f '{{.Dir}}' ./...
  go list -deps ./cmd/x
  go doc fmt.Println
  go doc -all net/http
  go help build
  go mod graph
  go mod why github.com/x/y
  go mod verify
  go version -m ./bin
  gofmt -l .
  gofmt -d main.go
  gofmt -s -l .
  goimports -l .
  golangci-lint --version
  staticcheck -version
  gopls version
  dlv version
  java -version
  java --version
  javac -version
  javap -c Foo.class
  jar tf a.jar
  jar -tf a.jar
  jar --list --file a.jar
  jps
  jps -l
  gradle --version
  kotlin -version
  kotlinc -version
  clojure --version
  dotnet --list-sdks
  dotnet --list-runtimes
  ruby --version
  ruby -v
  ruby -c a.rb
  gem list
  gem list --local
  gem list rails
  gem env
  gem info rails
  gem which rails
  gem search rails
  gem outdated
  gem contents rake
  gem specification rake
  gem dependency rake
  gem --version
  bundle --version
  bundle -v
  rake --version
  irb --version
  php -v
  php --version
  php -m
  php --ini
  php -l a.php
  phpunit --version
  perl -v
  perl -V
  perl --version
  perldoc -f map
  perldoc perlfunc
  cpan -v
  lua -v
  luarocks list
  elixir --version
  mix --version
  ghc --version
  ghc-pkg list
  cabal --version
  stack --version
  opam list
  opam --version
  dune --version
  swift --version
  swiftc --version
  xcodebuild -version
  xcodebuild -showsdks
  xcrun simctl list
  xcrun simctl list devices
  xcrun --show-sdk-path
  xcrun --sdk macosx --show-sdk-path
  xcrun --find clang
  xcode-select -p
  xcode-select --print-path
  pod --version
  flutter --version
  dart --version
  zig version
  zig env
  zig targets
  nim --version
  crystal --version
  julia --version
  R --version
  Rscript --version
  gcc --version
  gcc -v
  g++ --version
  gcc -dumpversion
  gcc -print-search-dirs
  clang --version
  clang -print-resource-dir
  cc --version
  ld --version
  make --version
  cmake --version
  cmake --help
  ninja --version
  meson --version
  just --version
  just --list
  just -l
  just --summary
  task --version
  pkg-config --modversion openssl
  pkg-config --cflags --libs gtk+-3.0
  pkg-config --list-all
  pkg-config --exists foo && echo yes
  ldconfig -p
  ldconfig -p | grep ssl
  nm -D lib.so
  nm a.o
  objdump -d a.o | head
  objdump -h a.o
  objdump -t a.o
  readelf -h a.out
  readelf -d a.out
  readelf -a a.out | head
  size a.out
  otool -L a.dylib
  addr2line -e a.out 0x1234
  c++filt _Z3foov
  strings a.out | head
  protoc --version
  buf --version
  capnp --version
  flatc --version
  thrift --version
  shellcheck a.sh
  shellcheck -x a.sh
  shellcheck -f gcc a.sh
  shfmt -d a.sh
  shfmt -l .
  shfmt --diff .
  bash -n a.sh
  bash --version
  zsh --version
  sh -n a.sh
  zsh -n a.sh
  hadolint Dockerfile
  yamllint .
  yamllint a.yaml
  actionlint
  actionlint .github/workflows/ci.yml
  jsonlint a.json
  jsonlint -q a.json
  markdownlint --version
  markdownlint-cli2 --version
  prettier --version
  eslint --version
  biome --version
  biome check .
  biome lint src
  biome ci .
  dprint --version
  stylelint --version
  taplo fmt --check
  stylua --check .
  selene src
  nixfmt --check a.nix
  alejandra --check .
  terraform fmt -check
  terraform fmt -check -recursive
  terraform fmt -check -diff
  tflint --version
  tfsec --version
  checkov --version
  trivy --version
  grype version
  syft version
  gitleaks version
  trufflehog --version
  semgrep --version
  codeql version
  sqlfluff --version
  vale --version
  vale README.md
  cspell --version
  codespell --version
  typos
  typos src
  lychee --version
  proselint README.md
  commitlint --version
  typos --version
  editorconfig-checker
  ec
  nixpkgs-fmt --check .
  clang-format --dry-run a.c
  clang-format -n --Werror a.c
  clang-format --version
  clang-tidy --version
  cppcheck src
  cppcheck --enable=all src
  cppcheck --version
  cpplint a.cc
  uncrustify --version
  swiftlint version
  swift-format lint a.swift
  ktlint --version
  detekt --version
  checkstyle --version
  fourmolu --version
  erlfmt --check a.erl
  elm --version
  elm-format --validate src
  rescript -version
  nix --version
  nix-env -q
  nix-env -qa firefox
  nix flake --help
  nix-store -q --references /nix/store/abc
  nix store ls --help
  guix --version
  brew list
  brew list --versions
  brew info jq
  brew search jq
  brew outdated
  brew deps --tree jq
  brew uses jq --installed
  brew leaves
  brew config
  brew doctor
  brew --version
  brew --prefix
  brew --prefix openssl
  brew services list
  brew cat jq
  brew desc jq
  brew log jq
  apt list --installed
  apt list --upgradable
  apt show curl
  apt search ripgrep
  apt-cache policy curl
  apt-cache search foo
  apt-cache show curl
  apt-cache depends curl
  dpkg -l
  dpkg -l | grep ssl
  dpkg -L curl
  dpkg -S /usr/bin/curl
  dpkg -s curl
  dpkg --print-architecture
  dpkg-query -W
  rpm -qa
  rpm -qi bash
  rpm -ql bash
  rpm -qf /bin/ls
  rpm -q bash
  dnf list installed
  dnf info curl
  dnf search curl
  dnf repolist
  dnf provides /bin/ls
  yum list installed
  pacman -Q
  pacman -Qi bash
  pacman -Ql bash
  pacman -Qo /bin/ls
  pacman -Ss foo
  pacman -Si foo
  pacman -Qe
  apk info
  apk info -L curl
  apk list --installed
  apk search curl
  apk version
  snap list
  snap info code
  snap find code
  flatpak list
  flatpak info org.x.Y
  flatpak search gimp
  flatpak remotes
  zypper search foo
  zypper info foo
  winget list
  choco list
  scoop list
  update-alternatives --list python
  update-alternatives --display java
  alternatives --display java
`);
