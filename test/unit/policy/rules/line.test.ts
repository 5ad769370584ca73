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

// The home folder in the text of a rule, in whatever spelling on either side.
const home = {
  rules: readRules(sources({ deny: ['frob ~/.foo/*', 'grob $HOME/.foo'], allow: ['crob "${HOME}/a" *'] })),
};
decidesAll('deny', ['frob ~/.foo/id', 'frob $HOME/.foo/id', 'frob "${HOME}"/.foo/id', 'frob /home/dev/.foo/id', 'timeout 5 grob ~/.foo'], 'deny-rule', home); // prettier-ignore
decides('crob ~/a x', 'allow', 'allow-rule', home);
decidesAll('ask', ['frob ~/.food', 'crob ~/b x', 'crob ~/a/b x'], 'mode', home);

// A deny rule on a file that cannot be read makes each way to files ask, and nothing else.
const unread = {
  rules: readRules(sources({ deny: ['Read(a*/../x)'], ask: ['Edit({1..9999})', 'WebFetch(x y)'] })),
};
decidesAll('ask', ['cat y', 'touch y', 'curl https://example.com'], 'ask-rule', unread);
decides('echo hello', 'allow', 'safe', unread);

// An ask rule is no way around a denial that would have come without it, whatever scope it is of.
const asking = { rules: readRules(sources({ ask: ['*', 'Bash', 'npm *'] }, 'workspace')) };
decides('LD_PRELOAD=./x.so npm test', 'deny', 'threat', asking);
decides('npm test', 'ask', 'ask-rule', asking);
decides('npm test', 'deny', 'mode', { ...asking, mode: 'plan' });
decides('npm test', 'ask', 'ask-rule', { ...asking, mode: 'bypassPermissions' });
// A rule of the user that settles a threat leaves the question as it is.
const settled = {
  rules: readRules([...sources({ ask: ['npm *'] }), ...sources({ allow: ['LD_PRELOAD=* npm *'] })]),
};
decides('LD_PRELOAD=./x.so npm test', 'ask', 'ask-rule', settled);

/** The floor asks what the person excepted when it has seen something, and that breaks. */
const broken = new Proxy<string[]>([], {
  get() {
    throw new Error('broken');
  },
});
decides('rm -rf /', 'deny', 'threat', { floorExceptions: broken });
decides('git push --force origin main', 'ask', 'floor', { floorExceptions: broken });
decides('rm -rf /', 'deny', 'deny-rule', { ...issue, floorExceptions: broken });
