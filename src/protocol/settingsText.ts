// The text of a settings file → its values, what is wrong with the text, and the line of each rule in it. Files are
// JSON as VS Code takes it, with comments and trailing commas. Reading never fails: of a damaged text the part that
// can be understood is given.
import {
  parse,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser/lib/esm/main.js';
import type { RuleLines } from './settingScopes.ts';

export interface SettingsText {
  readonly values: unknown;
  /** A clause such as `CommaExpected in line 7`; undefined for a sound text. */
  readonly problem: string | undefined;
  readonly lines: RuleLines;
}

const options = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true };

export function readSettingsText(source: string): SettingsText {
  const text = source.replace(/^\uFEFF/u, '');
  const errors: ParseError[] = [];
  const values: unknown = parse(text, errors, options);
  const [first] = errors;
  const problem =
    first === undefined
      ? undefined
      : `${printParseErrorCode(first.error)} in line ${lineAt(text, first.offset)}`;
  return { values: values ?? {}, problem, lines: linesOf(text) };
}

/** The first line on which each rule of each list stands. */
function linesOf(text: string): RuleLines {
  const found = new Map<string, number>();
  const ends = lineStarts(text);
  const visit = (node: Node, list: string | undefined): void => {
    switch (node.type) {
      case 'property': {
        const [key, value] = node.children ?? [];
        const name = typeof key?.value === 'string' ? key.value : '';
        if (value) visit(value, name.slice(name.lastIndexOf('.') + 1));
        return;
      }
      case 'string': {
        const id =
          list === undefined || typeof node.value !== 'string' ? undefined : ruleKey(list, node.value);
        if (id !== undefined && !found.has(id)) found.set(id, lineIn(ends, node.offset));
        return;
      }
      default:
        for (const child of node.children ?? []) visit(child, list);
    }
  };
  try {
    const tree = parseTree(text, [], options);
    if (tree) visit(tree, undefined);
  } catch {
    // Nested too deep: the rules hold without their lines.
  }
  return { of: (list, rule) => found.get(ruleKey(list, rule)) };
}

function ruleKey(list: string, rule: string): string {
  return `${list}\0${rule}`;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(text: string, offset: number): number {
  return lineIn(lineStarts(text), offset);
}

/** Counted from 1. */
function lineIn(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
