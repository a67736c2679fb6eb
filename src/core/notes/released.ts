/** Notes of a release that is out belong to what went into it, not to what came later. */
import { compareVersions, parseVersion } from '../base/semver.ts';
import type { NotesFacts } from './facts.ts';
import { readNotes } from './read.ts';

/** The name of the tag that such a release has; undefined for notes of the next one, and of all. */
export function releasedAs(
  { path, text }: { readonly path: string; readonly text: string },
  base: NotesFacts['base'],
): string | undefined {
  if (/(?:^|\/)CHANGELOG\.md$/.test(path)) return undefined;
  const version = versionInPath(path) ?? readNotes(text).title?.version;
  const [own, last] = [parseVersion(version ?? ''), parseVersion(base.version ?? '')];
  if (version === undefined || own === undefined || last === undefined) return undefined;
  return compareVersions(own, last) > 0 ? undefined : base.name.replace(base.version ?? '', version);
}

/** The version in `releases/<version>/notes.md`, as the folder says it. */
function versionInPath(path: string): string | undefined {
  return /(?:^|\/)releases\/v?(\d[^/]*)\/[^/]+\.md$/.exec(path)?.[1];
}
