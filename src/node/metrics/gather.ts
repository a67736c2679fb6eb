/** Reads what metrics are computed from: release records, incident files, tags and the history. */
import type { Instant } from '../../core/base/instant.ts';
import { deploymentsOf } from '../../core/metrics/deployments.ts';
import type { MetricsInput, MetricsOptions } from '../../core/metrics/model.ts';
import { byTagPattern } from '../../core/metrics/tagPattern.ts';
import type { FilePort } from '../../core/ports.ts';
import { filePort } from '../files.ts';
import type { GitOptions } from '../git.ts';
import { openRepository } from '../git/repository.ts';
import type { Repository } from '../git/repository.ts';
import type { MetricFiles } from './readFiles.ts';
import { readChangedLines, readDatedTags, readHistory } from './history.ts';

export interface GatherOptions extends GitOptions, Pick<MetricsOptions, 'package'> {
  readonly until: Instant;
  /** Absent: the files on the disk. A virtual folder has no others, and no git: it is asked as one that is not trusted. */
  readonly files?: FilePort;
}

/** Never rejects on what it reads: what cannot be used is a note. */
export async function gatherMetrics(folder: string, options: GatherOptions): Promise<MetricsInput> {
  const files = options.files ?? filePort(folder, options);
  const [{ records, incidents, notes, tagPattern }, history] = await Promise.all([
    readFiles(files),
    readRepository(folder, options),
  ]);
  const input: MetricsInput = {
    records,
    incidents,
    tags: tagPattern === undefined ? history.tags : byTagPattern(history.tags, tagPattern),
    ...(history.graph === undefined ? {} : { graph: history.graph }),
    ...(history.head === undefined ? {} : { head: history.head }),
    notes: [...notes, ...history.notes],
  };
  const lines = await waitingLines(input, options, history.repository);
  history.repository?.close();
  return lines === undefined ? input : { ...input, lines };
}

const recordGlobs = ['releases/*/release.{yml,yaml}'];
const policyGlobs = ['releases/policy.{yml,yaml}'];
const incidentGlobs = ['incidents/*.md', '**/incidents/*.md'];

/** The readers are loaded when there is something to read: most of the start goes to them. */
async function readFiles(files: FilePort): Promise<MetricFiles> {
  const found = await files.find('known', [...recordGlobs, ...incidentGlobs, ...policyGlobs]);
  return found.length === 0
    ? { records: [], incidents: [], notes: [] }
    : (await import('./readFiles.ts')).readMetricFiles(files, found);
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
