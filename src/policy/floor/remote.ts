// Floor classes about what others hold: shared history and databases.
import { inOrder } from '../text/order.ts';
import { readPush } from '../commands/push.ts';
import type { McpCall } from '../call.ts';
import { readInput } from '../external/arguments.ts';
import { statementOf } from '../external/mcp.ts';
import { readName } from '../external/names.ts';
import { firstOf, type FloorRule } from './rule.ts';

export const remoteRules: readonly FloorRule[] = [
  {
    id: 'force-push',
    title: 'History of a remote would be overwritten',
    instead:
      'Push without force to a new branch, or make a new commit that undoes the old one; the person can force the push themselves.',
    protects: 'Commits that others build on; a protected branch also against deletion.',
    examples: ['git push --force', 'git push origin +main', 'git push origin :main', 'git push --mirror'],
    detect: ({ commands, context }) =>
      firstOf(commands, ({ program, given }) => {
        if (program !== 'git' || given?.path[0] !== 'push') return undefined;
        if (given.options.some(({ option }) => /^(?:-n|--dry-run)$/u.test(option.name))) return undefined;
        const push = readPush(given);
        const guarded = push.branches.find(({ name }) => isProtected(name, context.protectedBranches));
        if (push.mirror) return '--mirror replaces everything on the remote';
        if (push.force === 'force')
          return push.branches.length === 0 ? 'a force push without a named branch' : 'a force push';
        const deleted = push.branches.find(
          ({ name, deleted }) => deleted && isProtected(name, context.protectedBranches),
        );
        if (deleted !== undefined) return `the protected branch ${deleted.name} would be deleted`;
        return push.force === 'lease' && guarded !== undefined
          ? `a forced push to the protected branch ${guarded.name}`
          : undefined;
      }),
  },
  {
    id: 'database-destruction',
    title: 'Data of a database would be destroyed',
    instead:
      'Look at the data with a query that only reads, and let the person run the destructive statement.',
    protects:
      'Tables, schemas and data sets against DROP, TRUNCATE, DELETE and UPDATE without WHERE, and their kin.',
    examples: [
      'psql -c "DROP TABLE users"',
      'redis-cli FLUSHALL',
      'npx prisma migrate reset',
      'echo "DELETE FROM t" | mysql db',
    ],
    detect: ({ commands, reading }) => {
      const { call } = reading;
      if (call.kind === 'mcp') return destroyedBy(call);
      return (
        firstOf(commands, ({ effects }) => {
          const hit = effects.find(({ kind }) => kind === 'db.destroy');
          return hit === undefined ? undefined : (hit.detail ?? 'the database would be emptied');
        }) ??
        firstOf(commands, ({ program, words, given }) => {
          const runner =
            given === undefined ||
            /^(?:npx|bunx|pnpx|npm|pnpm|yarn|bun|node|php|python3?|rails|rake|bundle|poetry|uv|dotnet|supabase|flask|go|mix|cargo)$/u.test(
              program,
            );
          const line = [program, ...words].join(' ');
          return runner
            ? firstOf(kin, (test) => (test.test(line) ? line.slice(0, 60) : undefined))
            : undefined;
        }) ??
        firstOf(commands, ({ segment, program, words }) => {
          if (
            !segment.wrappers.some(({ name }) => /^(?:npx|pnpm|yarn|bunx|npm|bundle|poetry|uv)$/u.test(name))
          )
            return undefined;
          const line = [program, ...words].join(' ');
          return firstOf(kin, (test) => (test.test(line) ? line.slice(0, 60) : undefined));
        })
      );
    },
  },
];

/** Migration tools that empty a database. Source: the documentation of each. */
const kin = [
  inOrder(/\bprisma\b/u, /\bmigrate\b/u, /\breset\b/u),
  inOrder(/\bprisma\b/u, /--(?:accept-data-loss|force-reset)\b/u),
  inOrder(/\b(?:rails|rake|bundle exec)\b/u, /\bdb:(?:drop|reset|purge|truncate_all)\b/u),
  inOrder(/\bartisan\b/u, /\b(?:migrate:(?:fresh|reset|refresh)|db:wipe)\b/u),
  inOrder(/\bmanage\.py\b/u, /\b(?:flush|sqlflush|reset_db)\b/u),
  inOrder(/\bsequelize\b/u, /\bdb:drop\b/u),
  inOrder(/\btypeorm\b/u, /\bschema:drop\b/u),
  inOrder(/\bknex\b/u, /\bmigrate:rollback\b/u, /--all/u),
  inOrder(/\bsupabase\b/u, /\bdb\b/u, /\breset\b/u),
  inOrder(/\bdrizzle-kit\b/u, /\bdrop\b/u),
  inOrder(/\bdotnet ef\b/u, /\bdatabase drop\b/u),
  /\bmix ecto\.(?:drop|reset)\b/u,
];

/** Is the branch one of the patterns? `*` stands for any text. */
export function isProtected(name: string, patterns: readonly string[]): boolean {
  const branch = name.replace(/^(?:refs\/)?heads\//u, '');
  return patterns.some((pattern) =>
    new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\?]/gu, '\\$&').replaceAll('*', '.*')}$`, 'iu').test(
      branch,
    ),
  );
}

/** By a statement that the tool runs; the same words in an issue or a search stop nothing. */
function destroyedBy({ name, input }: McpCall): string | undefined {
  const statement = statementOf(readName(name), readInput(input));
  return statement?.worst === 'destroy' ? statement.because : undefined;
}
