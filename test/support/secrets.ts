// Secrets for tests: made here, by the shape that each provider documents, from one fixed sequence of numbers, and the
// places in which they turn up.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabets = {
  n: `${letters}0123456789`,
  w: `${letters}0123456789_-`,
  x: '0123456789abcdef',
  U: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  l: 'abcdefghijklmnopqrstuvwxyz0123456789',
  d: '0123456789',
  b: `${letters}0123456789+/`,
} as const;
type Alphabet = keyof typeof alphabets;

let seed = 20_261_121;
function random(below: number): number {
  // Park and Miller's generator: the same secrets in every run.
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}

function run(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
}

/** `ghp_<n36>` → `ghp_` and 36 letters or digits. */
export function made(shape: string): string {
  return shape.replaceAll(/<([a-zA-Z])(\d+)>/gu, (_all, name: string, length: string) => {
    const key = (Object.keys(alphabets) as Alphabet[]).find((one) => one === name);
    return run(alphabets[key ?? 'n'], Number(length));
  });
}

/** Sources: the providers' pages on token formats, and GitHub's list of secret scanning patterns. */
export const shapes: readonly string[] = [
  'ghp_<n36>', 'gho_<n36>', 'ghu_<n36>', 'ghs_<n36>', 'ghr_<n76>', 'github_pat_<n22>_<n59>', // GitHub
  'glpat-<w20>', 'gldt-<w20>', 'glrt-<w20>', 'glptt-<x40>', // GitLab
  'ATBB<n32>', 'ATATT3<w180>=<x8>', // Atlassian
  'AKIA<U16>', 'ASIA<U16>', // AWS key ids
  'AIza<w35>', 'ya29.<w120>', 'GOCSPX-<w28>', '1//0<w60>', // Google
  'sk-ant-api03-<w93>AA', 'sk-ant-admin01-<w93>AA', 'sk-<n48>', 'sk-proj-<w74>', 'sk-svcacct-<w60>', // Anthropic, OpenAI
  'hf_<n34>', 'r8_<n37>', 'gsk_<n52>', 'xai-<n80>', 'pplx-<x48>', 'tgp_v1_<w43>', // models
  'sk_live_<n24>', 'rk_live_<n24>', 'sk_test_<n24>', 'whsec_<n32>', // Stripe
  'sq0atp-<w22>', 'sq0csp-<w43>', 'EAAA<w60>', // Square
  'xoxb-<d12>-<d12>-<n24>', 'xoxp-<d12>-<d12>-<d12>-<x32>', 'xapp-1-<U11>-<d13>-<x64>', 'xoxe.xoxp-1-<n140>', // Slack
  'M<n23>.<w6>.<w27>', '<d10>:AA<w33>', // Discord, Telegram
  'SG.<w22>.<w43>', 'key-<x32>', 'SK<x32>', 're_<n8>_<n24>', 'xkeysib-<x64>-<n16>', '<x32>-us12', // mail, SMS
  'npm_<n36>', 'pypi-AgEIcHlwaS5vcmc<w120>', 'rubygems_<x48>', 'dckr_pat_<w27>', 'cio<n32>', 'oy2<l43>', // registries
  'dop_v1_<x64>', 'doo_v1_<x64>', 'HRKU-AA<w58>', 'fo1_<w43>', 'FlyV1 fm2_<b120>', 'vercel_<n24>', 'nfp_<n36>', // hosting
  'hvs.<w90>', 'hvb.<w120>', 'dp.pt.<n43>', 'dp.st.dev.<n43>', '<n14>.atlasv1.<w67>', 'pul-<x40>', // vaults
  'lin_api_<n40>', 'ntn_<n46>', 'secret_<n43>', 'figd_<w40>', 'pat<n14>.<x64>', 'PMAK-<x24>-<x34>', // tools
  'sbp_<x40>', 'sb_secret_<w31>', 'pscale_tkn_<w43>', 'pscale_pw_<w43>', 'dapi<x32>', // databases
  'glsa_<n32>_<x8>', 'glc_<b80>', 'NRAK-<U27>', 'sntrys_<b120>', 'sntryu_<x64>', 'phx_<n43>', // monitoring
  'tskey-auth-<n16>-<n32>', 'shpat_<x32>', 'shpss_<x32>', 'CFPAT-<w43>', 'ops_eyJ<n200>', 'AGE-SECRET-KEY-1<U58>',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx<w24>.<w43>', 'v2.local.<w120>', // JSON web tokens, PASETO
  'glrtr-<w20>', 'nvapi-<w64>', 'lsv2_pt_<x32>_<x10>', 'lsv2_sk_<x32>_<x10>', 'tvly-dev-<n32>', 'ABSK<b132>', // runners, models
  '-----BEGIN PRIVATE KEY-----\n<b64>\n<b64>\n-----END PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----\n<b70>\n<b70>\n-----END OPENSSH PRIVATE KEY-----',
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n<b64>\n-----END PGP PRIVATE KEY BLOCK-----',
]; // prettier-ignore

/** Where a token turns up. */
export const places: readonly string[] = [
  '$',
  'export TOKEN_OF_MINE="$"',
  "deploy --with '$' --verbose",
  'curl -H "Authorization: Bearer $" https://api.example.com/v1/me',
  'X-Some-Header: $\r\nAccept: */*',
  '{"value":"$","next":1}',
  '{"text":"{\\"inner\\":\\"$\\"}"}',
  'https://x:$@example.com/a/b',
  'https://api.example.com/v1/items?page=2&id=$&sort=up',
  'service:\n  name: web\n  value: $\n  port: 80',
  'A=1\nSOME_VALUE=$\nB=2',
  "{'name': 'web', 'value': '$', 'port': 80}",
  "('$', None)",
  '2026-11-21T09:16:13Z WARN http: retry 2 of request id=7 with $, status 401',
  'fatal: could not read $',
  '/tmp/a%20file%20$',
  '"first line\\n$\\nlast line"',
  '\u001B[31m$\u001B[0m',
  'echo -e "\\033[1;31m$"',
];

/** Secrets without a shape of their own, which their place gives away. */
export const placed: readonly string[] = [
  'postgres://app:⟪<n20>⟫@db.example.com:5432/prod',
  'mongodb+srv://app:⟪<n16>⟫@cluster0.example.mongodb.net/x',
  'redis://:⟪<n32>⟫@cache.example.com:6379',
  'amqp://u:⟪<n12>⟫@mq/vhost',
  'https://user:⟪<n12>⟫@example.com/x.git',
  'DB_PASSWORD=⟪<n14>⟫ npm start',
  "MYSQL_PWD='⟪<n14>⟫' mysql db",
  'PGPASSWORD=⟪<n14>⟫ psql -h db',
  'AWS_SECRET_ACCESS_KEY=⟪<b40>⟫ aws s3 ls',
  'aws_session_token = ⟪<b200>⟫',
  'export API_KEY=⟪<n32>⟫',
  'SECRET_KEY_BASE=⟪<x128>⟫ rails s',
  'client_secret=⟪<n40>⟫&grant_type=client_credentials',
  '"privateKey": "⟪<b64>⟫"',
  'password: ⟪<n12>⟫',
  'Server=db;User Id=sa;Password=⟪<n12>⟫;Encrypt=yes',
  'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=⟪<b86>==⟫;EndpointSuffix=core.windows.net',
  'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=⟪<b43>=⟫',
  'https://a.blob.core.windows.net/c?sv=2022-11-02&sig=⟪<b43>%3D⟫',
  'https://b.s3.amazonaws.com/k?X-Amz-Signature=⟪<x64>⟫',
  'mysql -u root -p⟪<n12>⟫ db',
  'mysqldump --password=⟪<n12>⟫ db',
  'sshpass -p ⟪<n12>⟫ ssh host',
  'docker login -u me -p ⟪<n12>⟫ registry.example.com',
  'curl -u admin:⟪<n12>⟫ https://example.com',
  'curl --user admin:⟪<n12>⟫ https://example.com',
  'wget --http-password=⟪<n12>⟫ https://example.com',
  'curl -H "X-Api-Key: ⟪<n32>⟫" https://example.com',
  'curl -H "PRIVATE-TOKEN: ⟪<n20>⟫" https://gitlab.example.com',
  'curl -H "Authorization: Basic ⟪<b28>=⟫" https://example.com',
  'curl -b "Cookie: ⟪session=<n32>⟫" https://example.com',
  'http https://example.com Authorization:"Token ⟪<x40>⟫"',
  'gh secret set NPM --body ⟪<n36>⟫',
  'vault login -token=⟪<n24>⟫',
  'kubectl create secret generic x --from-literal=password=⟪<n16>⟫',
  'helm upgrade x --set db.password=⟪<n16>⟫',
  'redis-cli -a ⟪<n16>⟫ ping',
  'openssl enc -k ⟪<n16>⟫ -in a',
  'openssl rsa -passin pass:⟪<n16>⟫ -in a',
  'gpg --batch --passphrase ⟪<n16>⟫ -c a',
  'sqlplus scott/⟪<n10>⟫@orcl',
  'echo "machine example.com login me password ⟪<n12>⟫" >> ~/.netrc',
  'DB_PASS=⟪<n12>⟫ ./run',
  'export SMTP_PASS="⟪<n12>⟫"',
  'SECRET_KEY_BASE: ⟪<x128>⟫',
  '  DEPLOY_TOKEN_CI: "⟪<n32>⟫"',
  'const c = { secretKey: "⟪<n32>⟫" }',
  'master_key = ⟪<x32>⟫',
  "'password' => '⟪<n12>⟫',",
  ':api_key => "⟪<n24>⟫"',
  "'db_password' => '⟪<n12>⟫'",
  'az login --service-principal -u app --client-secret ⟪<n34>⟫ --tenant x',
  'aws secretsmanager create-secret --name db --secret-string ⟪<n20>⟫',
  "aws secretsmanager put-secret-value --secret-id db --secret-string '⟪<n20>⟫'",
  'aws rds create-db-instance --master-user-password ⟪<n16>⟫',
  'tool --secret-key ⟪<b40>⟫ up',
  'curl -H "Authorization: ⟪<x40>⟫" https://api.example.com',
  'curl -H "Authorization: ApiKey ⟪<n40>⟫" https://api.example.com',
  'Authorization: SSWS ⟪00<w40>⟫',
  '{"user":"me","pass":"⟪<n12>⟫"}',
  "{'pass': '⟪<n12>⟫'}",
  '//registry.npmjs.org/:_authToken=⟪<x36>⟫',
  'https://hooks.slack.com/services/⟪T<U9>/B<U9>/<n24>⟫',
  'https://discord.com/api/webhooks/1234567890/⟪<w68>⟫',
  'https://outlook.office.com/webhook/⟪<x32>@<x32>/IncomingWebhook/<x32>/<x32>⟫',
  'https://api.telegram.org/bot⟪<d10>:AA<w33>⟫/sendMessage',
];
