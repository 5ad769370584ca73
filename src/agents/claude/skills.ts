// Skills and slash commands are Markdown files whose lines of the form !`command` Claude Code runs by itself when
// the file is used; those commands never come to the gate one by one. So the gate reads the file first.
import { follow } from '../../policy/text/order.ts';
import type { AgentFiles } from '../agent.ts';

/**
 * The commands that the named skill or slash command would run by itself, in their order; empty when there are
 * none; undefined when no file of that name can be read, so that nothing can be said.
 */
export function inlineCommands(name: string, files: AgentFiles): readonly string[] | undefined {
  const plain = name.replace(/^\//, '');
  if (!/^[\w:.-]+$/.test(plain) || plain.includes('..')) return undefined;
  const nested = plain.replaceAll(':', '/');
  // Which of several files of one name is used depends on the version: the commands of all of them are looked at.
  const contents = folders(files)
    .flatMap((folder) => [`${folder}/skills/${nested}/SKILL.md`, `${folder}/commands/${nested}.md`])
    .flatMap((file) => files.readText(file) ?? []);
  if (contents.length === 0 || contents.some(isForeign)) return undefined;
  return [...new Set(contents.flatMap(commandsIn))];
}

/**
 * Commands in a text: !`…` anywhere, also over several lines, and fenced blocks that open with ```!. Arguments are put
 * into a command as text before it runs, whatever they hold: such a command is left open, so that it is never taken
 * for understood.
 */
export function commandsIn(content: string): readonly string[] {
  const inline = [...content.matchAll(/!`([^`]+)`/g)].map(([, command = '']) => command.trim());
  const fenced = [...content.matchAll(/```!([\s\S]*?)(?:```|$)/g)].map(([, block = '']) => block.trim());
  const commands = [...inline, ...fenced].filter((command) => command !== '');
  const named = inFrontMatter(content, /^[^\S\n]*["']?arguments["']?\s*:/m);
  const takes = named ? /\$\{?\w/ : /\$(?:ARGUMENTS|\d)/;
  return commands.map((command) => (takes.test(command) ? `${command} ${open}` : command));
}

/** The beginning of a substitution without its end. */
const open = '"$(';

/** The front matter may name another shell for the commands. */
function isForeign(content: string): boolean {
  return inFrontMatter(content, /^[^\S\n]*["']?shell["']?\s*:/m) && commandsIn(content).length > 0;
}

/** Behind the first line of dashes, wherever the front matter ends: a name too many only makes commands less understood. */
function inFrontMatter(content: string, field: RegExp): boolean {
  return follow(content, [/^---/m, field]);
}

/** Where Claude Code looks: from the working folder up to the root, then the person's own. */
function folders({ cwd, home }: AgentFiles): readonly string[] {
  const found: string[] = [];
  for (let folder = cwd.replace(/[\\/]+$/, ''), steps = 0; folder !== '' && steps < 64; steps += 1) {
    found.push(`${folder}/.claude`);
    const cut = Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'));
    if (cut < 0) break;
    folder = folder.slice(0, cut);
  }
  return [...found, `${home}/.claude`];
}
