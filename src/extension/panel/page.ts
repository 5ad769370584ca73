// The page of the panel as HTML: one script, two style sheets, and a policy that forbids all else.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { attribute } from './attribute.ts';

/** Files of the page lie in dist/panel. */
export function pageFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'panel');
}

/** `kept` is what the page before remembered. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, kept: string): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portcullis</title>
<link rel="stylesheet" href="${file('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${file('panel.css')}">
</head>
<body>
<main id="panel" aria-busy="true" data-kept="${attribute(kept)}"></main>
<script nonce="${nonce}" src="${file('panel.js')}"></script>
</body>
</html>`;
}
