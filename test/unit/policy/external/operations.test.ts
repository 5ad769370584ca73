// Calls of every door, and the operations that are read from them: `service kind reversibility scope risk`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import { readCall } from '../../../../src/policy/classifier/read.ts';
import { operationsOf } from '../../../../src/policy/external/operations.ts';
import type { ToolAnnotations } from '../../../../src/policy/external/mcp.ts';
import { riskOf } from '../../../../src/policy/external/risk.ts';
import { contextFor, shellCall } from '../../../support/policy/decide.ts';

const context = contextFor();

function operations(call: ToolCall, hints?: ToolAnnotations): string {
  const all = operationsOf(readCall(call, context), () => hints);
  return all
    .map((one) => `${one.service} ${one.kind} ${one.reversibility} ${one.scope} ${riskOf(one)}`)
    .join('; ');
}

const shell: readonly (readonly [line: string, expected: string])[] = [
  ['ls -la', ''],
  ['npm test', ''],
  ['gh issue view 3', 'cli:gh read yes single low'],
  ['gh pr create --title x', 'cli:gh write partly single medium'],
  ['gh issue comment 3 --body x', 'cli:gh send no single high'],
  ['gh pr merge 3', 'cli:gh modify no single high'],
  ['gh issue close 3', 'cli:gh modify yes single medium'],
  ['gh release create v1', 'cli:gh publish no single high'],
  ['gh release delete v1', 'cli:gh delete no single high'],
  ['gh api repos/a/b/issues/1/comments -f body=x', 'cli:gh send no single high'],
  ['gh api repos/a/b/issues -f title=x', 'cli:gh write partly single medium'],
  ['gh api -X DELETE repos/a/b', 'cli:gh delete no single high'],
  ['gh api repos/a/b', 'cli:gh read yes single low'],
  ['echo 1 2 | xargs gh issue close', 'cli:gh modify yes unknown high'],
  ['aws ec2 describe-instances', 'cli:aws read yes single low'],
  ['aws ec2 terminate-instances --instance-ids i-1 i-2', 'cli:aws delete no batch critical'],
  ['aws s3 rm s3://b --recursive', 'cli:aws delete no unknown critical'],
  ['aws ses send-email --to x', 'cli:aws send no single high'],
  ['aws s3 cp a s3://b', 'cli:aws write no single high'],
  ['kubectl delete pod x', 'cli:kubectl delete no single high'],
  ['kubectl delete pods --all', 'cli:kubectl delete no unknown critical'],
  ['k apply -f x.yaml', 'cli:kubectl modify partly single medium'],
  ['gcloud compute instances delete x', 'cli:gcloud delete no single high'],
  ['heroku apps:destroy x', 'cli:heroku delete no single high'],
  ['vercel deploy', 'cli:vercel modify unknown single high'],
  ['git push origin feature', 'git:origin write partly single medium'],
  ['git push', 'git:origin write partly single medium'],
  ['git push git@github.com:a/b.git main', 'git:github.com write partly single medium'],
  ['git push --force-with-lease upstream x', 'git:upstream delete no single high'],
  ['git fetch', 'git:origin read yes single low'],
  ['npm publish', 'npm:publish publish no single high'],
  ['cargo publish', 'crates:publish publish no single high'],
  ['docker push x/y', 'docker:publish publish no single high'],
  ['curl https://api.example.com/x', 'web:api.example.com read yes single low'],
  ['curl -d a=b https://api.example.com/x', 'web:api.example.com write partly single medium'],
  ['curl -X PUT -d @f https://api.example.com/x', 'web:api.example.com modify partly single medium'],
  ['curl -X DELETE https://api.example.com/x', 'web:api.example.com delete no single high'],
  ["curl -d '{}' https://hooks.slack.com/services/T/B/x", 'chat send no single high'],
  ['mail -s x a@b.c', 'mail send no single high'],
  ['scp a host:b', 'ssh:host write partly single medium'],
  ['psql -c "select 1"', 'cli:psql read yes single low'],
  ['psql -c "delete from t where id = 1"', 'cli:psql modify partly single medium'],
  ['psql -c "delete from t"', 'cli:psql delete no single high'],
  ['psql -c "drop table t"', 'cli:psql delete no single high'],
  ['redis-cli FLUSHALL', 'cli:redis-cli delete no single high'],
  ['sqlite3 a.db "delete from t"', ''],
]; // prettier-ignore

for (const [line, expected] of shell) {
  test(`${line} → ${expected || 'nothing outside'}`, () =>
    assert.equal(operations(shellCall(line)), expected));
}

const mcp = (name: string, input: unknown = {}, server = 'github'): ToolCall => ({ kind: 'mcp', tool: `mcp__${server}__${name}`, server, name, input }); // prettier-ignore
const ids = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);

const calls: readonly (readonly [call: ToolCall, expected: string, hints?: ToolAnnotations])[] = [
  [mcp('list_issues'), 'mcp:github read yes single low'],
  [mcp('create_issue', { title: 'x' }), 'mcp:github write partly single medium'],
  [mcp('frobnicate'), 'mcp:github modify unknown single high'],
  [mcp('get user'), 'mcp:github modify unknown unknown critical'],
  [mcp('list_issues', {}, 'bad\u202Eserver'), 'mcp:bad\u202Eserver modify unknown unknown critical'],
  // Scope.
  [mcp('delete_emails', { ids: ids(1) }), 'mcp:github delete no single high'],
  [mcp('update_issues', { numbers: ids(20) }), 'mcp:github modify partly batch high'],
  [mcp('update_issues', { numbers: ids(21) }), 'mcp:github modify partly bulk critical'],
  [mcp('update_issue', { labels: ['a', 'b', 'c'] }), 'mcp:github modify partly single medium'],
  [mcp('update_issues', { ids: '1, 2, 3' }), 'mcp:github modify partly batch high'],
  [mcp('update_issues', { query: 'is:open' }), 'mcp:github modify partly unknown critical'],
  [mcp('update_issue', { all: true }), 'mcp:github modify partly unknown critical'],
  [mcp('delete_file', { path: 'src/*' }), 'mcp:github delete no unknown critical'],
  [mcp('update_all_issues'), 'mcp:github modify partly unknown critical'],
  [mcp('archive_threads', { filter: { from: 'x' } }), 'mcp:github modify yes unknown high'],
  [mcp('search_issues', { query: 'is:open' }), 'mcp:github read yes single low'],
  [mcp('get_issues', { ids: ids(30) }), 'mcp:github read yes bulk medium'],
  // Statements in the arguments.
  [mcp('execute_sql', { sql: 'SELECT id FROM users' }, 'postgres'), 'mcp:postgres read yes single low'],
  [mcp('query', { sql: 'SELECT id FROM users' }, 'postgres'), 'mcp:postgres read yes single low'],
  [mcp('query', { sql: 'DELETE FROM users WHERE id = 1' }, 'postgres'), 'mcp:postgres modify partly single medium'],
  [mcp('query', { sql: 'DELETE FROM users' }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { sql: 'DROP TABLE users' }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { statements: ['SELECT 1', 'DROP TABLE users'] }, 'postgres'), 'mcp:postgres delete no batch critical'],
  [mcp('execute_sql', { sql: 'frobnicate users' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('execute_sql', {}, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('delete_rows', { sql: 'SELECT 1' }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { sql: 'select pg_sleep(1)' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('query', { q: 'SELECT * INTO copy FROM users' }, 'postgres'), 'mcp:postgres modify unknown unknown critical'],
  [mcp('query', { query: 'open issues of mine' }), 'mcp:github read yes single low'],
  [mcp('query', { sqlText: 'DROP TABLE users' }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { params: { text: 'delete from users' } }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { sql: 'SELECT 1', after: '-- x\nDROP TABLE users' }, 'postgres'), 'mcp:postgres delete no single high'],
  [mcp('query', { text: 'BEGIN; INSERT INTO t VALUES (1); COMMIT' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('frobnicate', { text: 'BEGIN; INSERT INTO t VALUES (1); COMMIT' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  ...['insert x', 'select 1', 'update t set a = 1 where b = 2', 'INSERT INTO t VALUES (1)', 'begin'].flatMap((note): [ToolCall, string][] => [
    [mcp('frobnicate', { note }), 'mcp:github modify unknown single high'],
    [mcp('run', { code: 'x()', note }), 'mcp:github modify unknown single high'],
  ]),
  [mcp('execute', { text: 'BEGIN; SELECT 1; COMMIT' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('read_query', { sql: 'SELECT dblink_exec(1)' }, 'postgres'), 'mcp:postgres modify unknown single high'],
  [mcp('graphql_query', { query: 'mutation { deleteRepo(id: 1) { id } }' }), 'mcp:github modify unknown unknown critical'],
  [mcp('graphql_query', { query: 'query { viewer { login } }' }), 'mcp:github read yes single low'],
  [mcp('search', { query: 'how to drop tables' }), 'mcp:github read yes single low'],
  [mcp('search_code', { q: 'DROP TABLE users' }), 'mcp:github read yes single low'],
  [mcp('create_issue', { body: 'DROP TABLE users' }), 'mcp:github write partly single medium'],
  // Messages.
  [mcp('post_message', { channel: 'x' }, 'slack'), 'mcp:slack send no single high'],
  [mcp('send_email', { to: ids(30).map((n) => `${n}@x`) }, 'gmail'), 'mcp:gmail send no bulk critical'],
  [mcp('send_email', { to: 'a@x, b@x' }, 'gmail'), 'mcp:gmail send no batch high'],
  // Annotations raise and never lower.
  [mcp('get_issue'), 'mcp:github modify unknown single high', { readOnlyHint: false }],
  [mcp('get_issue'), 'mcp:github modify no single high', { destructiveHint: true }],
  [mcp('get_issue'), 'mcp:github read yes single low', { readOnlyHint: true, destructiveHint: true }],
  [mcp('delete_issue'), 'mcp:github delete no single high', { readOnlyHint: true, destructiveHint: false }],
  [mcp('frobnicate'), 'mcp:github modify unknown single high', { readOnlyHint: true }],
  [mcp('create_issue'), 'mcp:github modify no single high', { destructiveHint: true }],
  // Other doors.
  [{ kind: 'fetch', tool: 'WebFetch', url: 'https://example.com/a' }, 'web:example.com read yes single low'],
  [{ kind: 'fetch', tool: 'WebFetch', url: 'file:///home/dev/project/a' }, ''],
  [{ kind: 'webSearch', tool: 'WebSearch', query: 'x' }, 'web:search read yes single low'],
  [{ kind: 'read', tool: 'Read', paths: ['a'] }, ''],
  [{ kind: 'feature', tool: 'Artifact', effect: 'publish', what: 'puts a page on the web' }, 'agent:Artifact publish no single high'],
  [{ kind: 'feature', tool: 'EnterWorktree', effect: 'vcs.write', what: 'x' }, ''],
  [{ kind: 'skill', tool: 'Skill', name: 'x', commands: ['gh issue close 3'] }, 'cli:gh modify yes single medium'],
]; // prettier-ignore

for (const [call, expected, hints] of calls) {
  test(`${JSON.stringify(call)} ${JSON.stringify(hints) ?? ''} → ${expected}`, () =>
    assert.equal(operations(call, hints), expected));
}

test('an input nested too deep, or with too many values, has no known scope', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 30; level += 1) deep = { a: deep };
  assert.match(operations(mcp('update_issue', deep)), / unknown critical$/);
  assert.match(operations(mcp('update_issue', { a: ids(5_000).map((n) => ({ n })) })), / unknown critical$/);
});
