import type { ItemChange } from '../../core/checklist/change.ts';
import { applyChanges } from '../applyChange.ts';
import { tellRefusals } from '../failure.ts';
import type { ItemTarget } from '../target.ts';
import type { CommandContext } from './context.ts';

/** Asks the same of several items, and says why some of them were not changed. */
export async function changeItems(
  context: CommandContext,
  targets: readonly ItemTarget[],
  changeFor: (target: ItemTarget) => ItemChange,
): Promise<void> {
  const { session, view, log } = context;
  const requests = targets.map((target) => ({ target, change: changeFor(target) }));
  const outcome = await applyChanges(session, log, requests);
  if (outcome.refusals.length > 0) view.redraw();
  await tellRefusals(log, outcome);
}
