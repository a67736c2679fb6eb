/** Reads what metrics are computed from: release records, incident files, tags and the history. */
import { fill } from '../../core/base/catalog.ts';
import type { Instant } from '../../core/base/instant.ts';
import { incidentCatalog } from '../../core/incident/catalog.ts';
import type { Incident } from '../../core/incident/model.ts';
import { looksLikeIncident, readIncident } from '../../core/incident/readIncident.ts';
import { deploymentsOf } from '../../core/metrics/deployments.ts';
import type { MetricsInput, MetricsOptions, Note, RecordedRelease } from '../../core/metrics/model.ts';
import { policyCatalog } from '../../core/policy/catalog.ts';
import { guidePolicy } from '../../core/policy/guide.ts';
import type { FilePort } from '../../core/ports.ts';
import { isIncidentPath } from '../../core/readiness/gather.ts';
import { isUnsafe, readRecord } from '../../core/readiness/readRecord.ts';
import { releaseFolder } from '../../core/readiness/releases.ts';
import { filePort } from '../files.ts';
import type { GitOptions } from '../git.ts';
import { openRepository } from '../git/repository.ts';
import type { Repository } from '../git/repository.ts';
import { readChangedLines, readDatedTags, readHistory } from './history.ts';

export interface GatherOptions extends GitOptions, Pick<MetricsOptions, 'package'> {
  readonly until: Instant;
  /** Names of the policy; absent: those of the guide. */
  readonly severities?: readonly string[];
}

/** Never rejects on what it reads: what cannot be used is a note. */
export async function gatherMetrics(folder: string, options: GatherOptions): Promise<MetricsInput> {
  const files = filePort(folder, options);
  const [{ records, incidents, notes }, history] = await Promise.all([
    readFiles(files, options),
    readRepository(folder, options),
  ]);
  const input: MetricsInput = {
    records,
    incidents,
    tags: history.tags,
    ...(history.graph === undefined ? {} : { graph: history.graph }),
    ...(history.head === undefined ? {} : { head: history.head }),
    notes: [...notes, ...history.notes],
  };
  const lines = await waitingLines(input, options, history.repository);
  history.repository?.close();
  return lines === undefined ? input : { ...input, lines };
}

const recordGlobs = ['releases/*/release.{yml,yaml}'];
const incidentGlobs = ['incidents/*.md', '**/incidents/*.md'];

async function readFiles(
  files: FilePort,
  { severities = guidePolicy.severities.map(({ name }) => name) }: GatherOptions,
): Promise<Pick<MetricsInput, 'records' | 'incidents' | 'notes'>> {
  const notes: Note[] = [];
  const records: RecordedRelease[] = [];
  const incidents: Incident[] = [];
  for (const file of await files.find('known', [...recordGlobs, ...incidentGlobs])) {
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

interface RepositoryRead extends Pick<MetricsInput, 'tags' | 'graph' | 'head' | 'notes'> {
  readonly repository?: Repository;
}

async function readRepository(folder: string, options: GatherOptions): Promise<RepositoryRead> {
  const opened = openRepository(folder, options);
  if (!opened.ok) return { tags: [], notes: [] };
  const { repository } = opened;
  const { place, objects, shallow } = repository;
  const [tags, history, head] = await Promise.all([
    readDatedTags(place),
    readHistory(place),
    objects.read('HEAD^{commit}'),
  ]);
  if (!history.ok) {
    return { repository, tags: [], notes: [{ code: 'gitFailed', args: { detail: history.detail } }] };
  }
  return {
    repository,
    tags,
    graph: history.graph,
    ...(head.found === 'yes' ? { head: head.id } : {}),
    notes: shallow ? [{ code: 'shallow', args: {} }] : [],
  };
}

/** From the last deployment in it to the commit that is checked out: one range, so that its lines cost one process. */
async function waitingLines(
  input: MetricsInput,
  options: GatherOptions,
  repository: Repository | undefined,
): Promise<MetricsInput['lines']> {
  const { graph, head } = input;
  if (repository === undefined || graph === undefined || head === undefined) return undefined;
  const at = graph.indexOf(head);
  const last = at === undefined ? undefined : deploymentsOf(input, options).lastIn(at)?.commit;
  const from = last === undefined ? undefined : graph.ids[last];
  return from === undefined ? undefined : readChangedLines(repository.place, { from, to: head });
}
