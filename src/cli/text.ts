// Words and colours on a terminal. Texts of an agent pass `visible`, so that they cannot move the cursor or hide.

export type Color = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

const codes: Readonly<Record<Color, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

export type Paint = (color: Color, text: string) => string;

export function painter(colors: boolean): Paint {
  return (color, text) => {
    const [on, off] = codes[color];
    return colors ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  };
}

export { visible } from '../policy/visible.ts';

export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Breaks a text at blanks so that no line is longer than `width`, except for words that are. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

/** Columns as wide as their widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[], gap = '  '): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => plainLength(row[at] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - plainLength(cell)),
        )
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

function plainLength(text: string): number {
  // eslint-disable-next-line no-control-regex -- the colour codes of `painter` take no room
  return Array.from(text.replaceAll(/\u001B\[\d+m/g, '')).length;
}
