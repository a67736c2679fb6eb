/** Which rules are on, and which files are left out: from the profile, or from the configuration beside the schema. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Change, NotAnalysed } from '../change.ts';
import type { Comparison, Unit } from '../detector.ts';
import { rulesNamed } from '../select.ts';
import type { Profile } from './categories.ts';
import { profiles, profilesOf } from './categories.ts';
import { fileOptionRules } from './fileOptionRules.ts';
import type { ProtoFile } from './model.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';
import { detectorId, folderOf } from './units.ts';

export interface Selection {
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
  const written = await readConfiguration(unit, comparison, notAnalysed);
  const chosen = profiles.find((profile) => profile === comparison.profiles[detectorId]);
  const named = namedRules(comparison);
  // What somebody asks for now goes before what is written down.
  const use = named ?? (chosen === undefined ? (written?.use ?? [profiles[0]]) : [chosen]);
  const off = named === undefined ? (written?.except ?? []) : [];
  const on = new Set(use.flatMap(rulesOf));
  for (const rule of off.flatMap(rulesOf)) on.delete(rule);
  return {
    enabled: (rule) => on.has(rule) || (rules[rule].aliases.length === 0 && named === undefined),
    folds: named === undefined || named.every((rule) => renameRules.has(rule)),
    ignores: ({ file, fullName }) =>
      written !== undefined &&
      (written.ignore.some((one) => isBelow(file.path, one)) ||
        (written.ignoreUnstable && unstablePackage.test(fullName))),
    keeps: ({ rule, head, base }) =>
      !(written?.ignoreOnly ?? []).some(
        ([name, paths]) =>
          rulesOf(name).includes(rule) && paths.some((one) => isBelow((head ?? base)?.path ?? '', one)),
      ),
  };
}

/** Rules that were asked for one by one; undefined where all of the detector are meant. */
function namedRules({ named }: Comparison): readonly string[] | undefined {
  if (named === undefined || named.some((name) => name.toLowerCase() === detectorId)) return undefined;
  return named.flatMap((name) => rulesNamed(name, { id: detectorId, rules }));
}

/** A category or a rule, by any of its names. */
function rulesOf(name: string): readonly string[] {
  const profile: Profile | undefined = profiles.find((one) => one === name);
  if (profile === undefined) return rulesNamed(name, { id: detectorId, rules });
  return ruleIds.filter((rule) => profilesOf(rule, optionRules).includes(profile));
}

const ruleIds = Object.keys(rules).filter((rule): rule is RuleId => Object.hasOwn(rules, rule));

interface Configuration {
  readonly use: readonly string[] | undefined;
  readonly except: readonly string[];
  readonly ignore: readonly string[];
  readonly ignoreUnstable: boolean;
  readonly ignoreOnly: readonly (readonly [string, readonly string[]])[];
}

/** The nearest `buf.yaml` above the files of the unit, as it is now or else as it was. */
async function readConfiguration(
  unit: Unit,
  { base, head }: Comparison,
  notAnalysed: NotAnalysed[],
): Promise<Configuration | undefined> {
  const [first] = unit.files;
  for (let folder = folderOf(first?.head ?? first?.base ?? ''); ; folder = folderOf(folder)) {
    const path = folder === '' ? 'buf.yaml' : `${folder}/buf.yaml`;
    const tree = head.has(path) ? head : base.has(path) ? base : undefined;
    if (tree !== undefined) {
      const read = await tree.read(path);
      if (read.ok) return configurationOf(read.text, folder);
      notAnalysed.push({ path, reason: read.reason, detail: read.detail });
      return undefined;
    }
    if (folder === '') return undefined;
  }
}

function configurationOf(text: string, folder: string): Configuration | undefined {
  const document = parseDocument(text, { logLevel: 'silent' });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents)) return undefined;
  const breaking = contents.get('breaking');
  if (!isMap(breaking)) return undefined;
  const listOf = (node: unknown): readonly string[] =>
    isSeq(node)
      ? node.items.flatMap((item) => (isScalar(item) && typeof item.value === 'string' ? [item.value] : []))
      : [];
  const pathsOf = (node: unknown): readonly string[] =>
    listOf(node).map((path) => (folder === '' ? path : `${folder}/${path}`));
  const use = listOf(breaking.get('use'));
  const only = breaking.get('ignore_only');
  return {
    use: use.length === 0 ? undefined : use,
    except: listOf(breaking.get('except')),
    ignore: pathsOf(breaking.get('ignore')),
    ignoreUnstable: document.getIn(['breaking', 'ignore_unstable_packages']) === true,
    ignoreOnly: isMap(only)
      ? only.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', pathsOf(value)] as const)
      : [],
  };
}

function isBelow(path: string, folder: string): boolean {
  const clean = folder.replace(/^\.\//, '').replace(/\/$/, '');
  return clean === '.' || path === clean || path.startsWith(`${clean}/`);
}
