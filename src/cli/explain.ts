// A decision in the words of a terminal: the verdict in one line, then why, then what each line of authority said.
import type { Behavior, RuleRef, Verdict } from '../policy/decision.ts';
import type { SegmentReport } from '../policy/effects.ts';
import type { PermissionDecision } from '../gate/api.ts';
import type { Terminal } from './terminal.ts';
import { painter, shortened, table, visible, wrapped, type Color, type Paint } from './text.ts';

const colors: Readonly<Record<Behavior, Color>> = { allow: 'green', ask: 'yellow', deny: 'red' };

export function explain(
  decision: PermissionDecision,
  call: { readonly tool: string; readonly input: unknown },
  { colors: useColors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string {
  const paint = painter(useColors);
  const { behavior, layer, reason, consequence, advice, rule, floor, analysis, trace } = decision;
  const width = Math.max(60, columns);
  const said = (label: string, words: string | undefined): string[] =>
    words ? [`  ${paint('dim', label.padEnd(9))}${wrapped(visible(words), width, ' '.repeat(11))}`] : [];
  const by = rule
    ? `${layer}, ${rule.scope} rule ${rule.text}${placeOf(rule)}`
    : floor
      ? `${layer}, ${floor}`
      : layer;
  const head = `${paint('bold', paint(colors[behavior], behavior.toUpperCase()))}  ${callText(call, width)}`;
  const segments = analysis.segments.map((segment) => segmentRow(segment, width));
  return [
    head,
    ...said('by', by),
    ...said('because', reason),
    ...said('effect', consequence),
    ...said('advice', advice),
    ...(segments.length > 0 ? ['', paint('dim', '  what it does'), indented(table(segments))] : []),
    ...(trace.length > 0
      ? ['', paint('dim', '  who said what'), indented(table(trace.map(row(paint, width))))]
      : []),
    '',
  ].join('\n');
}

function placeOf({ file, line }: RuleRef): string {
  return file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
}

function callText(
  { tool, input }: { readonly tool: string; readonly input: unknown },
  width: number,
): string {
  const command =
    typeof input === 'object' && input !== null && 'command' in input && typeof input.command === 'string'
      ? input.command
      : `${tool} ${JSON.stringify(input)}`;
  return shortened(visible(command), width * 3);
}

function row(paint: Paint, width: number): (verdict: Verdict) => readonly string[] {
  return ({ line, behavior, reason }) => [
    line,
    behavior === 'none' ? paint('dim', '–') : paint(colors[behavior], behavior),
    behavior === 'none'
      ? paint('dim', shortened(visible(reason), width - 24))
      : wrapped(visible(reason), width - 4, ' '.repeat(19)),
  ];
}

function segmentRow({ text: own, effects, doubts, via }: SegmentReport, width: number): readonly string[] {
  const text = via === undefined || via === own ? own : `  ${own}`;
  const did = effects.map(({ kind, target }) => (target === undefined ? kind : `${kind} ${target}`));
  const unclear = doubts.map((doubt) => `? ${doubt.text}`);
  const all = [...new Set([...did, ...unclear])];
  return [shortened(visible(text), Math.floor(width / 2)), visible(all.join(', ')) || 'nothing'];
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
