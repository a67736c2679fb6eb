import { countsAsOpen } from '../../../core/incident/model.ts';
import type { IncidentSource } from '../../../core/incident/model.ts';
import { printable } from '../../../core/report/printable.ts';
import { shownName } from '../../folder.ts';
import type { IncidentTask } from './task.ts';

export type Target =
  | { readonly ok: true; readonly incident: IncidentSource; readonly words: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** The incident that is meant: a file or an id as the first word, else the only open one. */
export function targetOf({ folder, words, assessment }: IncidentTask): Target {
  const [first = '', ...rest] = words;
  const name = shownName(folder, first);
  const { incidents } = assessment;
  const named = incidents.find(({ value }) => value.file === name || (first !== '' && value.id === first));
  if (named !== undefined) return { ok: true, incident: named, words: rest };
  if (/\.md$/i.test(first)) {
    return { ok: false, message: `${printable(first)} is no incident. See: release-readiness incident list` };
  }
  const open = incidents.filter(countsAsOpen);
  const [only] = open;
  if (open.length === 1 && only !== undefined) return { ok: true, incident: only, words };
  const found = open.length === 0 ? 'No incident is open.' : `${open.length} incidents are open.`;
  const names = open.map(({ value }) => `\n  ${printable(value.file)}`).join('');
  return { ok: false, message: `${found} Name the file of one.${names}` };
}
