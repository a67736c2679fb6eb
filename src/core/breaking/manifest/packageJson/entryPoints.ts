/** What can be imported from a package, before and after. */
import type { Found } from '../collector.ts';
import { stringOf } from '../json.ts';
import type { Environment, Subpath, Target } from './exportTargets.ts';
import { conditionsOf, covering, environments, isNull, resolve, subpathsOf } from './exportTargets.ts';
import type { Side } from './side.ts';
import { entrySpot, field, hasDeclarations, hasFile, isPublished, spotOf, textField } from './side.ts';

export function compareEntryPoints(base: Side, head: Side): readonly Found[] {
  const before = field(base, 'exports');
  const after = field(head, 'exports');
  if (before !== undefined && after !== undefined) {
    return [...compareExports(base, head), ...compareFormat(base, head)];
  }
  const found = [...compareFields(base, head), ...compareFormat(base, head)];
  if (after !== undefined && before === undefined && !offersAll(subpathsOf(after))) {
    found.push({
      rule: 'manifest/exports-closed',
      subject: 'exports',
      base: spotOf(base, 'main', 'name'),
      head: entrySpot(head, after),
    });
  }
  return found;
}

/** `./*` leaves every file reachable, as it is without `exports`. */
function offersAll(subpaths: readonly Subpath[]): boolean {
  return subpaths.some(({ name, value }) => (name === './*' || name === './') && !isNull(value));
}

function compareExports(base: Side, head: Side): readonly Found[] {
  const before = offered(base);
  const after = offered(head);
  const found: Found[] = [];
  const moved: Found[] = [];
  const lost = new Map<string, { readonly subpath: Subpath; readonly now: Subpath }[]>();
  for (const subpath of before) {
    if (isNull(subpath.value)) continue;
    const now = covering(after, subpath.name);
    if (now === undefined) {
      if (/^\.\/package\.json$/.test(subpath.name) && before.length > 1) {
        found.push(gone(base, head, subpath, { level: 'minor' }));
      } else found.push(gone(base, head, subpath, {}));
      continue;
    }
    const conditions = lostConditions(head, subpath, now);
    for (const condition of conditions) {
      const known = lost.get(condition);
      if (known === undefined) lost.set(condition, [{ subpath, now }]);
      else known.push({ subpath, now });
    }
    // With a condition of its own gone, another target is no surprise.
    if (conditions.length === 0) moved.push(...compareTarget(base, head, subpath, now));
  }
  for (const [condition, places] of lost) {
    const [first] = places;
    if (first === undefined) continue;
    const shown = places.length === 1 ? `exports["${first.subpath.name}"]` : 'exports';
    const names = places.map(({ subpath }) => subpath.name);
    const isUnknown = condition === 'types' ? !knowsBuild(head, first.now) : isServed(condition, first.now);
    const level = isUnknown ? ({ level: 'review' } as const) : {};
    found.push({
      rule: 'manifest/export-condition-removed',
      subject: `${shown}.${condition}`,
      args: { from: condition, also: names.slice(0, 5).join(', ') + (names.length > 5 ? ', ...' : '') },
      base: entrySpot(base, first.subpath),
      head: entrySpot(head, first.now),
      ...level,
    });
  }
  return [...found, ...together(moved)];
}

/** Many targets that moved in one go are one change. */
function together(moved: readonly Found[]): readonly Found[] {
  const rest = moved.filter(({ rule }) => rule !== 'manifest/entry-retargeted');
  const [first, ...others] = moved.filter(({ rule }) => rule === 'manifest/entry-retargeted');
  if (first === undefined) return rest;
  if (others.length === 0) return [first, ...rest];
  const also = others.slice(0, 5).map(({ subject }) => subject);
  return [
    { ...first, args: { ...first.args, also: also.join(', ') + (others.length > 5 ? ', ...' : '') } },
    ...rest,
  ];
}

function offered(side: Side): readonly Subpath[] {
  const exported = field(side, 'exports');
  return exported === undefined ? [] : subpathsOf(exported);
}

function gone(base: Side, head: Side, subpath: Subpath, rest: Pick<Found, 'level'>): Found {
  return {
    rule: 'manifest/export-removed',
    subject: `exports["${subpath.name}"]`,
    args: { from: subpath.name },
    base: entrySpot(base, subpath),
    head: spotOf(head, 'exports'),
    ...rest,
  };
}

function lostConditions(head: Side, before: Subpath, after: Subpath): readonly string[] {
  const lost: string[] = [];
  const had = conditionsOf(before.value);
  const has = conditionsOf(after.value);
  for (const name of Object.keys(environments) as Environment[]) {
    if (target(before, name) === undefined) continue;
    // Without the condition of its own it may land on a file of the other module system.
    const own = had.has(name) && !has.has(name) && name === 'require';
    if (target(after, name) === undefined || (own && formatOf(head, target(after, name)) === 'module'))
      lost.push(name);
  }
  for (const name of had) {
    if (has.has(name) || name in environments || /^(?:default|types.*|node|module|module-sync)$/.test(name))
      continue;
    const holds = conditionsWith(name);
    const was = resolve(before.value, holds);
    const is = resolve(after.value, holds);
    if (was === undefined) continue;
    // A bundler for browsers now takes a file that was written for something else.
    if (is === undefined || (name === 'browser' && is.path !== was.path)) lost.push(name);
  }
  if (had.has('types') && !has.has('types') && !typesRemain(head, before, after)) lost.push('types');
  return lost;
}

function conditionsWith(name: string): ReadonlySet<string> {
  return new Set([name, 'import', 'browser']);
}

/** Whether who asks with a condition of their own gets something else now, which may do. */
function isServed(condition: string, now: Subpath): boolean {
  return !(condition in environments) && resolve(now.value, conditionsWith(condition)) !== undefined;
}

function typesRemain(head: Side, before: Subpath, after: Subpath): boolean {
  if (before.name === '.' && (textField(head, 'types') ?? textField(head, 'typings')) !== undefined)
    return true;
  const targets = [target(after, 'import'), target(after, 'require')].filter((one) => one !== undefined);
  return targets.some(({ path }) => path.includes('*') || hasDeclarations(head, path));
}

/** Whether the built files are part of the tree, so that a missing one means something. */
function knowsBuild(side: Side, subpath: Subpath): boolean {
  const one = target(subpath, 'import') ?? target(subpath, 'require');
  return one !== undefined && hasFile(side, one.path);
}

function target(subpath: Subpath, environment: Environment): Target | undefined {
  return resolve(subpath.value, new Set(environments[environment]));
}

/** The targets of an environment that `files` leaves out of what is published. */
function compareTarget(base: Side, head: Side, before: Subpath, after: Subpath): readonly Found[] {
  const found = compareTargets(base, head, before, after);
  if (found.some(({ rule }) => rule === 'manifest/entry-missing')) return found;
  for (const environment of Object.keys(environments) as Environment[]) {
    const was = target(before, environment);
    const is = target(after, environment);
    if (was === undefined || is === undefined || !isPublished(base, was.path) || isPublished(head, is.path))
      continue;
    return [
      {
        rule: 'manifest/entry-not-published',
        subject: `exports["${before.name}"]`,
        args: { to: is.path },
        base: entrySpot(base, before),
        head: spotOf(head, 'files'),
      },
    ];
  }
  return found;
}

/** A target that moved is no change while the new file is there; a promised file that vanished is one. */
function compareTargets(base: Side, head: Side, before: Subpath, after: Subpath): readonly Found[] {
  for (const environment of Object.keys(environments) as Environment[]) {
    const was = target(before, environment);
    const is = target(after, environment);
    if (was === undefined || is === undefined || was.path.includes('*') || is.path.includes('*')) continue;
    const places = { base: entrySpot(base, before), head: entrySpot(head, after) };
    const subject = `exports["${before.name}"]`;
    const args = { from: was.path, to: is.path };
    if (hasFile(base, was.path) && !hasFile(head, is.path)) {
      return [{ rule: 'manifest/entry-missing', subject, args, ...places }];
    }
    if (was.path !== is.path) return [{ rule: 'manifest/entry-retargeted', subject, args, ...places }];
  }
  return [];
}

const fields = ['main', 'module', 'types', 'browser'] as const;

/** Where one side has no `exports`, the older fields say what is found. */
function compareFields(base: Side, head: Side): readonly Found[] {
  const found: Found[] = [];
  const main = offered(head).find(({ name }) => name === '.');
  if (offered(base).length > 0 && offered(head).length === 0) return compareOpened(base, head);
  for (const key of fields) {
    const [was, old] = read(base, key);
    const [is] = read(head, key);
    if (was === undefined || old === undefined) continue;
    if (is === undefined) {
      if (coveredWithout(head, key, main)) continue;
      found.push({
        rule: 'manifest/entry-removed',
        subject: old,
        args: { from: was },
        base: spotOf(base, old),
        head: spotOf(head, 'exports', 'main', 'name'),
        ...(key === 'browser' ? { level: 'review' as const } : {}),
      });
    } else if (main === undefined || key === 'types')
      found.push(...compareField(base, head, { key: old, was, is }));
  }
  if (
    field(base, 'typesVersions') !== undefined &&
    field(head, 'typesVersions') === undefined &&
    main === undefined
  ) {
    found.push({
      rule: 'manifest/entry-removed',
      subject: 'typesVersions',
      args: { from: 'typesVersions' },
      base: spotOf(base, 'typesVersions'),
      head: spotOf(head, 'types', 'name'),
      level: 'review',
    });
  }
  return found;
}

function compareField(
  base: Side,
  head: Side,
  one: { readonly key: string; readonly was: string; readonly is: string },
): readonly Found[] {
  const { key, was, is } = one;
  const places = { base: spotOf(base, key), head: spotOf(head, key, 'types', 'typings') };
  const args = { from: was, to: is };
  const same = was.replace(/^\.\//, '') === is.replace(/^\.\//, '');
  if (hasFile(base, was) && !hasFile(head, is)) {
    return [{ rule: 'manifest/entry-missing', subject: key, args, ...places }];
  }
  return same ? [] : [{ rule: 'manifest/entry-retargeted', subject: key, args, ...places }];
}

/** `types` and `typings` mean the same. */
function read(side: Side, key: (typeof fields)[number]): readonly [string | undefined, string | undefined] {
  const names = key === 'types' ? ['types', 'typings'] : [key];
  for (const name of names) {
    const entry = field(side, name);
    if (entry !== undefined) return [stringOf(entry.value) ?? '{}', name];
  }
  return [undefined, undefined];
}

function coveredWithout(head: Side, key: (typeof fields)[number], main: Subpath | undefined): boolean {
  if (key === 'types') {
    if (main !== undefined && (conditionsOf(main.value).has('types') || typesRemain(head, main, main)))
      return true;
    return hasDeclarations(head, textField(head, 'main') ?? 'index.js');
  }
  if (main !== undefined) return true;
  if (key === 'main') return hasFile(head, 'index.js');
  return key === 'module' && textField(head, 'main') !== undefined && textField(head, 'type') === 'module';
}

/** `exports` went away: all files are open now, but names that were no paths are gone. */
function compareOpened(base: Side, head: Side): readonly Found[] {
  const found: Found[] = [];
  for (const subpath of offered(base)) {
    const was = target(subpath, 'require') ?? target(subpath, 'import');
    if (was === undefined || subpath.name.includes('*')) continue;
    if (subpath.name === '.') {
      if (textField(head, 'main') === undefined && !hasFile(head, 'index.js'))
        found.push(gone(base, head, subpath, {}));
      continue;
    }
    if (hasFile(head, subpath.name) || subpath.name === was.path) continue;
    const level = hasFile(base, was.path) ? {} : ({ level: 'review' } as const);
    found.push(gone(base, head, subpath, level));
  }
  return found.map((one) => ({ ...one, head: spotOf(head, 'main', 'name') }));
}

type Format = 'module' | 'commonjs';

/**
 * The module system of a file, by its extension and the `type` of the manifest. A folder that is
 * named for a module system has a manifest of its own in most builds: then nothing is said.
 */
function formatOf(side: Side, one: Target | undefined): Format | undefined {
  if (one === undefined) return undefined;
  if (one.path.endsWith('.cjs')) return 'commonjs';
  if (one.path.endsWith('.mjs')) return 'module';
  if (!/\.jsx?$/.test(one.path) && /\.\w+$/.test(one.path)) return undefined;
  if (/(?:^|\/)(?:cjs|commonjs|esm|module|es)\//.test(one.path)) return undefined;
  return textField(side, 'type') === 'module' ? 'module' : 'commonjs';
}

/** What `require` of the package itself gives: a file that it can load, or one that it cannot. */
function compareFormat(base: Side, head: Side): readonly Found[] {
  const was = mainTarget(base);
  const is = mainTarget(head);
  const before = was?.conditions.includes('require') === true ? 'commonjs' : formatOf(base, was);
  const after = formatOf(head, is);
  // Told by the condition already, unless the package as a whole has changed sides.
  if (was?.conditions.includes('require') === true && textField(base, 'type') === textField(head, 'type'))
    return [];
  if (before === undefined || after === undefined || before === after) return [];
  if (is !== undefined && is.conditions.includes('require')) return [];
  return [
    {
      rule: 'manifest/module-format-changed',
      subject: 'type',
      args: { from: before, to: after },
      base: spotOf(base, 'type', 'exports', 'main', 'name'),
      head: spotOf(head, 'type', 'exports', 'main', 'name'),
      ...(after === 'commonjs' ? { level: 'review' as const } : {}),
    },
  ];
}

function mainTarget(side: Side): Target | undefined {
  const main = offered(side).find(({ name }) => name === '.');
  if (main !== undefined) return target(main, 'require');
  if (field(side, 'exports') !== undefined) return undefined;
  const path = textField(side, 'main');
  if (path !== undefined) return { path, conditions: [] };
  return hasFile(side, 'index.js') || textField(side, 'types') === undefined
    ? { path: 'index.js', conditions: [] }
    : undefined;
}
