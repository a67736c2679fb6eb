/** What `start` says: what was written, why this version, and what is left to do. */
import type { ReleaseType } from '../policy/model.ts';
import type { LeftOver } from '../release/placeholders.ts';
import type { TemplateChange } from '../release/templateChanges.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

export interface StartReport {
  readonly schema: 'release-readiness/start/1';
  readonly version: string;
  readonly type?: ReleaseType;
  readonly previous?: string;
  readonly template: { readonly path: string; readonly sha256: string };
  /** Why this version and type; empty when the person named the version. */
  readonly why: readonly string[];
  /** Files that were written, or would be. */
  readonly files: readonly string[];
  /** False for a dry run. */
  readonly written: boolean;
  readonly items: number;
  readonly leftOver: readonly LeftOverReport[];
  readonly notes: readonly string[];
}

export interface LeftOverReport extends LeftOver {
  readonly file: string;
}

export function startJson(report: StartReport | CompareReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

export function startText(report: StartReport, style: TextStyle): string {
  const { version, type, previous, template, why, files, written, items, leftOver, notes } = report;
  const [checklist = ''] = files;
  const from = template.path === 'guide' ? 'the built-in template' : template.path;
  const lines = [
    `${style.bold(`Release ${printable(version)}`)}${type === undefined ? '' : `, ${type}`}${previous === undefined ? '' : `, after ${printable(previous)}`}`,
    ...why.map((sentence) => `  ${printable(sentence)}`),
    '',
    style.bold(written ? 'Written' : 'Would be written'),
    `  ${printable(checklist)}  ${items} items from ${printable(from)}`,
    ...files.slice(1).map((file) => `  ${printable(file)}`),
    ...listed(
      'Left to fill in',
      leftOver.map(({ file, line, text }) => `${file}:${line}  ${text}`),
      style,
    ),
    ...listed('Notes', notes, style),
    ...(written
      ? ['', `Next  release-readiness check --release ${printable(version)}`]
      : ['', 'Nothing was written.']),
  ];
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

export interface CompareReport {
  readonly schema: 'release-readiness/template-changes/1';
  readonly version: string;
  readonly template: string;
  /** `same`: its text has not changed. `unknown`: its earlier text was not found, so `extra` may be lost or the release's own. */
  readonly earlier: 'same' | 'known' | 'unknown';
  readonly changes: readonly TemplateChangeReport[];
}

export interface TemplateChangeReport {
  readonly kind: TemplateChange['kind'];
  readonly text: string;
  /** Words of the release, where they differ. */
  readonly before?: string;
  /** Of the template for what it gained, else of the checklist of the release. */
  readonly file: string;
  readonly line: number;
}

/** `template.line`: line of the file that the first line of the template's text is; 0 when no line can be named. */
export function templateChangeReports(
  changes: readonly TemplateChange[],
  checklist: string,
  template: { readonly file: string; readonly line: number },
): readonly TemplateChangeReport[] {
  return changes.map((change) => {
    if (change.kind === 'gained') {
      const line = template.line === 0 ? 1 : template.line + change.template.line - 1;
      return { kind: change.kind, text: change.template.text, file: template.file, line };
    }
    const { line, text } = change.release;
    return change.kind === 'reworded'
      ? { kind: change.kind, text: change.template.text, before: text, file: checklist, line }
      : { kind: change.kind, text, file: checklist, line };
  });
}

export function compareText(report: CompareReport, style: TextStyle): string {
  const { version, template, earlier, changes } = report;
  const from = template === 'guide' ? 'the built-in template' : template;
  const lines = [
    `${style.bold(`Release ${printable(version)}`)}, from ${printable(from)}`,
    ...(changes.length === 0 ? ['  The template asks for nothing else.'] : []),
    ...kinds.flatMap(([kind, title]) =>
      listed(
        title,
        changes
          .filter((change) => change.kind === kind)
          .map(
            ({ file, line, text, before }) =>
              `${file}:${line}  ${before === undefined ? '' : `${before} -> `}${text}`,
          ),
        style,
      ),
    ),
    ...(earlier === 'unknown'
      ? [
          '',
          'The text that the release was made from was not found, so what only the release has may be its own.',
        ]
      : []),
  ];
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

const kinds: readonly (readonly [TemplateChange['kind'], string])[] = [
  ['gained', 'New in the template'],
  ['reworded', 'Reworded in the template'],
  ['lost', 'Gone from the template'],
  ['extra', 'Only in the release'],
];

function listed(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines.map((line) => `  ${printable(line)}`)];
}
