/** The text of a new incident file: front matter, timeline, and the headings that the report will need. */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { sectionTitles } from './document.ts';
import { entryLine, oneLine, scalar } from './edits.ts';

export interface Declaration {
  readonly title: string;
  /** Name of a severity of the policy. */
  readonly severity: string;
  readonly at: Instant;
  /** When it was noticed; the time of the declaration when nobody says. */
  readonly detected?: Instant;
  readonly by?: string;
  readonly release?: string;
  readonly commander?: string;
  /** Where people talk: a channel or a call. */
  readonly channel?: string;
  /** The rollback trigger that was raised. */
  readonly trigger?: string;
  readonly nextUpdate?: Instant;
}

export interface DeclaredIncident {
  /** `incidents/2026-11-24-checkout-fails.md`, relative to the folder of the releases. */
  readonly file: string;
  readonly text: string;
}

/** `taken`: files that exist; a name is never used twice. */
export function declareIncident(declaration: Declaration, taken: readonly string[]): DeclaredIncident {
  const { title, severity, at, by, release, trigger } = declaration;
  const date = formatInstant(at).slice(0, 10);
  const slug = slugOf(title);
  const used = new Set(taken);
  let name = `${date}-${slug}`;
  for (let count = 2; used.has(`incidents/${name}.md`); count++) name = `${date}-${slug}-${count}`;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['id', `INC-${name}`],
    ['title', title],
    ['severity', severity],
    ['status', 'investigating'],
    ['release', release],
    ['caused_by', undefined],
    ['detected', formatInstant(declaration.detected ?? at)],
    ['declared', formatInstant(at)],
    ['acknowledged', undefined],
    ['mitigated', undefined],
    ['resolved', undefined],
    ['commander', declaration.commander],
    ['comms', undefined],
    ['scribe', undefined],
    ['channel', declaration.channel],
    ['decision', undefined],
    ['next_update', declaration.nextUpdate === undefined ? undefined : formatInstant(declaration.nextUpdate)],
  ];
  const stamp = { at, ...(by === undefined ? {} : { by }) };
  const declared = `Declared as ${severity}: ${title}${release === undefined ? '' : `, release ${release}`}`;
  const lines = [
    '---',
    ...fields.map(([key, value]) => `${key}:${value === undefined ? '' : ` ${scalar(value)}`}`),
    '---',
    '',
    `# ${oneLine(title)}`,
    '',
    `## ${sectionTitles.impact}`,
    '',
    `## ${sectionTitles.timeline}`,
    '',
    ...(trigger === undefined ? [] : [entryLine(`Rollback trigger raised: ${trigger}`, stamp)]),
    entryLine(declared, stamp),
    '',
    `## ${sectionTitles.updates}`,
    '',
    `## ${sectionTitles.rootCause}`,
    '',
    `## ${sectionTitles.enabled}`,
    '',
    `## ${sectionTitles.actions}`,
    '',
  ];
  return { file: `incidents/${name}.md`, text: lines.join('\n') };
}

function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = /^[\s\S]{0,50}/u.exec(slug)?.[0] ?? '';
  return short.replace(/-+$/, '') || 'incident';
}
