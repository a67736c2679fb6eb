/** Reads release records and incident files for metrics. */
import { fill } from '../../core/base/catalog.ts';
import { incidentCatalog } from '../../core/incident/catalog.ts';
import type { Incident } from '../../core/incident/model.ts';
import { looksLikeIncident, readIncident } from '../../core/incident/readIncident.ts';
import type { MetricsInput, Note, RecordedRelease } from '../../core/metrics/model.ts';
import { policyCatalog } from '../../core/policy/catalog.ts';
import { policyFiles } from '../../core/policy/files.ts';
import { guidePolicy } from '../../core/policy/guide.ts';
import type { Policy } from '../../core/policy/model.ts';
import type { FilePort } from '../../core/ports.ts';
import { readPolicyText } from '../../core/readiness/gather.ts';
import { isIncidentPath } from '../../core/readiness/sources.ts';
import { isUnsafe, readRecord } from '../../core/readiness/readRecord.ts';
import { releaseFolder } from '../../core/readiness/releases.ts';

export interface MetricFiles extends Pick<MetricsInput, 'records' | 'incidents' | 'notes'> {
  /** How the policy says that tags of releases are named. */
  readonly tagPattern?: string;
}

/** A file that cannot be used is a note. The policy names severities and tags; without one, those of the guide count. */
export async function readMetricFiles(files: FilePort, found: readonly string[]): Promise<MetricFiles> {
  const notes: Note[] = [];
  const policy = await readPolicyOf(files, found, notes);
  const severities = policy.severities.map(({ name }) => name);
  const records: RecordedRelease[] = [];
  const incidents: Incident[] = [];
  for (const file of found) {
    if (policyFiles.some((name) => name === file)) continue;
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
  return { records, incidents, notes, tagPattern: policy.tags.pattern };
}

async function readPolicyOf(files: FilePort, found: readonly string[], notes: Note[]): Promise<Policy> {
  const file = policyFiles.find((name) => found.includes(name));
  if (file === undefined) return guidePolicy;
  const text = await files.read(file);
  if (text.status === 'read') return (await readPolicyText(text.text, file)).policy;
  notes.push({ code: 'fileUnreadable', args: { file, detail: text.detail || text.reason } });
  return guidePolicy;
}
