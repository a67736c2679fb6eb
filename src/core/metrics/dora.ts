/** DORA's five, and the guide's time to restore service, which one of them has replaced. */
import { day } from '../base/instant.ts';
import type { Incident } from '../incident/model.ts';
import { isOpen } from '../incident/model.ts';
import { note } from './deployments.ts';
import type { Deployments, ProductionDeployment } from './deployments.ts';
import { incidentRow } from './failures.ts';
import type { Failures } from './failures.ts';
import { figureOf } from './figure.ts';
import type { FigureSpec } from './figure.ts';
import { commitFlag } from './graph.ts';
import type { Figure, MetricsInput, MetricsOptions, Note, Part, Row, Window } from './model.ts';
import { median, quantile } from './statistics.ts';
import type { Windows } from './window.ts';

export interface Known {
  readonly input: MetricsInput;
  readonly options: MetricsOptions;
  readonly deployments: Deployments;
  readonly failures: Failures;
  readonly windows: Windows;
}

export function doraFigures(known: Known): readonly Figure[] {
  return [
    deploymentFrequency(known),
    changeLeadTime(known),
    changeFailRate(known),
    recoveryTime(known),
    reworkRate(known),
    restoreTime(known),
  ];
}

function deploymentFrequency({ input, deployments, windows }: Known): Figure {
  const spec: FigureSpec = { id: 'deployment-frequency', unit: 'perWeek', of: 'deployments', by: 'rate' };
  const rows = deployments.all.map((deployment) =>
    deployment.source === 'estimated' || deployment.outcome === 'succeeded'
      ? deploymentRow(deployment, { mark: 'counted' })
      : deploymentRow(deployment, {
          mark: 'leftOut',
          why: deployment.outcome === 'failed' ? 'notSuccessful' : 'outcomeMissing',
        }),
  );
  return figureOf(spec, {
    rows: [...rows, ...deployments.leftOut],
    window: windows.time,
    trendSince: windows.trendSince,
    none: deployments.all.length === 0 ? withoutDeployments(input) : note('noDeployments'),
    notes: deployments.all.some(({ source }) => source === 'estimated') ? [note('tagDates')] : [],
    parts: (counted) => deploymentDays(counted, windows.time),
  });
}

/** Days with a deployment, UTC, in each whole week that ends with the window. */
function deploymentDays(counted: readonly Row[], { since, until }: Window): readonly Part[] {
  const weeks = Math.floor((until - since) / (7 * day));
  const days = Array.from({ length: weeks }, () => new Set<number>());
  for (const { at = 0 } of counted) {
    // The end of the window belongs to no week: it does not count.
    days[Math.floor((until - 1 - at) / (7 * day))]?.add(Math.floor(at / day));
  }
  const value = median(days.map(({ size }) => size));
  return value === undefined ? [] : [{ name: 'deploymentDays', value, unit: 'daysPerWeek', n: weeks }];
}

function changeLeadTime({ input, options, deployments, windows }: Known): Figure {
  const { graph } = input;
  const spec: FigureSpec = { id: 'change-lead-time', unit: 'duration', of: 'commits', by: 'median' };
  const base = { window: windows.releases, trendSince: windows.trendSince };
  if (graph === undefined) return figureOf(spec, { rows: [], ...base, none: note('noHistory') });
  const from = options.leadTimeFrom === 'committer' ? graph.committed : graph.authored;
  const rows: Row[] = [];
  const seen = { commits: 0, merges: 0, bots: 0, webFlow: 0 };
  for (const deployment of deployments.all) {
    if (deployment.at < windows.trendSince) continue;
    if (deployment.commit === undefined) {
      rows.push(deploymentRow(deployment, { mark: 'leftOut', why: 'commitUnknown' }));
    }
    for (const commit of deployment.commits) {
      const flags = graph.flags[commit] ?? 0;
      const isMerge = (flags & commitFlag.merge) !== 0;
      const isBot = (flags & commitFlag.bot) !== 0;
      if (deployment.at >= windows.releases.since) {
        seen.commits++;
        seen.merges += Number(isMerge);
        seen.bots += Number(isBot && !isMerge);
        seen.webFlow += Number((flags & commitFlag.webFlow) !== 0);
      }
      if (isMerge || (isBot && options.bots === 'leftOut')) continue;
      const value = deployment.at - (from[commit] ?? NaN);
      const { at, name, source } = deployment;
      const subject = graph.ids[commit] ?? '';
      rows.push(
        Number.isNaN(value)
          ? { subject, release: name, at, mark: 'leftOut', why: 'dateMissing', source }
          : { subject, release: name, at, value, mark: 'counted', source },
      );
    }
  }
  return figureOf(spec, {
    rows,
    ...base,
    none: deployments.all.length === 0 ? withoutDeployments(input) : note('noDeployments'),
    notes: leadTimeNotes(options, seen, rows),
  });
}

function leadTimeNotes(
  options: MetricsOptions,
  seen: {
    readonly commits: number;
    readonly merges: number;
    readonly bots: number;
    readonly webFlow: number;
  },
  rows: readonly Row[],
): readonly Note[] {
  // Without merges and with a host as committer, a commit is a whole branch: its date is that of the last step.
  const isSquashed = seen.commits > 0 && seen.merges === 0 && seen.webFlow * 2 > seen.commits;
  const negative = rows.filter(({ value = 0 }) => value < 0).length;
  return [
    ...(rows.some(({ source }) => source === 'estimated') ? [note('tagDates')] : []),
    ...(options.leadTimeFrom === 'committer' ? [note('committerDate')] : []),
    ...(seen.merges > 0 ? [note('mergesLeftOut', { count: seen.merges })] : []),
    ...(options.bots === 'leftOut' && seen.bots > 0 ? [note('botsLeftOut', { count: seen.bots })] : []),
    ...(isSquashed ? [note('squash')] : []),
    ...(negative > 0 ? [note('negative', { count: negative })] : []),
  ];
}

function changeFailRate({ input, deployments, failures, windows }: Known): Figure {
  const spec: FigureSpec = { id: 'change-fail-rate', unit: 'share', of: 'deployments', by: 'share' };
  const failed = new Map(failures.all.map((failure) => [failure.deployment, failure]));
  const hasIncidents = input.incidents.length > 0;
  const rows = deployments.all.map((deployment) => {
    const failure = failed.get(deployment);
    if (failure !== undefined) {
      return deploymentRow(deployment, { mark: 'hit', detail: failure.by.join(', ') });
    }
    // Whoever keeps incident files says by silence that a deployment went well.
    if (deployment.outcome !== 'unknown' || hasIncidents) {
      return deploymentRow(deployment, { mark: 'counted' });
    }
    const why = deployment.source === 'estimated' ? 'tagsDoNotSay' : 'outcomeMissing';
    return deploymentRow(deployment, { mark: 'leftOut', why });
  });
  return figureOf(spec, {
    rows: [...rows, ...deployments.leftOut],
    window: windows.releases,
    trendSince: windows.trendSince,
    none: withoutRecords(deployments.all),
  });
}

function recoveryTime({ failures, deployments, windows }: Known): Figure {
  const spec: FigureSpec = { id: 'recovery-time', unit: 'duration', of: 'deployments', by: 'median' };
  const { releases: window, trendSince } = windows;
  const rows: Row[] = [];
  const fromDetection: number[] = [];
  for (const { deployment, recovered, detected } of failures.all) {
    if (recovered === undefined) {
      rows.push(deploymentRow(deployment, { mark: 'leftOut', why: 'notRecovered' }));
    } else if (recovered < deployment.at) {
      rows.push(deploymentRow(deployment, { mark: 'leftOut', why: 'negative' }));
    } else {
      rows.push(deploymentRow(deployment, { mark: 'counted', value: recovered - deployment.at }));
      if (detected !== undefined && detected <= recovered && deployment.at >= window.since) {
        fromDetection.push(recovered - detected);
      }
    }
  }
  return figureOf(spec, {
    rows: [...rows, ...failures.leftOut],
    window,
    trendSince,
    none:
      failures.all.length > 0
        ? note('notRecovered', { count: failures.all.length })
        : deployments.all.some(({ source }) => source === 'recorded')
          ? note('noFailures')
          : withoutRecords(deployments.all),
    parts: () => durationPart('fromDetection', fromDetection),
  });
}

function reworkRate({ deployments, windows }: Known): Figure {
  const spec: FigureSpec = { id: 'rework-rate', unit: 'share', of: 'deployments', by: 'share' };
  const rows = deployments.all.map((deployment) => {
    if (deployment.planned === false) return deploymentRow(deployment, { mark: 'hit' });
    return deployment.release === undefined
      ? deploymentRow(deployment, { mark: 'leftOut', why: 'withoutRecord' })
      : deploymentRow(deployment, { mark: 'counted' });
  });
  return figureOf(spec, {
    rows: [...rows, ...deployments.leftOut],
    window: windows.releases,
    trendSince: windows.trendSince,
    none: withoutRecords(deployments.all),
  });
}

function restoreTime({ input, windows }: Known): Figure {
  const spec: FigureSpec = { id: 'restore-time', unit: 'duration', of: 'incidents', by: 'median' };
  return figureOf(spec, {
    rows: input.incidents.map(restoreRow),
    window: windows.time,
    trendSince: windows.trendSince,
    none: note('noIncidents'),
  });
}

function restoreRow(incident: Incident): Row {
  const { detected, resolved } = incident;
  if (isOpen(incident)) return incidentRow(incident, { mark: 'leftOut', why: 'notRecovered' });
  if (detected === undefined || resolved === undefined) {
    return incidentRow(incident, { mark: 'leftOut', why: 'timesMissing' });
  }
  return resolved < detected
    ? incidentRow(incident, { mark: 'leftOut', why: 'negative' })
    : incidentRow(incident, { mark: 'counted', value: resolved - detected });
}

export function durationPart(name: string, values: readonly number[]): readonly Part[] {
  const value = quantile(values, 0.5);
  return value === undefined ? [] : [{ name, value, unit: 'duration', n: values.length }];
}

export function deploymentRow(
  deployment: ProductionDeployment,
  row: Pick<Row, 'mark' | 'why' | 'value' | 'detail'>,
): Row {
  const { name, at, source, release, line, also } = deployment;
  const detail = row.detail ?? (also.length === 0 ? undefined : also.join(', '));
  return {
    subject: name,
    at,
    ...row,
    ...(detail === undefined ? {} : { detail }),
    source,
    ...(release === undefined ? {} : { file: release.file, ...(line === undefined ? {} : { line }) }),
  };
}

function withoutDeployments({ graph }: MetricsInput): Note {
  return note(graph === undefined ? 'noHistory' : 'noDeployments');
}

function withoutRecords(all: readonly ProductionDeployment[]): Note {
  return note(
    all.length === 0
      ? 'noDeployments'
      : all.some(({ source }) => source === 'recorded')
        ? 'outcomeMissing'
        : 'tagsDoNotSay',
    {
      count: all.length,
    },
  );
}
