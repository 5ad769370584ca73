// The parser's runtime, which all grammars of a process share, with a bound on its work: for one decision it does so much
// and no more, whatever the text. The bound counts the runtime's own steps (`meter.ts`), so it is the same each time.
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { counter, metered } from './meter.ts';

/** Steps of the runtime for one decision, and for one text outside of any: 8 to 25 ms before the engine has optimised it. */
export const work = 4_000_000;

/** Steps between two places where the runtime can be asked to stop. What takes longer is stopped in the middle of it. */
const reserve = 1_000_000;

/** Characters that the runtime reads at once. At each such piece it can be asked to stop. */
const piece = 1024;

export interface Runtime {
  /** A grammar that is loaded already is not loaded again: its memory would stay for as long as the process. */
  language(bytes: Uint8Array): Promise<MeteredParser>;
}

export interface MeteredParser {
  readonly language: Language;
  /** Hands the tree of a text to `use`, and takes it back. Undefined where the work was too much, or the runtime broke. */
  parse<T>(text: string, use: (tree: Tree) => T): T | undefined;
  /** Takes from what is left for this decision; false when it is not enough. */
  spend(steps: number): boolean;
}

/** What the library makes of the object that it is started with. */
interface Memory {
  wasmBinary: ArrayBuffer;
  HEAP32?: Int32Array;
  HEAPU8?: Uint8Array;
}

// The library has one runtime for a process, so there is one here.
let started: Promise<Runtime> | undefined;
let left = work;
let deciding = false;

/** Everything that is parsed inside `act` shares one bound. */
export function withOneBound<T>(act: () => T): T {
  if (deciding) return act();
  deciding = true;
  left = work;
  try {
    return act();
  } finally {
    deciding = false;
  }
}

/** Starts the runtime from its bytes, or gives the one that is started. Rejects when they are no such runtime. */
export async function startRuntime(bytes: Uint8Array): Promise<Runtime> {
  started ??= start(bytes);
  try {
    return await started;
  } catch (error) {
    started = undefined;
    throw error;
  }
}

/** The one that is started. Rejects where none is. */
export async function startedRuntime(): Promise<Runtime> {
  if (started === undefined) throw new Error('the runtime of the grammars is not started');
  return started;
}

async function start(bytes: Uint8Array): Promise<Runtime> {
  const memory: Memory = { wasmBinary: exactBuffer(metered(bytes, 'ts_parser_parse_wasm')) };
  await Parser.init(memory);
  /** The memory up to its last byte that is not zero, as it is between two texts. */
  let image: Uint8Array | undefined;
  let loading = 0;
  /** Parsers that broke while no image could be put back: to let go of them would run their code once more. */
  const lost: Parser[] = [];

  const heap = (): Int32Array => memory.HEAP32 ?? new Int32Array(0);
  const keepImage = (): void => {
    const words = heap();
    let end = words.length;
    while (end > 0 && words[end - 1] === 0) end--;
    image = memory.HEAPU8?.slice(0, end * 4);
  };
  /** False where a grammar is just being loaded, which would be lost. */
  const putBack = (): boolean => {
    if (image === undefined) return false;
    memory.HEAPU8?.fill(0, image.length).set(image);
    return true;
  };
  const load = async (bytes: Uint8Array): Promise<MeteredParser> => {
    loading += 1;
    image = undefined;
    try {
      const language = await Language.load(bytes);
      const parser = new Parser().setLanguage(language);
      // The first text makes the runtime compile, and takes long.
      parser.parse('1')?.delete();
      return meteredParser(language, parser);
    } finally {
      loading -= 1;
      if (loading === 0) keepImage();
    }
  };
  const meteredParser = (language: Language, first: Parser): MeteredParser => {
    let parser = first;
    return {
      language,
      parse(text, use) {
        if (!deciding) left = work;
        if (left <= 0) return undefined;
        let over = false;
        const isOver = (): boolean => (over ||= (heap()[counter] ?? 0) <= reserve);
        heap()[counter] = left + reserve;
        left = 0;
        let tree: Tree | null;
        try {
          tree = parser.parse((at) => (isOver() ? '' : text.slice(at, at + piece)), null, { progressCallback: isOver });
        } catch {
          if (!putBack()) {
            lost.push(parser);
            parser = new Parser().setLanguage(language);
          }
          return undefined;
        }
        left = (heap()[counter] ?? 0) - reserve;
        heap()[counter] = 0;
        if (tree === null) parser.reset();
        try {
          return tree === null || over ? undefined : use(tree);
        } finally {
          tree?.delete();
        }
      },
      spend: (steps) => (left -= steps) >= 0,
    };
  };
  const loaded = new Map<string, Promise<MeteredParser>>();
  return {
    async language(bytes) {
      const key = checksum(bytes);
      const before = loaded.get(key);
      if (before !== undefined) return before;
      const parser = load(bytes);
      loaded.set(key, parser);
      parser.catch(() => loaded.delete(key));
      return parser;
    },
  };
} // prettier-ignore

/** Tells grammars apart, and those that are damaged; it need not withstand anyone. FNV-1a. */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.length} ${hash}`;
}

/** The library's loader takes a whole buffer, and a Node buffer may be a slice of a larger one. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
