import type { EditResult, ItemAddress } from './change.ts';
import type { Checklist, Item } from './model.ts';

/** The address of an item as it was read, for an edit that may come later. */
export function addressOf(checklist: Checklist, item: Item): ItemAddress {
  const { line, source, id } = item;
  return { line, source, id, twins: identicalItems(checklist, source).length };
}

/**
 * The item of an address in a checklist that may be newer: same line and same
 * source; else the only identical line; else a refusal. An item that has twins,
 * or had them, is found only where nothing about them has changed.
 */
export function findItem(
  checklist: Checklist,
  address: ItemAddress,
): Item | Extract<EditResult, { ok: false }> {
  const { line, source, id, twins } = address;
  if (source === undefined) {
    const onLine = checklist.items.filter((item) => item.line === line);
    const [only] = onLine;
    if (only === undefined) return refuse(whatIsThere(checklist, line) ?? 'noItemOnLine', line);
    return onLine.length === 1 ? only : ambiguous(line, onLine);
  }
  const identical = identicalItems(checklist, source);
  const [first] = identical;
  if (first === undefined) return refuse(whatIsThere(checklist, line) ?? 'lineChanged', line);
  if (twins !== undefined && twins !== identical.length) return ambiguous(line, identical);
  if (identical.length === 1) return first;
  const inPlace = identical.filter((item) => item.line === line && (id === undefined || item.id === id));
  return inPlace[0] !== undefined && inPlace.length === 1 ? inPlace[0] : ambiguous(line, identical);
}

function identicalItems(checklist: Checklist, source: string): readonly Item[] {
  return checklist.items.filter((item) => item.source === source);
}

function whatIsThere(checklist: Checklist, line: number): 'hidden' | 'nearMiss' | undefined {
  if (checklist.hidden.some((part) => part.line <= line && line <= part.endLine)) return 'hidden';
  return checklist.nearMisses.some((miss) => miss.line === line) ? 'nearMiss' : undefined;
}

function ambiguous(line: number, items: readonly Item[]): Extract<EditResult, { ok: false }> {
  const lines = [...new Set(items.map((item) => item.line))].join(', ');
  return { ok: false, refusal: 'ambiguous', args: { line, lines } };
}

function refuse(
  refusal: 'noItemOnLine' | 'lineChanged' | 'hidden' | 'nearMiss',
  line: number,
): Extract<EditResult, { ok: false }> {
  return { ok: false, refusal, args: { line } };
}
