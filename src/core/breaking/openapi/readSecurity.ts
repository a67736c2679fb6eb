/** Who may call: requirements, schemes and servers. */
import type { DocumentNode, Span } from '../document/node.ts';
import { entriesOf, entryOf, itemsOf, member, stringOf } from '../document/node.ts';
import type { Element, Requirement, Security, Server } from './model.ts';
import type { Reader } from './parts.ts';
import { namedEntries } from './parts.ts';

/** That of the operation hides that of the document, even when it is an empty list. */
export function readSecurity(
  reader: Reader,
  operation: { readonly node: DocumentNode | undefined; readonly spot: Span },
): Security {
  const own = entryOf(operation.node, 'security');
  const list = own ?? entryOf(reader.root, 'security');
  if (list === undefined) return { spot: operation.spot, alternatives: [] };
  const alternatives = itemsOf(list.value).map(
    (item): Requirement =>
      new Map(
        entriesOf(item).map(({ key, value }) => [
          key,
          new Set(
            itemsOf(value)
              .map(stringOf)
              .filter((scope) => scope !== undefined),
          ),
        ]),
      ),
  );
  return { spot: list, alternatives };
}

export function readElements(reader: Reader, node: DocumentNode | undefined): ReadonlyMap<string, Element> {
  return new Map(namedEntries(reader, node).map(({ key, spot, value }) => [key, { spot, node: value }]));
}

/** Swagger 2.0 writes a server in three parts. */
export function readServers(reader: Reader): readonly Server[] {
  const { root } = reader;
  if (!reader.version.startsWith('2')) {
    return itemsOf(reader.resolve(member(root, 'servers'))).flatMap((item): readonly Server[] => {
      const url = stringOf(member(item, 'url'));
      return url === undefined ? [] : [{ url: withoutEnd(url), spot: member(item, 'url') ?? item }];
    });
  }
  const host = stringOf(member(root, 'host'));
  const base = stringOf(member(root, 'basePath')) ?? '';
  const spot = entryOf(root, 'host') ?? entryOf(root, 'basePath');
  if (spot === undefined) return [];
  if (host === undefined) return [{ url: withoutEnd(base), spot }];
  const schemes = itemsOf(member(root, 'schemes'))
    .map(stringOf)
    .filter((scheme) => scheme !== undefined);
  return (schemes.length === 0 ? ['https'] : schemes).map((scheme) => ({
    url: withoutEnd(`${scheme}://${host}${base}`),
    spot,
  }));
}

function withoutEnd(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
