// Texts of rules of every kind that often include each other.
import * as fc from 'fast-check';

const words = ['git', 'push', 'x', '*', 'x*', 'a*b', '-f'];
const command = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((all) => all.join(' ')); // prettier-ignore
const paths = fc.array(fc.constantFrom('a', 'b', '*', '**', '..'), { minLength: 1, maxLength: 4 }).map((all) => all.join('/')); // prettier-ignore
export const text = fc.oneof(
  command,
  command.map((one) => `Bash(${one})`),
  paths.chain((one) => fc.constantFrom(`Read(${one})`, `Read(./${one})`, `Edit(//${one})`)),
  fc.constantFrom('*', 'Bash', 'Read', 'Edit', 'WebFetch', 'mcp__a', 'mcp__a__b', 'mcp__a__b__c', 'mcp__a__*', 'Agent', 'Agent(x)', 'Agent(x*)', 'Bash(run_in_background:true)'),
  fc.constantFrom('x.org', '*.x.org', 'a.x.org', 'a.b.x.org', '*', 'A.X.org.', 'a*.x.org').map((host) => `WebFetch(domain:${host})`),
  fc.constantFrom('/git .*/', '/a/', '/a/i'),
); // prettier-ignore
