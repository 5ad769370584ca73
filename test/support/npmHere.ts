// For agents whose allowed calls really run: an `npm install` among them ends at this machine, at a port where nothing listens.
export const npmHere: Readonly<Record<string, string>> = {
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_fetch_retries: '0',
  npm_config_update_notifier: 'false',
};
