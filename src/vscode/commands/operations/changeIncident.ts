import * as vscode from 'vscode';
import type { IncidentChange } from '../../../core/incident/edits.ts';
import { tell } from '../../failure.ts';
import { editText } from '../../operations/writeText.ts';
import type { CommandContext } from '../context.ts';
import type { IncidentTarget } from './chooseIncident.ts';

/** One change of one incident, stamped with the present second and the first name that counts as "me". */
export async function changeIncident(
  context: CommandContext,
  { uri, source }: IncidentTarget,
  change: IncidentChange,
): Promise<boolean> {
  const engine = await context.operations.engine();
  const by = myName(context);
  const stamp = { at: wholeSecond(Date.now()), ...(by === undefined ? {} : { by }) };
  const message = vscode.l10n.t('The incident stays as it is. See the details.');
  const written = await editText(uri, (text) => {
    const edit = engine.changeIncident(text, source.value.file, change, stamp);
    return edit.ok
      ? edit
      : { ok: false, message, detail: `${source.value.file}: ${engine.incidentRefusal(edit)}` };
  });
  if (!written.ok) {
    await tell(context.log, written.message, written.detail);
    return false;
  }
  await context.session.refresh();
  await context.operations.update();
  return true;
}

/** `@name` of the settings; a role is nobody. */
export function myName({ session }: CommandContext): string | undefined {
  return session.settings.me.find((name) => name.startsWith('@'));
}

/** Records are read by people. */
export function wholeSecond(now: number): number {
  return Math.floor(now / 1000) * 1000;
}
