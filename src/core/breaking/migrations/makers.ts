/** Which names a migration gives to something after it has taken them away. */
import type { NameSet } from './history.ts';
import type { Name, ObjectKind, Step } from './steps.ts';

/** Index of the last step that gives a name, and what it gives it to. */
export type Makers = ReadonlyMap<string, { readonly index: number; readonly source?: Name }>;

export function makersOf(steps: readonly Step[]): Makers {
  const makers = new Map<string, { readonly index: number; readonly source?: Name }>();
  for (const [index, step] of steps.entries()) {
    switch (step.kind) {
      case 'create':
        makers.set(keyOf(step.object, step.name), { index });
        // A view may stand in for a table.
        if (step.object === 'view') makers.set(keyOf('table', step.name), { index });
        break;
      case 'domain':
        if (step.created) makers.set(keyOf('type', step.name), { index });
        break;
      case 'rename':
        if (step.object === 'table')
          makers.set(keyOf('table', { parts: [step.to] }), { index, source: step.from });
        break;
      case 'alter table':
        for (const action of step.actions)
          if (action.kind === 'rename')
            makers.set(keyOf('table', { parts: [action.to] }), { index, source: step.table });
        break;
      default:
    }
  }
  return makers;
}

/** A view, type or routine that is created again, or a table whose name a view or a new table takes over. */
export function isMadeLater(
  makers: Makers,
  what: {
    readonly object: ObjectKind;
    readonly name: Name;
    readonly index: number;
    readonly tables: NameSet;
  },
): boolean {
  const maker = makers.get(keyOf(what.object, what.name));
  if (maker === undefined || maker.index <= what.index) return false;
  return maker.source === undefined || what.tables.has(maker.source.parts);
}

function keyOf(object: ObjectKind, { parts }: Pick<Name, 'parts'>): string {
  return `${object} ${parts.at(-1)?.toLowerCase() ?? ''}`;
}
