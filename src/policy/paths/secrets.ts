// Credential stores: what each kind is and where it lies. Matched on paths and file names, never on words.
import type { Facts } from '../facts.ts';
import { canonical, within } from './absolute.ts';
import { anyPathTest, remembering, type PathTest } from './pattern.ts';

interface SecretKind {
  readonly what: string;
  readonly source: string;
  readonly paths: string;
  readonly except?: string;
}

/** The table. A new store is a new pattern in the row of its kind. */
export const secretKinds: readonly SecretKind[] = [
  {
    what: 'a private key',
    source: 'ssh(1) FILES, gpg(1) FILES, RFC 7468, RFC 7292, keytool(1)',
    paths: `~/.ssh ~/.ssh/* id_{rsa,dsa,ecdsa,ed25519,ecdsa_sk,ed25519_sk} *_{rsa,dsa,ecdsa,ed25519}
      {id_,*_}{rsa,dsa,ecdsa,ed25519}.{bak,old,orig,save,tmp,copy,pem,key,txt} .gnupg/** secring.gpg
      *.pem *.key *.p12 *.pfx *.pkcs12 *.jks *.keystore *.kdb *.kdbx *.ovpn *.rdp *.psafe3 *.agilekeychain
      *.kwallet *.tpm *.bek *.fve *.ppk ~/Library/Keychains/** ~/.local/share/keyrings/** ~/.password-store/** wallet.dat`,
    except: '~/.ssh/*.pub ~/.ssh/config ~/.ssh/known_hosts* ~/.ssh/authorized_keys',
  },
  {
    what: 'an environment or secrets file',
    source: 'dotenv, Terraform, Kubernetes and Firebase documentation',
    paths: `.env .env.* .env-* .env_* .dev.vars .dev.vars.* .secrets local.settings.json .envrc *.env terraform.tfvars *.auto.tfvars *.tfstate *.tfstate.* {secret,secrets}.{yml,yaml,json,toml}
      *-secret.{yml,yaml} kubeconfig credentials credentials.{json,yml,yaml,xml,ini} *-credentials.json
      {serviceAccount,service-account,service_account}*.json firebase-adminsdk*.json .vercel/** .netlify/** .supabase/**`,
    except:
      '.env.{example,sample,template,dist,defaults} .env-{example,sample,template} .env_{example,sample,template} *.{example,sample,template}.env',
  },
  {
    what: 'a package or source host credential',
    source:
      'npmrc(5), pip and twine, netrc(5), git-credential-store(1), cargo, poetry, maven and gradle documentation',
    paths: `.npmrc .yarnrc.yml .pypirc .netrc _netrc .git-credentials .gem/credentials .cargo/credentials .cargo/credentials.toml
      ~/.config/pypoetry/auth.toml ~/.config/git/credentials ~/.m2/settings.xml ~/.m2/settings-security.xml
      ~/.gradle/gradle.properties .composer/auth.json .dockercfg .dockerconfigjson .s3cfg ~/.nuget/NuGet.Config .condarc .boto .htpasswd`,
    except: '.yarnrc.yml',
  },
  {
    what: 'a cloud credential',
    source: 'AWS, Azure, Google Cloud, gh, glab, docker, kubectl, Terraform and Vault documentation',
    paths: `~/.aws ~/.aws/{credentials,config} ~/.aws/{sso,cli}/** ~/.azure/** ~/.config/gcloud/** ~/.gcp/** ~/.config/gh/hosts.yml
      ~/.config/hub ~/.config/glab-cli/config.yml ~/.config/{az,heroku,op,doctl,sops}/** ~/.config/containers/auth.json
      ~/.config/rclone/rclone.conf /run/user/*/containers/auth.json .docker/config.json ~/.kube/** /etc/kubernetes/*.conf
      ~/.terraform.d/credentials.tfrc.json ~/.terraformrc ~/.vault-token ~/.oci/** ~/.databrickscfg ~/.snowsql/**
      gh/hosts.yml GitHub?CLI/hosts.yml AppData/Roaming/gcloud/** glab-cli/config.yml application_default_credentials.json accessTokens.json msal_token_cache.*
      ~/.fly/** ~/.config/{netlify,stripe,ngrok}/** ~/.ngrok2/** ~/.cloudflared/** ~/.heroku/** ~/.doctl/**`,
  },
  {
    what: 'a database credential or a shell history',
    source: 'libpq .pgpass, mysql option files, redis-cli(1), bash(1) HISTFILE',
    paths:
      '.pgpass .my.cnf .mylogin.cnf .mongorc.js .mongoshrc.js .rediscli_history .*_history ~/.config/fish/fish_history ~/.local/share/fish/fish_history ConsoleHost_history.txt',
  },
  {
    what: 'the credential of an agent or editor',
    source: 'documentation of the agents named by the paths',
    paths: `.claude/.credentials.json ~/.claude.json ~/.codex/{auth.json,.credentials.json} ~/.codex/secrets/**
      ~/.gemini/{oauth_creds.json,mcp-oauth-tokens.json,google_accounts.json} ~/.copilot/{config.json,mcp-oauth-config,mcp-secrets}/**
      ~/.local/share/opencode/{auth.json,mcp-auth.json} ~/.local/share/amp/secrets.json ~/.cursor/auth.json ~/.config/cursor/auth.json
      ~/.pi/agent/auth.json ~/.kimi*/credentials/** state.vscdb state.vscdb.backup`,
  },
  {
    what: 'a secret of the system or of a browser',
    source: 'shadow(5), sudoers(5), proc(5), Chromium and Firefox profile layouts',
    paths: `/etc/{shadow,gshadow,shadow-,gshadow-,master.passwd,krb5.keytab} /etc/sudoers /etc/sudoers.d/** /etc/ssh/ssh_host_*
      /proc/*/{environ,mem,maps} /proc/*/task/*/{environ,mem,maps} /proc/kcore /private/etc/master.passwd
      /etc/ssl/private/** /etc/letsencrypt/{live,archive,accounts}/** /etc/wireguard/** /etc/ipsec.secrets /etc/ppp/{chap,pap}-secrets
      /etc/postfix/sasl_passwd* /etc/mysql/debian.cnf /etc/exim4/passwd.client /etc/bind/rndc.key /etc/rancher/k3s/k3s.yaml
      /etc/kubernetes/pki/** /etc/wpa_supplicant/** /etc/gitlab/gitlab-secrets.json /Library/Keychains/** krb5cc_*
      /var/run/docker.sock /run/docker.sock /run/podman/** cookies.sqlite logins.json key4.db Login?Data
      {Chrome,Chromium,google-chrome,chromium,Brave-Browser,Edge}/**/Cookies /var/lib/{mysql,postgresql,redis}/**
      /var/db/dslocal/** AppData/**/Microsoft/{Credentials,Protect,Vault}/** Windows/System32/config/{SAM,SECURITY,SYSTEM} Windows/System32/config/RegBack/**
      ntds.dit {unattend,sysprep}.xml /etc/NetworkManager/system-connections/**`,
    except: '/etc/ssh/ssh_host_*.pub',
  },
];

const tests: readonly { readonly what: string; readonly hit: PathTest; readonly except: PathTest }[] =
  secretKinds.map(({ what, paths, except }) => ({
    what,
    hit: anyPathTest(paths),
    except: except === undefined ? () => false : anyPathTest(except),
  }));

/** What kind of secret the canonical path names, if any. */
export function secretOf(path: string, facts: Pick<Facts, 'home' | 'platform'>): string | undefined {
  return remembered(path, canonical(facts.home, facts.platform));
}

/** The same files are named again and again. */
const remembered = remembering(
  (path, home) => tests.find(({ hit, except }) => hit(path, home) && !except(path, home))?.what,
);

const samples = [
  '~/.ssh/id_rsa', '~/.ssh/id_ed25519', '~/.aws/credentials', '~/.netrc', '~/.npmrc', '~/.git-credentials', '~/.pgpass',
  '~/.docker/config.json', '~/.kube/config', '~/.config/gh/hosts.yml', '~/.claude.json', '~/.bash_history',
  '/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/etc/ssh/ssh_host_rsa_key', '/etc/ssl/private/x.key', '/etc/kubernetes/admin.conf',
  '/proc/self/environ', '/proc/1/environ', '/proc/self/mem',
]; // prettier-ignore
const names = [
  '.env',
  '.env.local',
  '.env.production',
  '.envrc',
  '.npmrc',
  '.netrc',
  '.pypirc',
  'id_rsa',
  'id_ed25519',
  'credentials',
  'credentials.json',
  'secrets.yaml',
  'secrets.yml',
  'server.key',
  'server.pem',
  'terraform.tfstate',
];

/**
 * May the glob (canonical and absolute) stand for a secret? Tested against well-known samples. A name that is only
 * a wildcard, or a wildcard with an ending that names no secret, is taken as "all files", not as a search for one.
 */
export function globMayNameSecret(glob: string, facts: Facts): string | undefined {
  const direct = secretOf(glob, facts);
  if (direct !== undefined) return direct;
  const home = canonical(facts.home, facts.platform);
  const name = glob.slice(glob.lastIndexOf('/') + 1);
  const folder = glob.slice(0, glob.lastIndexOf('/'));
  if (name.startsWith('.env')) return 'what may be an environment file';
  const vague = /^[*?]/u.test(name) && !/[*?[]/u.test(folder);
  const expression = globExpression(glob);
  // Outside the workspace "all files" of a folder are no working material: the well-known ones among them count.
  const stores = storesOf(home);
  if (vague) return stores.some((store) => expression.test(store)) ? 'what may be a secret' : undefined;
  const here = names.map((sample) => `${/[*?[]/u.test(folder) ? '' : folder}/${sample}`);
  const candidates = [...stores, ...here];
  return candidates.some((candidate) => expression.test(candidate)) ? 'what may be a secret' : undefined;
}

/**
 * May a pattern in which `*` and `?` also stand for a dot have been written to choose secrets? So read git, find and
 * `grep --include`. One that chooses all files, or all of an ending that names none, has not.
 */
export function pathspecSecret(pattern: string, facts: Facts): string | undefined {
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (name.length > 256) return 'what is too long to be told';
  if (!/[*?[]/u.test(name) || /^[*?.]*$/u.test(name)) return undefined;
  const wide = telling.test(name);
  if (name.startsWith('.') && !wide) return globMayNameSecret(`/${name}`, facts);
  const expression = new RegExp(
    `^${name.replaceAll(/\[(?<!\[[^\]]*?\[)[^\]]*\]|[*?]|[.+^$(){}|\\[\]]/gu, (sign) => (sign === '*' ? '.*' : /^[?[]/u.test(sign) ? '.' : `\\${sign}`))}$`,
    'iu',
  );
  return (wide ? names : hidden).some((sample) => expression.test(sample))
    ? 'what may be a secret'
    : undefined;
}

/** Letters of which names of secrets are made. */
export const telling = /env|secret|cred|id_|netrc|npmrc|pypirc|tfstate|\.key|\.pem/iu;
const hidden = names.filter((name) => name.startsWith('.') || name.startsWith('id_'));

/** Does a credential store with a fixed place lie in the folder or below it? For reads of whole trees. */
export function storeBelow(folder: string, facts: Facts): string | undefined {
  return storesOf(canonical(facts.home, facts.platform)).find((store) =>
    within(store, folder, facts.platform),
  );
}

/** The samples below one home; there is mostly one home. */
function storesOf(home: string): readonly string[] {
  if (stores?.home !== home) stores = { home, paths: samples.map((sample) => sample.replace('~', home)) };
  return stores.paths;
}

let stores: { readonly home: string; readonly paths: readonly string[] } | undefined;

/** Shell glob → expression; a bracket that cannot be read stands for any sign. A leading `*` never matches a dot. */
export function globExpression(glob: string): RegExp {
  const body = glob.replaceAll(/\[(?<!\[[^\]]*?\[)[^\]]*\]|[*?]|[.+^$(){}|\\[\]]/gu, (sign, at: number) => {
    const first = at === 0 || glob[at - 1] === '/';
    if (sign === '*') return first ? '(?!\\.)[^/]*' : '[^/]*';
    if (sign === '?' || sign.startsWith('[')) return first ? '[^/.]' : '[^/]';
    return `\\${sign}`;
  });
  return new RegExp(`^${body}$`, 'iu');
}
