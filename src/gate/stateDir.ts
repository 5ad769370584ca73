// Where the state of the gate lies: journal, stop latch, session files. One folder per person and machine.
import { posix, win32 } from 'node:path';

/** `PORTCULLIS_STATE_DIR` if it is an absolute path, else the platform's folder for state. */
export function stateDirFor(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const path = platform === 'win32' ? win32 : posix;
  const own = env['PORTCULLIS_STATE_DIR'];
  if (own && path.isAbsolute(own)) return path.normalize(own);
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Portcullis');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Portcullis');
  const state = env['XDG_STATE_HOME'];
  return path.join(
    state && path.isAbsolute(state) ? state : path.join(home, '.local', 'state'),
    'portcullis',
  );
}
