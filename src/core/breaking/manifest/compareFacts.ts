/** Two lists of promises: what is gone, what differs, what is asked for anew. */
import type { Found, RuleId } from './collector.ts';
import type { Fact, FactKind, Spot } from './facts.ts';
import { callable } from './facts.ts';
import { contains } from './ranges.ts';

const start: Spot = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** What it means that a fact is no longer there. */
const gone: Partial<Record<FactKind, RuleId>> = {
  command: 'manifest/command-removed',
  feature: 'manifest/feature-removed',
  defaultFeature: 'manifest/feature-not-default',
  enabledFeature: 'manifest/feature-enables-less',
  extra: 'manifest/extra-removed',
  dependency: 'manifest/dependency-removed',
  crateType: 'manifest/crate-type-removed',
  namespace: 'manifest/namespace-removed',
  port: 'manifest/port-removed',
  input: 'manifest/input-removed',
  output: 'manifest/output-removed',
  callable: 'manifest/workflow-closed',
  autoload: 'manifest/autoload-removed',
};

/** What it means that the value of a fact differs. */
const differs: Partial<Record<FactKind, RuleId>> = {
  packaging: 'manifest/packaging-changed',
  container: 'manifest/container-start-changed',
  actionRuntime: 'manifest/action-runtime-changed',
};

/** What it means that a fact is new. */
const added: Partial<Record<FactKind, RuleId>> = {
  extension: 'manifest/extension-required',
  requiredInput: 'manifest/required-input-added',
};

export function compareFacts(base: readonly Fact[], head: readonly Fact[]): readonly Found[] {
  const before = byKey(base);
  const after = byKey(head);
  const found: Found[] = [];
  for (const fact of before.values()) {
    const now = after.get(idOf(fact));
    if (now === undefined) found.push(...lost(fact, { after, head }));
    else if (now.value !== fact.value) found.push(...different(fact, now));
  }
  for (const fact of after.values()) {
    if (!before.has(idOf(fact))) found.push(...fresh(fact, base));
  }
  return found;
}

function lost(
  fact: Fact,
  rest: { readonly after: ReadonlyMap<string, Fact>; readonly head: readonly Fact[] },
): readonly Found[] {
  const { after, head } = rest;
  if (fact.kind === 'target') return lostTarget(fact, head);
  const rule = gone[fact.kind];
  if (rule === undefined) return [];
  // What nobody can call any more has no inputs to speak of.
  if (fact.of === callable && !after.has(`callable ${callable}`)) return [];
  if (isStillLoaded(fact, head)) return [];
  const isFeature = fact.kind === 'defaultFeature' || fact.kind === 'enabledFeature';
  // A feature that is gone is told once, not for every list that named it.
  if (isFeature && !after.has(`feature ${fact.of ?? ''}`)) return [];
  const enabled = fact.key.split(' > ')[1] ?? '';
  if (fact.kind === 'enabledFeature' && !enabled.includes('/') && !after.has(`feature ${enabled}`)) return [];
  return [{ rule, subject: fact.key, base: fact.spot, head: near(fact.kind, head) }];
}

/** A namespace below another one in the folder that belongs to it, or a folder below another one. */
function isStillLoaded({ kind, key, value }: Fact, head: readonly Fact[]): boolean {
  if (kind === 'autoload') {
    const list = key.slice(0, key.length - value.length);
    return head.some((other) => other.key.startsWith(list) && value.startsWith(`${other.value}/`));
  }
  return (
    kind === 'namespace' &&
    value !== '' &&
    head.some((other) => {
      if (other.kind !== kind || other.value === '' || !key.startsWith(other.key)) return false;
      return value === `${other.value}${key.slice(other.key.length).replaceAll('\\', '/')}`;
    })
  );
}

/** A framework that is still served by an older or a more general one is not dropped. */
function lostTarget(fact: Fact, head: readonly Fact[]): readonly Found[] {
  const targets = head.filter(({ kind }) => kind === 'target');
  if (targets.some(({ key }) => serves(key, fact.key))) return [];
  const to = targets.map(({ key }) => key).join(', ');
  const rule = 'manifest/target-removed';
  return [
    {
      rule,
      subject: fact.key,
      args: { to: to === '' ? '-' : to },
      base: fact.spot,
      head: targets[0]?.spot ?? start,
    },
  ];
}

/** Whether a package for one framework can be used by a project for another: `net6.0` for `net8.0`. */
function serves(offered: string, wanted: string): boolean {
  const a = modern(offered);
  const b = modern(wanted);
  if (a !== undefined && b !== undefined) return a <= b;
  const standard = /^netstandard(\d)\.(\d)$/.exec(offered);
  if (standard === null) return false;
  const [, major = '', minor = ''] = standard;
  if (b !== undefined) return major === '1' || minor === '0' || b >= 3;
  const old = /^net(4\d+)$/.exec(wanted)?.[1];
  if (old !== undefined) return (major === '1' || minor === '0') && Number(old.padEnd(3, '0')) >= 461;
  const other = /^netstandard(\d)\.(\d)$/.exec(wanted);
  return other !== null && `${major}.${minor}` <= `${other[1] ?? ''}.${other[2] ?? ''}`;
}

function modern(framework: string): number | undefined {
  const match = /^(?:netcoreapp(\d+\.\d+)|net([5-9]|\d{2,})\.(\d+))$/.exec(framework);
  if (match === null) return undefined;
  return Number(match[1] ?? `${match[2] ?? ''}.${match[3] ?? ''}`);
}

function different(before: Fact, after: Fact): readonly Found[] {
  const args = { from: before.value === '' ? '-' : before.value, to: after.value === '' ? '-' : after.value };
  const places = { base: before.spot, head: after.spot };
  switch (before.kind) {
    case 'runtime': {
      const dialect = after.dialect ?? 'npm';
      const kept = contains(after.value, before.value, dialect);
      if (kept === true) return [];
      // By custom a library in Go may ask for a newer release of the language at any time.
      const level =
        kept === undefined
          ? ({ level: 'review' } as const)
          : before.key === 'go'
            ? ({ level: 'minor' } as const)
            : {};
      return [{ rule: 'manifest/runtime-raised', subject: before.key, args, ...places, ...level }];
    }
    case 'image':
      return sameImage(before.value, after.value)
        ? []
        : [{ rule: 'manifest/base-image-changed', subject: before.key, args, ...places }];
    case 'toolchain':
      return majorOf(before.value) === majorOf(after.value)
        ? []
        : [{ rule: 'manifest/toolchain-changed', subject: before.key, args, ...places }];
    case 'name':
      // A name that follows from another one is told with that one.
      if (before.of !== undefined && before.of === after.of) return [];
      return before.value === ''
        ? []
        : [
            {
              rule: 'manifest/name-changed',
              subject: before.key,
              args,
              ...places,
              // Where no name was given, there may have been nothing to name.
              ...(before.of === undefined ? {} : { level: 'review' as const }),
            },
          ];
    case 'packaging':
    case 'container':
    case 'actionRuntime': {
      const rule = differs[before.kind];
      return rule === undefined || before.value === ''
        ? []
        : [{ rule, subject: before.key, args, ...places }];
    }
    default:
      return [];
  }
}

function fresh(fact: Fact, base: readonly Fact[]): readonly Found[] {
  // Nobody called it before.
  if (fact.of === callable && !base.some(({ kind }) => kind === 'callable')) return [];
  if (fact.kind === 'runtime') {
    if (contains(fact.value, '*', fact.dialect ?? 'npm') === true) return [];
    const args = { from: '-', to: fact.value };
    // Where nothing was said before, the older runtimes may have worked or not.
    return [
      { rule: 'manifest/runtime-raised', subject: fact.key, args, base: near('name', base), head: fact.spot },
    ];
  }
  const rule = added[fact.kind];
  if (rule === undefined) return [];
  return [{ rule, subject: fact.key, base: near(fact.kind, base), head: fact.spot }];
}

/** The same image up to its major version; a digest and a variant do not count. */
function sameImage(before: string, after: string): boolean {
  const [a, b] = [imageParts(before), imageParts(after)];
  return a.name === b.name && a.major === b.major;
}

function imageParts(image: string): { readonly name: string; readonly major: string } {
  const [plain = ''] = image.split('@');
  const colon = plain.lastIndexOf(':');
  const tagged = colon > plain.lastIndexOf('/');
  return {
    name: tagged ? plain.slice(0, colon) : plain,
    major: majorOf(tagged ? plain.slice(colon + 1) : ''),
  };
}

function majorOf(version: string): string {
  return /^v?(?:[a-z]+[-/])?(\d+)/.exec(version)?.[1] ?? version;
}

function near(kind: FactKind, facts: readonly Fact[]): Spot {
  return (
    (facts.find((fact) => fact.kind === kind) ?? facts.find((fact) => fact.kind === 'name'))?.spot ?? start
  );
}

function byKey(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  const map = new Map<string, Fact>();
  for (const fact of facts) if (!map.has(idOf(fact))) map.set(idOf(fact), fact);
  return map;
}

function idOf(fact: Fact): string {
  return `${fact.kind} ${fact.id ?? fact.key}`;
}
