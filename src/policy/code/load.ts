// Loads the grammar of one language into a parser. The bytes come in as arguments; the callers know where they lie.
// The runtime must have been started by the shell reader.
import { parserFor } from '../shell/load.ts';
import { startedRuntime } from '../shell/runtime.ts';
import type { Parse } from '../shell/syntax.ts';
import type { Grammar } from './languages.ts';

/** Nodes of these types have no children worth a call into the parser's memory. */
const leaves: Readonly<Record<Grammar, string>> = {
  python: 'identifier integer float string_start string_content string_end comment true false none',
  javascript: 'identifier property_identifier shorthand_property_identifier number string_fragment escape_sequence comment true false null undefined regex_pattern regex_flags this super',
  typescript: 'identifier property_identifier shorthand_property_identifier number string_fragment escape_sequence comment true false null undefined regex_pattern regex_flags this super',
  ruby: 'identifier constant integer float string_content comment true false nil',
  php: 'name integer float string_content comment boolean null',
}; // prettier-ignore

/** Rejects when the bytes are no grammar that the runtime can load. */
export async function loadParser(language: Grammar, bytes: Uint8Array): Promise<Parse> {
  const runtime = await startedRuntime();
  return parserFor(await runtime.language(bytes), new Set(leaves[language].split(' ')));
}
