/** Reads the release record, `release.yml` in a release folder. */
import * as v from 'valibot';
import type { Parsed } from '../base/finding.ts';
import { parseInstant } from '../base/instant.ts';
import { policyCatalog, type PolicyFinding, type PolicyFindingCode } from '../policy/catalog.ts';
import { releaseTypes } from '../policy/model.ts';
import { validate } from '../policy/validate.ts';
import { isYamlMap, readYamlData, type YamlData } from '../policy/yamlData.ts';
import { decisionSchemaId } from '../release/decisions.ts';
import { emptyRecord, type Decision, type ReleaseRecord } from './record.ts';

export const recordSchemaId = 'release-readiness/release/1';

/**
 * The record, and what is wrong with it. After a finding of severity `error` the value is empty and
 * must not be relied on; unknown keys only warn.
 */
export function readRecord(text: string, file: string): Parsed<ReleaseRecord, PolicyFindingCode> {
  const data = readYamlData(text, file);
  const { value, findings } = validate(recordSchema, data);
  return { value: value === undefined ? emptyRecord : recordOf(value, data), findings };
}

export function isUnsafe(finding: PolicyFinding): boolean {
  return policyCatalog[finding.code].severity === 'error';
}

const text = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((value) => String(value)),
);
const instant = v.pipe(
  v.string(),
  v.check((value) => parseInstant(value) !== undefined, 'code:badInstant'),
);
const commit = v.pipe(text, v.regex(/^[0-9a-fA-F]{4,64}$/));

const decisionSchema = v.object({
  at: v.optional(instant),
  by: v.optional(v.string()),
  verdict: v.pipe(v.string(), v.nonEmpty()),
  commit: v.optional(commit),
  checklist_sha256: v.optional(text),
  blockers: v.optional(v.number()),
  waived: v.optional(v.array(v.string())),
  planned_start: v.optional(instant),
  note: v.optional(v.string()),
});

export const recordSchema = v.object({
  schema: v.optional(v.literal(recordSchemaId, 'code:badSchema')),
  version: v.optional(text),
  type: v.optional(v.picklist(releaseTypes)),
  previous: v.optional(text),
  planned_start: v.optional(instant),
  started: v.optional(instant),
  verified: v.optional(instant),
  code_freeze: v.optional(instant),
  planned: v.optional(v.boolean()),
  owner: v.optional(v.string()),
  template: v.optional(v.object({ path: v.pipe(v.string(), v.nonEmpty()), sha256: v.optional(text) })),
  signoffs: v.optional(
    v.array(
      v.object({
        role: v.pipe(v.string(), v.nonEmpty()),
        by: v.optional(v.string()),
        at: v.optional(instant),
        commit: v.optional(commit),
        items_sha256: v.optional(text),
        note: v.optional(v.string()),
      }),
    ),
  ),
  deployments: v.optional(
    v.array(
      v.object({
        env: v.pipe(v.string(), v.nonEmpty()),
        ref: v.optional(text),
        commit: v.optional(commit),
        started: v.optional(instant),
        finished: v.optional(instant),
        outcome: v.optional(v.string()),
        planned: v.optional(v.boolean()),
        by: v.optional(v.string()),
        note: v.optional(v.string()),
      }),
    ),
  ),
  rollbacks: v.optional(
    v.array(
      v.object({
        decided: v.optional(instant),
        reason: v.optional(v.string()),
        to: v.optional(text),
        finished: v.optional(instant),
        verified: v.optional(instant),
        incident: v.optional(text),
        by: v.optional(v.string()),
      }),
    ),
  ),
  decisions: v.optional(v.array(decisionSchema)),
  overrides: v.optional(
    v.array(
      v.object({
        freeze: v.pipe(v.string(), v.nonEmpty()),
        by: v.optional(v.string()),
        at: v.optional(instant),
        reason: v.optional(v.string()),
      }),
    ),
  ),
  alarms: v.optional(
    v.array(
      v.object({
        trigger: v.pipe(v.string(), v.nonEmpty()),
        raised: v.optional(instant),
        by: v.optional(v.string()),
        cleared: v.optional(instant),
        reason: v.optional(v.string()),
        incident: v.optional(text),
      }),
    ),
  ),
  issues_found: v.optional(
    v.array(
      v.object({
        at: v.optional(instant),
        id: v.optional(text),
        phase: v.optional(v.string()),
        note: v.optional(v.string()),
      }),
    ),
  ),
  quality: v.optional(v.record(v.string(), v.unknown())),
});

/** A decision in a file of its own. Without its time nobody could say which one is the newest. */
export const ownDecisionSchema = v.object({
  schema: v.optional(v.literal(decisionSchemaId, 'code:badSchema')),
  ...decisionSchema.entries,
  at: instant,
});

/** A file of `decisions/`; without a value after a finding of severity `error`. */
export function readDecision(
  text: string,
  file: string,
): { readonly value: Decision | undefined; readonly findings: readonly PolicyFinding[] } {
  const { value, findings } = validate(ownDecisionSchema, readYamlData(text, file));
  return { value: value === undefined ? undefined : { ...decisionOf(value), file, line: 1 }, findings };
}

type RecordFile = v.InferOutput<typeof recordSchema>;

function recordOf(file: RecordFile, data: YamlData): ReleaseRecord {
  const line = (list: string, index: number): number => data.whereOf([list, index]).line;
  const whole = isYamlMap(data.value) ? data.value : {};
  const quality = whole['quality'];
  return {
    ...given('version', file.version),
    ...given('type', file.type),
    ...given('previous', file.previous),
    ...time('plannedStart', file.planned_start),
    ...time('started', file.started),
    ...time('verified', file.verified),
    ...given('planned', file.planned),
    ...given('owner', file.owner),
    ...given(
      'template',
      file.template && { path: file.template.path, ...given('sha256', file.template.sha256?.toLowerCase()) },
    ),
    ...time('codeFreeze', file.code_freeze),
    signOffs: (file.signoffs ?? []).map((entry, index) => ({
      role: entry.role,
      ...given('by', entry.by),
      ...time('at', entry.at),
      ...given('commit', entry.commit?.toLowerCase()),
      ...given('itemsSha256', entry.items_sha256?.toLowerCase()),
      ...given('note', entry.note),
      line: line('signoffs', index),
    })),
    deployments: (file.deployments ?? []).map((entry, index) => ({
      env: entry.env,
      ...given('ref', entry.ref),
      ...given('commit', entry.commit?.toLowerCase()),
      ...time('started', entry.started),
      ...time('finished', entry.finished),
      ...given('outcome', entry.outcome),
      ...given('planned', entry.planned),
      ...given('by', entry.by),
      ...given('note', entry.note),
      line: line('deployments', index),
    })),
    rollbacks: (file.rollbacks ?? []).map((entry, index) => ({
      ...time('decided', entry.decided),
      ...given('reason', entry.reason),
      ...given('to', entry.to),
      ...time('finished', entry.finished),
      ...time('verified', entry.verified),
      ...given('incident', entry.incident),
      ...given('by', entry.by),
      line: line('rollbacks', index),
    })),
    decisions: (file.decisions ?? []).map((entry, index) => ({
      ...decisionOf(entry),
      line: line('decisions', index),
    })),
    overrides: (file.overrides ?? []).map((entry, index) => ({
      freeze: entry.freeze,
      ...given('by', entry.by),
      ...time('at', entry.at),
      ...given('reason', entry.reason),
      line: line('overrides', index),
    })),
    alarms: (file.alarms ?? []).map((entry, index) => ({
      trigger: entry.trigger,
      ...time('raised', entry.raised),
      ...given('by', entry.by),
      ...time('cleared', entry.cleared),
      ...given('reason', entry.reason),
      ...given('incident', entry.incident),
      line: line('alarms', index),
    })),
    issuesFound: (file.issues_found ?? []).map((entry, index) => ({
      ...time('at', entry.at),
      ...given('id', entry.id),
      ...given('phase', entry.phase),
      ...given('note', entry.note),
      line: line('issues_found', index),
    })),
    ...given('quality', isYamlMap(quality) ? quality : undefined),
  };
}

function decisionOf(entry: v.InferOutput<typeof decisionSchema>): Omit<Decision, 'line'> {
  return {
    ...time('at', entry.at),
    ...given('by', entry.by),
    verdict: entry.verdict,
    ...given('commit', entry.commit?.toLowerCase()),
    ...given('checklistSha256', entry.checklist_sha256?.toLowerCase()),
    ...given('blockers', entry.blockers),
    ...given('waived', entry.waived),
    ...time('plannedStart', entry.planned_start),
    ...given('note', entry.note),
  };
}

function given<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function time<K extends string>(key: K, value: string | undefined): Partial<Record<K, number>> {
  return given(key, value === undefined ? undefined : parseInstant(value));
}
