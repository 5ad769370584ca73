// Prompts that others wrote, as they come in: a link that names one, and what no prompt may be.

/** Characters of a prompt; a person must be able to read it before it starts anything. */
export const mostPrompt = 8_000;

/** Why this cannot be a prompt of others, in a sentence; undefined when it can. */
export function promptProblem(prompt: string): string | undefined {
  if (prompt.trim() === '') return 'The prompt is empty.';
  if (prompt.length > mostPrompt)
    return `The prompt has ${prompt.length} characters, more than the ${mostPrompt} that a person can be asked to read.`;
  // No program takes such a character in an argument.
  return prompt.includes('\0') ? 'The prompt holds a null character.' : undefined;
}

export interface LaunchLink {
  readonly prompt: string;
  readonly agent: string | undefined;
  readonly cwd: string | undefined;
}

const names = ['prompt', 'agent', 'cwd'] as const;

/**
 * The parts of `/launch?prompt=…&agent=…&cwd=…`, whose query was decoded as a whole before: an ampersand before anything
 * but a known name belongs to the text before it. A sentence when it is no such link; nothing is guessed or left out.
 */
export function decodeLaunchLink(path: string, query: string): LaunchLink | { readonly problem: string } {
  if (path !== '/launch') return { problem: 'The link asks for something that Portcullis does not do.' };
  const parts = query.split(/(?:^|&)(?=(?:prompt|agent|cwd)=)/u).filter((part) => part !== '');
  const fields = new Map<string, string>();
  for (const part of parts) {
    const name = names.find((one) => part.startsWith(`${one}=`));
    if (name === undefined) return { problem: 'The link does not begin with a name that Portcullis knows.' };
    if (fields.has(name)) return { problem: `The link names its ${name} twice.` };
    fields.set(name, part.slice(name.length + 1));
  }
  const prompt = fields.get('prompt');
  if (prompt === undefined) return { problem: 'The link has no prompt.' };
  const problem = promptProblem(prompt);
  return problem === undefined ? { prompt, agent: fields.get('agent'), cwd: fields.get('cwd') } : { problem };
}
