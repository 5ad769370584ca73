// A Markdown table whose columns are aligned: the first and the last to the left, numbers to the right.

export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const numeric = head.map((_, at) => rows.every((row) => /^[-–≥≤ \d.]*$/u.test(row[at] ?? '')));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (numeric[at] === true ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    numeric[at] === true ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2),
  );
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}
