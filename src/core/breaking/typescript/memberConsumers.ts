/** Consumers of members, for witnesses. */
import { isProtected } from './memberFacts.ts';
import { type MembersPlace, type Walk, typeText } from './place.ts';
import type ts from 'typescript6';

/** An expression of the type, for consumers: only types with a name of their own have one. */
function valueOf(place: MembersPlace): { readonly lines: string; readonly expression: string } | undefined {
  if (place.owner === undefined || place.path.includes('.')) return undefined;
  if (place.isStatic === true) return { lines: '', expression: place.path };
  const count =
    (place.base as { readonly typeParameters?: readonly unknown[] } | undefined)?.typeParameters?.length ?? 0;
  const args = count === 0 ? '' : `<${Array.from({ length: count }, () => 'any').join(', ')}>`;
  return { lines: `declare const it: ${place.path}${args};`, expression: 'it' };
}

function access(symbol: ts.Symbol): string | undefined {
  return /^[A-Za-z_$][\w$]*$/.test(symbol.name) ? `.${symbol.name}` : undefined;
}

export function readConsumer(
  walk: Walk,
  place: MembersPlace,
  old: ts.Symbol,
  type?: ts.Type,
): string | undefined {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return undefined;
  const wanted = typeText(walk.world, type ?? walk.world.checker.getTypeOfSymbol(old), undefined);
  return `${value.lines}\nexport const read: ${wanted} = ${value.expression}${member};`;
}

export function writeConsumer(walk: Walk, place: MembersPlace, old: ts.Symbol): string | undefined {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return undefined;
  return `${value.lines}\n${value.expression}${member} = ${value.expression}${member};`;
}

/** An object with the members that the old type asked for. */
export function requiredConsumer(walk: Walk, place: MembersPlace, member: ts.Symbol): string | undefined {
  const { checker, compiler } = walk.world;
  const value = valueOf(place);
  if (value === undefined || place.isStatic === true) return undefined;
  const needed = checker
    .getPropertiesOfType(place.before)
    .filter((property) => (property.flags & compiler.SymbolFlags.Optional) === 0 && property !== member);
  const lines = needed.map(
    (property) =>
      `  ${JSON.stringify(property.name)}: ${typeText(walk.world, checker.getTypeOfSymbol(property), undefined)};`,
  );
  const type = value.lines.slice('declare const it: '.length, -1);
  return `declare const old: {\n${lines.join('\n')}\n};\nexport const made: ${type} = old;`;
}

export function calleeOf(walk: Walk, place: MembersPlace, old: ts.Symbol): { readonly callee?: string } {
  const value = valueOf(place);
  const member = access(old);
  if (value === undefined || member === undefined || isProtected(walk, old)) return {};
  return {
    callee:
      value.lines === ''
        ? `${value.expression}${member}`
        : `(null! as ${value.lines.slice('declare const it: '.length, -1)})${member}`,
  };
}
