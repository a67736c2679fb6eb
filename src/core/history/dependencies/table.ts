/** Which reader a manifest or a lock file needs. */
import { readGemfile, readGemspec, readGradleBuild, readMix } from './code.ts';
import {
  licencesOfComposerLock,
  licencesOfPackageLock,
  readComposerJson,
  readComposerLock,
  readPackageJson,
  readPackageLock,
} from './json.ts';
import {
  readChart,
  readDockerfileFrom,
  readGemfileLock,
  readGoMod,
  readPnpmLock,
  readRequirements,
  readWorkflowUses,
  readYarnLock,
} from './lines.ts';
import type { LockReader, ManifestReader } from './model.ts';
import {
  readCargoToml,
  readGradleCatalogue,
  readPackagesToml,
  readPipfile,
  readPyprojectToml,
} from './toml.ts';
import { readMsbuildXml, readPomXml } from './xml.ts';

const manifestReaders: readonly ManifestReader[] = [
  { ecosystem: 'npm', matches: /(?:^|\/)package\.json$/, read: readPackageJson },
  { ecosystem: 'cargo', matches: /(?:^|\/)Cargo\.toml$/, read: readCargoToml },
  { ecosystem: 'go', matches: /(?:^|\/)go\.mod$/, read: readGoMod },
  { ecosystem: 'python', matches: /(?:^|\/)pyproject\.toml$/, read: readPyprojectToml },
  {
    ecosystem: 'python',
    matches: /(?:^|\/)(?:requirements[^/]*|constraints|requirements\/[^/]+)\.(?:txt|in)$/i,
    read: readRequirements,
  },
  { ecosystem: 'python', matches: /(?:^|\/)Pipfile$/, read: readPipfile },
  { ecosystem: 'ruby', matches: /(?:^|\/)Gemfile\.lock$/, read: readGemfileLock },
  { ecosystem: 'ruby', matches: /(?:^|\/)Gemfile$/, toldBy: 'Gemfile.lock', read: readGemfile },
  { ecosystem: 'ruby', matches: /\.gemspec$/, toldBy: 'Gemfile.lock', read: readGemspec },
  { ecosystem: 'composer', matches: /(?:^|\/)composer\.json$/, read: readComposerJson },
  { ecosystem: 'maven', matches: /(?:^|\/)pom\.xml$/, read: readPomXml },
  { ecosystem: 'gradle', matches: /(?:^|\/)[\w.-]*\.versions\.toml$/, read: readGradleCatalogue },
  {
    ecosystem: 'nuget',
    matches: /\.(?:cs|fs|vb)proj$|(?:^|\/)Directory\.(?:Packages|Build)\.props$/,
    read: readMsbuildXml,
  },
  { ecosystem: 'gradle', matches: /\.gradle(?:\.kts)?$/, read: readGradleBuild },
  { ecosystem: 'helm', matches: /(?:^|\/)Chart\.yaml$/, read: readChart },
  { ecosystem: 'hex', matches: /(?:^|\/)mix\.exs$/, read: readMix },
  {
    ecosystem: 'docker',
    matches: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i,
    read: readDockerfileFrom,
  },
  {
    ecosystem: 'actions',
    matches: /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/,
    read: readWorkflowUses,
  },
];

const lockReaders: readonly LockReader[] = [
  {
    ecosystem: 'npm',
    matches: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/,
    resolves: /(?:^|\/)package\.json$/,
    read: readPackageLock,
    licences: licencesOfPackageLock,
  },
  {
    ecosystem: 'npm',
    matches: /(?:^|\/)pnpm-lock\.yaml$/,
    resolves: /(?:^|\/)package\.json$/,
    read: readPnpmLock,
  },
  {
    ecosystem: 'npm',
    matches: /(?:^|\/)yarn\.lock$/,
    resolves: /(?:^|\/)package\.json$/,
    read: readYarnLock,
  },
  {
    ecosystem: 'cargo',
    matches: /(?:^|\/)Cargo\.lock$/,
    resolves: /(?:^|\/)Cargo\.toml$/,
    read: readPackagesToml,
  },
  {
    ecosystem: 'python',
    matches: /(?:^|\/)(?:poetry|uv)\.lock$/,
    resolves: /(?:^|\/)pyproject\.toml$/,
    read: readPackagesToml,
  },
  {
    ecosystem: 'composer',
    matches: /(?:^|\/)composer\.lock$/,
    resolves: /(?:^|\/)composer\.json$/,
    read: readComposerLock,
    licences: licencesOfComposerLock,
  },
];

export function manifestReader(path: string): ManifestReader | undefined {
  return manifestReaders.find(({ matches }) => matches.test(path));
}

export function lockReader(path: string): LockReader | undefined {
  return lockReaders.find(({ matches }) => matches.test(path));
}

/** What is there to be tried or tested is no dependency of the product. */
export function isForShow(path: string): boolean {
  return forShow.test(path);
}

const forShow =
  /(?:^|\/)(?:__tests__|__fixtures__|fixtures?|tests?|testdata|spec|e2e|examples?|samples?|demos?|playgrounds?|templates?|bench(?:marks?)?|node_modules|vendor|third_party)\//i;
