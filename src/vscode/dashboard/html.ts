import * as vscode from 'vscode';
import { chartStyle } from '../../core/metrics/picture.ts';

/** Where the page may load from, and nowhere else. */
export function pageRoots(extension: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist', 'webview'), vscode.Uri.joinPath(extension, 'media')];
}

/** An empty page: what it shows comes as messages. No script and no style but ours, and nothing from outside. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = newNonce();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', 'dashboard.js'));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'media', 'dashboard.css'));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(webview, nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Delivery metrics</title>
<link rel="stylesheet" href="${style.toString()}">
<style nonce="${nonce}">${chartStyle}</style>
</head>
<body>
<div id="page"></div>
<p id="announcement" role="status" aria-live="polite"></p>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>
`;
}

export function policyOf({ cspSource }: Pick<vscode.Webview, 'cspSource'>, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCodePoint(...bytes));
}
