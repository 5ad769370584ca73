// The icons that the panel's page shows, taken out of the icon font: the page uses some forty of six hundred.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';

/** Where the names of icons stand: in the page, and in what the extension sends to it. */
const places = ['webview', 'src/extension/panel'];

/** The style sheet and the font with just the icons whose names stand in the sources as texts of their own. */
export async function panelIcons(root) {
  const folder = path.join(root, 'node_modules/@vscode/codicons/dist');
  const sheet = await readFile(path.join(folder, 'codicon.css'), 'utf8');
  const named = await words(root);
  const icons = [...sheet.matchAll(/^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}/gm)]
    .map(([rule, name, code]) => ({ rule, name, code }))
    .filter(({ name }) => named.has(name));
  const letters = icons.map(({ code }) => String.fromCodePoint(Number.parseInt(code, 16))).join('');
  const whole = await readFile(path.join(folder, 'codicon.ttf'));
  const font = await subsetFont(whole, letters, { targetFormat: 'woff2' });
  return { css: [head, ...icons.map(({ rule }) => rule), ''].join('\n'), font };
}

/** As the style sheet of the icons begins. */
const head = `@font-face {
  font-family: "codicon";
  font-display: block;
  src: url("./codicon.woff2") format("woff2");
}

.codicon[class*='codicon-'] {
  font: normal normal normal 16px/1 codicon;
  display: inline-block;
  text-decoration: none;
  text-rendering: auto;
  text-align: center;
  user-select: none;
  -webkit-user-select: none;
}
`;

async function words(root) {
  const lists = await Promise.all(places.map((folder) => sources(path.join(root, folder))));
  const texts = await Promise.all(lists.flat().map((file) => readFile(file, 'utf8')));
  const found = texts.flatMap((text) => [
    ...text.matchAll(/(?:codicon-|['"`])([a-z][a-z0-9-]*)(?=['"`\s])/g),
  ]);
  return new Set(found.map(([, word]) => word));
}

async function sources(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => path.join(folder, name));
}
