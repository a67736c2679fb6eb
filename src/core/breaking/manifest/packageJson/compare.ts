/** Two package.json files: what people who install the package can no longer do. */
import type { Found } from '../collector.ts';
import type { Spot } from '../facts.ts';
import type { JsonEntry, JsonValue } from '../json.ts';
import { entriesOf, member, stringOf } from '../json.ts';
import { contains } from '../ranges.ts';
import { compareEntryPoints } from './entryPoints.ts';
import type { Side } from './side.ts';
import { entrySpot, field, spotOf, textField } from './side.ts';

export function comparePackages(base: Side, head: Side): readonly Found[] {
  const wasPrivate = isPrivate(base);
  const nowPrivate = isPrivate(head);
  // Nobody installs a private package; one that is published from now on breaks nobody.
  if (wasPrivate) return [];
  if (nowPrivate) {
    return [
      {
        rule: 'manifest/became-private',
        subject: name(head),
        base: spotOf(base, 'private', 'name'),
        head: spotOf(head, 'private'),
      },
    ];
  }
  return [
    ...compareName(base, head),
    ...compareEntryPoints(base, head),
    ...compareCommands(base, head),
    ...compareEngines(base, head),
    ...comparePeers(base, head),
    ...comparePlatforms(base, head),
    ...compareSideEffects(base, head),
  ];
}

/** What tells one package from another, to find it again after a move. */
export function packageName(root: JsonValue): string | undefined {
  return stringOf(member(root, 'name')?.value);
}

export function isPrivate(side: Side): boolean {
  const value = field(side, 'private')?.value;
  return value?.kind === 'scalar' && (value.value === true || value.value === 'true');
}

function name(side: Side): string {
  return textField(side, 'name') ?? 'package.json';
}

function compareName(base: Side, head: Side): readonly Found[] {
  const from = textField(base, 'name');
  const to = textField(head, 'name');
  if (from === undefined || to === undefined || from === to) return [];
  const rule = 'manifest/name-changed';
  return [
    { rule, subject: 'name', args: { from, to }, base: spotOf(base, 'name'), head: spotOf(head, 'name') },
  ];
}

function compareCommands(base: Side, head: Side): readonly Found[] {
  const after = commands(head);
  const found: Found[] = [];
  for (const [command, spot] of commands(base)) {
    if (after.has(command)) continue;
    found.push({
      rule: 'manifest/command-removed',
      subject: command,
      base: spot,
      head: spotOf(head, 'bin', 'directories', 'name'),
    });
  }
  return found;
}

/** Commands with their places; a `bin` that is one path has the name of the package. */
function commands(side: Side): ReadonlyMap<string, Spot> {
  const bin = field(side, 'bin');
  if (bin === undefined) return commandsInFolder(side);
  const own = name(side);
  if (stringOf(bin.value) !== undefined)
    return new Map([[own.slice(own.indexOf('/') + 1), entrySpot(side, bin)]]);
  return new Map(entriesOf(bin.value).map((entry) => [entry.key, entrySpot(side, entry)]));
}

/** Without `bin`, every file in the folder that `directories.bin` names is a command. */
function commandsInFolder(side: Side): ReadonlyMap<string, Spot> {
  const entry = member(field(side, 'directories')?.value, 'bin');
  const named = stringOf(entry?.value)?.replace(/^(?:\.\/)+|\/+$/g, '');
  if (entry === undefined || named === undefined || named === '') return new Map();
  const start = `${side.folder === '' ? '' : `${side.folder}/`}${named}/`;
  const files = side.tree.paths.filter(
    (path) => path.startsWith(start) && !path.includes('/.', start.length - 1),
  );
  return new Map(files.map((path) => [path.slice(path.lastIndexOf('/') + 1), entrySpot(side, entry)]));
}

function compareEngines(base: Side, head: Side): readonly Found[] {
  const found: Found[] = [];
  // Long ago the field was a list of sentences, which say nothing that can be compared.
  if (field(base, 'engines')?.value.kind === 'array') return found;
  for (const entry of entriesOf(field(head, 'engines')?.value)) {
    const before = member(field(base, 'engines')?.value, entry.key);
    const from = stringOf(before?.value) ?? '*';
    const to = stringOf(entry.value) ?? '*';
    const kept = contains(to, from, 'npm');
    if (from === to || kept === true) continue;
    found.push({
      rule: 'manifest/runtime-raised',
      subject: `engines.${entry.key}`,
      args: { from: before === undefined ? '-' : from, to },
      base: before === undefined ? spotOf(base, 'engines', 'name') : entrySpot(base, before),
      head: entrySpot(head, entry),
      ...(kept === undefined ? { level: 'review' as const } : {}),
    });
  }
  return found;
}

function comparePeers(base: Side, head: Side): readonly Found[] {
  const found: Found[] = [];
  const before = new Map(
    entriesOf(field(base, 'peerDependencies')?.value).map((entry) => [entry.key, entry]),
  );
  const after = new Map(entriesOf(field(head, 'peerDependencies')?.value).map((entry) => [entry.key, entry]));
  for (const [peer, entry] of after) {
    const old = before.get(peer);
    const to = stringOf(entry.value) ?? '*';
    const optional = isOptional(head, peer);
    if (old === undefined) {
      // It was installed together with the package, now the consumer has to.
      if (!optional) {
        const rule = 'manifest/peer-added';
        found.push({
          rule,
          subject: peer,
          args: { to },
          base: spotOf(base, 'peerDependencies', 'name'),
          head: entrySpot(head, entry),
        });
      }
      continue;
    }
    found.push(...comparePeer(peer, { base, head, old, entry, to }));
  }
  for (const [peer, entry] of before) {
    if (after.has(peer)) continue;
    const now = spotOf(head, 'peerDependencies', 'dependencies', 'name');
    found.push({ rule: 'manifest/peer-removed', subject: peer, base: entrySpot(base, entry), head: now });
  }
  return found;
}

function comparePeer(
  peer: string,
  sides: {
    readonly base: Side;
    readonly head: Side;
    readonly old: JsonEntry;
    readonly entry: JsonEntry;
    readonly to: string;
  },
): readonly Found[] {
  const { base, head, old, entry, to } = sides;
  const from = stringOf(old.value) ?? '*';
  const places = { base: entrySpot(base, old), head: entrySpot(head, entry) };
  const found: Found[] = [];
  if (isOptional(base, peer) && !isOptional(head, peer)) {
    found.push({ rule: 'manifest/peer-required', subject: peer, ...places });
  }
  if (from === to) return found;
  const kept = contains(to, from, 'npm');
  if (kept === false)
    found.push({ rule: 'manifest/peer-narrowed', subject: peer, args: { from, to }, ...places });
  if (kept === undefined && !/^(?:workspace|catalog):/.test(to)) {
    found.push({
      rule: 'manifest/peer-narrowed',
      subject: peer,
      args: { from, to },
      ...places,
      level: 'review',
    });
  }
  if (kept === true)
    found.push({ rule: 'manifest/peer-widened', subject: peer, args: { from, to }, ...places });
  return found;
}

function isOptional(side: Side, peer: string): boolean {
  const value = member(member(field(side, 'peerDependenciesMeta')?.value, peer)?.value, 'optional')?.value;
  return value?.kind === 'scalar' && value.value === true;
}

function comparePlatforms(base: Side, head: Side): readonly Found[] {
  const found: Found[] = [];
  for (const key of ['os', 'cpu', 'libc']) {
    const after = field(head, key);
    if (after === undefined) continue;
    const before = field(base, key);
    const dropped =
      known[key]?.filter((one) => allows(before?.value, one) && !allows(after.value, one)) ?? [];
    if (dropped.length === 0) continue;
    found.push({
      rule: 'manifest/platform-dropped',
      subject: key,
      args: { from: dropped.join(', ') },
      base: spotOf(base, key, 'name'),
      head: entrySpot(head, after),
    });
  }
  return found;
}

const known: Readonly<Record<string, readonly string[]>> = {
  os: ['linux', 'darwin', 'win32', 'freebsd', 'android'],
  cpu: ['x64', 'arm64', 'ia32', 'arm'],
  libc: ['glibc', 'musl'],
};

function allows(list: JsonValue | undefined, platform: string): boolean {
  const names =
    list?.kind === 'array' ? list.items.map((item) => stringOf(item) ?? '') : [stringOf(list) ?? ''];
  if (names.includes(`!${platform}`)) return false;
  const wanted = names.filter((one) => one !== '' && !one.startsWith('!'));
  return wanted.length === 0 || wanted.includes(platform) || wanted.includes('any');
}

/** A bundler may drop imports of a package without side effects; code that relied on them goes too. */
function compareSideEffects(base: Side, head: Side): readonly Found[] {
  const before = field(base, 'sideEffects');
  const after = field(head, 'sideEffects');
  const pure = (entry: JsonEntry | undefined): boolean =>
    entry?.value.kind === 'scalar' && entry.value.value === false;
  if (!pure(after) || pure(before)) return [];
  const rule = 'manifest/side-effects-denied';
  return [
    {
      rule,
      subject: 'sideEffects',
      base: spotOf(base, 'sideEffects', 'name'),
      head: spotOf(head, 'sideEffects'),
    },
  ];
}
