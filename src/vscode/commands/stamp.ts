import { formatInstant } from '../../core/base/instant.ts';
import type { ItemChange } from '../../core/checklist/change.ts';
import type { Settings } from '../settings.ts';

/** A tick, with who and when if the person wants that in the file. */
export function tickChange(settings: Settings, now: number): ItemChange {
  if (!settings.stampOnTick) return { kind: 'tick' };
  const minute = formatInstant(Math.floor(now / 60_000) * 60_000).replace(/:00Z$/, 'Z');
  const by = settings.me.find((name) => name.startsWith('@'));
  return { kind: 'tick', stamp: by === undefined ? minute : `${minute} ${by}` };
}
