/** What operations say about a release: triggers that were raised, and incidents that are not over. */
import { fill } from '../base/catalog.ts';
import { plainText } from '../base/plainText.ts';
import { incidentCatalog, isUnsafe } from '../incident/catalog.ts';
import { countsAsOpen } from '../incident/model.ts';
import type { IncidentSource } from '../incident/model.ts';
import type { Reason, ReleaseFacts, Weight } from './model.ts';
import { sameVersion } from './releases.ts';

export function operationsReasons(facts: ReleaseFacts): readonly Reason[] {
  const incidents = facts.incidents ?? [];
  return [...raised(facts), ...incidents.filter(countsAsOpen).map((incident) => openReason(incident, facts))];
}

function raised({ record, recordFile }: ReleaseFacts): readonly Reason[] {
  return (record?.alarms ?? [])
    .filter(({ cleared }) => cleared === undefined)
    .map(({ trigger, line }) => ({
      code: 'triggerRaised',
      weight: 'noGo',
      args: { text: plainText(trigger) },
      ...(recordFile === undefined ? {} : { where: { file: recordFile, line, column: 1 } }),
    }));
}

function openReason(source: IncidentSource, facts: ReleaseFacts): Reason {
  const { value, findings } = source;
  const wrong = findings.find(isUnsafe);
  if (wrong !== undefined) {
    const message = fill(incidentCatalog[wrong.code].sentence, wrong.args);
    return {
      code: 'incidentUnreadable',
      weight: 'unknown',
      args: { file: value.file, message },
      where: wrong.where,
    };
  }
  return {
    code: 'openIncident',
    weight: weightOf(value, facts),
    args: {
      id: value.id ?? value.title,
      severity: value.severity ?? 'no severity',
      title: value.title,
    },
    where: { file: value.file, line: 1, column: 1 },
  };
}

/** A hotfix is how an incident ends. An incident of another release is worth knowing and no more. */
function weightOf({ release, causedBy }: IncidentSource['value'], facts: ReleaseFacts): Weight {
  if (facts.type === 'hotfix') return 'warning';
  const named = [release, causedBy].filter((version) => version !== undefined);
  const { version } = facts;
  if (named.length === 0 || version === undefined) return 'noGo';
  return named.some((one) => sameVersion(one, version)) ? 'noGo' : 'warning';
}
