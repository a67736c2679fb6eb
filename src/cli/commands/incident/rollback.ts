import { resolve } from 'node:path';
import { matchingText } from '../../../core/base/matchingText.ts';
import type { NamedSheet, RunSheet } from '../../../core/incident/runSheet.ts';
import { rollbackSheet } from '../../../core/incident/runSheet.ts';
import { triggerNamed } from '../../../core/incident/alarms.ts';
import { lastKnownGood } from '../../../core/incident/knownGood.ts';
import { runSheetsIn, teamPlaybooks, triggersOf } from '../../../core/incident/playbooks.ts';
import type { TeamPlaybook } from '../../../core/incident/playbooks.ts';
import { printable } from '../../../core/report/printable.ts';
import { filePort } from '../../../node/files.ts';
import { readText } from '../../../node/readText.ts';
import { references } from '../../../node/git/references.ts';
import { shownName } from '../../folder.ts';
import { mistake } from './task.ts';
import type { IncidentTask } from './task.ts';
import { targetOf } from './target.ts';

/** The steps of the team's guide or of the policy, and the release to go back to. */
export async function rollbackSheetFor(task: IncidentTask): Promise<RunSheet> {
  const { folder, host, assessment } = task;
  const target = targetOf(task);
  const release = target.ok ? (target.incident.value.causedBy ?? target.incident.value.release) : undefined;
  const names = await references(folder, { environment: host.environment });
  const records = assessment.inputs.flatMap(({ record }) => record ?? []);
  const good = names.ok ? lastKnownGood(names.tags, release, records) : undefined;
  const playbooks = (await guidesOf(task)).map(({ playbook }) => playbook);
  return rollbackSheet(assessment.policy, playbooks, good?.tag);
}

export type RaisedTrigger =
  | { readonly ok: true; readonly trigger?: string }
  /** What was asked for names no trigger, or several; the mistake has been said. */
  | { readonly ok: false };

/** The words of the trigger that is named by number or by a part of it. */
export async function raisedTrigger(task: IncidentTask, wanted: string | undefined): Promise<RaisedTrigger> {
  if (wanted === undefined) return { ok: true };
  const triggers = triggersOf(task.assessment.policy, await guidesOf(task));
  const found = triggerNamed(triggers, wanted);
  if (found !== undefined) return { ok: true, trigger: found };
  const list = triggers.map((trigger, index) => `\n  ${index + 1}. ${printable(trigger)}`).join('');
  mistake(task.host, `Name one of these triggers by its number or by words of it:${list}`);
  return { ok: false };
}

async function guidesOf({ folder, host, assessment }: IncidentTask): Promise<readonly TeamPlaybook[]> {
  const candidates = [
    ...assessment.inputs.flatMap(({ sources }) => sources.map(({ file }) => file)),
    ...assessment.leftOut.map(({ file }) => file),
  ];
  return teamPlaybooks(filePort(folder, { environment: host.environment }), candidates);
}

/** The numbered list below a heading of the document that `--from` names. */
export function namedSheet(
  { folder, invocation }: IncidentTask,
  wanted: string,
): { readonly ok: true; readonly sheet: NamedSheet } | { readonly ok: false; readonly message: string } {
  const { from } = invocation.values;
  if (from === undefined) return { ok: false, message: 'incident sheet needs --from GUIDE.md.' };
  const read = readText(resolve(folder, from));
  if (read.status !== 'read') {
    return { ok: false, message: `${printable(from)} cannot be read: ${printable(read.detail)}` };
  }
  const sheets = runSheetsIn(read.text, shownName(folder, from));
  const words = matchingText(wanted);
  const found = sheets.filter(({ title }) => words !== '' && matchingText(title).includes(words));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return { ok: true, sheet: only };
  const list = sheets
    .map(({ title, line }) => `\n  ${printable(`${from}:${line}`)}  ${printable(title)}`)
    .join('');
  return {
    ok: false,
    message:
      sheets.length === 0
        ? `${printable(from)} has no numbered list with two or more steps.`
        : `Name one of the numbered lists of ${printable(from)} by words of its heading:${list}`,
  };
}
