/** Paths of TypeScript and JavaScript sources, and what an import specifier may mean among them. */

/** In the order in which a resolver prefers them. */
const resolvable = [
  '.ts',
  '.tsx',
  '.d.ts',
  '.mts',
  '.d.mts',
  '.cts',
  '.d.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
] as const;

/** What a specifier with a JavaScript extension stands for, best first. */
const typedTwins: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js', '.jsx'],
  '.jsx': ['.tsx', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
};

const source = /\.(?:[cm]?ts|tsx|[cm]?js|jsx)$/;
const javaScript = /\.(?:[cm]?js|jsx)$/;
const test =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|fixtures|benchmarks?|examples?|node_modules)\/|[.-](?:test|spec|stories|bench|test-d)\.[cm]?[jt]sx?$/;
const configuration =
  /(?:^|\/)(?:[\w.-]+\.config|\.[\w-]+rc|gulpfile|gruntfile|karma\.conf|rollup\.config)\.[cm]?[jt]s$/i;

export function isSource(path: string): boolean {
  return source.test(path);
}

export function isJavaScript(path: string): boolean {
  return javaScript.test(path);
}

/** Tests, stories, fixtures and tool settings: never API of a package. */
export function isOutsideApi(path: string): boolean {
  return test.test(path) || configuration.test(path);
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** `a/b` and `../c` give `a/c`; undefined when the path climbs out of the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The file that a path without folder tricks names: with an extension, a twin of it, or the index of a folder. */
export function resolveFile(has: (path: string) => boolean, path: string): string | undefined {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    for (const twin of typedTwins[extension] ?? []) if (has(stem + twin)) return stem + twin;
  }
  if (isSource(path) && has(path)) return path;
  for (const suffix of resolvable) if (has(path + suffix)) return path + suffix;
  for (const suffix of resolvable) {
    const index = path === '' ? `index${suffix}` : `${path}/index${suffix}`;
    if (has(index)) return index;
  }
  return undefined;
}

/** Like {@link resolveFile}, but a declaration beside the file wins over JavaScript and over sources. */
export function resolveDeclared(has: (path: string) => boolean, path: string): string | undefined {
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  if (stem !== path) {
    const kind = /\.([cm])jsx?$/.exec(path)?.[1] ?? '';
    for (const suffix of [`.d.${kind}ts`, '.d.ts', '.d.mts', '.d.cts'])
      if (has(stem + suffix)) return stem + suffix;
  }
  return resolveFile(has, path);
}
