// The interpreter that uv finds in a folder and starts to learn what it is. Source: uv documentation, "Discovery of
// Python environments".
import type { Facts } from '../facts.ts';
import { within } from '../paths/absolute.ts';
import { found, nothing, type Finding } from './finding.ts';

/** An interpreter among the files of the workspace is a program of it; the link that `uv venv` makes leads elsewhere. */
export function projectPython(folder: string | undefined, facts: Facts): Finding {
  for (let at = folder ?? ''; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (facts.names(at)?.includes('.venv') !== true) continue;
    const python = `${at}/.venv/bin/python`;
    return reallyOutside(python, facts)
      ? nothing
      : found('exec.project', { target: python, detail: 'which uv asks what it is' });
  }
  return nothing;
}

function reallyOutside(path: string, facts: Facts): boolean {
  const real = facts.realPath(path);
  return (
    real !== undefined &&
    !facts.roots.some((root) => within(real, root, facts.platform)) &&
    !facts.temporary.some((folder) => within(real, folder, facts.platform))
  );
}
