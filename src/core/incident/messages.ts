/** Drafts of what people outside the incident are told. Facts of the record only; the rest is left to fill in. */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { isOpen } from './model.ts';
import type { Incident } from './model.ts';

export const audiences = ['stakeholders', 'status-page', 'support', 'team'] as const;
export type Audience = (typeof audiences)[number];

/** Plain Markdown. `[…]` stands for what nobody has recorded. */
export function messageFor(incident: Incident, audience: Audience, now: Instant): string {
  const lines = audience === 'status-page' ? publicLines(incident, now) : innerLines(incident, audience, now);
  return `${lines.join('\n')}\n`;
}

/** No names, no causes: what happens, and when more will be said. */
function publicLines(incident: Incident, now: Instant): readonly string[] {
  const state = stateWords(incident);
  return [
    `**${state}** \u2014 ${incident.title}`,
    '',
    `${statusSentence(incident)} [What users notice, in their words.]`,
    ...(isOpen(incident) ? [`Next update: ${nextUpdateWords(incident)}.`] : []),
    '',
    `Posted ${shown(now)}.`,
  ];
}

function innerLines(incident: Incident, audience: Audience, now: Instant): readonly string[] {
  const { severity, release, decision, timeline } = incident;
  const last = timeline.at(-1);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Severity', severity ?? '[severity]'],
    ['Status', stateWords(incident)],
    ['Release', release],
    ['Detected', incident.detected === undefined ? '[time]' : shown(incident.detected)],
    ['Restored', incident.resolved === undefined ? undefined : shown(incident.resolved)],
    ['Decision', decision === undefined ? undefined : decisionWords[decision]],
    ['Incident commander', incident.commander ?? (audience === 'team' ? '[who]' : undefined)],
    ['Latest', last === undefined ? undefined : `${shown(last.at)} ${last.text}`],
    ['Next update', isOpen(incident) ? nextUpdateWords(incident) : undefined],
  ];
  return [
    `**${incident.title}**`,
    '',
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])),
    '',
    'Impact: [who is affected, and how]',
    ...extra[audience],
    '',
    `Written ${shown(now)}.`,
  ];
}

const extra: Readonly<Record<Audience, readonly string[]>> = {
  stakeholders: ['What we need from you: [nothing, or a decision]'],
  support: ['Workaround: [steps, or none]', 'What to tell users: [two sentences]'],
  team: ['Needed now: [people, access, decisions]'],
  'status-page': [],
};

const decisionWords = { rollback: 'Roll back', 'fix-forward': 'Fix forward' } as const;

function stateWords({ status, resolved }: Incident): string {
  if (status === undefined) return resolved === undefined ? 'Investigating' : 'Resolved';
  return status[0]!.toUpperCase() + status.slice(1);
}

function statusSentence(incident: Incident): string {
  switch (incident.status) {
    case 'resolved':
      return incident.resolved === undefined
        ? 'This is resolved.'
        : `This is resolved since ${shown(incident.resolved)}.`;
    case 'monitoring':
      return 'A remedy is in place, and we are watching it.';
    case 'identified':
      return 'We know the cause and are working on a remedy.';
    default:
      return 'We are looking into it.';
  }
}

function nextUpdateWords({ nextUpdate }: Incident): string {
  return nextUpdate === undefined ? '[time]' : shown(nextUpdate);
}

function shown(at: Instant): string {
  return formatInstant(at)
    .replace(/(?::\d{2}(?:\.\d+)?)Z$/, ' UTC')
    .replace('T', ' ');
}
