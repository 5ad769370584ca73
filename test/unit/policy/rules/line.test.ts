// Rules through the whole check, with real shell lines.
import { readRules } from '../../../../src/policy/rules/read.ts';
import { decides, decidesAll } from '../../../support/policy/decide.ts';
import { sources } from './made.ts';

const issue = { rules: readRules(sources({ allow: ['git *', 'npm test'], deny: ['rm -rf *', 'sudo *'] })) };
decidesAll(
  'allow',
  ['npm test', 'git commit -m "a; rm -rf x"', 'git add . && npm test', 'git add . && ls'],
  'allow-rule',
  issue,
);
decidesAll(
  'deny',
  ['rm -fr build', 'git add . && rm -r -f build', 'sudo ls', 'echo $(sudo ls)', "bash -c 'sudo ls'", 'X=1 sudo ls', '/usr/bin/sudo ls', 'find build -exec rm -rf {} +'],
  'deny-rule',
  issue,
); // prettier-ignore
decides('git add . && frobnicate', 'ask', undefined, issue);

const guarded = {
  rules: readRules(sources({ deny: ['Read(./.env)', 'Edit(./keep.txt)'], allow: ['cat *', 'echo *'] })),
};
decidesAll('deny', ['cat .env', 'grep x ./.env', 'cat < .env', 'cp .env y', 'source .env', '. ./.env', 'echo x > keep.txt', 'rm keep.txt', 'sed -i s/a/b/ keep.txt'], 'deny-rule', guarded); // prettier-ignore

/** The floor asks what the person excepted when it has seen something, and that breaks. */
const broken = new Proxy<string[]>([], {
  get() {
    throw new Error('broken');
  },
});
decides('rm -rf /', 'ask', 'floor', { floorExceptions: broken });
decides('rm -rf /', 'deny', 'deny-rule', { ...issue, floorExceptions: broken });
