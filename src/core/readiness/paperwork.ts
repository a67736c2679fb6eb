/** Files that people write about a release while it goes on: no tick in them, and no line, changes what is released. */

/** The folder of the release that a path is paperwork of, with a slash at its end; `incident` for the file of one. */
export function paperworkOf(path: string): 'incident' | { readonly folder: string } | undefined {
  if (incident.test(path)) return 'incident';
  const folder = inReleaseFolder.exec(path)?.[1];
  return folder === undefined ? undefined : { folder };
}

const incident = /(?:^|\/)incidents\/[^/]+\.md$/i;
const inReleaseFolder =
  /^((?:.*\/)?releases?\/[^/]+\/)(?:[^/]+\.md|release\.ya?ml|decisions\/[^/]+\.ya?ml)$/i;
