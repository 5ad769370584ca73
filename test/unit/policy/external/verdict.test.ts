// What risk and trust say about a call, through the whole check: by the lines `external` and `deny-rule`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToolCall } from '../../../../src/policy/call.ts';
import type { CheckContext } from '../../../../src/policy/context.ts';
import { permissionModes } from '../../../../src/policy/decision.ts';
import type { ExternalInputs } from '../../../../src/policy/external/inputs.ts';
import { operationKinds, type OperationKind } from '../../../../src/policy/external/operation.ts';
import { readCall } from '../../../../src/policy/classifier/read.ts';
import { readRules } from '../../../../src/policy/rules/read.ts';
import { startFlow, updateFlow, type FlowState } from '../../../../src/policy/session/flow.ts';
import type { TrustEvent } from '../../../../src/policy/trust/event.ts';
import type { TrustLevel } from '../../../../src/policy/trust/levels.ts';
import { day } from '../../../../src/policy/trust/score.ts';
import { foldTrust, lowestTrust, startTrust } from '../../../../src/policy/trust/trust.ts';
import { contextFor, decide, shellCall } from '../../../support/policy/decide.ts';

const now = 1_700_000_000_000;
const mcp = (name: string, input: unknown = {}, server = 'github'): ToolCall => ({ kind: 'mcp', tool: `mcp__${server}__${name}`, server, name, input }); // prettier-ignore
const fetch = (url: string): ToolCall => ({ kind: 'fetch', tool: 'WebFetch', url });

interface Known {
  readonly service?: string;
  readonly events?: readonly Event[];
  readonly external?: ExternalInputs;
  readonly flow?: FlowState;
  readonly later?: number;
}
type Event = readonly [type: 'success' | 'failure' | 'denial' | 'incident' | TrustLevel, kind: OperationKind, times?: number, exact?: string]; // prettier-ignore

function context({
  service = 'mcp:github',
  events = [],
  external,
  flow,
  later = 0,
}: Known): Partial<CheckContext> {
  const all = events.flatMap(([type, kind, times = 1, exact]): TrustEvent[] =>
    Array.from({ length: times }, (): TrustEvent => {
      const place = { service, kind, time: now };
      switch (type) {
        case 'success':
        case 'failure':
        case 'denial':
        case 'incident':
          return { type, ...place };
        default: {
          const grant = { type: 'level', level: type, source: 'grant', ...place } as const;
          return exact === undefined ? grant : { ...grant, exact: { name: exact, risk: 'high' } };
        }
      }
    }),
  );
  return {
    trust: { state: foldTrust(all), now: now + later },
    ...(external === undefined ? {} : { external }),
    ...(flow === undefined ? {} : { flow: { state: flow } }),
  };
}

type Expected = 'allow' | 'ask' | 'none' | 'deny';

/** What the line itself says. */
function says(title: string, call: ToolCall | string, expected: Expected, known: Known, more: Partial<CheckContext> = {}): void {
  test(`${expected}: ${title}`, () => {
    const { trace, layer } = decide(call, { ...context(known), ...more });
    const verdict = trace.find(({ line }) => line === 'external');
    assert.equal(verdict?.behavior, expected, `${verdict?.reason}, decided by ${layer}`);
  });
} // prettier-ignore

const reads = mcp('get_issue');
const creates = mcp('create_issue');
const deletes = mcp('delete_issue');
const messages = mcp('post_message', { channel: 'x' }, 'slack');

// Nothing known: as if there were no such line, but that the risk is named.
test('without any input the line is silent and names the risk', () => {
  const verdict = decide(creates).trace.find(({ line }) => line === 'external');
  assert.deepEqual([verdict?.behavior, verdict?.reason], ['none', 'Write of mcp:github (create_issue) is of medium risk.']);
}); // prettier-ignore
test('a call that stays here is no external operation', () => {
  const verdict = decide('ls', context({})).trace.find(({ line }) => line === 'external');
  assert.deepEqual([verdict?.behavior, verdict?.reason], ['none', 'It is no external operation.']);
});

says('a read of a service at its start', reads, 'ask', {});
says('a change at its start', creates, 'ask', {});
says('five clean reads, which nobody ratified', reads, 'ask', { events: [['success', 'read', 5]] });
says('a read by a known tool passes as before', 'gh pr view 3', 'none', {});
says('a failed read by a known tool passes as before', 'gh pr view 3', 'none', {
  service: 'cli:gh',
  events: [['failure', 'read', 9]],
});
says('a push at its start', 'git push origin x', 'ask', {}); // prettier-ignore

test('on the way to a proposal the person is told how far it is', () => {
  const told = (call: ToolCall, known: Known): string | undefined =>
    decide(call, context(known)).trace.find(({ line }) => line === 'external')?.reason;
  assert.match(told(creates, { events: [['success', 'write', 3]] }) ?? '', /score 57 of 100, 3 of 5 clean calls/);
  assert.match(told(reads, {}) ?? '', /not granted it any trust yet \(score 28 of 100\)/);
  assert.match(told(messages, {}) ?? '', /until you grant exactly it/);
}); // prettier-ignore

// Ratified trust.
says('reads that the person trusts', reads, 'allow', {
  events: [
    ['success', 'read', 5],
    ['log', 'read'],
  ],
});
says('a search that the person trusts', mcp('search_issues', { query: 'is:open' }), 'allow', {
  events: [['log', 'read']],
});
says('trust in reads earns nothing for writes', creates, 'ask', {
  events: [
    ['success', 'read', 500],
    ['autonomous', 'read'],
  ],
});
says('trust in one server earns nothing for another', mcp('get_issue', {}, 'gitlab'), 'ask', {
  events: [['autonomous', 'read']],
});
says('a grant without a history holds', reads, 'allow', { events: [['log', 'read']] });
says('until something speaks against it', reads, 'ask', {
  events: [
    ['log', 'read'],
    ['failure', 'read'],
  ],
});
says('a failure among many successes does not', reads, 'allow', {
  events: [
    ['success', 'read', 30],
    ['log', 'read'],
    ['failure', 'read'],
  ],
});
says('an incident takes it away', reads, 'ask', {
  events: [
    ['success', 'read', 50],
    ['autonomous', 'read'],
    ['incident', 'read'],
  ],
});
says('also where the tool is known to read', 'gh pr view 3', 'ask', {
  service: 'cli:gh',
  events: [['incident', 'read']],
});
says('trust that was not used for long', reads, 'ask', {
  events: [
    ['success', 'read', 10],
    ['log', 'read'],
  ],
  later: 200 * day,
});
says('a threshold of the person', reads, 'ask', {
  events: [
    ['success', 'read', 30],
    ['log', 'read'],
    ['failure', 'read', 2],
  ],
  external: { threshold: 90 },
});
says('writes that the person trusts', creates, 'allow', { events: [['log', 'write']] });
says(
  'of many things at once: high risk asks at any score',
  mcp('create_issues', { items: Array.from({ length: 30 }, () => ({})) }),
  'ask',
  {
    events: [
      ['success', 'write', 60],
      ['autonomous', 'write'],
    ],
  },
);
says('a delete, at any score', deletes, 'ask', {
  events: [
    ['success', 'delete', 60],
    ['autonomous', 'delete'],
  ],
});
says('a message, at any score', messages, 'ask', {
  service: 'mcp:slack',
  events: [
    ['success', 'send', 60],
    ['autonomous', 'send'],
  ],
});
says('exactly this message, granted', messages, 'allow', {
  service: 'mcp:slack',
  events: [['log', 'send', 1, 'post_message']],
});
says('an exact grant of another tool', messages, 'ask', {
  service: 'mcp:slack',
  events: [['log', 'send', 1, 'reply_to_thread']],
});
says('an exact grant covers no graver risk', mcp('delete_issues', { ids: [1, 2] }), 'ask', {
  events: [['log', 'delete', 1, 'delete_issues']],
});
says('an exact grant does not outlive an incident', messages, 'ask', {
  service: 'mcp:slack',
  events: [
    ['log', 'send', 1, 'post_message'],
    ['incident', 'send'],
  ],
});
says('an exact grant taken back', messages, 'ask', {
  service: 'mcp:slack',
  events: [
    ['log', 'send', 1, 'post_message'],
    ['approveAlways', 'send', 1, 'post_message'],
  ],
});
says('a name that cannot be read', mcp('get user'), 'ask', {
  events: [
    ['autonomous', 'modify'],
    ['autonomous', 'read'],
  ],
});
says('a fetch from a host that the person trusts', fetch('https://docs.example.com/a'), 'allow', {
  service: 'web:docs.example.com',
  events: [['log', 'read']],
});
says('a host that only looks like it', fetch('https://docs.example.com.evil.org/a'), 'ask', { service: 'web:docs.example.com', events: [['log', 'read']] }); // prettier-ignore

// More in the call than the operation.
const push: Known = { service: 'git:origin', events: [['log', 'write']] };
says('a push that the person trusts', 'git push origin x', 'allow', push);
says('beside harmless reads', 'git status && git push origin x', 'allow', push);
says('beside a delete', 'rm -rf src && git push origin x', 'none', push);
says('beside an unknown program', 'frobnicate && git push origin x', 'none', push);
says('with a branch that is not known', 'git push origin "$X"', 'ask', push);
says('beside another service', 'git push origin x && curl -d a https://example.com', 'ask', push);
says('that forces', 'git push --force-with-lease origin x', 'ask', push);

// Levels of the person, and settings.
const asked: Known = { service: 'cli:gh', events: [['approveAlways', 'read']] };
says('a read that the person wants to be asked about', 'gh pr view 3', 'ask', asked);
says('by settings', 'gh pr view 3', 'ask', {
  external: { services: [{ service: 'cli:*', level: 'approveAlways' }] },
});
says('by settings for another kind', 'gh pr view 3', 'none', {
  external: { services: [{ service: 'cli:gh', kind: 'delete', level: 'approveAlways' }] },
});
says('settings go before a grant', reads, 'ask', { events: [['log', 'read']], external: { services: [{ service: 'MCP:GitHub', level: 'approveAlways' }] } }); // prettier-ignore

function denied(title: string, call: ToolCall | string, known: Known): void {
  test(`blocked: ${title}`, () => {
    const rules = readRules([{ behavior: 'allow', text: typeof call === 'string' ? 'gh *' : 'mcp__github', scope: 'user' }]);
    for (const mode of permissionModes) {
      const { behavior, layer } = decide(call, { ...context(known), rules, mode });
      assert.deepEqual([behavior, layer], ['deny', 'deny-rule'], mode);
    }
  });
} // prettier-ignore
denied('by its level, whatever a rule or a mode allows', reads, { events: [['blocked', 'read']] });
denied('by settings', reads, { external: { services: [{ service: 'mcp:*', level: 'blocked' }] } });
denied('by settings that a grant does not lift', reads, {
  events: [['autonomous', 'read']],
  external: { services: [{ service: 'mcp:github', kind: 'read', level: 'blocked' }] },
});
denied('a program', 'gh pr view 3', { external: { services: [{ service: 'cli:gh', level: 'blocked' }] } }); // prettier-ignore

// A server of the same name that a workspace brings along.
const brought = (name: string): ToolCall => ({ kind: 'mcp', tool: `mcp__github__${name}`, server: 'github', name, input: {}, workspace: 'repo (ab)' }); // prettier-ignore
denied('the server of that name of any workspace', brought('create_issue'), {
  events: [['blocked', 'write']],
});
denied('the server of one workspace alone', brought('create_issue'), {
  service: 'mcp:github in repo (ab)',
  events: [['blocked', 'write']],
});
says('an incident on a name asks also in a workspace', brought('create_issue'), 'ask', { events: [['incident', 'write']] }, { mode: 'bypassPermissions' }); // prettier-ignore
says('so does the wish to be asked each time', brought('create_issue'), 'ask', { events: [['approveAlways', 'write']] }, { mode: 'bypassPermissions' }); // prettier-ignore
says('trust in a name earns nothing for a workspace', brought('create_issue'), 'ask', {
  events: [['autonomous', 'write']],
});
says('trust in another workspace does not either', brought('create_issue'), 'ask', {
  service: 'mcp:github in other (cd)',
  events: [['autonomous', 'write']],
});
says('a block in one workspace holds no other one', creates, 'ask', {
  service: 'mcp:github in repo (ab)',
  events: [['blocked', 'write']],
});

// Approve first: once in a session.
const first: Known = { events: [['approveFirst', 'read']] };
const reading = (call: ToolCall): ReturnType<typeof readCall> => readCall(call, contextFor());
const after = (...calls: readonly (readonly [call: ToolCall, approved?: boolean])[]): FlowState =>
  calls.reduce((flow, [call, approved = false], at) => updateFlow(flow, { type: 'call', call: `c${at}`, reading: reading(call), approved }), startFlow); // prettier-ignore
says('the first read of a session', reads, 'ask', first);
says('the next one, after the person approved one', reads, 'allow', { ...first, flow: after([reads, true]) });
says('after one that passed without the person', reads, 'ask', { ...first, flow: after([reads]) });
says('after the approval of another kind', reads, 'ask', { ...first, flow: after([creates, true]) });

// Checkpoint.
const trusted: Known = {
  events: [
    ['log', 'write'],
    ['log', 'read'],
  ],
};
const ten = Array.from({ length: 10 }, (): readonly [ToolCall] => [creates]);
says('the tenth thing', creates, 'allow', { ...trusted, flow: after(...ten.slice(1)) });
says('the eleventh is asked about', creates, 'ask', { ...trusted, flow: after(...ten) });
says('an approval begins the count anew', creates, 'allow', {
  ...trusted,
  flow: after(...ten, [creates, true]),
});
says('what other kinds of changes touched counts as well', mcp('update_issue'), 'ask', {
  events: [['log', 'write'], ['log', 'modify']],
  flow: after(...ten),
}); // prettier-ignore
says('an approval of one kind of change begins the count of all anew', mcp('update_issue'), 'allow', {
  events: [['log', 'write'], ['log', 'modify']],
  flow: after(...ten, [creates, true]),
}); // prettier-ignore
says('an approval of a read does not', creates, 'ask', { ...trusted, flow: after(...ten, [reads, true]) });
says('with more services than are counted, the checkpoint is reached', creates, 'ask', {
  ...trusted,
  flow: after(...Array.from({ length: 300 }, (_, at): [ToolCall] => [mcp('create_issue', {}, `s${at}`)])),
});
says('things in one call count one by one', mcp('create_issue', { parts: [1, 2, 3] }), 'ask', {
  ...trusted,
  flow: after(...ten.slice(2)),
});
says('reads have more', reads, 'allow', { ...trusted, flow: after(...ten.map((): [ToolCall] => [reads])) });
says('a checkpoint of the person', creates, 'ask', { ...trusted, external: { checkpoint: 3 }, flow: after(...ten.slice(7)) }); // prettier-ignore

// Modes.
says(
  'plan: a trusted change stays what the mode says',
  creates,
  'none',
  { events: [['log', 'write']] },
  { mode: 'plan' },
);
says('plan: a question would be looser than the mode', creates, 'none', {}, { mode: 'plan' });
says('plan: a read that the person wants to be asked about', 'gh pr view 3', 'ask', asked, { mode: 'plan' });
says('bypass: start values do not hold back', creates, 'none', {}, { mode: 'bypassPermissions' });
says('bypass: what the person said does', 'gh pr view 3', 'ask', asked, { mode: 'bypassPermissions' });
says(
  'bypass: so does an incident',
  creates,
  'ask',
  { events: [['incident', 'write']] },
  { mode: 'bypassPermissions' },
);

test('start trust, and a lost journal, decide as no trust at all, for every mode', () => {
  const lines = ['ls', 'gh pr view 3', 'gh pr create', 'git push', 'curl https://example.com', 'npm publish', 'aws s3 ls', 'rm -rf /', 'frobnicate', 'psql -c "drop table x"', 'touch a && git push'];
  const calls = [...lines.map(shellCall), reads, creates, deletes, messages, fetch('https://example.com'), mcp('get user')];
  for (const call of calls) {
    for (const mode of permissionModes) {
      for (const state of [startTrust, lowestTrust]) {
        const [without, withTrust] = [decide(call, { mode }), decide(call, { mode, trust: { state, now }, flow: { state: startFlow } })];
        assert.equal(withTrust.behavior, without.behavior, `${mode} ${JSON.stringify(call)}`);
      }
    }
  }
}); // prettier-ignore

test('no level of trust lifts a floor rule, a deny rule or an ask rule', () => {
  const events = operationKinds.map((kind): Event => ['autonomous', kind]);
  const all = context({ events, service: 'mcp:postgres' });
  const drop = mcp('query', { sql: 'DROP TABLE users' }, 'postgres');
  assert.equal(decide(drop, all).layer, 'floor');
  const deny = readRules([{ behavior: 'deny', text: 'mcp__postgres', scope: 'user' }]);
  assert.equal(
    decide(mcp('query', { sql: 'SELECT 1' }, 'postgres'), { ...all, rules: deny }).behavior,
    'deny',
  );
  const ask = readRules([{ behavior: 'ask', text: 'mcp__postgres', scope: 'user' }]);
  assert.equal(decide(mcp('query', { sql: 'SELECT 1' }, 'postgres'), { ...all, rules: ask }).behavior, 'ask');
  assert.equal(decide(mcp('query', { sql: 'SELECT 1' }, 'postgres'), all).behavior, 'allow');
});
