/** Which rules are on, and which files are left out: from the profile, or from the configuration beside the schema. */
import type { Change, NotAnalysed } from '../change.ts';
import type { Comparison, Unit } from '../detector.ts';
import { rulesNamed } from '../select.ts';
import { profiles, profilesOf } from './categories.ts';
import type { Configuration, Configurations } from './configuration.ts';
import { isBelow, readConfigurations } from './configuration.ts';
import { fileOptionRules } from './fileOptionRules.ts';
import type { ProtoFile } from './model.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';
import { detectorId } from './units.ts';

export interface Selection {
  /** On for some file at least; `keeps` knows for which. */
  readonly enabled: (rule: RuleId) => boolean;
  readonly folds: boolean;
  /** Files of which nothing is told. */
  readonly ignores: (file: ProtoFile) => boolean;
  readonly keeps: (change: Change) => boolean;
}

const optionRules: ReadonlySet<string> = new Set(Object.keys(fileOptionRules));
const renameRules: ReadonlySet<string> = new Set([
  'protobuf/message-renamed',
  'protobuf/enum-renamed',
  'protobuf/service-renamed',
]);

/** `acme.v1alpha1`, `acme.v1p1beta2`, `acme.v1test`: packages that promise nothing. */
const unstablePackage = /(?:^|\.)v\d+(?:p\d+)?(?:(?:alpha|beta)\d*|test\w*)$/;

export async function selectionFor(
  unit: Unit,
  comparison: Comparison,
  notAnalysed: NotAnalysed[],
): Promise<Selection> {
  const written = await readConfigurations(unit, comparison, notAnalysed);
  const chosen = profiles.find((profile) => profile === comparison.profiles[detectorId]);
  const named = namedRules(comparison);
  if (written !== undefined) notAnalysed.push(...unknownNames(written));
  // What somebody asks for now goes before what is written down.
  const onFor = (configuration: Configuration | undefined): ReadonlySet<string> => {
    const use = named ?? (chosen === undefined ? (configuration?.use ?? [profiles[0]]) : [chosen]);
    const on = new Set(use.flatMap(rulesOf));
    const off = named === undefined ? (configuration?.except ?? []) : [];
    for (const rule of off.flatMap(rulesOf)) on.delete(rule);
    return on;
  };
  const whole = onFor(written?.whole);
  const modules = (written?.modules ?? []).map(([folder, one]) => ({ folder, one, on: onFor(one) }));
  const moduleOf = (path: string) => modules.find(({ folder }) => isBelow(path, folder));
  const configurationOf = (path: string) => moduleOf(path)?.one ?? written?.whole;
  const isAlwaysOn = (rule: string): boolean => named === undefined && isHarmless(rule);
  return {
    enabled: (rule) => isAlwaysOn(rule) || whole.has(rule) || modules.some(({ on }) => on.has(rule)),
    folds: named === undefined || named.every((rule) => renameRules.has(rule)),
    ignores: ({ file: { path }, fullName }) => {
      const one = configurationOf(path);
      if (one === undefined) return false;
      return (
        one.ignore.some((ignored) => isBelow(path, ignored)) ||
        (one.ignoreUnstable && unstablePackage.test(fullName))
      );
    },
    keeps: ({ rule, head, base }) => {
      const path = (head ?? base)?.path ?? '';
      if (!isAlwaysOn(rule) && !(moduleOf(path)?.on ?? whole).has(rule)) return false;
      return !(configurationOf(path)?.ignoreOnly ?? []).some(
        ([name, paths]) => rulesOf(name).includes(rule) && paths.some((one) => isBelow(path, one)),
      );
    },
  };
}

/** Rules that were asked for one by one; undefined where all of the detector are meant. */
function namedRules({ named }: Comparison): readonly string[] | undefined {
  if (named === undefined || named.some((name) => name.toLowerCase() === detectorId)) return undefined;
  return named.flatMap((name) => rulesNamed(name, { id: detectorId, rules }));
}

/** A rule that no other tool has: it tells what is new, and no profile asks for it. */
function isHarmless(rule: string): boolean {
  return ruleIds.some((id) => id === rule && rules[id].level === 'minor');
}

/** A category or a rule, by any of its names. */
function rulesOf(name: string): readonly string[] {
  const profile = profiles.find((one) => one === name);
  if (profile === undefined) return rulesNamed(name, { id: detectorId, rules });
  return ruleIds.filter((rule) => profilesOf(rule, optionRules).includes(profile));
}

/** Rules that are asked for and that nobody here knows are not looked for: that must not look like an answer. */
function unknownNames({ path, whole, modules }: Configurations): readonly NotAnalysed[] {
  const names = [whole, ...modules.map(([, one]) => one)].flatMap((one) => one?.use ?? []);
  const unknown = [...new Set(names)].filter((name) => rulesOf(name).length === 0);
  return unknown.map((name) => ({ path, reason: 'unsupported', detail: `breaking.use: ${name}` }));
}

const ruleIds = Object.keys(rules).filter((rule): rule is RuleId => Object.hasOwn(rules, rule));
