// Files that DuckDB reads as tables: `FROM 'a.csv'`, `FROM read_parquet('a')`. Source: DuckDB documentation, "Data import".
import { pieces } from '../text/pieces.ts';

export interface TableFiles {
  /** The statements with a name in the place of each file. */
  readonly text: string;
  readonly files: readonly string[];
}

const opens =
  /(?:\b(?:FROM|JOIN|SUMMARIZE|DESCRIBE)\s+|\b(?:read_(?:csv|parquet|json|ndjson|json_objects)(?:_auto)?|parquet_(?:scan|schema|metadata)|sniff_csv)\s*\(\s*)$/iu;
const readers =
  /\b(?:read_(?:csv|parquet|json|ndjson|json_objects)(?:_auto)?|parquet_(?:scan|schema|metadata)|sniff_csv)(?=\s*\()/giu;

/** No word before a file is longer, with the blanks behind it. */
const longestOpening = 60;

/** Undefined where it is not sure which quotes hold texts. */
export function filesAsTables(text: string): TableFiles | undefined {
  const files: string[] = [];
  let bare = '';
  let outside = '';
  let from = 0;
  for (const { text: piece, start } of pieces(text, /'/gu, { "'": /'[^']*(?:''[^']*)*'/uy })) {
    bare += text.slice(from, start);
    outside += text.slice(from, start);
    from = start + piece.length;
    if (!opens.test(bare.slice(-longestOpening))) {
      bare += piece;
      continue;
    }
    files.push(piece.slice(1, -1).replaceAll("''", "'"));
    bare += 't';
  }
  if (/["'\\$`#[]|--|\/\*/u.test(outside + text.slice(from))) return undefined;
  return { text: (bare + text.slice(from)).replaceAll(readers, 'coalesce'), files };
}
