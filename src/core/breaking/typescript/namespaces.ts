/** Namespaces, name by name. */
import type { Walk } from './place.ts';
import type ts from 'typescript6';

export function compareNamespaces(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, naming, report } = walk;
  const exportsOf = (symbol: ts.Symbol): ReadonlyMap<string, ts.Symbol> =>
    new Map(
      world.checker
        .getExportsOfModule(symbol)
        .filter((item) => item.name !== 'prototype')
        .map((item) => [item.name, item]),
    );
  const [old, now] = [exportsOf(before), exportsOf(after)];
  for (const [name, symbol] of old) {
    const counterpart = now.get(name) ?? valueMember(walk, after, name);
    const target = naming.target(symbol);
    // Static members of a class that a namespace merges with are compared with the class.
    if (target.declarations?.some((node) => world.compiler.isClassElement(node)) === true) continue;
    if (counterpart === undefined) {
      if (isToldOfEntry(walk, target)) continue;
      report.add({
        rule: 'export-removed',
        subject: `${path}.${name}`,
        base: target.declarations?.[0] ?? symbol.declarations?.[0],
        head: after.declarations?.[0],
        after: '',
      });
    } else walk.enqueue(target, naming.target(counterpart));
  }
}

/** An entry point that holds itself, as its default for one, loses a name only once. */
function isToldOfEntry({ base, head, naming }: Walk, target: ts.Symbol): boolean {
  return base.some(({ subpath, symbols }) => {
    const other = head.find((table) => table.subpath === subpath);
    if (other === undefined) return false;
    return [...symbols].some(
      ([name, symbol]) => !other.symbols.has(name) && naming.target(symbol) === target,
    );
  });
}

function valueMember(walk: Walk, symbol: ts.Symbol, name: string): ts.Symbol | undefined {
  const node = symbol.valueDeclaration;
  return node === undefined
    ? undefined
    : walk.world.checker.getPropertyOfType(walk.world.checker.getTypeOfSymbolAtLocation(symbol, node), name);
}
