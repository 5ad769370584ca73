// What the tools do that are no shell: effects of edits, reads, searches, fetches and calls of servers, by the same
// path and address functions that shell lines are read with.
import type { AgentCall, EditCall, FileChange, McpCall, ReadCall, SearchCall, ToolCall } from '../call.ts';
import { doubtful, effectOf, found, join, nothing, type Finding } from '../commands/finding.ts';
import { filePath, webFinding } from '../commands/url.ts';
import type { CheckContext } from '../context.ts';
import { changesScripts } from '../edits/package.ts';
import type { Effect } from '../effects.ts';
import { mcpOperation } from '../external/mcp.ts';
import type { Facts } from '../facts.ts';
import { absolute, native } from '../paths/absolute.ts';
import { accessPath } from '../paths/access.ts';

/** A call of which nothing else must be read: a skill holds shell lines. */
export type PlainCall = Exclude<ToolCall, { readonly kind: 'shell' | 'skill' }>;

/** What the call does, and its own words for it. */
export function toolFinding(call: PlainCall, context: CheckContext): { text: string; finding: Finding } {
  const { facts } = context;
  switch (call.kind) {
    case 'edit':
      return { text: call.paths.join(' '), finding: editFinding(call, context) };
    case 'read':
      return { text: call.paths.join(' '), finding: readFinding(call, context) };
    case 'search':
      return { text: call.pattern, finding: searchFinding(call, context) };
    case 'fetch':
      return { text: call.url, finding: webFinding(call.url, facts) };
    case 'webSearch':
      return {
        text: call.query,
        finding: found('net.fetch', { target: 'a search engine', detail: 'the query is sent' }),
      };
    case 'mcp':
      return { text: call.name, finding: join([mcpFinding(call), guardedFiles(call, facts)]) };
    case 'feature':
      return {
        text: call.tool,
        finding: { effects: [effectOf(call.effect, { detail: call.what })], doubts: [] },
      };
    case 'agent':
      return { text: call.tool, finding: agentFinding(call) };
    case 'internal':
      return { text: call.tool, finding: nothing };
    case 'other':
      return { text: call.tool, finding: doubtful('unknown-tool', call.problem) };
  }
}

/** As the tools that do these things by themselves: they make a work tree, or let an agent run in the cloud. */
function agentFinding({ isolation }: AgentCall): Finding {
  if (isolation === undefined) return nothing;
  return isolation === 'work-tree'
    ? found('vcs.write', { detail: 'makes a work tree of the repository for the sub-agent' })
    : found('write.persist', { detail: 'lets an agent run elsewhere, where its calls are not vetted' });
}

const noPath = doubtful('unknown-operand', 'the call names no path');

function editFinding({ action, paths, changes, problem }: EditCall, { facts }: CheckContext): Finding {
  return join([
    ...(changes === undefined
      ? paths.map((path) =>
          accessPath(action === 'delete' ? 'delete' : 'write', { text: path }, facts, facts.cwd),
        )
      : changes.map((change) => changeFinding(change, facts))),
    problem === undefined ? nothing : doubtful('opaque-code', problem),
    (changes ?? paths).length === 0 ? noPath : nothing,
  ]);
}

function changeFinding(change: FileChange, facts: Facts): Finding {
  const access = change.action === 'delete' ? 'delete' : 'write';
  const finding = accessPath(access, { text: change.path }, facts, facts.cwd);
  // A new version or name in package.json runs nothing.
  const { effects, doubts } = finding;
  const isPackage = /(?:^|[/\\])package\.json$/iu.test(change.path);
  if (!isPackage || !effects.some(({ kind }) => kind === 'write.autorun')) return finding;
  const place = absolute(change.path, facts, facts.cwd);
  const real = place === undefined ? undefined : facts.realPath(native(place, facts.platform));
  const file = real === undefined ? undefined : facts.readText(real);
  const before = file === undefined || file.cut ? undefined : file.text;
  if (changesScripts(change, before)) return finding;
  return {
    effects: effects.map((effect) => (effect.kind === 'write.autorun' ? plainWrite(effect) : effect)),
    doubts,
  };
}

function plainWrite({ scope, target }: Effect): Effect {
  return effectOf('write.workspace', { scope, target, detail: 'its scripts stay as they are' });
}

function readFinding({ paths }: ReadCall, { facts }: CheckContext): Finding {
  if (paths.length === 0) return noPath;
  return join(paths.map((path) => accessPath('read', { text: path }, facts, facts.cwd)));
}

function searchFinding(call: SearchCall, { facts }: CheckContext): Finding {
  const folder = call.path ?? facts.cwd;
  const named = (call.files === undefined ? [] : alternatives(call.files)).map((name) =>
    accessPath('read', { text: `${folder}/${name}`, glob: true }, facts, facts.cwd),
  );
  return join([accessPath('read', { text: folder }, facts, facts.cwd), ...named]);
}

/** The file names of a glob: `**` and folders fall away, for files of that name may lie anywhere below. */
function alternatives(glob: string): readonly string[] {
  const group = /^([^]*)\{([^{}]*)\}([^]*)$/u.exec(glob);
  const all = group === null ? [glob] : (group[2] ?? '').split(',').map((one) => `${group[1]}${one}${group[3]}`);
  return all.slice(0, 20).flatMap((one) => (one.startsWith('!') ? [] : [one.slice(one.lastIndexOf('/') + 1)])).filter((one) => one !== '');
} // prettier-ignore

/** Text longer than this is no path. */
const longestPath = 1_000;
const mostTexts = 500;
const deepest = 12;

/**
 * A server that changes files changes also those that govern agents: whatever it is given that names one, however the
 * field is called.
 */
function guardedFiles(call: McpCall, facts: Facts): Finding {
  if (mcpOperation(call, undefined).kind === 'read') return nothing;
  const texts = new Set<string>();
  const isWhole = textsIn(call.input, texts);
  const effects = [...texts]
    .flatMap((text) => accessPath('write', { text: /^file:/iu.test(text) ? filePath(text) : text }, facts, facts.cwd).effects)
    .filter(({ kind }) => kind === 'write.policy' || kind === 'write.persist');
  if (effects.length > 0 || isWhole) return { effects: effects.slice(0, 1), doubts: [] };
  return found('write.policy', { target: call.name, detail: 'more texts than can be looked through' });
} // prettier-ignore

/** Collects what may be paths, each once; false where there is more than is looked at. */
function textsIn(value: unknown, texts: Set<string>, depth = 0): boolean {
  if (typeof value === 'string') {
    if (value.length > longestPath || /[\n\r]/u.test(value) || texts.has(value)) return true;
    if (texts.size >= mostTexts) return false;
    texts.add(value);
    return true;
  }
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepest) return Object.keys(value).length === 0;
  return Object.values(value).every((member) => textsIn(member, texts, depth + 1));
}

/** By its name and arguments, as trust in the server is kept. A verb that is not known changes something. */
function mcpFinding(call: McpCall): Finding {
  const { kind } = mcpOperation(call, undefined);
  const target = `${call.server}: ${call.name}`;
  switch (kind) {
    case 'read':
      return found('cloud.read', { target, detail: 'by its name' });
    case 'write':
    case 'modify':
      return found('cloud.write', { target, detail: 'unknown or changing verb' });
    case 'publish':
      return found('publish', { target });
    case 'send':
      return found('net.send', { target, detail: 'a message' });
    case 'delete':
      return found('cloud.destroy', { target });
  }
}
