// What an assigned environment variable does to the program that follows. Knows names and values, not programs.
import type { Value } from './arguments.ts';
import { doubtful, found, nothing, type Finding } from './finding.ts';

/** Names that make programs run, load, trust or write something else. `*` stands for any ending. */
export const injecting: readonly { readonly family: string; readonly source: string; readonly names: string }[] = [
  { family: 'loader', source: 'ld.so(8), dyld(1), glibc manual', names: 'LD_* DYLD_* GCONV_PATH LOCPATH NLSPATH MALLOC_TRACE GLIBC_TUNABLES' },
  { family: 'shell', source: 'bash(1), zshparam(1)', names: 'PATH BASH_ENV ENV ZDOTDIR PROMPT_COMMAND PS0 PS1 PS2 PS3 PS4 SHELLOPTS BASHOPTS IFS CDPATH GLOBIGNORE BASH_FUNC_* FCEDIT HIST* SHELL EXECIGNORE INPUTRC' },
  { family: 'configuration root', source: 'XDG Base Directory; documentation of the agents', names: 'HOME XDG_* TMPDIR TEMP TMP CODEX_HOME CLAUDE_* COPILOT_* GEMINI_* CLINE_* KIRO_* OPENCODE_* PORTCULLIS_* APPDATA LOCALAPPDATA USERPROFILE' },
  { family: 'editor, pager or browser', source: 'less(1), man(1), git(1), psql(1)', names: 'EDITOR VISUAL PAGER *_PAGER *_EDITOR *_BROWSER MANPAGER MANOPT BROWSER LESS* MORE SUDO_ASKPASS SSH_ASKPASS* VIMINIT EXINIT MYVIMRC' },
  { family: 'git', source: 'git(1) ENVIRONMENT VARIABLES', names: 'GIT_SSH GIT_SSH_COMMAND GIT_ASKPASS GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND GIT_EXEC_PATH GIT_CONFIG* GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_ALTERNATE_* GIT_INDEX_FILE GIT_TEMPLATE_DIR GIT_ALLOW_PROTOCOL GIT_TRACE* GIT_NAMESPACE GIT_ATTR_* GIT_SSL_* GIT_HTTP_*' },
  { family: 'python', source: 'python(1), pip and uv documentation', names: 'PYTHONPATH PYTHONSTARTUP PYTHONHOME PYTHONUSERBASE PYTHONINSPECT PYTHONBREAKPOINT PYTHONPYCACHEPREFIX PYTHONWARNINGS PYTHONPLATLIBDIR COVERAGE_* PIP_* UV_* PIPENV_* POETRY_* VIRTUAL_ENV CONDA_*' },
  { family: 'node', source: 'node(1), npm config(7)', names: 'NODE_OPTIONS NODE_PATH NODE_REPL_* NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED NODE_V8_COVERAGE NODE_REDIRECT_WARNINGS NODE_ICU_DATA npm_config_* NPM_CONFIG_* YARN_* BUN_* DENO_* COREPACK_* ELECTRON_RUN_AS_NODE' },
  { family: 'another language', source: 'perlrun(1), ruby(1), php(1), java(1), erl(1)', names: 'PERL5OPT PERL5DB PERL5LIB PERLLIB PERLIO* RUBYOPT RUBYLIB GEM_* BUNDLE_* PHPRC PHP_INI_SCAN_DIR LUA_* R_PROFILE* R_ENVIRON* JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS JAVA_OPTS CLASSPATH MAVEN_* GRADLE_* GROOVY_* ERL_* ELIXIR_* JULIA_* DOTNET_* CORECLR_* COMPlus_*' },
  { family: 'build', source: 'make(1), gcc(1), cargo and go documentation', names: 'CC CXX CPP LD AR AS NM CFLAGS CXXFLAGS CPPFLAGS LDFLAGS MAKEFLAGS GNUMAKEFLAGS MAKEFILES MFLAGS COMPILER_PATH GCC_EXEC_PREFIX CPATH C_INCLUDE_PATH LIBRARY_PATH CMAKE_* RUSTC RUSTC_* RUSTFLAGS RUSTDOC* CARGO_* RUSTUP_* GOFLAGS GOTOOLCHAIN GOPROXY GOPATH GOROOT GONOSUMDB GOSUMDB GOPRIVATE GOINSECURE CGO_*FLAGS TAR_OPTIONS TAPE ZIPOPT UNZIP GZIP RSYNC_* CVS_RSH FZF_* RIPGREP_CONFIG_PATH GREP_OPTIONS ACK_* AG_* BAT_* DELTA_* EZA_CONFIG_DIR' },
  { family: 'network', source: 'curl(1), wget(1), openssl(1)', names: 'HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY NO_PROXY http_proxy https_proxy all_proxy ftp_proxy no_proxy CURL_* WGETRC SSL_CERT_* SSLKEYLOGFILE OPENSSL_* NETRC REQUESTS_CA_BUNDLE ANTHROPIC_* OPENAI_* *_API_BASE *_BASE_URL HOSTALIASES RES_OPTIONS' },
  { family: 'database or cloud', source: 'libpq, AWS, kubectl, docker, helm, Terraform and Ansible documentation', names: 'PG* PSQL* MYSQL_* AWS_* KUBECONFIG KUBECTL_* KUBE_* DOCKER_* BUILDKIT_* HELM_* TF_CLI_* TF_PLUGIN_* ANSIBLE_* VAULT_* GH_* GITHUB_TOKEN GLAB_* GNUPGHOME SOPS_* CLOUDSDK_* AZURE_* GOOGLE_*' },
]; // prettier-ignore

/** Names that change how things are shown or how much is said, with any known value. */
export const neutral =
  'LANG LANGUAGE LC_* TZ TERM COLORTERM NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE CI COLUMNS LINES NODE_ENV RUST_BACKTRACE RUST_LOG DEBUG PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONIOENCODING PYTHONUTF8 PYTHONHASHSEED GIT_TERMINAL_PROMPT GIT_OPTIONAL_LOCKS CGO_ENABLED GOOS GOARCH GOMAXPROCS POSIXLY_CORRECT TF_LOG TF_IN_AUTOMATION AWS_PAGER_OFF AWS_PROFILE AWS_DEFAULT_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_DEFAULT_OUTPUT AWS_MAX_ATTEMPTS AWS_RETRY_MODE CLOUDSDK_CORE_PROJECT CLOUDSDK_COMPUTE_ZONE CLOUDSDK_COMPUTE_REGION PGDATABASE PGUSER PGPORT PGPASSWORD PGAPPNAME PGCONNECT_TIMEOUT PGTZ MYSQL_PWD HELM_NAMESPACE DOCKER_CLI_HINTS PIP_DISABLE_PIP_VERSION_CHECK PIP_NO_COLOR UV_NO_PROGRESS NODE_NO_WARNINGS NPM_CONFIG_LOGLEVEL npm_config_loglevel PYTHONNOUSERSITE HOMEBREW_NO_ENV_HINTS GH_PROMPT_DISABLED GH_NO_UPDATE_NOTIFIER VERBOSE QUIET GREP_COLOR GREP_COLORS LS_COLORS DEBIAN_FRONTEND HOMEBREW_NO_AUTO_UPDATE HOMEBREW_NO_ANALYTICS';

/**
 * Programs that start no other and read no start file: beside the loader and the locale, which stand in the tables
 * above, no variable makes them do more than print differently. Source: manual pages of coreutils, grep, findutils.
 */
const plain: ReadonlySet<string> = new Set(
  'ls cat echo printf head tail wc cut tr sort uniq pwd date whoami id uname stat basename dirname realpath readlink true false test seq nl rev comm join paste cmp diff grep egrep fgrep du df tac od md5sum sha256sum sleep jq find tree nl strings xxd column'.split(
    ' ',
  ),
);

/**
 * Programs whose own variables begin with a name of their own, or stand in the tables above; what is called otherwise
 * is for the code that they run. Source: git(1), node(1), python(1), gawk(1), sed(1), rg(1).
 */
const own: readonly (readonly [program: RegExp, names: RegExp])[] = [
  [/^git$/u, /^(?:GIT|SSH|GPG|LESS)/u],
  [/^node(?:js)?$/u, /^(?:NODE|UV|OPENSSL|SSL|ICU|V8)/u],
  [/^python(?:3[\d.]*)?$/u, /^PY/u],
  [/^(?:[gmn]?awk|g?sed)$/u, /^(?:G?AWK|WHINY|STR_CHUNK|POSIX|COLS|TIME)/u],
  [/^rg$/u, /^(?:RG|RIPGREP|RUST)/u],
];

/** Is the value one that switches a pager off? */
const harmlessPager = /^(?:cat|)$/u;

const injectingTests = injecting.map(({ family, names }) => ({ family, test: namesTest(names) }));
const isNeutral = namesTest(neutral);

/** Does the variable make programs run, load, trust or write something else? */
export function isInjecting(name: string): boolean {
  return injectingTests.some(({ test }) => test(name)) && !isNeutral(name);
}

/** `exported` is false for a bare `X=1`, which changes only the shell's own variable. */
export function assignmentFinding(name: string, value: Value, exported: boolean, program?: string): Finding {
  // It splits the line that `read` takes, and is the old one again afterwards.
  if (name === 'IFS' && program === 'read') return nothing;
  // Old shells ran what stands behind a value that looks like a function.
  if (/^\(\)\s*\{/u.test(value.text) && exported)
    return found('env.inject', { target: name, detail: 'a function' });
  if (/_?PAGER$/u.test(name) && value.literal && harmlessPager.test(value.text)) return nothing;
  const family = injectingTests.find(({ test }) => test(name))?.family;
  if (isNeutral(name)) {
    return value.literal ? nothing : doubtful('dynamic-argument', `the value of ${name} is not known`);
  }
  if (family !== undefined) return found('env.inject', { target: name, detail: family });
  if (!exported || (program !== undefined && plain.has(program))) return nothing;
  const names = own.find(([programs]) => programs.test(program ?? ''))?.[1];
  const plainly = value.literal && /^[\w.,:@%+-]*$/u.test(value.text) && /^[A-Za-z_]\w*$/u.test(name);
  if (names !== undefined && !names.test(name) && plainly) return nothing;
  return doubtful('unknown-operand', `the gate does not know what ${name} does to the program`);
}

/** Splits `NAME=value`; undefined when the text is no assignment. */
export function splitAssignment(value: Value): { readonly name: string; readonly value: Value } | undefined {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/u.exec(value.text);
  return match?.[1] === undefined
    ? undefined
    : { name: match[1], value: { ...value, text: value.text.slice(match[0].length) } };
}

function namesTest(names: string): (name: string) => boolean {
  const all = names.split(' ');
  const exact = new Set(all.filter((name) => !name.includes('*')));
  const patterns = all
    .filter((name) => name.includes('*'))
    .map((name) => new RegExp(`^${name.replaceAll('*', '.*')}$`, 'u'));
  return (name) => exact.has(name) || patterns.some((pattern) => pattern.test(name));
}
