/** What a command writes into the release record: from an action and its values to changes of the file. */
import { formatInstant, parseInstant, type Instant } from '../base/instant.ts';
import { isProduction } from '../readiness/dueTimes.ts';
import type { ReleaseRecord } from '../readiness/record.ts';
import type { EntryValues, RecordChange } from './recordEdit.ts';

export const recordActions = [
  'deploy',
  'rollback',
  'verify',
  'decide',
  'signoff',
  'issue',
  'override',
  'quality',
] as const;
export type RecordAction = (typeof recordActions)[number];

export interface RecordRequest {
  readonly action: RecordAction;
  /** What follows the action: the verdict, the role, `coverage=84.2`. */
  readonly words: readonly string[];
  /** Values of options by their names. */
  readonly values: Readonly<Partial<Record<RecordOption, string>>>;
  readonly now: Instant;
  /** Full name of the commit that is checked out. */
  readonly commit?: string;
  /** What the verdict rests on at this moment, for a decision. */
  readonly state?: {
    readonly blockers: number;
    readonly waived: readonly string[];
    readonly checklistSha256?: string;
    /** What the checklist asks, see `askedDigest`; for a sign-off. */
    readonly itemsSha256?: string;
  };
}

export type RecordOption =
  | 'by'
  | 'env'
  | 'ref'
  | 'outcome'
  | 'reason'
  | 'to'
  | 'incident'
  | 'start'
  | 'note'
  | 'phase'
  | 'finished';

export const decisionVerdicts = ['go', 'conditional-go', 'no-go', 'delay'] as const;

/** The changes, or a sentence that says what the command lacks. */
export function recordChanges(
  record: ReleaseRecord,
  request: RecordRequest,
): readonly RecordChange[] | string {
  const { finished, start } = request.values;
  const wrong = Object.entries({ finished, start }).find(
    ([, value]) => value !== undefined && parseInstant(value) === undefined,
  );
  if (wrong !== undefined) return `--${wrong[0]} is an instant in UTC such as 2026-11-24T09:00:00Z.`;
  return byAction[request.action](record, request);
}

type Action = (record: ReleaseRecord, request: RecordRequest) => readonly RecordChange[] | string;

const byAction: Readonly<Record<RecordAction, Action>> = {
  deploy,
  rollback,
  verify,
  decide,
  signoff,
  issue,
  override,
  quality,
};

/** Without an outcome a deployment begins; with one the open deployment ends, or a whole one is noted. */
function deploy(record: ReleaseRecord, { values, now, commit }: RecordRequest): ReturnType<Action> {
  const { env = 'production', outcome, by, note } = values;
  const open = record.deployments.findLastIndex(
    (one) => one.env === env && one.finished === undefined && one.outcome === undefined,
  );
  const at = values.finished ?? formatInstant(now);
  if (open >= 0) {
    if (outcome === undefined) {
      return `A deployment to ${env} is under way. End it with --outcome succeeded, failed or rolled-back.`;
    }
    const entry = { finished: at, outcome, note };
    return [{ kind: 'complete', list: 'deployments', index: open, entry }];
  }
  const ref =
    values.ref ?? (record.version === undefined ? undefined : `v${record.version.replace(/^v/, '')}`);
  const started = values.start ?? formatInstant(now);
  const end = outcome === undefined ? {} : { finished: at, outcome };
  const entry: EntryValues = { env, ref, commit: commit?.slice(0, 12), started, ...end, by, note };
  const first = record.started === undefined && isProduction(env);
  return [
    ...(first ? [{ kind: 'set', key: 'started', value: started } as const] : []),
    { kind: 'append', list: 'deployments', entry },
  ];
}

function rollback(record: ReleaseRecord, { values, now }: RecordRequest): ReturnType<Action> {
  const { reason, to = record.previous, incident, by } = values;
  if (reason === undefined)
    return 'record rollback needs --reason: what shows that the release has to go back.';
  if (record.rollbacks.some(({ verified }) => verified === undefined)) {
    return 'A rollback is open already. Record verify when production runs the earlier release again.';
  }
  const at = formatInstant(now);
  const open = record.deployments.findLastIndex(
    (one) => isProduction(one.env) && one.finished === undefined && one.outcome === undefined,
  );
  return [
    ...(open < 0
      ? []
      : [
          {
            kind: 'complete',
            list: 'deployments',
            index: open,
            entry: { finished: at, outcome: 'rolled-back' },
          } as const,
        ]),
    { kind: 'append', list: 'rollbacks', entry: { decided: at, reason, to, incident, by } },
  ];
}

/** The open rollback, else the release in production. */
function verify(record: ReleaseRecord, { values, now }: RecordRequest): ReturnType<Action> {
  const at = formatInstant(now);
  const open = record.rollbacks.findLastIndex(({ verified }) => verified === undefined);
  if (open >= 0) {
    const finished = record.rollbacks[open]?.finished === undefined ? (values.finished ?? at) : undefined;
    return [{ kind: 'complete', list: 'rollbacks', index: open, entry: { finished, verified: at } }];
  }
  const last = record.deployments.findLast(({ env }) => isProduction(env));
  const rolledBack = record.rollbacks.some(
    ({ decided }) => decided !== undefined && decided >= (last?.started ?? last?.finished ?? now),
  );
  if (last?.outcome !== 'succeeded' || rolledBack) {
    return 'No deployment to production has succeeded since. Record deploy --outcome succeeded first.';
  }
  if (record.verified !== undefined && record.verified >= (last.finished ?? record.verified)) {
    return 'The release is verified already.';
  }
  return [{ kind: 'set', key: 'verified', value: at }];
}

function decide(_: ReleaseRecord, request: RecordRequest): ReturnType<Action> {
  const { values, now, commit, state } = request;
  const verdict = decisionVerdicts.find((known) => known === request.words[0]);
  if (verdict === undefined) return `record decide takes one of ${decisionVerdicts.join(', ')}.`;
  if (values.by === undefined) return 'record decide needs --by @NAME.';
  if (verdict === 'delay' && values.start === undefined) {
    return 'record decide delay needs --start ISO: the new planned start.';
  }
  const entry: EntryValues = {
    at: formatInstant(now),
    by: values.by,
    verdict,
    commit: commit?.slice(0, 12),
    checklist_sha256: state?.checklistSha256,
    blockers: state?.blockers,
    waived: state === undefined || state.waived.length === 0 ? undefined : state.waived,
    planned_start: verdict === 'delay' ? values.start : undefined,
    note: values.note ?? values.reason,
  };
  const moved = verdict === 'delay' && values.start !== undefined;
  return [
    ...(moved ? [{ kind: 'set', key: 'planned_start', value: values.start } as const] : []),
    { kind: 'append', list: 'decisions', entry },
  ];
}

function signoff(_: ReleaseRecord, { words, values, now, commit, state }: RecordRequest): ReturnType<Action> {
  const [role] = words;
  if (role === undefined) return 'record signoff needs the ROLE: qa, pm, ...';
  if (values.by === undefined) return 'record signoff needs --by @NAME.';
  const entry: EntryValues = {
    role,
    by: values.by,
    at: formatInstant(now),
    commit,
    items_sha256: state?.itemsSha256,
    note: values.note,
  };
  return [{ kind: 'append', list: 'signoffs', entry }];
}

function issue(_: ReleaseRecord, { words, values, now }: RecordRequest): ReturnType<Action> {
  const [id] = words;
  if (id === undefined) return 'record issue needs the ID: "#512".';
  const entry = { at: formatInstant(now), id, phase: values.phase ?? 'production', note: values.note };
  return [{ kind: 'append', list: 'issues_found', entry }];
}

function override(_: ReleaseRecord, { words, values, now }: RecordRequest): ReturnType<Action> {
  const freeze = words.join(' ').trim();
  if (freeze === '') return 'record override needs the name of the FREEZE.';
  if (values.by === undefined || values.reason === undefined) {
    return 'record override needs --by @NAME and --reason TEXT.';
  }
  const entry = { freeze, by: values.by, at: formatInstant(now), reason: values.reason };
  return [{ kind: 'append', list: 'overrides', entry }];
}

/** `coverage=84.2`, `scans=passed`, `p95_ms=210:205` for before and after. */
function quality(_: ReleaseRecord, { words }: RecordRequest): ReturnType<Action> {
  const pairs = words.map((word) => /^([A-Za-z][\w.-]{0,60})=(.+)$/s.exec(word));
  if (pairs.length === 0 || pairs.includes(null)) {
    return 'record quality needs NAME=VALUE, for example coverage=84.2, scans=passed or p95_ms=210:205.';
  }
  const entry = Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', qualityValue(pair?.[2] ?? '')]));
  return [{ kind: 'quality', entry }];
}

function qualityValue(text: string): NonNullable<EntryValues[string]> {
  const [before, after, more] = text.split(':');
  if (more === undefined && isNumber(before) && isNumber(after)) {
    return { before: Number(before), after: Number(after) };
  }
  return isNumber(text) ? Number(text) : text;
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^-?\d{1,12}(?:\.\d{1,9})?$/.test(text);
}
