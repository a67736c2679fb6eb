/**
 * Writes docs/rules: a page for each rule of the change engine and of release notes, and the list of all.
 * A test fails when a page is not what this script writes.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/core/breaking/catalog.ts';
import { lintExamples } from '../src/core/notes/lint/examples.ts';
import { notesRuleIds } from '../src/core/notes/lint/model.ts';
import { notesRules } from '../src/core/notes/lint/rules.ts';
import { rulePage } from '../src/core/report/breakingRule.ts';
import { notesRulePage } from '../src/core/report/notesRule.ts';

const folder = path.join(import.meta.dirname, '../docs/rules');

/** Path below docs/rules to text. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const { sources, failed } = await loadCatalogue();
  if (failed.length > 0) {
    throw new Error(`These detectors cannot be loaded: ${failed.join(', ')}`);
  }
  const pages = new Map<string, string>();
  const list: string[] = ['# Rules', ''];
  for (const { id: source, rules } of sources) {
    list.push(`## ${source}`, '', '| rule | level | says |', '| --- | --- | --- |');
    for (const [id, rule] of Object.entries(rules)) {
      pages.set(`${id}.md`, rulePage({ id, rule }));
      list.push(`| [${id}](${id}.md) | ${rule.level} | ${rule.sentence.replaceAll('|', '\\|')} |`);
    }
    list.push('');
  }
  list.push('## notes', '', 'Rules of `lint-notes`.', '', '| rule | level | says |', '| --- | --- | --- |');
  for (const id of notesRuleIds) {
    const rule = notesRules[id];
    pages.set(`notes/${id}.md`, notesRulePage(id, rule, lintExamples[id]));
    list.push(`| [${id}](notes/${id}.md) | ${rule.severity} | ${rule.sentence.replaceAll('|', '\\|')} |`);
  }
  list.push('');
  return new Map([['README.md', list.join('\n')], ...pages]);
}

/** The same as they are on the disk. */
export function writtenPages(): ReadonlyMap<string, string> {
  if (!fs.existsSync(folder)) {
    return new Map();
  }
  const entries = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = entries.filter((entry) => entry.endsWith('.md'));
  return new Map(
    files.map((file) => [file.replaceAll(path.sep, '/'), fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = await rulePages();
  for (const file of writtenPages().keys()) {
    if (!pages.has(file)) {
      fs.rmSync(path.join(folder, file));
    }
  }
  for (const [file, text] of pages) {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}
