/** Which deployments needed somebody to step in, and when that was over. */
import type { Instant } from '../base/instant.ts';
import type { Incident } from '../incident/model.ts';
import { sameVersion } from '../readiness/releases.ts';
import { isOfRelease } from './deployments.ts';
import type { ProductionDeployment } from './deployments.ts';
import type { RecordedRelease, Row } from './model.ts';

/** A deployment that failed, however many times that was said. */
export interface Failure {
  readonly deployment: ProductionDeployment;
  /** Who says so: `outcome`, `rollback`, `hotfix`, `incident`. */
  readonly by: readonly ('outcome' | 'rollback' | 'hotfix' | 'incident')[];
  /** Incidents that name it. */
  readonly incidents: readonly Incident[];
  /** When production was well again; absent while it is not, or nobody wrote it. */
  readonly recovered?: Instant;
  readonly detected?: Instant;
}

export interface Failures {
  /** In the order of the deployments. */
  readonly all: readonly Failure[];
  /** Incidents that say nothing about a deployment, with the reason. */
  readonly leftOut: readonly Row[];
}

/** `caused_by` of an incident that no change has caused. */
export const noCause = 'none';

export function failuresOf(
  deployments: readonly ProductionDeployment[],
  incidents: readonly Incident[],
): Failures {
  const leftOut: Row[] = [];
  const named = new Map<ProductionDeployment, Incident[]>();
  for (const incident of incidents) {
    const why = causeProblem(incident);
    const deployment = why === undefined ? deploymentBefore(deployments, incident) : undefined;
    if (deployment === undefined) {
      leftOut.push(incidentRow(incident, { mark: 'leftOut', why: why ?? 'causeUnknown' }));
    } else {
      named.set(deployment, [...(named.get(deployment) ?? []), incident]);
    }
  }
  const rolledBack = rolledBackOf(deployments);
  const fixed = fixedOf(deployments);
  const all = deployments.flatMap((deployment): Failure[] => {
    const own = named.get(deployment) ?? [];
    const rollback = rolledBack.get(deployment);
    const by = [
      ...(deployment.outcome === 'failed' ? (['outcome'] as const) : []),
      ...(rollback === undefined ? [] : (['rollback'] as const)),
      ...(fixed.has(deployment) ? (['hotfix'] as const) : []),
      ...(own.length > 0 ? (['incident'] as const) : []),
    ];
    if (by.length === 0) return [];
    const recovered = recoveredAt(own, rollback?.verified);
    const detected = earliest(own.map((incident) => incident.detected));
    return [
      {
        deployment,
        by,
        incidents: own,
        ...(recovered === undefined ? {} : { recovered }),
        ...(detected === undefined ? {} : { detected }),
      },
    ];
  });
  return { all, leftOut };
}

export function incidentRow(incident: Incident, row: Pick<Row, 'mark' | 'why' | 'value'>): Row {
  const at = incident.resolved ?? incident.detected ?? incident.declared;
  return {
    subject: incident.id ?? incident.title,
    ...(incident.id === undefined ? {} : { detail: incident.title }),
    ...(incident.causedBy === undefined ? {} : { release: incident.causedBy }),
    ...(at === undefined ? {} : { at }),
    ...row,
    source: 'recorded',
    file: incident.file,
  };
}

function causeProblem({ causedBy }: Incident): 'causeMissing' | 'notCaused' | undefined {
  if (causedBy === undefined || causedBy.trim() === '') return 'causeMissing';
  return causedBy.trim().toLowerCase() === noCause ? 'notCaused' : undefined;
}

/** The last deployment of the release that was there when the incident was noticed. */
function deploymentBefore(
  deployments: readonly ProductionDeployment[],
  { causedBy = '', detected }: Incident,
): ProductionDeployment | undefined {
  const own = deployments.filter((deployment) => isOfRelease(deployment, causedBy));
  return own.findLast(({ at }) => detected === undefined || at <= detected) ?? own[0];
}

interface RolledBack {
  readonly verified?: Instant;
}

/** A rollback takes back the last deployment of its release before the decision. */
function rolledBackOf(
  deployments: readonly ProductionDeployment[],
): ReadonlyMap<ProductionDeployment, RolledBack> {
  const found = new Map<ProductionDeployment, RolledBack>();
  for (const [release, own] of byRelease(deployments)) {
    for (const { decided, verified } of release.record.rollbacks) {
      const taken = own.findLast(({ at }) => decided === undefined || at <= decided) ?? own[0];
      if (taken !== undefined) {
        const latest = verified ?? found.get(taken)?.verified;
        found.set(taken, latest === undefined ? {} : { verified: latest });
      }
    }
  }
  return found;
}

/** Unplanned work after an incident that names what it follows: that one was hot-fixed. */
function fixedOf(deployments: readonly ProductionDeployment[]): ReadonlySet<ProductionDeployment> {
  const fixed = new Set<ProductionDeployment>();
  for (const { planned, release, at, name } of deployments) {
    const previous = release?.record.previous;
    if (planned !== false || previous === undefined || sameVersion(previous, name)) continue;
    const before = deployments.findLast((other) => other.at <= at && isOfRelease(other, previous));
    if (before !== undefined) fixed.add(before);
  }
  return fixed;
}

export function byRelease(
  deployments: readonly ProductionDeployment[],
): ReadonlyMap<RecordedRelease, readonly ProductionDeployment[]> {
  const releases = new Map<RecordedRelease, ProductionDeployment[]>();
  for (const deployment of deployments) {
    if (deployment.release === undefined) continue;
    const own = releases.get(deployment.release);
    if (own === undefined) releases.set(deployment.release, [deployment]);
    else own.push(deployment);
  }
  return releases;
}

/** When the last of several incidents was resolved; one that is open keeps the answer open. Without incidents: the rollback. */
function recoveredAt(incidents: readonly Incident[], rolledBack: Instant | undefined): Instant | undefined {
  if (incidents.length === 0) return rolledBack;
  const resolved = incidents.flatMap((incident) => incident.resolved ?? rolledBack ?? []);
  return resolved.length === incidents.length ? Math.max(...resolved) : undefined;
}

function earliest(times: readonly (Instant | undefined)[]): Instant | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
