// Environment variables that hold credentials, by the endings that their names have by custom. A word that expands
// one of them prints the credential.

/** Names end in one of these, behind `_` or alone. Source: documentation of cloud tools, registries and databases. */
const endings =
  'TOKEN TOKENS SECRET SECRETS PASSWORD PASSWD PASSPHRASE PASS PASSCODE CREDENTIAL CREDENTIALS CREDS AUTH JWT COOKIE APIKEY API_KEY ACCESS_KEY ACCESS_KEY_ID SECRET_KEY PRIVATE_KEY ENCRYPTION_KEY SIGNING_KEY AUTH_KEY CONNECTION_STRING DATABASE_URL DATABASE_URI DB_URL MONGO_URI MONGODB_URI REDIS_URL POSTGRES_URL AMQP_URL WEBHOOK_URL PAT DSN';

/** Names that follow no custom. Source: libpq, sshpass(1), mysql(1), rclone documentation. */
const names = 'PGPASSWORD SSHPASS MYSQL_PWD RESTIC_PASSWORD_COMMAND [A-Z0-9_]+_PWD';
/** `_KEY` alone, where it is written as environment variables are; the `key` of a loop is none. */
const key = '[A-Z0-9]+(?:_[A-Z0-9]+)*_KEY';

const expansion = new RegExp(
  `(?:\\$\\{?!?(?:env:)?|%)((?:[A-Za-z0-9_]*_)?(?:${endings.split(' ').join('|')}))(?![A-Za-z0-9_])`,
  'iu',
);
const exactly = new RegExp(`\\$\\{?!?(${[...names.split(' '), key].join('|')})(?![A-Za-z0-9_])`, 'u');

/** The name of the credential variable that the source text of a word expands, if any. */
export function credentialVariable(source: string): string | undefined {
  const hit = (expansion.exec(source) ?? exactly.exec(source))?.[1];
  // `${#X}` and `${X:+y}` say only whether there is one.
  return hit === undefined || new RegExp(`\\$\\{${hit}:?\\+`, 'u').test(source) ? undefined : hit;
}
