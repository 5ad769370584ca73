// Environment variables that hold credentials, by the endings that their names have by custom. A word that expands
// one of them prints the credential.

/** Names end in one of these, behind `_` or alone. Source: documentation of cloud tools, registries and databases. */
const endings =
  'TOKEN SECRET PASSWORD PASSWD PASSPHRASE CREDENTIAL CREDENTIALS APIKEY API_KEY ACCESS_KEY ACCESS_KEY_ID SECRET_KEY PRIVATE_KEY ENCRYPTION_KEY SIGNING_KEY AUTH_KEY CONNECTION_STRING DATABASE_URL PAT DSN';

const expansion = new RegExp(
  `\\$\\{?!?((?:[A-Za-z0-9_]*_)?(?:${endings.split(' ').join('|')}))(?![A-Za-z0-9_])`,
  'iu',
);

/** The name of the credential variable that the source text of a word expands, if any. */
export function credentialVariable(source: string): string | undefined {
  const hit = expansion.exec(source)?.[1];
  // `${#X}` and `${X:+y}` say only whether there is one.
  return hit === undefined || new RegExp(`\\$\\{${hit}:?\\+`, 'u').test(source) ? undefined : hit;
}
