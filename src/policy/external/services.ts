// Names of services: which program, host or server belongs to which. A table; whatever is not here is named by its
// own program or host.
import type { Channel } from './operation.ts';

/** Stands between the name of a service and the workspace that it belongs to. */
export const inWorkspace = ' in ';

/** Words in names of MCP servers and tools. Sources: the public servers for each of these services. */
const messageWords: readonly (readonly [channel: Channel, words: readonly string[]])[] = [
  ['mail', 'gmail mail email outlook imap smtp sendgrid mailgun resend postmark mailchimp'.split(' ')],
  ['sms', 'sms twilio vonage whatsapp'.split(' ')],
  ['chat', 'slack discord telegram teams mattermost zulip signal matrix chat'.split(' ')],
]; // prettier-ignore

export function channelOf(words: readonly string[]): Channel | undefined {
  return messageWords.find(([, known]) => known.some((word) => words.includes(word)))?.[0];
}

/** Hosts that take messages. Sources: the API references of the providers. */
const messageHosts: readonly (readonly [channel: Channel, host: RegExp])[] = [
  ['chat', /^hooks\.slack\.com$|(?:^|\.)slack\.com$|^(?:canary\.|ptb\.)?discord(?:app)?\.com$|^api\.telegram\.org$|\.webhook\.office\.com$|^outlook\.office\.com$|^chat\.googleapis\.com$|^ntfy\.sh$|^api\.pushover\.net$/u],
  ['mail', /^api\.(?:sendgrid\.com|resend\.com|postmarkapp\.com|brevo\.com|mailjet\.com)$|^api(?:\.eu)?\.mailgun\.net$|^gmail\.googleapis\.com$|^email\.[a-z0-9-]+\.amazonaws\.com$/u],
  ['sms', /^api\.twilio\.com$|^(?:rest|api)\.nexmo\.com$|^graph\.facebook\.com$/u],
]; // prettier-ignore

export function messageHost(host: string): Channel | undefined {
  return messageHosts.find(([, test]) => test.test(host))?.[0];
}

/** Programs that are mail clients. Sources: mailx(1), sendmail(8), mutt(1), msmtp(1), swaks(1). */
export const mailPrograms: ReadonlySet<string> = new Set('mail mailx sendmail mutt msmtp swaks'.split(' '));

/** Registries that programs publish to. Sources: npm-publish(1), cargo-publish(1), twine, gem-push, docker-push(1). */
const registries: ReadonlyMap<string, string> = new Map([
  ...['npm', 'yarn', 'pnpm', 'bun', 'lerna', 'npx'].map((program) => [program, 'npm:publish'] as const),
  ...['twine', 'poetry', 'uv', 'hatch', 'flit', 'pdm', 'python3', 'python'].map(
    (program) => [program, 'pypi:publish'] as const,
  ),
  ...['docker', 'podman', 'nerdctl', 'buildah', 'skopeo'].map(
    (program) => [program, 'docker:publish'] as const,
  ),
  ['cargo', 'crates:publish'],
  ['gem', 'rubygems:publish'],
  ['gh', 'cli:gh'],
]);

export function registryOf(program: string): string {
  return registries.get(program) ?? `${program}:publish`;
}

/** One service, several names of its client. Sources: the documentation of each. */
const clients: ReadonlyMap<string, string> = new Map([
  ['oc', 'kubectl'],
  ['k', 'kubectl'],
  ['tofu', 'terraform'],
  ['terragrunt', 'terraform'],
  ['fly', 'flyctl'],
  ['podman', 'docker'],
  ['nerdctl', 'docker'],
  ['docker-compose', 'docker'],
  ['podman-compose', 'docker'],
]);

export function clientService(program: string): string {
  return `cli:${clients.get(program) ?? program.replace(/^.*\//u, '')}`;
}

/**
 * Services whose answers hold text that others wrote. Code hosting shows issues and reviews of strangers; what a
 * cloud says about the person's own machines is not counted. Web, MCP and message services are always counted.
 */
export function answersWithForeignText(service: string): boolean {
  return /^(?:web:|mcp:|mail$|chat$|sms$|cli:(?:gh|glab|hub|jira|acli|linear|sentry-cli|az)$)/u.test(service);
}
