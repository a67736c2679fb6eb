/** As much of URIs as references between schemas need. Nothing is ever fetched. */

/** The part before the first `#`, and what follows it. */
export function splitReference(reference: string): { readonly uri: string; readonly fragment: string } {
  const hash = reference.indexOf('#');
  return hash === -1
    ? { uri: reference, fragment: '' }
    : { uri: reference.slice(0, hash), fragment: reference.slice(hash + 1) };
}

export function isAbsolute(uri: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri);
}

/** A reference without its fragment, seen from a base. */
export function resolveUri(reference: string, base: string): string {
  if (isAbsolute(reference)) return reference;
  if (reference === '') return base;
  const { origin, path } = parts(base);
  if (reference.startsWith('//')) return `${origin.slice(0, origin.indexOf(':') + 1)}${reference}`;
  if (origin !== '' && path === '' && !origin.endsWith('/')) return `${origin}/${withoutDots(reference)}`;
  const joined = reference.startsWith('/') ? reference : `${folderOf(path)}${reference}`;
  return origin + withoutDots(joined);
}

/** A path of a tree, seen from a file of it; undefined when it leads out of the tree. */
export function joinPath(from: string, reference: string): string | undefined {
  const joined = withoutDots(`${folderOf(from)}${reference}`);
  return joined === '' || joined.startsWith('../') || joined === '..' ? undefined : joined;
}

/**
 * Where a URI lies in the tree, when the file at `path` bears the name `id`: neighbours in the tree are
 * neighbours in their names too.
 */
export function neighbourPath(uri: string, id: string, path: string): string | undefined {
  const own = parts(id);
  const other = parts(uri);
  if (own.origin !== other.origin || own.origin === '') return undefined;
  const ownFolders = folderOf(own.path).split('/');
  const wanted = other.path.split('/');
  let shared = 0;
  while (shared < ownFolders.length - 1 && ownFolders[shared] === wanted[shared]) shared++;
  const up = '../'.repeat(ownFolders.length - 1 - shared);
  return joinPath(path, up + wanted.slice(shared).join('/'));
}

/** With the `/` at its end; empty for a file at the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function parts(uri: string): { readonly origin: string; readonly path: string } {
  const origin = /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/]*)?/.exec(uri)?.[0] ?? '';
  return { origin, path: uri.slice(origin.length) };
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..' && kept.at(-1) !== '') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  return kept.join('/');
}
