/**
 * Reads an incident file. Total: whatever cannot be read is a finding, and a status that nobody can read
 * is an incident that is open. This file reaches the Markdown and YAML parsers: load it with `import()`.
 */
import { parseInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import type { Where } from '../base/text.ts';
import { isYamlMap, readYamlData } from '../policy/yamlData.ts';
import type { YamlData, YamlMap, YamlValue } from '../policy/yamlData.ts';
import { isUnsafe } from './catalog.ts';
import type { IncidentFinding, IncidentFindingCode } from './catalog.ts';
import { documentOf, ownLines, sectionOf } from './document.ts';
import type { IncidentDocument } from './document.ts';
import { incidentStatuses } from './model.ts';
import type { Incident, IncidentAction, IncidentSource, TimelineEntry } from './model.ts';

/** `severities`: names of the policy; `file`: relative, `/` separated. */
export function readIncident(text: string, file: string, severities: readonly string[]): IncidentSource {
  const document = documentOf(text, file);
  const findings: IncidentFinding[] = [];
  const front = frontMatterOf(document, file);
  findings.push(...front.findings);
  const conflict = document.checklist.conflictMarkers[0];
  if (conflict !== undefined) {
    findings.push({ code: 'conflictMarkers', args: {}, where: { file, line: conflict, column: 1 } });
  }
  const fields = fieldsOf(front, severities);
  findings.push(...fields.findings);
  const timeline = entriesOf(document, file, 'timeline');
  findings.push(...timeline.findings);
  const updates = entriesOf(document, file, 'updates');
  findings.push(...updates.findings);
  const value: Incident = {
    file,
    ...fields.value,
    title: titleOf(fields.value.title, document, file),
    timeline: timeline.value,
    updates: updates.value,
    actions: actionsOf(document, file),
  };
  findings.push(...disagreements(value, front.whereOf));
  return { value, findings, unsafe: findings.some(isUnsafe) };
}

/** A file that nobody could read: an incident that may be open. */
export function unreadableIncident(file: string, message: string): IncidentSource {
  const where = { file, line: 1, column: 1 };
  return {
    value: { file, title: file.slice(file.lastIndexOf('/') + 1), timeline: [], actions: [] },
    findings: [{ code: 'fileUnreadable', args: { message }, where }],
    unsafe: true,
  };
}

/** Whether a Markdown file below a folder of incidents is one: by its front matter, else by a timeline. */
export function looksLikeIncident(text: string): boolean {
  return (
    /^\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,60}?(?:severity|status|detected|declared|resolved|commander)[ \t]*:/i.test(
      text.slice(0, 8192),
    ) || /^#{1,6}[ \t][^\n]*\btime ?line\b/im.test(text)
  );
}

interface FrontMatter {
  readonly map: YamlMap;
  readonly whereOf: (key: string) => Where;
  readonly findings: readonly IncidentFinding[];
}

function frontMatterOf(document: IncidentDocument, file: string): FrontMatter {
  const top: Where = { file, line: 1, column: 1 };
  const none = (finding: IncidentFinding): FrontMatter => ({
    map: {},
    whereOf: () => top,
    findings: [finding],
  });
  if (document.frontMatter === 0) return none({ code: 'frontMatterMissing', args: {}, where: top });
  const first = document.lines[1]?.start ?? 0;
  const last = document.lines[document.frontMatter - 1]?.start ?? first;
  const data = readYamlData(document.text.slice(first, last), file);
  // The text that the parser saw begins on the second line of the file.
  const placed = (where: Where): Where => ({ ...where, line: where.line + 1 });
  const [problem] = data.problems;
  if (problem !== undefined || !(data.value === null || isYamlMap(data.value))) {
    const message = problem === undefined ? 'keys with values are expected' : messageOf(problem);
    const where = problem === undefined ? top : placed(problem.where);
    return none({ code: 'frontMatterUnreadable', args: { message }, where });
  }
  return {
    map: data.value ?? {},
    whereOf: (key) => placed(data.whereOf([key])),
    findings: [],
  };
}

function messageOf({ kind, args }: YamlData['problems'][number]): string {
  const detail = args['message'] ?? args['key'] ?? args['name'];
  return detail === undefined ? kind : `${kind} ${detail}`;
}

const instantKeys = [
  'detected',
  'declared',
  'acknowledged',
  'mitigated',
  'resolved',
  'next_update',
] as const satisfies readonly string[];
type InstantKey = (typeof instantKeys)[number];

const textKeys = {
  id: 'id',
  title: 'title',
  release: 'release',
  caused_by: 'causedBy',
  commander: 'commander',
  comms: 'comms',
  scribe: 'scribe',
} as const;

type Fields = Omit<Partial<Incident>, 'file' | 'timeline' | 'actions'>;

function fieldsOf(
  { map, whereOf }: FrontMatter,
  severities: readonly string[],
): { readonly value: Fields; readonly findings: readonly IncidentFinding[] } {
  const findings: IncidentFinding[] = [];
  const report = (code: IncidentFindingCode, key: string, args: IncidentFinding['args']): void => {
    findings.push({ code, args, where: whereOf(key) });
  };
  const texts = Object.fromEntries(
    Object.entries(textKeys).flatMap(([key, field]) => {
      const text = textOf(map[key]);
      return text === undefined ? [] : [[field, text]];
    }),
  ) as Pick<Fields, (typeof textKeys)[keyof typeof textKeys]>;
  const times: Partial<Record<InstantKey, Instant>> = {};
  for (const key of instantKeys) {
    const text = textOf(map[key]);
    if (text === undefined) continue;
    const instant = parseInstant(text);
    if (instant === undefined) report('badTime', key, { key, value: plainText(text) });
    else times[key] = instant;
  }
  const known = incidentStatuses.join(', ');
  const statusText = textOf(map['status']);
  const status = incidentStatuses.find((one) => one === statusText?.toLowerCase());
  if (statusText !== undefined && status === undefined) {
    report('badStatus', 'status', { value: plainText(statusText), known });
  }
  const severityText = textOf(map['severity']);
  const severity = severities.find((name) => sameSeverity(name, severityText ?? ''));
  if (severityText === undefined) report('severityMissing', 'severity', { known: severities[0] ?? 'SEV-1' });
  else if (severity === undefined) {
    report('badSeverity', 'severity', { value: plainText(severityText), known: severities.join(', ') });
  }
  const decisionText = textOf(map['decision'])?.toLowerCase().replaceAll(/[\s_]/g, '-');
  const decision = (['rollback', 'fix-forward'] as const).find((one) => one === decisionText);
  if (decisionText !== undefined && decision === undefined) {
    report('badDecision', 'decision', { value: plainText(decisionText) });
  }
  const { next_update: nextUpdate, ...stamps } = times;
  return {
    findings,
    value: {
      ...texts,
      ...stamps,
      ...(nextUpdate === undefined ? {} : { nextUpdate }),
      ...(status === undefined ? {} : { status }),
      ...(severityText === undefined ? {} : { severity: severity ?? plainText(severityText) }),
      ...(decision === undefined ? {} : { decision }),
    },
  };
}

/** `sev1`, `SEV 1` and `SEV-1` are the same. */
export function sameSeverity(one: string, other: string): boolean {
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return bare(one) !== '' && bare(one) === bare(other);
}

function textOf(value: YamlValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function titleOf(title: string | undefined, document: IncidentDocument, file: string): string {
  const heading = document.checklist.sections.find(({ level }) => level === 1)?.title;
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return plainText(title ?? heading ?? name);
}

/** `- 2026-11-24T09:26Z text (@who)`; a space for the T and `UTC` for the Z are read too. */
const entryShape =
  /^[ \t]{0,3}[-*+][ \t]+(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)[ \t]?(?:Z|UTC)\b[ \t]*(?:[-\u2013\u2014:][ \t]+)?(.*)$/;
const bullet = /^[ \t]{0,3}[-*+][ \t]+(\S.*)$/;
const author = /[ \t]*\((@[^\s()]{1,100})\)[ \t]*$/;

function entriesOf(
  document: IncidentDocument,
  file: string,
  name: 'timeline' | 'updates',
): { readonly value: readonly TimelineEntry[]; readonly findings: readonly IncidentFinding[] } {
  const section = sectionOf(document, name);
  if (section === undefined) {
    const where = { file, line: 1, column: 1 };
    return { value: [], findings: name === 'timeline' ? [{ code: 'timelineMissing', args: {}, where }] : [] };
  }
  const entries: TimelineEntry[] = [];
  const findings: IncidentFinding[] = [];
  for (const { text, number: line } of ownLines(document, section)) {
    const said = bullet.exec(text)?.[1];
    if (said === undefined) continue;
    const match = entryShape.exec(text);
    const at = match === null ? undefined : parseInstant(`${match[1]}T${match[2]}Z`);
    if (match === null || at === undefined) {
      findings.push({
        code: 'timelineTime',
        args: { text: plainText(said, 80) },
        where: { file, line, column: 1 },
      });
      continue;
    }
    const rest = match[3] ?? '';
    const by = author.exec(rest)?.[1];
    entries.push({
      at,
      text: plainText(by === undefined ? rest : rest.replace(author, '')),
      ...(by === undefined ? {} : { by }),
      line,
    });
  }
  // Two people may have appended at once, and a merge keeps both in any order.
  return { value: entries.toSorted((a, b) => a.at - b.at || a.line - b.line), findings };
}

function actionsOf(document: IncidentDocument, file: string): readonly IncidentAction[] {
  const section = sectionOf(document, 'actions');
  if (section === undefined) return [];
  return document.checklist.items
    .filter(({ line, text }) => line > section.line && line <= section.endLine && text !== '')
    .map((item) => ({
      text: item.text,
      done: item.state === 'done' || item.state === 'notApplicable',
      ...(item.owners[0] === undefined ? {} : { owner: item.owners[0] }),
      ...(item.due === undefined ? {} : { due: item.due.text }),
      where: { file, line: item.line, column: item.column },
    }));
}

/** What contradicts itself. The order is that of an incident's life. */
function disagreements(incident: Incident, whereOf: (key: string) => Where): readonly IncidentFinding[] {
  const findings: IncidentFinding[] = [];
  if (incident.status === 'resolved' && incident.resolved === undefined) {
    findings.push({ code: 'resolvedWithoutTime', args: {}, where: whereOf('status') });
  }
  if (incident.resolved !== undefined && incident.status !== undefined && incident.status !== 'resolved') {
    findings.push({ code: 'resolvedAndOpen', args: { status: incident.status }, where: whereOf('status') });
  }
  const life = ['detected', 'declared', 'acknowledged', 'mitigated', 'resolved'] as const;
  let last: (typeof life)[number] | undefined;
  for (const key of life) {
    const at = incident[key];
    if (at === undefined) continue;
    const before = last === undefined ? undefined : incident[last];
    // People may acknowledge an alert before somebody declares the incident.
    const free = key === 'acknowledged' && last === 'declared';
    if (last !== undefined && before !== undefined && at < before && !free) {
      findings.push({ code: 'timeOrder', args: { earlier: last, later: key }, where: whereOf(key) });
    }
    if (before === undefined || at >= before) last = key;
  }
  return findings;
}
