// Skills and slash commands are Markdown files whose lines of the form !`command` Claude Code runs by itself when
// the file is used; those commands never come to the gate one by one. So the gate reads the file first.
import type { AgentFiles } from '../agent.ts';

/**
 * The commands that the named skill or slash command would run by itself, in their order; empty when there are
 * none; undefined when no file of that name can be read, so that nothing can be said.
 */
export function inlineCommands(name: string, files: AgentFiles): readonly string[] | undefined {
  const plain = name.replace(/^\//, '');
  if (!/^[\w:.-]+$/.test(plain) || plain.includes('..')) return undefined;
  const nested = plain.replaceAll(':', '/');
  for (const folder of folders(files)) {
    for (const file of [`${folder}/skills/${nested}/SKILL.md`, `${folder}/commands/${nested}.md`]) {
      const content = files.readText(file);
      if (content !== undefined) return commandsIn(content);
    }
  }
  return undefined;
}

/** Commands in a text: !`…` anywhere, and fenced blocks that open with ```! */
export function commandsIn(content: string): readonly string[] {
  const inline = [...content.matchAll(/!`([^`\n]+)`/g)].map(([, command = '']) => command);
  const fenced = [...content.matchAll(/^\s*```!\s*\n([\s\S]*?)^\s*```/gm)].map(([, block = '']) =>
    block.trim(),
  );
  return [...inline, ...fenced].filter((command) => command !== '');
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
