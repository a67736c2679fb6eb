import type { Fact, Locate, Reading } from '../facts.ts';
import { locator } from '../locate.ts';
import type { Element } from '../xml.ts';
import { childText, readXml } from '../xml.ts';

/** pom.xml. The version of a parent is no promise of the project. */
export function readPom(text: string): Reading {
  const locate = locator(text);
  const { elements, ok } = readXml(text);
  const facts: Fact[] = [];
  const one = (path: string): Element | undefined => elements.find((element) => element.path === path);
  const group = one('project/groupId') ?? one('project/parent/groupId');
  const artifact = one('project/artifactId');
  if (artifact !== undefined) {
    const value = `${group?.text ?? ''}:${artifact.text}`;
    facts.push({ kind: 'name', key: 'groupId:artifactId', value, spot: spotOf(artifact, locate) });
  }
  const packaging = one('project/packaging');
  if (artifact !== undefined) {
    facts.push({
      kind: 'packaging',
      key: 'packaging',
      value: packaging?.text ?? 'jar',
      spot: spotOf(packaging ?? artifact, locate),
    });
  }
  const release = ['maven.compiler.release', 'maven.compiler.target', 'java.version', 'maven.compiler.source']
    .map((name) => one(`project/properties/${name}`))
    .find((element) => element !== undefined);
  if (release !== undefined && !release.text.includes('$')) {
    const value = release.text.replace(/^1\.(?=\d)/, '');
    facts.push({ kind: 'runtime', key: 'java', value, dialect: 'floor', spot: spotOf(release, locate) });
  }
  for (const element of elements) {
    if (element.path !== 'project/dependencies/dependency') continue;
    const scope = childText(element, 'scope') ?? 'compile';
    if (!/^(?:compile|runtime)$/.test(scope) || childText(element, 'optional') === 'true') continue;
    const key = `${childText(element, 'groupId') ?? ''}:${childText(element, 'artifactId') ?? ''}`;
    facts.push({ kind: 'dependency', key, value: '', spot: spotOf(element, locate) });
  }
  return reading(facts, { ok, text, locate });
}

/** Project files of .NET in the style of the SDK. */
export function readMsbuild(text: string): Reading {
  const locate = locator(text);
  const { elements, ok } = readXml(text);
  const facts: Fact[] = [];
  const property = (name: string): Element | undefined =>
    elements.find(({ path }) => path === `Project/PropertyGroup/${name}`);
  const packable = property('IsPackable')?.text.toLowerCase() !== 'false';
  const targets = property('TargetFrameworks') ?? property('TargetFramework');
  if (targets !== undefined && packable) {
    for (const target of targets.text.split(';').map((name) => name.trim())) {
      if (target === '' || target.includes('$')) continue;
      facts.push({ kind: 'target', key: target, value: target, spot: spotOf(targets, locate) });
    }
  }
  const command = property('ToolCommandName');
  if (command !== undefined && property('PackAsTool')?.text.toLowerCase() === 'true') {
    facts.push({ kind: 'command', key: command.text, value: '', spot: spotOf(command, locate) });
  }
  const name = property('PackageId');
  if (name !== undefined && packable) {
    facts.push({ kind: 'name', key: 'PackageId', value: name.text, spot: spotOf(name, locate) });
  }
  return reading(facts, { ok, text, locate });
}

function reading(
  facts: readonly Fact[],
  rest: { readonly ok: boolean; readonly text: string; readonly locate: Locate },
): Reading {
  return rest.ok ? { facts } : { facts, error: rest.locate(rest.text.length, rest.text.length) };
}

function spotOf(element: Element, locate: Locate): Fact['spot'] {
  return locate(element.start, element.end);
}
