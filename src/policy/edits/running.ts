// Files that run by themselves: a tool, a shell, an editor or a server executes what stands in them, and whoever
// starts that tool does not look. A row says when, and in what form code stands in the file.
import type { Facts } from '../facts.ts';
import { canonical } from '../paths/absolute.ts';
import { anyPathTest, type PathTest } from '../paths/pattern.ts';

/** How code stands in a file; `none`: in a form that is not looked into. */
export type CodeForm =
  | 'script'
  | 'package'
  | 'yaml'
  | 'make'
  | 'json'
  | 'unit'
  | 'crontab'
  | 'groovy'
  | 'python'
  | 'javascript'
  | 'none';

/**
 * What of it is dangerous enough to be denied. `itself`: it runs here without being called. `called`: it runs here when
 * somebody calls it by name, and is looked at again then. `start`: the person's own start file. `elsewhere`: on a
 * machine that is not this one.
 */
export type Danger = 'itself' | 'called' | 'start' | 'elsewhere';

interface Row {
  readonly paths: string;
  /** Completes "which runs …". */
  readonly when: string;
  readonly form: CodeForm;
  readonly danger: Danger;
  /** Nobody expects it to run: an edit of it is more than an edit. */
  readonly silent: boolean;
  readonly source: string;
}

export const runningRows: readonly Row[] = [
  { paths: '.git/hooks/pre-commit .git/hooks/prepare-commit-msg .git/hooks/commit-msg .git/hooks/post-commit {.husky,.githooks}/{pre-commit,prepare-commit-msg,commit-msg,post-commit}', when: 'by itself at every commit', form: 'script', danger: 'itself', silent: true, source: 'githooks(5)' },
  { paths: '{.git/hooks,.husky,.githooks}/pre-push', when: 'by itself at every push', form: 'script', danger: 'itself', silent: true, source: 'githooks(5)' },
  { paths: '{.git/hooks,.husky,.githooks}/{post-checkout,post-merge,post-rewrite,pre-rebase}', when: 'by itself when git changes the branch', form: 'script', danger: 'itself', silent: true, source: 'githooks(5)' },
  { paths: '.git/hooks/** .husky/** .githooks/**', when: 'by itself at events of git', form: 'script', danger: 'itself', silent: true, source: 'githooks(5)' },
  { paths: '.pre-commit-config.yaml lefthook.yml lefthook.yaml .lefthook.yml', when: 'by itself at every commit', form: 'yaml', danger: 'itself', silent: true, source: 'pre-commit and lefthook documentation' },
  { paths: '.bash_logout .zlogout', when: 'by itself whenever a shell ends', form: 'script', danger: 'start', silent: true, source: 'bash(1), zsh(1)' },
  { paths: '.bashrc .bash_profile .bash_login .bash_aliases .profile .zshrc .zshenv .zprofile .zlogin .kshrc .bashrc.d/** .zshrc.d/** ~/.config/fish/** /etc/profile /etc/profile.d/** /etc/bash.bashrc /etc/bashrc /etc/zsh/**', when: 'by itself in every new shell', form: 'script', danger: 'start', silent: true, source: 'bash(1), zsh(1), fish(1)' },
  { paths: '.envrc', when: 'by itself when a shell enters the folder', form: 'script', danger: 'start', silent: true, source: 'direnv(1)' },
  { paths: 'mise.toml .mise.toml', when: 'by itself when a shell enters the folder', form: 'none', danger: 'start', silent: true, source: 'mise documentation, hooks' },
  { paths: '.vscode/tasks.json *.code-workspace', when: 'as a task of the editor, by itself if it says folderOpen', form: 'json', danger: 'itself', silent: true, source: 'VS Code documentation, tasks' },
  { paths: '.devcontainer/** .devcontainer.json', when: 'by itself when the container is made or the folder is opened', form: 'json', danger: 'itself', silent: true, source: 'containers.dev, lifecycle scripts' },
  { paths: '.claude/settings.json .claude/settings.local.json .codex/hooks.json .cursor/hooks.json .github/hooks/** .gemini/settings.json', when: 'by itself at the events of an agent, past the gate', form: 'json', danger: 'itself', silent: true, source: 'documentation of the agents, hooks' },
  { paths: '.mcp.json .cursor/mcp.json .vscode/mcp.json', when: 'by itself when an agent or the editor starts its servers', form: 'json', danger: 'itself', silent: true, source: 'documentation of the agents, MCP' },
  { paths: '.github/workflows/** .github/actions/** .gitlab-ci.yml .circleci/** azure-pipelines.yml .travis.yml bitbucket-pipelines.yml .drone.yml', when: 'by itself on the build server, with its secrets', form: 'yaml', danger: 'elsewhere', silent: true, source: 'GitHub, GitLab and CircleCI documentation' },
  { paths: 'Jenkinsfile', when: 'by itself on the build server, with its secrets', form: 'groovy', danger: 'elsewhere', silent: true, source: 'Jenkins documentation' },
  { paths: 'package.json', when: 'in parts by itself at every install', form: 'package', danger: 'called', silent: true, source: 'npm documentation, scripts' },
  { paths: '.npmrc .yarnrc .yarnrc.yml bunfig.toml .cargo/config .cargo/config.toml .mvn/** gradle-wrapper.properties maven-wrapper.properties .bazelrc', when: 'with the next command of its package manager', form: 'none', danger: 'itself', silent: true, source: 'npm, yarn, bun, cargo, Maven and Gradle documentation: settings that name programs' },
  { paths: '.pnpmfile.cjs .pnp.cjs', when: 'by itself at every install', form: 'javascript', danger: 'itself', silent: true, source: 'pnpm and yarn documentation' },
  { paths: 'sitecustomize.py usercustomize.py *.pth', when: 'by itself whenever Python starts', form: 'python', danger: 'itself', silent: true, source: 'Python documentation, site' },
  { paths: 'conftest.py', when: 'by itself at every run of pytest', form: 'python', danger: 'itself', silent: false, source: 'pytest documentation' },
  { paths: 'setup.py', when: 'by itself when the package is built or installed', form: 'python', danger: 'itself', silent: false, source: 'setuptools documentation' },
  { paths: 'build.rs', when: 'by itself at every build with cargo', form: 'none', danger: 'itself', silent: false, source: 'cargo documentation, build scripts' },
  { paths: 'Makefile makefile GNUmakefile *.mk', when: 'at the next make', form: 'make', danger: 'called', silent: false, source: 'make(1)' },
  { paths: 'justfile Justfile .justfile', when: 'at the next just', form: 'make', danger: 'called', silent: false, source: 'just documentation' },
  { paths: 'Taskfile.yml Taskfile.yaml', when: 'at the next task', form: 'yaml', danger: 'called', silent: false, source: 'Task documentation' },
  { paths: 'Dockerfile* *.dockerfile', when: 'inside the image that is built from it', form: 'none', danger: 'elsewhere', silent: false, source: 'Dockerfile reference' },
  { paths: '/etc/crontab /etc/cron.d/** /var/spool/cron/**', when: 'by itself on a schedule', form: 'crontab', danger: 'itself', silent: true, source: 'crontab(5)' },
  { paths: '/etc/cron.{hourly,daily,weekly,monthly}/**', when: 'by itself on a schedule', form: 'script', danger: 'itself', silent: true, source: 'cron(8)' },
  { paths: '*.service *.timer ~/.config/systemd/user/** /etc/systemd/system/**', when: 'by itself as a service', form: 'unit', danger: 'itself', silent: true, source: 'systemd.service(5)' },
  { paths: '~/.config/autostart/** LaunchAgents/** LaunchDaemons/**', when: 'by itself at log-in', form: 'unit', danger: 'itself', silent: true, source: 'Desktop Entry Specification, launchd.plist(5)' },
  { paths: '~/.vimrc .exrc ~/.config/nvim/** .gdbinit ~/.lldbinit', when: 'by itself when its program starts', form: 'none', danger: 'start', silent: true, source: 'vim(1), gdb(1), lldb(1)' },
]; // prettier-ignore

export type Running = Pick<Row, 'when' | 'form' | 'danger' | 'silent'>;

const tests: readonly { readonly row: Row; readonly hit: PathTest }[] = runningRows.map((row) => ({
  row,
  hit: anyPathTest(row.paths),
}));

/** When and how the content of the canonical path runs, if it does. Samples of hooks do not. */
export function runningOf(path: string, facts: Facts): Running | undefined {
  if (/\.(?:sample|md|txt)$/iu.test(path)) return undefined;
  const home = canonical(facts.home, facts.platform);
  return tests.find(({ hit }) => hit(path, home))?.row;
}
