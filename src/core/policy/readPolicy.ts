/**
 * Reads `releases/policy.yml` over the guide's policy. Maps are merged key by
 * key, lists replace. A policy with any error is not used: the value is then
 * the guide's policy, and the findings make every verdict UNKNOWN.
 */
import { parseDuration, parseOffset, parseRange } from '../base/duration.ts';
import { parseDate, epochDay } from '../base/instant.ts';
import type { Parsed } from '../base/finding.ts';
import type { FactPaths, FileClass } from '../facts/paths.ts';
import { policyCatalog, type PolicyFinding, type PolicyFindingCode } from './catalog.ts';
import { guidePolicy } from './guide.ts';
import {
  releaseTypes,
  type FreezePolicy,
  type Policy,
  type ReleaseType,
  type SeverityPolicy,
  type TypePolicy,
} from './model.ts';
import { parseWeekly, policySchema, type PolicyFile } from './policySchema.ts';
import { validate } from './validate.ts';
import { dotted, readYamlData, type YamlData, type YamlPath } from './yamlData.ts';

export function readPolicy(text: string, file: string): Parsed<Policy, PolicyFindingCode> {
  const data = readYamlData(text, file);
  const { value, findings } = validate(policySchema, data);
  if (value === undefined) return { value: guidePolicy, findings };
  const all = [...findings, ...consistency(value, data)];
  const usable = all.every((finding) => policyCatalog[finding.code].severity !== 'error');
  return { value: usable ? merged(value) : guidePolicy, findings: all };
}

function consistency(policy: PolicyFile, data: YamlData): readonly PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const report = (code: PolicyFindingCode, path: YamlPath, value = ''): void => {
    findings.push({ code, args: { key: dotted(path), value }, where: data.whereOf(path) });
  };
  const freezes = policy.freeze ?? [];
  for (const [index, freeze] of freezes.entries()) {
    const whole = freeze.from !== undefined && freeze.to !== undefined;
    const half = (freeze.from === undefined) !== (freeze.to === undefined);
    if (half || whole === (freeze.weekly !== undefined)) report('freezeWithoutTime', ['freeze', index]);
    else if (whole && dayOf(freeze.from) > dayOf(freeze.to)) report('freezeBackwards', ['freeze', index]);
    if (freezes.findIndex(({ name }) => name === freeze.name) < index) {
      report('duplicateName', ['freeze', index, 'name'], freeze.name);
    }
  }
  const gates = policy.gates ?? [];
  for (const [index, gate] of gates.entries()) {
    if (gates.findIndex(({ id }) => id === gate.id) < index) {
      report('duplicateName', ['gates', index, 'id'], gate.id);
    }
  }
  return findings;
}

function merged(file: PolicyFile): Policy {
  const base = guidePolicy;
  return {
    timezone: file.timezone ?? base.timezone,
    ...(file.tminus_unit === undefined ? {} : { tminusUnit: file.tminus_unit }),
    checklists: file.checklists ?? base.checklists,
    exclude: file.exclude ?? base.exclude,
    tags: {
      pattern: file.tags?.pattern ?? base.tags.pattern,
      stableOnly: file.tags?.stable_only ?? base.tags.stableOnly,
    },
    roles: file.roles === undefined ? base.roles : mapped(file.roles, listOf),
    types: typesOf(file),
    requirements: {
      ...base.requirements,
      ...mapped(file.requirements ?? {}, (entry) => ({
        items: entry.items ?? [],
        sections: entry.sections ?? [],
      })),
    },
    areas: file.areas ?? base.areas,
    stages: file.stages ?? base.stages,
    gates: file.gates === undefined ? noticed(file, base.gates) : file.gates.map(gateOf),
    facts: factsOf(file),
    conditions: (file.conditions ?? []).map(({ item, applies, reason }) => ({
      item,
      applies,
      ...(reason === undefined ? {} : { reason }),
    })),
    evidence: evidenceOf(file),
    ...codeFreezeOf(file),
    plannedBranches: file.planned_branches ?? base.plannedBranches,
    sections: file.sections ?? base.sections,
    waivers: {
      maxDays: file.waivers?.max_days ?? base.waivers.maxDays,
      approvers: file.waivers?.approvers ?? base.waivers.approvers,
      noSelf: file.waivers?.no_self ?? base.waivers.noSelf,
      never: file.waivers?.never ?? base.waivers.never,
    },
    freezes: file.freeze === undefined ? base.freezes : file.freeze.map(freezeOf),
    severities: severitiesOf(file),
    triggers: file.triggers ?? base.triggers,
    notes: { rules: file.notes?.rules ?? base.notes.rules },
    rollback: file.rollback ?? base.rollback,
    metrics: base.metrics,
    thresholds: {
      postReleaseWindow: durationOr(file.thresholds?.post_release_window, base.thresholds.postReleaseWindow),
      rollbackWatch: rangeOr(file.thresholds?.rollback_watch, base.thresholds.rollbackWatch),
      monitoring: rangeOr(file.thresholds?.monitoring, base.thresholds.monitoring),
      advanceNotice: durationOr(file.thresholds?.advance_notice, base.thresholds.advanceNotice),
    },
  };
}

/** The gate for advance notice follows the threshold of that name. */
function noticed(file: PolicyFile, gates: Policy['gates']): Policy['gates'] {
  const notice = file.thresholds?.advance_notice;
  if (notice === undefined) return gates;
  const due = -durationOr(notice, guidePolicy.thresholds.advanceNotice);
  return gates.map((gate) => (gate.id === 'announce' ? { ...gate, due } : gate));
}

function typesOf(file: PolicyFile): Policy['types'] {
  const entries = releaseTypes.map((name): readonly [ReleaseType, TypePolicy] => {
    const given = file.types?.[name] ?? {};
    const base = guidePolicy.types[name];
    const basedOn = given.based_on ?? base.basedOn;
    return [
      name,
      {
        when: given.when === undefined ? base.when : listOf(given.when),
        characteristics:
          given.characteristics === undefined ? base.characteristics : listOf(given.characteristics),
        requires: given.requires ?? base.requires,
        skipStages: given.skip_stages ?? base.skipStages,
        signOff: given.signoff === undefined ? base.signOff : rolesOf(given.signoff),
        ...countsOf(given.signoff),
        ...(basedOn === undefined ? {} : { basedOn }),
        minimum: given.minimum ?? base.minimum,
        ...(given.max_files === undefined ? {} : { maxFiles: given.max_files }),
      },
    ];
  });
  return Object.fromEntries(entries) as Record<ReleaseType, TypePolicy>;
}

type SignOffDemands = NonNullable<NonNullable<PolicyFile['gates']>[number]['signoff']>;

function rolesOf(demands: SignOffDemands): readonly string[] {
  return demands.map((demand) => (typeof demand === 'string' ? demand : demand.role));
}

function countsOf(demands: SignOffDemands | undefined): Pick<TypePolicy, 'signOffCounts'> {
  const counts = (demands ?? []).flatMap((demand) =>
    typeof demand === 'string' || demand.count === undefined ? [] : [[demand.role, demand.count] as const],
  );
  return counts.length === 0 ? {} : { signOffCounts: Object.fromEntries(counts) };
}

function gateOf(gate: NonNullable<PolicyFile['gates']>[number]): Policy['gates'][number] {
  const due = gate.due === undefined ? undefined : parseOffset(gate.due);
  return {
    id: gate.id,
    sections: gate.sections ?? [],
    items: gate.items ?? [],
    ...(due === undefined ? {} : { due }),
    ...(gate.before === undefined ? {} : { before: gate.before }),
    signOff: rolesOf(gate.signoff ?? []),
    ...countsOf(gate.signoff),
    evidence: gate.evidence ?? 'optional',
  };
}

function factsOf(file: PolicyFile): Policy['facts'] {
  const given = file.facts ?? {};
  return {
    ...(given.uses_feature_flags === undefined ? {} : { usesFeatureFlags: given.uses_feature_flags }),
    ...(given.customer_facing === undefined ? {} : { customerFacing: given.customer_facing }),
    paths: {
      ...globs('api', given.api_paths),
      ...globs('migrations', given.migration_paths),
      ...globs('ui', given.ui_paths),
      ...globs('dependencies', given.dependency_paths),
      ...globs('configuration', given.configuration_paths),
      ...globs('flags', given.flag_paths),
      ...globs('infrastructure', given.infrastructure_paths),
      ...globs('docs', given.docs_paths),
      ...globs('tests', given.test_paths),
      ...globs('security', given.security_paths),
    },
  };
}

function globs(fileClass: FileClass, given: readonly string[] | undefined): FactPaths {
  return given === undefined ? {} : { [fileClass]: given };
}

function evidenceOf(file: PolicyFile): Policy['evidence'] {
  const { commits, ignore, max_age: maxAge, tasks } = file.evidence ?? {};
  return {
    commits: commits ?? guidePolicy.evidence.commits,
    ignore: ignore ?? guidePolicy.evidence.ignore,
    tasks: tasks ?? guidePolicy.evidence.tasks,
    ...(maxAge === undefined ? {} : { maxAge: durationOr(maxAge, 0) }),
  };
}

function codeFreezeOf(file: PolicyFile): Pick<Policy, 'codeFreeze'> {
  const offset = file.code_freeze === undefined ? undefined : parseOffset(file.code_freeze);
  return offset === undefined ? {} : { codeFreeze: offset };
}

function freezeOf(freeze: NonNullable<PolicyFile['freeze']>[number]): FreezePolicy {
  const weekly = freeze.weekly === undefined ? undefined : parseWeekly(freeze.weekly);
  return {
    name: freeze.name,
    ...(freeze.from === undefined ? {} : { from: freeze.from }),
    ...(freeze.to === undefined ? {} : { to: freeze.to }),
    ...(weekly === undefined ? {} : { weekly }),
    allow: freeze.allow ?? [],
  };
}

/** A policy that names severities names all of them; what it leaves out of one comes from the guide. */
function severitiesOf(file: PolicyFile): readonly SeverityPolicy[] {
  if (file.severity === undefined) return guidePolicy.severities;
  return Object.entries(file.severity).map(([name, given]) => {
    const base = guidePolicy.severities.find((severity) => severity.name === name);
    const respond = durationOr(given.respond, base?.respond ?? 0);
    const update = rangeOr(given.update, base?.update ?? guidePolicy.thresholds.rollbackWatch);
    const retrospective = given.retro === undefined ? base?.retrospective : durationOr(given.retro, 0);
    return {
      name,
      criteria: given.criteria ?? base?.criteria ?? [],
      respond,
      update,
      ...(retrospective === undefined ? {} : { retrospective }),
    };
  });
}

function mapped<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  const result = Object.create(null) as Record<string, R>;
  for (const [key, value] of Object.entries(record)) result[key] = change(value);
  return result;
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : value;
}

function durationOr(text: string | undefined, otherwise: number): number {
  return (text === undefined ? undefined : parseDuration(text)) ?? otherwise;
}

function rangeOr(text: string | undefined, otherwise: readonly [number, number]): readonly [number, number] {
  return (text === undefined ? undefined : parseRange(text)) ?? otherwise;
}

function dayOf(text: string | undefined): number {
  const date = text === undefined ? undefined : parseDate(text);
  return date === undefined ? 0 : epochDay(date);
}
