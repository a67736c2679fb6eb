/** Which changed files may describe an API. What they are is known only after reading. */
import type { ChangedFile, Comparison, Tree, Unit } from '../detector.ts';

export const detectorId = 'openapi';

const documentPath = /\.(?:ya?ml|json)$/i;
/** Names that leave no doubt. */
const named = /^(.*?(?:open-?api|swagger)[^/]*)/i;
const outside =
  /(?:^|\/)(?:node_modules|vendor|third_party|bower_components|__tests__|__mocks__|__fixtures__|__snapshots__|tests?|fixtures|testdata|test-data|mocks?|dist|build|out|target|generated|\.github|\.vscode|\.idea|charts|templates)\//i;
const other =
  /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|composer|tsconfig[^/]*|jsconfig|deno|lerna|nx|turbo|project|renovate|\.[^/]*|[^/]*\.schema|(?:docker-)?compose[^/]*|values[^/]*|Chart|pnpm-lock|pubspec|mkdocs|openapitools)\.(?:json|ya?ml)$/i;

/**
 * One unit for each description by its name, with the parts that lie beneath it; one for files that are
 * new or gone, which may have moved; and one for all files that may be a description or part of one.
 */
export function openapiUnits({ changed }: Comparison): readonly Unit[] {
  const groups = new Map<string, ChangedFile[]>();
  const moved: ChangedFile[] = [];
  const unnamed: ChangedFile[] = [];
  for (const file of changed) {
    const path = file.head ?? file.base;
    if (path === undefined || ![file.base, file.head].some(mayDescribe)) continue;
    const name = named.exec(path)?.[1];
    if (name === undefined) unnamed.push(file);
    else if (file.base === undefined || file.head === undefined) moved.push(file);
    else {
      const key = name.replace(documentPath, '');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [file]);
      else group.push(file);
    }
  }
  return [
    ...[...groups.values()].map((files) => unitOf(files)),
    ...(moved.length === 0 ? [] : [unitOf(moved)]),
    ...(unnamed.length === 0 ? [] : [{ ...unitOf(unnamed), only: 'a part' as const }]),
  ];
}

function unitOf(files: readonly ChangedFile[]): Unit {
  const [first] = files;
  return { detector: detectorId, path: first?.head ?? first?.base ?? '', files };
}

function mayDescribe(path: string | undefined): boolean {
  return path !== undefined && documentPath.test(path) && !outside.test(path) && !other.test(path);
}

export function isNamed(path: string): boolean {
  return named.test(path);
}

/** Before parsing: whether the text may be a description. */
export function mayBeRoot(text: string): boolean {
  return /^["']?(?:openapi|swagger)["']?[ \t]*:[ \t]*["']?[123]/m.test(text) || jsonRoot.test(text);
}

const jsonRoot = /"(?:openapi|swagger)"\s{0,20}:\s{0,20}"?[123]/;

/** Documents in the folders above a file, the nearest first: one of them may refer to it. */
export function candidatesAbove(path: string, tree: Tree): readonly string[] {
  const folder = folderOf(path);
  return tree.paths
    .filter((one) => one !== path && mayDescribe(one) && folder.startsWith(folderOf(one)))
    .toSorted((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))
    .slice(0, mostCandidates);
}

const mostCandidates = 60;

function rank(path: string): number {
  const likely = /(?:^|\/)(?:openapi|swagger|api|spec|index|main|root)[^/]*$/i.test(path) ? 1000 : 0;
  return likely + folderOf(path).length;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
