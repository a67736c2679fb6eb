/** Writes snippets/*.json from the catalogue. A test fails when a file is not what this script writes. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { snippetFile } from '../src/core/authoring/snippets.ts';
import type { SnippetLanguage } from '../src/core/authoring/snippets.ts';

const folder = path.join(import.meta.dirname, '../snippets');
export const snippetLanguages: readonly SnippetLanguage[] = ['markdown', 'yaml'];

export function writtenSnippets(language: SnippetLanguage): string {
  return fs.readFileSync(path.join(folder, `${language}.json`), 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.mkdirSync(folder, { recursive: true });
  for (const language of snippetLanguages) {
    fs.writeFileSync(path.join(folder, `${language}.json`), snippetFile(language));
  }
}
