/** Where settings of other tools lie, the most specific tool first. */
export const conventionFiles = [
  'cliff.toml',
  '.cliff.toml',
  'release-please-config.json',
  '.versionrc',
  '.versionrc.json',
  'package.json',
  '.github/release.yml',
  '.github/release.yaml',
] as const;
export type ConventionFile = (typeof conventionFiles)[number];
