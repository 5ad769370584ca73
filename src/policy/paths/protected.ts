// Protected paths: files that decide what runs later, or who may do what. A write to one is never below ask.
// "Our own" files are not in the table: they come in as `facts.own`.
import type { Facts } from '../facts.ts';
import { canonical } from './absolute.ts';
import { anyPathTest, remembering, type PathTest } from './pattern.ts';

/** `tool-config` files run code when a project tool starts; a write to one is an ordinary write that says so. */
export type ProtectedGroup = 'policy' | 'agents' | 'git' | 'shell-start' | 'persistence' | 'tool-config';

interface ProtectedRow {
  readonly group: ProtectedGroup;
  readonly what: string;
  readonly paths: string;
  readonly except?: string;
}

export const protectedRows: readonly ProtectedRow[] = [
  {
    group: 'policy',
    what: 'settings of the editor',
    paths: `.vscode .vscode/*.json *.code-workspace .devcontainer/** .devcontainer.json
      {Code,Code?-?Insiders,VSCodium,Cursor,Windsurf}/User/{settings,keybindings,tasks,mcp,extensions}.json
      {Code,Code?-?Insiders,VSCodium,Cursor,Windsurf}/User/{profiles,globalStorage,workspaceStorage}/**
      .vscode-server/data/{User,Machine}/** .vscode/extensions/** .vscode-server/extensions/**`,
  },
  { group: 'policy', what: 'records of the gate', paths: '.portcullis .portcullis/**' },
  {
    group: 'agents',
    what: 'instructions or settings of an agent',
    paths: `.claude/** ~/.claude.json CLAUDE.md CLAUDE.local.md AGENTS.md AGENT.md GEMINI.md .github/copilot-instructions.md
      .github/hooks/** .github/instructions/** .mcp.json .codex/** .gemini/** /etc/gemini-cli/** /etc/claude-code/** .cursor/**
      .cursorrules .windsurf/** .windsurfrules .roo/** .roomodes .rooignore .roorules* .clinerules* .clinerules/** .cline/**
      .kilocode/** .opencode/** opencode.json opencode.jsonc .amp/** .kiro/** .kimi*/** .pi/** .openclaw/** .hermes/**
      .continue/** .aider* .agents/** .copilot/** ~/.config/opencode/** ~/.config/amp/**`,
    except: '.claude/worktrees/**',
  },
  {
    group: 'git',
    what: 'the inner files, configuration or hooks of git',
    paths: `.git .git/** .gitattributes .gitmodules ~/.gitconfig ~/.config/git/** .husky/** .githooks/** .pre-commit-config.yaml
      lefthook.yml lefthook.yaml .lefthook.yml /etc/gitconfig`,
  },
  {
    group: 'shell-start',
    what: 'a file that every shell reads when it starts',
    paths: `.bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .zshrc .zshenv .zprofile .zlogin .zlogout
      .inputrc ~/.config/fish/** .bashrc.d/** .zshrc.d/** .kshrc .cshrc .tcshrc .login /etc/profile /etc/profile.d/**
      /etc/bash.bashrc /etc/bashrc /etc/zsh* /etc/zsh/** /etc/environment Microsoft.PowerShell_profile.ps1 profile.ps1`,
  },
  {
    group: 'persistence',
    what: 'what starts by itself, or who may log in',
    paths: `/etc/ld.so.preload /etc/ld.so.conf /etc/ld.so.conf.d/** /etc/pam.d/** /etc/sudoers /etc/sudoers.d/** /etc/hosts
      /etc/cron* /etc/cron*/** /etc/anacrontab /etc/systemd/** /lib/systemd/** /usr/lib/systemd/** /etc/init* /etc/init.d/**
      /etc/rc* /etc/rc*/** /etc/udev/** /etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/ssh/** /var/spool/cron/**
      /var/spool/at/** ~/.config/systemd/** ~/.config/autostart/** ~/.local/share/systemd/** LaunchAgents/** LaunchDaemons/**
      .ssh .ssh/** ~/.xinitrc ~/.xprofile ~/.xsession ~/.pam_environment ~/.config/environment.d/**
      Start?Menu/Programs/Startup/** Windows/System32/drivers/etc/** Windows/System32/Tasks/** /etc/crontab /etc/modules* /etc/modprobe.d/**`,
  },
  {
    group: 'tool-config',
    what: 'a file whose content project tools run',
    paths: `package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb .npmrc .yarnrc*
      .pnpmfile.cjs bunfig.toml .cargo/config* build.rs Makefile makefile GNUmakefile *.mk justfile Taskfile* pyproject.toml
      setup.py setup.cfg conftest.py sitecustomize.py usercustomize.py *.pth tox.ini noxfile.py .envrc .tool-versions mise.toml
      .mise.toml Gemfile Rakefile *.gemspec build.gradle* settings.gradle* pom.xml CMakeLists.txt *.csproj *.targets *.props
      .eslintrc* *.config.{js,ts,mjs,cjs,mts,cts} .github/workflows/** .gitlab-ci.yml Jenkinsfile Dockerfile* docker-compose*
      compose.y*ml .circleci/** azure-pipelines.yml ~/.ripgreprc ~/.curlrc ~/.wgetrc ~/.sqliterc ~/.psqlrc ~/.vimrc .exrc
      ~/.config/nvim/** ~/.config/pip/** ~/.pip/** ~/.condarc ~/.cargo/config.toml ~/.lldbinit ~/.gdbinit .gdbinit`,
  },
];

const tests: readonly {
  readonly row: ProtectedRow;
  readonly hit: PathTest;
  readonly except: PathTest;
}[] = protectedRows.map((row) => ({
  row,
  hit: anyPathTest(row.paths),
  except: row.except === undefined ? () => false : anyPathTest(row.except),
}));

export interface Protection {
  readonly group: ProtectedGroup;
  readonly what: string;
}

/** Why a write to the canonical path needs care, if it does. The first group in the table counts. */
export function protectedOf(path: string, facts: Facts): Protection | undefined {
  return remembered(path, canonical(facts.home, facts.platform));
}

const remembered = remembering(
  (path, home) => tests.find(({ hit, except }) => hit(path, home) && !except(path, home))?.row,
);
