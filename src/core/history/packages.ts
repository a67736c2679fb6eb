/** The packages of a repository with several, and the tags of each. */
import { globMatcher } from '../base/glob.ts';
import { parseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import { member, readJson, stringOf } from '../breaking/manifest/json.ts';
import { readToml, stringIn, stringsIn } from '../breaking/manifest/toml.ts';

export interface WorkspacePackage {
  readonly name: string;
  /** `packages/client`, without a slash at the end; empty for the root. */
  readonly folder: string;
}

/** Reads a file of one revision; undefined when it is not there. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/** Packages that the root settings name, the root included when it is one; deepest folders first. */
export async function workspacePackages(
  paths: readonly string[],
  read: ReadFile,
): Promise<readonly WorkspacePackage[]> {
  const found = new Map<string, WorkspacePackage>();
  for (const { manifest, globs, nameOf } of await Promise.all(workspaces.map((find) => find(read)))) {
    if (globs.length === 0) {
      continue;
    }
    const member = globMatcher(globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, '')));
    for (const path of paths) {
      const folder = path.endsWith(`/${manifest}`) ? path.slice(0, -manifest.length - 1) : undefined;
      if (folder === undefined || found.has(folder) || !member(folder)) {
        continue;
      }
      const name = nameOf((await read(path)) ?? '');
      found.set(folder, { folder, name: name ?? folder.slice(folder.lastIndexOf('/') + 1) });
    }
  }
  return [...found.values()].toSorted(
    (a, b) => b.folder.length - a.folder.length || (a.folder < b.folder ? -1 : 1),
  );
}

/** The packages that files belong to, each by the deepest folder; a file outside belongs to none. */
export function packagesOf(
  packages: readonly WorkspacePackage[],
  paths: readonly string[],
): ReadonlySet<WorkspacePackage> {
  const touched = new Set<WorkspacePackage>();
  for (const path of paths) {
    const owner = packages.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
    if (owner !== undefined) {
      touched.add(owner);
    }
  }
  return touched;
}

interface Workspace {
  readonly manifest: string;
  readonly globs: readonly string[];
  readonly nameOf: (text: string) => string | undefined;
}

const workspaces: readonly ((read: ReadFile) => Promise<Workspace>)[] = [
  async (read) => ({
    manifest: 'package.json',
    globs: [
      ...npmGlobs((await read('package.json')) ?? ''),
      ...pnpmGlobs((await read('pnpm-workspace.yaml')) ?? ''),
    ],
    nameOf: (text) => {
      const json = readJson(text);
      return json.ok ? stringOf(member(json.value, 'name')?.value) : undefined;
    },
  }),
  async (read) => {
    const rows = readToml((await read('Cargo.toml')) ?? '');
    const list = (key: string) => stringsIn(rows.find(({ path }) => path.join('.') === key)?.value ?? '');
    return {
      manifest: 'Cargo.toml',
      globs: [...list('workspace.members'), ...list('workspace.exclude').map((glob) => `!${glob}`)],
      nameOf: (text) =>
        stringIn(readToml(text).find(({ path }) => path.join('.') === 'package.name')?.value ?? ''),
    };
  },
  async (read) => ({
    manifest: 'go.mod',
    globs: goWorkFolders((await read('go.work')) ?? ''),
    nameOf: (text) => /^module\s+"?([\w./~-]{1,300})/m.exec(text)?.[1],
  }),
];

function npmGlobs(text: string): readonly string[] {
  const json = readJson(text);
  const value = json.ok ? member(json.value, 'workspaces')?.value : undefined;
  const list = value?.kind === 'array' ? value : member(value, 'packages')?.value;
  return list?.kind === 'array' ? list.items.flatMap((item) => stringOf(item) ?? []) : [];
}

/** The list under `packages:`; the rest of the file is about other things. */
function pnpmGlobs(text: string): readonly string[] {
  const globs: string[] = [];
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\S/.test(line) && !line.startsWith('-')) {
      inside = line.startsWith('packages:');
    }
    const glob = inside ? /^\s*-\s*['"]?([^'"#\s]{1,200})/.exec(line)?.[1] : undefined;
    if (glob !== undefined) {
      globs.push(glob);
    }
  }
  return globs;
}

function goWorkFolders(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(?:use\s+)?(\.{1,2}\/[\w./-]{1,200})\s*$/gm)].map((match) => match[1] ?? '');
}

export interface PackageTag {
  readonly name: string;
  readonly commit: string;
  readonly version: Version;
  readonly package?: string;
}

/** How the tags of releases are written; `package` stands for the name of one. */
export type TagPattern = 'v1.2.3' | 'package@1.2.3' | 'package/v1.2.3' | 'release-1.2.3' | 'package-v1.2.3';

const patternShapes: readonly (readonly [TagPattern, RegExp])[] = [
  ['v1.2.3', /^v?(?<version>\d.*)$/i],
  ['package@1.2.3', /^(?<package>(?:@[^@\s/]{1,100}\/)?[^@\s]{1,200})@v?(?<version>\d.*)$/],
  ['package/v1.2.3', /^(?<package>[^\s]{1,200})\/v?(?<version>\d.*)$/],
  ['release-1.2.3', /^(?:release|rel|version|ver)[-/_.]?v?(?<version>\d.*)$/i],
  ['package-v1.2.3', /^(?<package>[A-Za-z@][\w@./-]{0,200}?)[-_]v?(?<version>\d.*)$/],
];

/** The release that a tag stands for, by any of the patterns. */
export function readPackageTag(tag: {
  readonly name: string;
  readonly commit: string;
}): (PackageTag & { readonly pattern: TagPattern }) | undefined {
  const shapes = releaseWord.test(tag.name)
    ? patternShapes.filter(([pattern]) => pattern === 'release-1.2.3')
    : patternShapes;
  for (const [pattern, shape] of shapes) {
    const groups = shape.exec(tag.name)?.groups;
    const version = parseVersion(versionText(groups?.['version'] ?? ''));
    if (groups !== undefined && version !== undefined) {
      const name = groups['package'];
      return { ...tag, version, pattern, ...(name === undefined ? {} : { package: name }) };
    }
  }
  return undefined;
}

/** `release-1.2.3` is no package called release. */
const releaseWord = /^(?:release|rel|version|ver)[-/_.]?v?\d/i;

/** `1.2` is `1.2.0`. */
function versionText(text: string): string {
  return /^\d+\.\d+$/.test(text) ? `${text}.0` : text;
}

/** A tag says the name, its last part, or the folder of a package. */
export function isTagOf({ package: named }: PackageTag, { name, folder }: WorkspacePackage): boolean {
  return (
    named !== undefined &&
    (named === name ||
      named === folder ||
      named === name.slice(name.lastIndexOf('/') + 1) ||
      named === folder.slice(folder.lastIndexOf('/') + 1))
  );
}
