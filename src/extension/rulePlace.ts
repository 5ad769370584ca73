// Which files a link to a rule may open. The page names them, and what it says may come from a journal that others wrote.

/**
 * A file of settings on this machine, or one whose rules are in force. The path of a share would already tell a server of
 * others who asks for it.
 */
export function mayHoldRules(file: string, inForce: readonly (string | undefined)[]): boolean {
  return inForce.includes(file) || (/\.(?:jsonc?|code-workspace)$/iu.test(file) && !/^[\\/]{2}/u.test(file));
}
