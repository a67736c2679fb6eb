/** Type parameters: how many users have to write, and what they may be. */
import type { Walk } from './place.ts';
import type { Found } from './report.ts';
import { attempt } from './verdict.ts';
import type ts from 'typescript6';

/** Explicit type arguments of old calls have to fit still. */
export function typeArgumentsHold(old: ts.Signature, now: ts.Signature): boolean {
  const [before, after] = [old.typeParameters ?? [], now.typeParameters ?? []];
  if (before.length === 0) return true;
  const least = (list: readonly ts.TypeParameter[]): number =>
    list.filter((item) => !hasDefault(item)).length;
  return after.length >= before.length && least(after) <= Math.max(least(before), 0);
}

function hasDefault(parameter: ts.TypeParameter): boolean {
  return (
    (parameter.symbol.declarations?.[0] as ts.TypeParameterDeclaration | undefined)?.default !== undefined
  );
}

export function constraintsHold(walk: Walk, old: ts.Signature, now: ts.Signature): boolean {
  const [a, b] = [old.declaration, now.declaration];
  if (a === undefined || b === undefined || old.typeParameters?.length !== now.typeParameters?.length)
    return true;
  return typeParameterProblems(walk, '', a as Generic, b as Generic).every((item) => item.level !== 'major');
}

export type Generic = ts.Node & { readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> };

export interface TypeParametersPlace {
  readonly path: string;
  readonly before: Generic;
  readonly after: Generic;
  readonly explicitOnly: boolean;
}

/** Type parameters of a class, an interface or an alias: users write them. */
export function compareTypeParameters(walk: Walk, place: TypeParametersPlace): void {
  const { checker } = walk.world;
  const [before, after] = [place.before.typeParameters ?? [], place.after.typeParameters ?? []];
  for (const [index, node] of before.entries()) {
    const other = after[index];
    if (other !== undefined)
      walk.relation.pair(checker.getTypeAtLocation(node), checker.getTypeAtLocation(other));
  }
  const least = (nodes: readonly ts.TypeParameterDeclaration[]): number =>
    nodes.filter((node) => node.default === undefined).length;
  const at = { subject: place.path, base: place.before, head: place.after };
  if (after.length < before.length)
    walk.report.add({
      ...at,
      rule: 'generic-param-removed',
      consumer: typeConsumer(place.path, before.length),
    });
  else if (least(after) > least(before))
    walk.report.add({
      ...at,
      rule: 'generic-param-required',
      consumer: typeConsumer(place.path, least(before)),
    });
  else if (after.length > before.length) walk.report.add({ ...at, rule: 'generic-param-with-default' });
  for (const problem of typeParameterProblems(walk, place.path, place.before, place.after))
    walk.report.add(problem);
}

function typeConsumer(name: string, count: number): string {
  const args = count === 0 ? '' : `<${Array.from({ length: count }, () => 'any').join(', ')}>`;
  return `import type { ${name} } from 'pkg';\nexport type Uses = ${name}${args};`;
}

export function typeParameterProblems(
  walk: Walk,
  path: string,
  before: Generic,
  after: Generic,
): readonly Found[] {
  const { checker, compiler } = walk.world;
  const found: Found[] = [];
  for (const [index, node] of (before.typeParameters ?? []).entries()) {
    const other = after.typeParameters?.[index];
    if (other === undefined) break;
    const at = { subject: `${path}<${node.name.text}>`, base: node, head: other };
    if (other.constraint !== undefined && !walk.canonicals.same(node.constraint, other.constraint)) {
      const to = checker.getTypeFromTypeNode(other.constraint);
      const open = (to.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) !== 0;
      const from = node.constraint === undefined ? undefined : checker.getTypeFromTypeNode(node.constraint);
      const kept =
        open || (from !== undefined && attempt(walk, () => walk.relation.holds(from, to, 'input')));
      if (!kept)
        found.push({
          ...at,
          rule: 'generic-constraint-changed',
          level: 'major',
          before: node.constraint?.getText() ?? '',
          after: other.constraint.getText(),
        });
    } else if (other.constraint !== undefined && node.constraint !== undefined)
      walk.follow(node.constraint, other.constraint);
    if (
      node.constraint !== undefined &&
      !walk.canonicals.same(node.constraint, other.constraint) &&
      found.length === 0
    ) {
      found.push({ ...at, rule: 'generic-constraint-widened', level: walk.policy.constraintWidened });
    }
    if (
      node.default !== undefined &&
      other.default !== undefined &&
      !walk.canonicals.same(node.default, other.default)
    ) {
      const [from, to] = [
        checker.getTypeFromTypeNode(node.default),
        checker.getTypeFromTypeNode(other.default),
      ];
      const equal = (['output', 'input'] as const).every((direction) =>
        attempt(walk, () => walk.relation.holds(from, to, direction)),
      );
      if (!equal)
        found.push({
          ...at,
          rule: 'generic-param-default-changed',
          level: 'major',
          before: node.default.getText(),
          after: other.default.getText(),
        });
    }
    if (node.default === undefined && other.default !== undefined)
      found.push({ ...at, rule: 'generic-param-default-added', level: 'minor' });
    if (node.default !== undefined && other.default === undefined)
      found.push({
        ...at,
        rule: 'generic-param-required',
        level: 'major',
        subject: path,
        consumer: undefined,
      });
  }
  return found;
}
