// Takes secrets out of texts before they are stored, shown or sent. Pure. Every pattern is bounded, so that a long
// text costs time in proportion to its length. Rather one harmless word too many than one secret too few.

/** What stands in the place of a secret. */
export const gone = '[redacted]';

/** What a secret looks like wherever it stands. Sources: the providers' own pages on token formats. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\beyJ[\w-]{6,4096}\.[\w-]{6,8192}\.[\w-]{0,2048}/g, // JSON web tokens
  /\bgh[pousr]_[A-Za-z0-9]{20,255}/g, // GitHub
  /\bgithub_pat_\w{20,255}/g,
  /\bgl(?:pat|ptt|dt|rtr?|cbt|oas|soat|ft|imt|agent|ffct)-[\w-]{16,255}/g, // GitLab
  /\bwhsec_[A-Za-z0-9+/=]{16,255}/g, // Stripe and other webhooks
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,255}/g, // Stripe
  /\bsk-[\w-]{16,255}/g, // Anthropic, OpenAI
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g, // AWS
  /\bxox[a-z]-[\w-]{10,255}/g, // Slack
  /\bxapp-[\w-]{10,255}/g,
  /\bAIza[\w-]{30,60}/g, // Google
  /\bya29\.[\w-]{20,1024}/g,
  /\bGOCSPX-[\w-]{20,60}/g,
  /\b1\/\/0[\w-]{30,512}/g,
  /\bnpm_[A-Za-z0-9]{30,60}/g,
  /\bpypi-[\w-]{16,512}/g,
  /\bhf_[A-Za-z0-9]{20,60}/g, // Hugging Face
  /\bdo[opr]_v1_[a-f0-9]{32,128}/g, // DigitalOcean
  /\bSG\.[\w-]{16,64}\.[\w-]{16,128}/g, // SendGrid
  /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,64}/g, // Shopify
  /\bdapi[a-f0-9]{32}/g, // Databricks
  /\b(?:hv[sbr]\.|dp\.[a-z]{2,5}\.(?:[\w-]{1,32}\.)?)[\w-]{20,512}/g, // HashiCorp Vault, Doppler
  /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,128}/g, // Terraform
  /\b(?:lin_api|ntn|sbp|glsa|glc|rubygems|dckr_pat|r8|gsk|figd|sntrys|sntryu|fo1|fm[12])_[\w+/=-]{20,1024}/g, // Linear, Notion, Supabase, Grafana, RubyGems, Docker, Replicate, Groq, Figma, Sentry, Fly
  /\bpscale_(?:tkn|pw|oauth)_[\w.-]{20,128}/g, // PlanetScale
  /\b(?:NRAK|PMAK|xai|pplx|tskey-[a-z]{2,16})-[\w-]{20,255}/g, // New Relic, Postman, xAI, Perplexity, Tailscale
  /\bsq0(?:csp|atp|idp)-[\w-]{20,64}/g, // Square
  /\bAT(?:ATT3|CTT3|BB)[\w=-]{20,512}/g, // Atlassian
  /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g, // Airtable
  /\b(?:SK|key-)[a-f0-9]{32}\b/g, // Twilio, Mailgun
  /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}/g, // Discord bots
  /\bAGE-SECRET-KEY-[A-Z0-9]{40,80}/g,
  /(?<!\d)\d{8,10}:[\w-]{35}(?![\w-])/g, // Telegram bots
  /\btgp_v1_[\w-]{20,64}/g, // Together
  /\bEAAA[\w-]{56,64}(?![\w-])/g, // Square
  /\bre_[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,40}/g, // Resend
  /\bxkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}/g, // Brevo
  /\b[a-f0-9]{32}-us\d{1,2}\b/g, // Mailchimp
  /\bcio[A-Za-z0-9]{32}\b/g, // crates.io
  /\boy2[a-z0-9]{43}\b/g, // NuGet
  /\bHRKU-[\w-]{36,80}/g, // Heroku
  /\b(?:vercel|vc[pkiar]|nf[pcobu])_[A-Za-z0-9]{24,64}/g, // Vercel, Netlify
  /\bFlyV1 [\w+/=,-]{20,2048}/g, // Fly
  /\bpul-[a-f0-9]{40}\b/g, // Pulumi
  /\bsecret_[A-Za-z0-9]{43}\b/g, // Notion, before 2024
  /\bsb_secret_[\w-]{20,64}/g, // Supabase
  /\bphx_[A-Za-z0-9]{40,64}/g, // PostHog
  /\bCFPAT-[\w-]{43}/g, // Contentful
  /\bops_eyJ[\w-]{40,4096}/g, // 1Password
  /\bnvapi-[\w-]{20,255}/g, // NVIDIA
  /\blsv2_(?:pt|sk)_[a-f0-9_]{32,128}/g, // LangSmith
  /\btvly-[\w-]{16,128}/g, // Tavily
  /\b(?:ABSK|bedrock-api-key-)[A-Za-z0-9+/=]{40,4096}/g, // Amazon Bedrock
  /\bv[1-4]\.(?:local|public)\.[\w-]{32,4096}/g, // PASETO
];

/** What may stand right before a secret and yet looks like a part of it: `%20`, `\n` in JSON, a colour of a terminal. */
const escape = String.raw`%[0-9A-Fa-f]{2}|\\[nrt]|(?:\u001B|\\u001[bB]|\\x1[bB]|\\e|\\033)\[[\d;]{0,12}m`;
const escaped = new RegExp(escape, 'u');
const behindEscape = shapes.flatMap(({ source, flags }) => {
  const rest = source.replace(/^(?:\\b|\(\?<!\\d\))/u, '');
  return rest === source ? [] : [new RegExp(`(?<=${escape})${rest}`, flags)];
});

/** A secret that its surroundings give away: the groups, what stands before it and its quotes, stay. */
const placed: readonly RegExp[] = [
  /([:=][ \t]{0,4}["']?(?:Bearer|Basic|Token)[ \t]{1,8})[\w.~+/-]{8,8192}={0,2}/gi,
  // A header with any scheme, or with none; what holds no digit is a word.
  /(\bAuthorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:[A-Za-z][\w-]{1,30}[ \t]{1,8})?)(?=[\w.~+/-]{0,256}\d)[\w.~+/-]{12,8192}={0,2}/gi,
  // Elsewhere these are words, unless what follows looks made: a digit and a capital, or 32 hexadecimal digits.
  /(\b(?:[Bb]earer|[Bb]asic|[Tt]oken|BEARER|BASIC|TOKEN)[ \t]{1,8})(?:(?=[\w.~+/-]{0,256}\d)(?=[\w.~+/-]{0,256}[A-Z])|(?=[a-f0-9]{32}))[\w.~+/-]{12,8192}={0,2}/g,
  /(\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s:@/'"]{0,256}:)[^\s/'"]{1,512}(?=@)/gi,
  /(\bhttps?:\/\/)[^\s:@/'"]{16,512}(?=@)/gi,
  /((?:^|[^A-Za-z0-9_])[A-Z0-9_]{0,64}_KEY["']?[ \t]{0,8}[=:][ \t]{0,8})(?:(")[^"\n]*"|(')[^'\n]*'|[^\s"'&;|<>$`,()]+)/g,
  /((?:passw(?:or)?d|passphrase|secret|token|api[-_]?key|apikey|access[-_]?key|private[-_]?key|client[-_]?secret|secret[-_]?(?:key|string)|master[-_]?key|signing[-_]?key|encryption[-_]?key|credentials?|pwd(?!=[/~.])|accountkey|sharedaccesskey|_auth)\\{0,2}["']?[ \t]{0,8}[=:][ \t]{0,8})(?:(")(?:\\.|[^"\\\n])*"|(')[^'\n]*'|(?:\\{1,2}")(?:[^"\\\n])*|[^\s"'&;|<>$`,()\\]+)/gi,
  // As Ruby and PHP write it, and names that are words elsewhere and therefore count in quotes or as variables alone.
  /(["':](?:[A-Za-z]{1,32}_)?(?:password|passwd|passphrase|secret|token|api_?key|secret_?key|pass)["']?[ \t]{0,8}=>[ \t]{0,8})(?:(")[^"\n$]{1,1024}"|(')[^'\n$]{1,1024}')/gi,
  /(["']pass["'][ \t]{0,8}:[ \t]{0,8})(?:(")[^"\n]{1,1024}"|(')[^'\n]{1,1024}')/gi,
  /((?:^|[^A-Za-z0-9_])[A-Z0-9_]{0,64}_PASS["']?[ \t]{0,8}[=:][ \t]{0,8})(?:(")[^"\n$]{1,1024}"|(')[^'\n$]{1,1024}'|[^\s"'&;|<>$`,()]+)/g,
  /(\bCookie: {0,4})[^"'\n]{1,4096}/gi,
  // Addresses that are a secret themselves: whoever has them may post.
  /(hooks\.slack\.com\/(?:services|workflows)\/)[\w/]{20,128}/g,
  /((?:outlook\.office\.com\/webhook|webhook\.office\.com\/webhookb2)\/)[\w@/-]{20,256}/g,
  /(discord(?:app)?\.com\/api\/webhooks\/\d{1,20}\/)[\w-]{20,128}/g,
  // Programs that take a password as a word: `curl -u name:…`, `mysql -p…`, `sshpass -p …`, `docker login -p …`.
  /(\bcurl\b[^\n|;&]{0,512}?[ \t](?:-u|--user|--proxy-user)[ \t=]{0,4}["']?[^\s:"']{0,128}:)[^\s"']{1,512}/gi,
  /(\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;&]{0,256}?[ \t]-p)[^\s"'-][^\s"']{0,255}/g,
  /(\b(?:sshpass|login)\b[^\n|;&]{0,256}?[ \t]-p[ \t]{0,4})[^\s"'-][^\s"']{0,255}/g,
  /(\bredis-cli\b[^\n|;&]{0,256}?[ \t](?:-a|--pass)[ \t]{1,4})[^\s"'$-][^\s"']{0,255}/g,
  /(\bopenssl\b[^\n|;&]{0,256}?[ \t](?:-k|-K)[ \t]{1,4})[^\s"'$-][^\s"']{0,255}/g,
  /(-pass(?:in|out)?[ \t]{1,4}pass:)[^\s"'$]{1,256}/g,
  /(\bsqlplus\b[^\n|;&]{0,64}?[ \t][\w.]{1,64}\/)[^\s@"'$]{1,128}(?=@|[ \t]|$)/g,
  /(\b(?:gh|glab)[ \t]+(?:secret|variable)[ \t]+set\b[^\n|;&]{0,256}?[ \t](?:-b|--body|-v|--value)[ \t=]{1,4})(?:(")[^"\n$]+"|(')[^'\n]+'|[^\s"'$-][^\s"']{0,1023})/g,
  // Signed addresses: whoever has the signature may fetch.
  /([?&](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature)=)[^&\s"'#]{8,4096}/gi,
  /(\bmachine[ \t]+\S{1,256}[ \t]+login[ \t]+\S{1,256}[ \t]+password[ \t]+)\S{1,512}/g,
  /(\baws_(?:secret_access_key|session_token)[ \t]{1,8})[A-Za-z0-9/+=]{16,2048}/g,
  // A variable whose name says so somewhere: `GH_TOKEN_CI=…`. Short values are counts and switches.
  /(\b[A-Z0-9_]{0,64}(?:TOKEN|SECRET|PASSWORD|PASSWD|APIKEY|CREDENTIAL)[A-Z0-9_]{0,64}=)(?:(")[^"\n$]{12,}"|(')[^'\n$]{12,}'|[^\s"'&;|<>$`,()]{12,})/g,
  /(\b[A-Z0-9_]{0,64}(?:TOKEN|SECRET|PASSWORD|PASSWD|APIKEY|CREDENTIAL)[A-Z0-9_]{0,64}["']?[ \t]{0,4}:[ \t]{1,4}["']?)(?=[\w+/=.-]{0,256}\d)(?=[\w+/=.-]{0,256}[A-Za-z])[\w+/=.-]{20,4096}/g,
  /(--(?:client|app|consumer|webhook|admin|root|user|db|http|proxy|session|refresh|access|bearer|oauth|bot|deploy|api|aws)-(?:password|passwd|secret|token|key)[ \t]{1,8})(?:(")[^"\n]*"|(')[^'\n]*'|[^\s"'&;|<>$`,()-][^\s"'&;|<>$`,()]*)/gi,
  /(--(?:secret-(?:string|key|access-key)|master-(?:password|user-password|key)|password|passwd|passphrase|token|secret|api-key|access-key|auth-token)[ \t]{1,8})(?:(")[^"\n]*"|(')[^'\n]*'|[^\s"'&;|<>$`,()-][^\s"'&;|<>$`,()]*)/gi,
];

/** Is what stands under this name a secret? By the last words of the name, in whatever way these are joined. */
export function namesSecret(name: string): boolean {
  if (name.endsWith('_KEY')) return true;
  const words = wordsOf(name);
  const [before = '', last = ''] = words.slice(-2).length === 2 ? words.slice(-2) : ['', ...words];
  return (
    secretWords.has(last) ||
    (last === 'key' && secretKeys.has(before)) ||
    (last === 'string' && (before === 'connection' || before === 'secret'))
  );
}

function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** Lists of tokens are counts, texts or secrets: these are long, and hold digits and letters. */
function holdsMade(name: string, value: string): boolean {
  return wordsOf(name).at(-1) === 'tokens' && /^(?=\S{0,256}\d)(?=\S{0,256}[A-Za-z])\S{16,}$/u.test(value);
}

const secretWords: ReadonlySet<string> = new Set(
  'password passwd passphrase passcode passwords passphrases pwd pass secret token jwt bearer apikey credential credentials authorization cookie accesskey privatekey secretkey otp'.split(
    ' ',
  ),
);
const secretKeys: ReadonlySet<string> = new Set(
  'api access private secret master account signing encryption auth'.split(' '),
);

/** The text without its secrets. Doing it twice changes nothing. */
export function redactText(text: string): string {
  if (!mayHold.test(text)) return text;
  const first = shapesIn(text).reduce((rest, shape) => rest.replace(shape, gone), text);
  return placed.reduce((rest, place) => rest.replace(place, keepSurroundings), first);
}

function shapesIn(text: string): readonly RegExp[] {
  return escaped.test(text) ? [...shapes, ...behindEscape] : shapes;
}

/** Without any of these no pattern matches: most sentences are plain words. */
const mayHold = /[:=@/-]|[\w.~+]{12}|\bmachine\b/u;

/**
 * The same for a person who is to approve the text. What a shell could act on is never hidden from them, also where it
 * stands in the place of a secret: `--token "$(curl … | sh)"`.
 */
export function redactShown(text: string): string {
  const first = shapesIn(text).reduce((rest, shape) => rest.replace(shape, (hit) => (isInert(hit) ? gone : hit)), text);
  return placed.reduce((rest, place) => rest.replace(place, (all: string, ...groups: [string, ...unknown[]]) => (isInert(all.slice(groups[0].length)) ? keepSurroundings(all, ...groups) : all)), first);
} // prettier-ignore

/** Data and nothing else, whoever reads it: no operators of a shell, and no lines but those of a key. */
function isInert(hidden: string): boolean {
  return /^[^\s;|&<>`$(){}]+(?:[ \t][^\s;|&<>`$(){}]+)?$/u.test(hidden) || /^-----BEGIN[ A-Z0-9]+-----\s+(?:[\w+/=]{60,}\s+){2,}[\w+/=]{0,80}\s*-----END[ A-Z0-9]+-----$/u.test(hidden);
} // prettier-ignore

/** Does the text hold what is a secret wherever it stands? The id of an AWS key is a name and gives nothing away. */
export function holdsSecret(text: string): boolean {
  return shapes.some((shape) => [...text.matchAll(shape)].some(([hit]) => !/^(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/u.test(hit)));
} // prettier-ignore

function keepSurroundings(_all: string, before: string, ...groups: readonly unknown[]): string {
  const [quote = ''] = groups.filter((group): group is string => group === '"' || group === "'");
  return `${before}${quote}${gone}${quote}`;
}

export interface RedactLimits {
  /** Characters kept of each text; the rest is replaced by its length. */
  readonly text: number;
  /** Members kept of each list and of each object. */
  readonly items: number;
  readonly depth: number;
}

const limits: RedactLimits = { text: 65_536, items: 10_000, depth: 40 };

/**
 * A value of plain JSON without its secrets: those within texts, and texts under names of secrets. What is cut off is
 * told by its number.
 */
export function redactValue(value: unknown, most: RedactLimits = limits, redact = redactText): unknown {
  if (typeof value === 'string') return shortened(value, most.text, redact);
  if (typeof value !== 'object' || value === null) return value;
  if (most.depth <= 0) return '[nested too deep]';
  const below = { ...most, depth: most.depth - 1 };
  if (Array.isArray(value)) {
    const kept: readonly unknown[] = value.slice(0, most.items).map((item) => redactValue(item, below, redact));
    return value.length <= most.items ? kept : [...kept, `[… ${value.length - most.items} more]`];
  }
  const members = Object.entries(value);
  const kept = members.slice(0, most.items).map(([key, member]): [string, unknown] => [
    shortened(key, nameLength, redact),
    typeof member === 'string' && member !== '' && (namesSecret(key) || holdsMade(key, member)) ? gone : redactValue(member, below, redact),
  ]);
  return Object.fromEntries(members.length <= most.items ? kept : [...kept, ['…', `${members.length - most.items} more`]]);
} // prettier-ignore

const nameLength = 500;

/** Cuts only after redacting some more than is kept, so that no secret is halved at the cut and then not known. */
export function shortened(text: string, most: number, redact = redactText): string {
  const kept = redact(text.slice(0, most + margin));
  if (text.length <= most) return kept;
  return `${kept.slice(0, most)}[… ${text.length - most} more characters]`;
}

const cutEnd = /\[… \d+ more characters\]$/u;

/** Was a text in the value, or the value itself, cut by `shortened`? */
export function isCut(value: unknown): boolean {
  if (typeof value === 'string') return cutEnd.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isCut);
}

/** No secret that is looked for is longer. */
const margin = 16_384;
