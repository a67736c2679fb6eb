/** pom.xml and the project files of .NET. */
import { childText, readXml } from '../../breaking/manifest/xml.ts';
import { locator } from '../../breaking/manifest/locate.ts';
import type { Element } from '../../breaking/manifest/xml.ts';
import type { Declared } from './model.ts';

export function readPomXml(text: string): readonly Declared[] | undefined {
  const { elements, ok } = readXml(text);
  if (!ok) {
    return undefined;
  }
  const properties = new Map(
    elements
      .filter(({ path }) => path.startsWith('project/properties/'))
      .map(({ path, text: value }) => [path.slice('project/properties/'.length), value.trim()]),
  );
  const resolved = (value: string) =>
    value.replace(/\$\{([\w.-]{1,100})\}/g, (whole, name: string) => properties.get(name) ?? whole);
  const locate = locator(text);
  return elements.flatMap((element): readonly Declared[] => {
    const kind = pomKind(element);
    const artifact = childText(element, 'artifactId')?.trim();
    if (kind === undefined || artifact === undefined) {
      return [];
    }
    const group = childText(element, 'groupId')?.trim() ?? 'org.apache.maven.plugins';
    const version = resolved(childText(element, 'version')?.trim() ?? '');
    const { line } = locate(element.start, element.end);
    return [{ name: `${group}:${artifact}`, version, kind, line }];
  });
}

function pomKind(element: Element): Declared['kind'] | undefined {
  const { path } = element;
  if (path === 'project/parent' || path.endsWith('/plugins/plugin')) {
    return 'build';
  }
  if (!/(?:^|\/)dependency$/.test(path) || path.includes('/exclusions/')) {
    return undefined;
  }
  const scope = childText(element, 'scope')?.trim();
  return scope === 'test' ? 'development' : path.includes('/plugins/') ? 'build' : 'runtime';
}

export function readMsbuildXml(text: string): readonly Declared[] | undefined {
  const { elements, ok } = readXml(text);
  if (!ok) {
    return undefined;
  }
  const locate = locator(text);
  return elements.flatMap((element): readonly Declared[] => {
    if (!/(?:^|\/)(?:PackageReference|PackageVersion|GlobalPackageReference)$/.test(element.path)) {
      return [];
    }
    const name = element.attributes.get('Include') ?? element.attributes.get('Update');
    const version = element.attributes.get('Version') ?? childText(element, 'Version')?.trim() ?? '';
    const development =
      (element.attributes.get('PrivateAssets') ?? childText(element, 'PrivateAssets')) !== undefined;
    const { line } = locate(element.start, element.end);
    return name === undefined ? [] : [{ name, version, kind: development ? 'development' : 'runtime', line }];
  });
}
