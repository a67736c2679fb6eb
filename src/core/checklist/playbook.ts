/**
 * The playbook of a document: when to roll back, how, how grave an incident is,
 * and what is measured. Plain data with lines, for help texts and policies; it is
 * never counted.
 */
import { allLines, hiddenLines, type Line } from './lines.ts';
import { plainText } from './plainText.ts';
import { sectionAt } from './tables.ts';
import type { Blocks } from './blocks.ts';
import type { Section } from './model.ts';

export interface PlaybookLine {
  readonly line: number;
  readonly text: string;
}

export interface PlaybookStep extends PlaybookLine {
  readonly steps: readonly PlaybookLine[];
}

export interface PlaybookSeverity extends PlaybookLine {
  /** `SEV-1`. */
  readonly name: string;
  /** What stands in parentheses after the name: "Critical". */
  readonly label?: string;
  readonly criteria: readonly string[];
  /** Response time as written: "Within 1 hour". */
  readonly response?: string;
}

export interface PlaybookMetrics extends PlaybookLine {
  readonly metrics: readonly (PlaybookLine & { readonly name: string; readonly definition: string })[];
}

export interface Playbook {
  readonly triggers: readonly PlaybookLine[];
  readonly rollback: readonly PlaybookStep[];
  readonly severities: readonly PlaybookSeverity[];
  /** One group for each section of metrics; `text` is its title. */
  readonly metrics: readonly PlaybookMetrics[];
}

/** Reads what the typed sections hold; a part that the document does not have is empty. */
export function readPlaybook(text: string, blocks: Blocks, sections: readonly Section[]): Playbook {
  const hidden = hiddenLines(blocks);
  const headings = new Set(blocks.headings.map((heading) => heading.line));
  const placed = allLines(text)
    .filter((line) => !hidden(line.number) && !headings.has(line.number) && line.text.trim() !== '')
    .map((line) => ({ line, section: sections[sectionAt(sections, line.number)] }));
  const linesOf = (belongs: (section: Section) => boolean) =>
    placed.flatMap(({ line, section }) => (section !== undefined && belongs(section) ? [line] : []));
  return {
    triggers: linesOf((section) => section.kind === 'triggers').flatMap(topBullet),
    rollback: readSteps(
      linesOf((section) => section.kind === 'playbook' && /\broll ?-?back/i.test(section.title)),
    ),
    severities: readSeverities(
      linesOf((section) => section.kind === 'playbook' || /\bseverit/i.test(section.title)),
    ),
    metrics: readMetrics(sections, linesOf),
  };
}

/** Every numbered list of two or more steps, by the section that it stands in. */
export function numberedLists(
  text: string,
  blocks: Blocks,
  sections: readonly Section[],
): readonly { readonly section: Section; readonly steps: readonly PlaybookStep[] }[] {
  const hidden = hiddenLines(blocks);
  const headings = new Set(blocks.headings.map((heading) => heading.line));
  const lines = new Map<Section, Line[]>();
  for (const line of allLines(text)) {
    const section = sections[sectionAt(sections, line.number)];
    if (section === undefined || hidden(line.number) || headings.has(line.number) || line.text.trim() === '')
      continue;
    lines.set(section, [...(lines.get(section) ?? []), line]);
  }
  return [...lines]
    .map(([section, own]) => ({ section, steps: readSteps(own) }))
    .filter(({ steps }) => steps.length >= 2);
}

const bullet = /^(\s*)(?:[-*+])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;
const numbered = /^(\s*)\d+[.)]\s+(?:\[[ xX]\]\s+)?(\S.*)$/;

function topBullet(line: Line): PlaybookLine[] {
  const match = bullet.exec(line.text) ?? numbered.exec(line.text);
  return match?.[2] !== undefined && (match[1]?.length ?? 0) < 2
    ? [{ line: line.number, text: plainText(match[2]) }]
    : [];
}

function readSteps(lines: readonly Line[]): readonly PlaybookStep[] {
  const steps: { line: number; text: string; steps: PlaybookLine[] }[] = [];
  for (const line of lines) {
    const step = numbered.exec(line.text);
    if (step?.[2] !== undefined && (step[1]?.length ?? 0) < 2) {
      steps.push({ line: line.number, text: plainText(step[2]), steps: [] });
      continue;
    }
    const inner = bullet.exec(line.text) ?? numbered.exec(line.text);
    if (inner?.[2] !== undefined) {
      steps.at(-1)?.steps.push({ line: line.number, text: plainText(inner[2]) });
    }
  }
  return steps;
}

const severityLine =
  /^\s*(?:[-*+]\s+)?\W{0,4}((?:SEV|Sev|P|S)-?\d)\b\s*(?:\(([^()]+)\)|[:\u2014-]\s*([^*:]+))?/;

function readSeverities(lines: readonly Line[]): readonly PlaybookSeverity[] {
  const found: {
    line: number;
    text: string;
    name: string;
    label?: string;
    criteria: string[];
    response?: string;
  }[] = [];
  for (const line of lines) {
    const match = severityLine.exec(line.text);
    if (match?.[1] !== undefined) {
      const label = (match[2] ?? match[3])?.trim();
      found.push({
        line: line.number,
        text: plainText(line.text.trim()),
        name: match[1].toUpperCase(),
        ...(label !== undefined && label !== '' && { label }),
        criteria: [],
      });
      continue;
    }
    addCriterion(found.at(-1), bullet.exec(line.text)?.[2]);
  }
  return found.filter((severity) => severity.criteria.length > 0 || severity.response !== undefined);
}

function addCriterion(
  severity: { readonly criteria: string[]; response?: string } | undefined,
  source: string | undefined,
): void {
  if (severity === undefined || source === undefined || severity.response !== undefined) {
    return;
  }
  const text = plainText(source);
  const response = /^(?:response|respond|reaction)(?: time)?\s*:\s*(.+)$/i.exec(text)?.[1];
  if (response === undefined) {
    severity.criteria.push(text);
  } else {
    severity.response = response;
  }
}

function readMetrics(
  sections: readonly Section[],
  linesOf: (belongs: (section: Section) => boolean) => Line[],
): readonly PlaybookMetrics[] {
  return sections
    .filter((section) => /\bmetrics\b/i.test(section.title))
    .map((section) => ({
      line: section.line,
      text: section.title,
      metrics: linesOf((candidate) => candidate === section).flatMap(metricOf),
    }))
    .filter((group) => group.metrics.length > 0);
}

function metricOf(line: Line): (PlaybookLine & { readonly name: string; readonly definition: string })[] {
  const source = bullet.exec(line.text)?.[2];
  const match = /^\*\*([^*]+?):?\*\*:?\s*(\S.*)$/.exec(source ?? '');
  return match?.[1] !== undefined && match[2] !== undefined
    ? [{ line: line.number, text: plainText(source ?? ''), name: match[1], definition: plainText(match[2]) }]
    : [];
}
