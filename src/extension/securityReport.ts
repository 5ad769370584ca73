// The template of a report about a vulnerability, as SECURITY.md asks for it. Pure.
export interface ReportFacts {
  readonly version: string;
  readonly editor: string;
  /** Such as `linux x64`. */
  readonly platform: string;
  readonly node: string;
  /** Names and versions of the agents that were found. */
  readonly agents: readonly string[];
}

export function securityReport({ version, editor, platform, node, agents }: ReportFacts): string {
  return `# Security report: Portcullis

<!-- Nothing of this was sent, and nothing is. Do not open a public issue with it: use the private vulnerability reporting
of the repository ("Security", then "Report a vulnerability"). Look through what you paste: take out secrets. -->

## Versions

- Portcullis: ${version}
- Editor: ${editor}
- Platform: ${platform}
- Node: ${node}
- Agents: ${agents.length === 0 ? 'none found' : agents.join(', ')}

## Description

What can an attacker do that the gate should prevent?

## Steps

The agent, the settings that matter, and the tool call or request. For a command, what
\`node dist/cli.js check --json -- 'COMMAND'\` prints for it.

1.

## Impact

As you see it.

## Mitigation

If you know one.
`;
}
