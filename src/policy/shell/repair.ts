// Puts right what the grammar binds otherwise than the shell: in `a && b > f` it lets the redirect reach over the
// list, in `a && b <f | c` the pipe, and behind a here-document's start the rest of the line.
import { synthetic, type Syntax } from './syntax.ts';

/** A node whose outermost structure is that of the shell; the node itself where nothing is wrong. */
export function repair(node: Syntax): Syntax {
  if (node.type === 'redirected_statement') return repairRedirected(node);
  if (node.type === 'pipeline') return repairPipeline(node);
  return node;
}

function isRedirect(node: Syntax): boolean {
  return (
    node.type === 'file_redirect' || node.type === 'heredoc_redirect' || node.type === 'herestring_redirect'
  );
}

function repairRedirected(node: Syntax): Syntax {
  const trailing = node.children.find(
    (child) => child.type === 'heredoc_redirect' && child.children.some(isTrailing),
  );
  if (trailing !== undefined) return repairHeredoc(node, trailing);
  const body = node.children[0];
  if (body === undefined || isRedirect(body)) return node;
  const last = body.children.at(-1);
  if (last === undefined) return node;
  if (body.type === 'list' || body.type === 'pipeline' || body.type === 'negated_command') {
    const redirected = repair(synthetic('redirected_statement', [last, ...node.children.slice(1)], node));
    return repair(synthetic(body.type, [...body.children.slice(0, -1), redirected], node));
  }
  return node;
}

function isTrailing(node: Syntax): boolean {
  return node.type === 'pipeline' || node.type === '&&' || node.type === '||';
}

/** `cat <<E | sh && ls`: the pipeline and the list stand below the here-document. */
function repairHeredoc(node: Syntax, heredoc: Syntax): Syntax {
  const kept: Syntax[] = [];
  let pipeline: Syntax | undefined;
  let operator: Syntax | undefined;
  let right: Syntax | undefined;
  for (const child of heredoc.children) {
    if (child.type === 'pipeline') pipeline = child;
    else if (child.type === '&&' || child.type === '||') operator = child;
    else if (
      operator !== undefined &&
      right === undefined &&
      child.type !== 'heredoc_body' &&
      child.type !== 'heredoc_end'
    )
      right = child;
    else kept.push(child);
  }
  const plain: Syntax = { ...heredoc, children: kept };
  const command: Syntax = {
    ...node,
    children: node.children.map((child) => (child === heredoc ? plain : child)),
  };
  let whole: Syntax = repair(command);
  if (pipeline !== undefined) whole = pipeInto(whole, pipeline.children);
  if (operator !== undefined && right !== undefined)
    whole = { ...node, type: 'list', children: [whole, operator, right] };
  return whole;
}

/** Joins a command and `| a | b`; where the first stage is a list, only its leftmost command reads the pipe. */
function pipeInto(left: Syntax, stages: readonly Syntax[]): Syntax {
  const at = stages.findIndex((stage) => stage.type !== '|' && stage.type !== '|&');
  const first = stages[at];
  if (first === undefined) return left;
  if (first.type === 'list') {
    const [head, ...rest] = first.children;
    if (head !== undefined) {
      const inner = pipeInto(left, [...stages.slice(0, at), head]);
      const list: Syntax = { ...first, children: [inner, ...rest] };
      const after = stages.slice(at + 1);
      return after.length === 0 ? list : repair(synthetic('pipeline', [list, ...after], list));
    }
  }
  const heads = left.type === 'pipeline' ? left.children : [left];
  return repair({ type: 'pipeline', start: left.start, end: left.end, children: [...heads, ...stages] });
}

function repairPipeline(node: Syntax): Syntax {
  const head = node.children[0];
  const first = head === undefined ? undefined : repair(head);
  if (first === undefined) return node;
  if (first.type === 'list') {
    const last = first.children.at(-1);
    if (last !== undefined) {
      const pipeline = repair(synthetic('pipeline', [last, ...node.children.slice(1)], node));
      return synthetic('list', [...first.children.slice(0, -1), pipeline], node);
    }
  }
  return first === head ? node : { ...node, children: [first, ...node.children.slice(1)] };
}
