/** Reads release records and incident files for metrics. */
import { fill } from '../../core/base/catalog.ts';
import { incidentCatalog } from '../../core/incident/catalog.ts';
import type { Incident } from '../../core/incident/model.ts';
import { looksLikeIncident, readIncident } from '../../core/incident/readIncident.ts';
import type { MetricsInput, Note, RecordedRelease } from '../../core/metrics/model.ts';
import { policyCatalog } from '../../core/policy/catalog.ts';
import { guidePolicy } from '../../core/policy/guide.ts';
import type { FilePort } from '../../core/ports.ts';
import { isIncidentPath } from '../../core/readiness/gather.ts';
import { isUnsafe, readRecord } from '../../core/readiness/readRecord.ts';
import { releaseFolder } from '../../core/readiness/releases.ts';

/** `severities`: names of the policy. A file that cannot be used is a note. */
export async function readMetricFiles(
  files: FilePort,
  found: readonly string[],
  severities: readonly string[] = guidePolicy.severities.map(({ name }) => name),
): Promise<Pick<MetricsInput, 'records' | 'incidents' | 'notes'>> {
  const notes: Note[] = [];
  const records: RecordedRelease[] = [];
  const incidents: Incident[] = [];
  for (const file of found) {
    const text = await files.read(file);
    if (text.status === 'unreadable') {
      notes.push({ code: 'fileUnreadable', args: { file, detail: text.detail || text.reason } });
    } else if (/\.ya?ml$/i.test(file)) {
      const { value, findings } = readRecord(text.text, file);
      const wrong = findings.find(isUnsafe);
      if (wrong === undefined) {
        const version = value.version ?? releaseFolder(file)?.version ?? file;
        records.push({ version, file, record: value });
      } else {
        const detail = `line ${wrong.where.line}: ${fill(policyCatalog[wrong.code].sentence, wrong.args)}`;
        notes.push({ code: 'fileUnreadable', args: { file, detail } });
      }
    } else if (isIncidentPath(file) && looksLikeIncident(text.text)) {
      const { value, findings, unsafe } = readIncident(text.text, file, severities);
      incidents.push(value);
      const wrong = unsafe ? findings[0] : undefined;
      if (wrong !== undefined) {
        const detail = `line ${wrong.where.line}: ${fill(incidentCatalog[wrong.code].sentence, wrong.args)}`;
        notes.push({ code: 'incidentDoubtful', args: { file, detail } });
      }
    }
  }
  return { records, incidents, notes };
}
