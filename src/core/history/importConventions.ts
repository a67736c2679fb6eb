/** Reads the settings of other tools as conventions: git-cliff, release-please, standard-version and the release notes of GitHub. */
import { entriesOf, member, readJson, stringOf } from '../breaking/manifest/json.ts';
import type { JsonValue } from '../breaking/manifest/json.ts';
import { readToml } from '../breaking/manifest/toml.ts';
import { isYamlMap, readYamlData } from '../policy/yamlData.ts';
import type { YamlValue } from '../policy/yamlData.ts';
import type { ConventionFile } from './conventionFiles.ts';
import { noConventions, sectionOfTitle, typeRule } from './conventions.ts';
import type { ConventionRule, Conventions } from './conventions.ts';
import { readPattern } from './patterns.ts';
import { meaningOf } from './types.ts';

/** Nothing in the file that matters here gives no rule; what cannot be read is named in `notRead`. */
export function importConventions(path: ConventionFile, text: string): Conventions {
  const read = path.endsWith('.toml')
    ? cliffRules(text)
    : /\.ya?ml$/.test(path)
      ? labelRules(text, path)
      : typeRules(text);
  return read.rules.length === 0 && read.notRead.length === 0
    ? noConventions
    : { rules: read.rules, types: new Set(read.types), notRead: read.notRead, from: [path] };
}

interface Read {
  readonly rules: readonly ConventionRule[];
  readonly types: readonly string[];
  readonly notRead: readonly string[];
}

/** `commit_parsers` of git-cliff: an array of inline tables, or one table each. */
function cliffRules(text: string): Read {
  const rules: ConventionRule[] = [];
  const types: string[] = [];
  const notRead: string[] = [];
  for (const parser of cliffParsers(text)) {
    const written = parser.get('message') ?? parser.get('body') ?? parser.get('footer');
    const section = parser.get('skip') === 'true' ? undefined : parser.get('group');
    const pattern =
      written === undefined || parser.has('footer')
        ? undefined
        : readPattern(written, parser.has('body') ? 'body' : 'message');
    if (pattern === undefined) {
      notRead.push(written ?? [...parser.keys()].join(', '));
    } else {
      types.push(...pattern.types);
      rules.push({
        matches: pattern.matches,
        ...(section === undefined ? {} : { section: sectionOfTitle(section) }),
      });
    }
  }
  return { rules, types, notRead };
}

function cliffParsers(text: string): readonly ReadonlyMap<string, string>[] {
  const parsers: Map<string, string>[] = [];
  let open: Map<string, string> | undefined;
  for (const { path, value } of readToml(text)) {
    if (path.at(-1) === 'commit_parsers') {
      for (const table of value.match(/\{(?:[^{}"']|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')*\}/g) ?? []) {
        parsers.push(new Map([...table.matchAll(inlinePair)].map((pair) => [pair[1] ?? '', unquoted(pair)])));
      }
    } else if (path.at(-2) === 'commit_parsers') {
      const key = path.at(-1) ?? '';
      if (open === undefined || open.has(key)) {
        open = new Map();
        parsers.push(open);
      }
      const pair = [...`${key} = ${value}`.matchAll(inlinePair)][0];
      open.set(key, pair === undefined ? value : unquoted(pair));
    }
  }
  return parsers;
}

const inlinePair = /([\w-]{1,40})\s*=\s*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|(true|false))/g;

function unquoted(pair: RegExpExecArray | RegExpMatchArray): string {
  return pair[2]?.replaceAll('\\\\', '\\') ?? pair[3] ?? pair[4] ?? '';
}

/** `changelog-sections` and `types`: lists of `{type, scope?, section?, hidden?}`. */
function typeRules(text: string): Read {
  const json = readJson(text);
  if (!json.ok) {
    return { rules: [], types: [], notRead: [] };
  }
  const rules: ConventionRule[] = [];
  const types: string[] = [];
  for (const item of typeLists(json.value)) {
    const type = stringOf(member(item, 'type')?.value);
    if (type === undefined) {
      continue;
    }
    const scope = stringOf(member(item, 'scope')?.value);
    const hidden = member(item, 'hidden')?.value;
    const isHidden = hidden?.kind === 'scalar' && hidden.value === true;
    const section = isHidden ? undefined : stringOf(member(item, 'section')?.value);
    types.push(type.toLowerCase());
    rules.push(typeRule({ type, ...(scope === undefined ? {} : { scope }) }, section));
  }
  return { rules, types, notRead: [] };
}

/** Wherever the tools look: the file itself, a key of package.json, the options of a plugin. */
function typeLists(root: JsonValue): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const visit = (value: JsonValue, depth: number) => {
    if (depth > 6) {
      return;
    }
    for (const { key, value: inner } of entriesOf(value)) {
      if (
        inner.kind === 'array' &&
        (key === 'changelog-sections' || key === 'types' || key === 'changelogSections')
      ) {
        found.push(...inner.items.filter((item) => member(item, 'type') !== undefined));
      } else if (configured.has(key) || depth > 0) {
        visit(inner, depth + 1);
      }
    }
    for (const item of value.kind === 'array' ? value.items : []) {
      visit(item, depth + 1);
    }
  };
  // At the root of package.json most keys are about something else.
  const isPackage = member(root, 'name') !== undefined && member(root, 'version') !== undefined;
  visit(root, isPackage ? 0 : 1);
  return found;
}

const configured: ReadonlySet<string> = new Set([
  'release',
  'release-please',
  'standard-version',
  'commit-and-tag-version',
  'changelog',
  'conventional-changelog',
  'config',
  'release-it',
]);

/** Categories of pull requests by label: a label that is the name of a kind of work stands for it. */
function labelRules(text: string, path: string): Read {
  const { value } = readYamlData(text, path);
  const changelog = isYamlMap(value) ? value['changelog'] : undefined;
  if (!isYamlMap(changelog)) {
    return { rules: [], types: [], notRead: [] };
  }
  const rules: ConventionRule[] = [];
  const notRead: string[] = [];
  const excluded = isYamlMap(changelog['exclude']) ? changelog['exclude'] : {};
  for (const author of textsIn(excluded['authors'])) {
    const wanted = author.toLowerCase();
    rules.push({
      matches: ({ commit }) =>
        [commit.author.name, `${commit.author.name}[bot]`].some((name) => name.toLowerCase() === wanted),
    });
  }
  const byLabel = (labels: readonly string[], section: string | undefined) => {
    for (const label of labels) {
      const type = labelType(label);
      if (type === undefined) {
        notRead.push(label);
      } else {
        rules.push(meaningRule(type, section));
      }
    }
  };
  byLabel(textsIn(excluded['labels']), undefined);
  const categories = changelog['categories'];
  for (const category of Array.isArray(categories) ? categories : []) {
    if (isYamlMap(category)) {
      const title = category['title'];
      byLabel(
        textsIn(category['labels']).filter((label) => label !== '*'),
        typeof title === 'string' ? title : undefined,
      );
    }
  }
  return { rules, types: [], notRead };
}

function meaningRule(type: string, section: string | undefined): ConventionRule {
  const wanted = meaningOf(type);
  return {
    matches: ({ kind, entries: [first] }) =>
      wanted === 'dependency'
        ? kind === 'dependency'
        : first?.type !== undefined && meaningOf(first.type) === wanted,
    ...(section === undefined ? {} : { section: sectionOfTitle(section) }),
  };
}

/** `type: bug`, `kind/feature`, `semver-minor` and the like. */
function labelType(label: string): string | undefined {
  const word = label
    .toLowerCase()
    .replace(/^(?:type|kind|category|t|c)[-:/ ]+/, '')
    .trim();
  return meaningOf(word) === undefined ? undefined : word;
}

function textsIn(value: YamlValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
