/** The readiness tree by owner or by state. */
import { plainText } from '../base/plainText.ts';
import type { DisplayNode, TreeOptions } from './display.ts';
import { passes, type Drawing } from './filters.ts';
import { isOpenItem, itemNode, standing } from './itemNode.ts';
import type { EvaluatedItem } from './model.ts';
import { part, refKey, unique } from './nodeIds.ts';

/** By owner or by state: the same items in other drawers, without nesting. */
export function flatGroups(id: string, drawing: Drawing): readonly DisplayNode[] {
  const { readiness, options, reasons } = drawing;
  const groups = new Map<string, EvaluatedItem[]>();
  for (const evaluated of readiness.sections.flatMap((section) => section.items)) {
    if (!evaluated.counts || !passes(evaluated, options.filter, options)) continue;
    for (const name of groupNames(evaluated, options)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [evaluated]);
      else group.push(evaluated);
    }
  }
  const nobody = noOwner;
  const names = [...groups.keys()].toSorted((a, b) =>
    options.grouping === 'state'
      ? stateOrder.indexOf(a) - stateOrder.indexOf(b)
      : Number(a === nobody) - Number(b === nobody) || compareText(a, b),
  );
  return names.map((name) => {
    const items = groups.get(name) ?? [];
    const own = `${id}/${options.grouping}-${part(name)}`;
    const label = plainText(name);
    const open = items.filter(isOpenItem).length;
    const blocking = items.filter((evaluated) => evaluated.blocking).length;
    const described =
      options.grouping === 'state' ? `${items.length}` : `${items.length - open}/${items.length}`;
    const children = items.map((evaluated) =>
      itemNode({
        id: `${own}/${part(evaluated.file)}-${part(evaluated.ref.id)}`,
        evaluated,
        reasons: reasons.get(refKey(evaluated.ref)) ?? [],
        children: [],
        options,
      }),
    );
    return {
      id: own,
      kind: 'group',
      label,
      description: blocking === 0 ? described : `${described} \u00b7 ${blocking} blocking`,
      icon: 'section',
      tooltip: [label],
      accessibleLabel: `${label}, ${items.length} items, ${open} open, ${blocking} blocking`,
      children: unique(children),
    };
  });
}

const noOwner = 'No owner';
const stateOrder = [
  'raised',
  'failed',
  'blocked',
  'not decided',
  'open',
  'in progress',
  'waived',
  'done',
  'not applicable',
];

function groupNames(evaluated: EvaluatedItem, options: TreeOptions): readonly string[] {
  if (options.grouping === 'state') return [standing(evaluated)];
  return evaluated.owners.length === 0 ? [noOwner] : [...new Set(evaluated.owners)];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
