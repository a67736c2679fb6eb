/** Enums, member by member. */
import type ts from 'typescript6';
import type { Walk } from './place.ts';

export function compareEnums(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { report, policy } = walk;
  const [old, now] = [membersOf(walk, before), membersOf(walk, after)];
  const place = { base: before.declarations?.[0], head: after.declarations?.[0] };
  for (const [name, member] of old) {
    const subject = `${path}.${name}`;
    const other = now.get(name);
    if (other === undefined) {
      report.add({
        rule: 'enum-member-removed',
        subject,
        base: member.node,
        head: place.head,
        after: '',
        consumer: `import { ${path} } from 'pkg';\nvoid ${path}.${name};`,
      });
    } else if (member.value !== undefined && member.value !== other.value) {
      report.add({
        rule: 'enum-member-value-changed',
        subject,
        base: member.node,
        head: other.node,
        before: JSON.stringify(member.value),
        after: JSON.stringify(other.value),
      });
    }
  }
  for (const [name, member] of now) {
    if (!old.has(name))
      report.add({
        rule: 'enum-member-added',
        level: policy.enumMemberAdded,
        subject: `${path}.${name}`,
        base: place.base,
        head: member.node,
        before: '',
      });
  }
  const [wasConst, isConst] = [isConstEnum(walk, before), isConstEnum(walk, after)];
  if (!wasConst && isConst) report.add({ rule: 'enum-became-const', subject: path, ...place });
}

interface Member {
  readonly node: ts.EnumMember;
  readonly value: string | number | undefined;
}

function membersOf(walk: Walk, symbol: ts.Symbol): ReadonlyMap<string, Member> {
  const { compiler, checker } = walk.world;
  const found = new Map<string, Member>();
  for (const node of symbol.declarations ?? []) {
    if (!compiler.isEnumDeclaration(node)) continue;
    for (const member of node.members) {
      const name =
        compiler.isIdentifier(member.name) || compiler.isStringLiteral(member.name)
          ? member.name.text
          : member.name.getText();
      found.set(name, { node: member, value: checker.getConstantValue(member) });
    }
  }
  return found;
}

function isConstEnum(walk: Walk, symbol: ts.Symbol): boolean {
  return (symbol.flags & walk.world.compiler.SymbolFlags.ConstEnum) !== 0;
}
