// Text in a call that talks to whoever reviews it. An honest call has no reason to: it is a finding by itself, found by
// this table and never by the reviewer, who is the one that it would mislead.

interface Phrase {
  /** What was found, as a noun for a sentence. */
  readonly what: string;
  readonly pattern: RegExp;
}

const object = String.raw`(?:instructions?|prompts?|rules?|messages?|directions?|guidelines?|context|polic(?:y|ies))`;
const reader = String.raw`(?:reviewer|security reviewer|classifier|moderator|judge|evaluator|gatekeeper|language model|llm|ai(?: assistant| model)?|assistant|portcullis)`;

const phrases: readonly Phrase[] = [
  {
    what: 'an order to forget instructions',
    pattern: new RegExp(
      String.raw`\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your|system|these|those)\b.{0,30}\b${object}\b`,
      'u',
    ),
  },
  {
    what: 'an order to forget instructions',
    pattern:
      /\b(?:ignorier\w*|vergiss|missachte)\b.{0,40}\b(?:anweisung\w*|regeln|vorgaben)\b|\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions|consignes|règles)\b|\b(?:ignora|olvida)\w*\b.{0,40}\b(?:instrucciones|reglas|indicaciones)\b|\bignora\w*\b.{0,40}\b(?:istruzioni|regole)\b|忽略.{0,20}(?:指令|指示|规则|提示)|(?:指示|命令|ルール).{0,10}無視|игнорируй.{0,40}(?:инструкции|правила)/u,
  },
  {
    what: 'words to a reviewer',
    pattern:
      /\b(?:an den prüfer|hinweis (?:an|für) (?:den |die |das )?(?:prüfer|ki|modell)|(?:au|pour le) (?:réviseur|vérificateur)|(?:para|al) (?:el )?(?:revisor|evaluador)|al revisore)\b|(?:审查者|审核员|評価者|レビュ(?:ー)?アー?)|(?:проверяющ|рецензент)/u,
  },
  {
    what: 'a claim that it was approved',
    pattern:
      /\b(?:vom (?:nutzer|benutzer|anwender) (?:bereits )?(?:genehmigt|freigegeben|erlaubt)|(?:approuvée?|autorisée?) par l['’]?utilisateur|(?:aprobad[oa]|autorizad[oa]) por el usuario|aprovad[oa] pelo usuário|(?:approvat[oa]|autorizzat[oa]) dall['’]?utente)\b|用户(?:已经?)?(?:批准|授权|同意)|ユーザー[がはにの].{0,6}(?:承認|許可)|(?:одобрен|разрешен)[аоы]? пользователем/u,
  },
  {
    what: 'words to a reviewer',
    pattern: new RegExp(
      String.raw`\b(?:note|message|attention|hint|dear|hello|hi|hey|instructions?)\b[ ,:]{0,3}(?:(?:to|for)\b ?)?(?:the |any |all )?\b${reader}s?\b`,
      'u',
    ),
  },
  {
    what: 'words to a reviewer',
    pattern: new RegExp(
      String.raw`\b(?:you are|you're|act as|as|if you are|pretend to be)\b (?:now )?(?:the |an? )\b${reader}\b`,
      'u',
    ),
  },
  {
    what: 'words to a reviewer',
    pattern: new RegExp(
      String.raw`\b(?:the )?${reader}s? (?:must|should|shall|may|can|will|is to|has to|please)\b`,
      'u',
    ),
  },
  {
    what: 'a claim that it was approved',
    pattern:
      /\b(?:pre-?approved|already (?:been )?(?:approved|authori[sz]ed|reviewed|vetted)|(?:approved|authori[sz]ed|cleared|permitted|sanctioned) by (?:the )?(?:user|person|owner|human|admin\w*|security|reviewer)|(?:the )?(?:user|person|owner|human|admin\w*|security(?: team)?) (?:has |have )?(?:already )?(?:approved|authori[sz]ed|permitted|consented|confirmed)\b)/u,
  },
  {
    what: 'a claim that it is safe',
    pattern:
      /\b(?:this|the) (?:call|command|tool call|request|operation|script|action) (?:is|was|has been|should be) (?:\w+ ){0,2}(?:safe|harmless|authori[sz]ed|approved|benign|low[- ]risk|allowed|considered safe)\b/u,
  },
  {
    what: 'an order what to answer',
    pattern:
      /\b(?:mark|rate|classify|label|treat|consider|report|judge|score)\b.{0,30}\b(?:as|to be)\b.{0,10}\b(?:safe|harmless|low(?:[- ]risk)?|authori[sz]ed|approved|benign|allowed)\b/u,
  },
  {
    what: 'an order what to answer',
    pattern:
      /\b(?:answer|respond|reply|output|return|say)\b.{0,20}\b(?:with|only|exactly|that)\b.{0,40}(?:\b(?:low|authori[sz]ed|allow|approve|safe)\b|\{)/u,
  },
  {
    what: 'a ready-made answer',
    pattern:
      /\\?["']?\brisk\\?["']\s*:\s*\\?["'](?:low|medium|high)|\\?["']?\bauthori[sz]ed\\?["']?\s*[:=]\s*true\b/u,
  },
  {
    what: 'marks of a conversation with a model',
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|?>|\[\/?inst\]|<<\/?sys>>|(?:^|\n)[ \t]{0,8}(?:system|human|assistant) ?(?:prompt ?)?:|\bsystem prompt\b|<\/?(?:system|assistant|data|instructions?|tool_result|function_results?)>/u,
  },
];

/** Signs that no eye sees; the tags of Unicode can spell whole sentences. */
const unseen = /[\u{E0000}-\u{E007F}]|[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]{2,}/u;

/** What of the text addresses a reviewer, as a noun; undefined when nothing does. Time in proportion to the text. */
export function addressesReviewer(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    if (unseen.test(text)) return 'signs that cannot be seen';
    for (const spelling of spellings(text)) {
      if (apart.test(spelling)) return 'letters that stand apart';
      const found = phrases.find(({ pattern }) => pattern.test(spelling));
      if (found !== undefined) return found.what;
    }
  }
  return undefined;
}

/** A sentence that is spelled letter by letter, so that no word of it is found. */
const apart = /(?<![\p{L}\p{N}])(?:[a-z][ ._-]{1,3}){11}[a-z](?![\p{L}\p{N}])/u;

/**
 * As it stands, with words that are joined by other signs taken apart, and without the quotes that a shell takes away; each
 * also with the letters for which its escapes and its look-alikes stand, for a model reads both as a person would.
 */
function spellings(text: string): readonly string[] {
  return [...new Set([text, unescaped(text)].flatMap((one) => [one, latin(one)]))].flatMap(simplified);
}

function simplified(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200F\u2060-\u2064\uFEFF\u00AD]/gu, '')
    .toLowerCase();
  const parted = plain.replaceAll(/[_.+/\\-]+|%20/gu, ' ').replaceAll(/[ \t]+/gu, ' ');
  const unquoted = plain.replaceAll(/["'\\]/gu, '').replaceAll(/\s+/gu, ' ');
  return [plain, parted, unquoted];
}

/** ASCII that is spelled by its number: `%69`, `\x69`, `\u0069`, `\151`, `&#105;`, `&#x69;`. */
function unescaped(text: string): string {
  if (!/[%\\&]/u.test(text)) return text;
  return text.replaceAll(
    /%([0-7][0-9a-f])|\\x([0-7][0-9a-f])|\\u\{?0{0,2}([0-7][0-9a-f])\}?|\\0?([0-1][0-7]{2})|&#(\d{2,3});|&#x([0-7][0-9a-f]);/giu,
    (
      whole: string,
      percent?: string,
      hex?: string,
      unicode?: string,
      octal?: string,
      decimal?: string,
      entity?: string,
    ) => {
      const sixteen = percent ?? hex ?? unicode ?? entity;
      const code =
        sixteen === undefined
          ? Number.parseInt(octal ?? decimal ?? '', octal === undefined ? 10 : 8)
          : Number.parseInt(sixteen, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : whole;
    },
  );
}

/** Letters of other scripts that look like those of English, and English ones with marks, as the plain letters. */
function latin(text: string): string {
  if (!/[^\x20-\x7E\s]/u.test(text)) return text;
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\P{ASCII}/gu, (letter) => alike.get(letter) ?? letter);
}

/** Source: Unicode Technical Standard 39, confusables of the small letters. */
const alike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ', b: 'ьƅ', c: 'сϲᴄ', d: 'ԁɗ', e: 'еєҽ', g: 'ɡց', h: 'һհ', i: 'іıιɩӏ', j: 'јϳ', k: 'кκ', l: 'ⅼǀ', m: 'мⅿ', n: 'ոпη',
    o: 'оοօσ', p: 'рρ', q: 'ԛզ', r: 'гᴦ', s: 'ѕꜱ', t: 'тτ', u: 'υսᴜ', v: 'νѵᴠ', w: 'ԝѡωᴡ', x: 'хχ', y: 'уγү', z: 'ᴢ',
  }).flatMap(([letter, others]) => Array.from(others, (other): [string, string] => [other, letter])),
); // prettier-ignore

/** Every text in a value of plain JSON, names of members included. */
export function textsIn(value: unknown, depth = 20): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member, depth - 1)]);
}
