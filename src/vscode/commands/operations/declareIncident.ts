import * as vscode from 'vscode';
import { tell } from '../../failure.ts';
import type { FolderOperations } from '../../operations/operations.ts';
import { createText } from '../../operations/writeText.ts';
import { ask, needed, pickOne } from '../../quickInput.ts';
import { chooseFolder } from '../chooseFolder.ts';
import type { CommandContext } from '../context.ts';
import { myName, wholeSecond } from './changeIncident.ts';
import { rowOf } from './chooseIncident.ts';

/** Asks what users see and how grave it is, writes the record and shows it. A raised trigger goes into it. */
export async function declareIncident(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Declare Incident');
  const row = rowOf(context, args[0]);
  await context.operations.update();
  const folder = row?.folder ?? (await chooseFolder(title));
  const place = context.operations.state.find((one) => one.folder.uri.toString() === folder?.uri.toString());
  if (folder === undefined || place === undefined) return;
  const words = await ask(title, {
    prompt: vscode.l10n.t('What do users see? A few words.'),
    placeholder: vscode.l10n.t('Checkout fails'),
    check: needed(vscode.l10n.t('Say what users see.')),
  });
  if (words === undefined) return;
  const severity = await pickOne(
    title,
    place.facts.policy.severities.map((known) => ({
      label: known.name,
      description:
        known.respond === 0
          ? vscode.l10n.t('respond now')
          : vscode.l10n.t('respond within {0} min', known.respond / 60_000),
      detail: known.criteria.join('. '),
      value: known,
    })),
    vscode.l10n.t('How grave is it?'),
  );
  if (severity === undefined) return;
  const release = await chooseRelease(title, place);
  if (release === undefined) return;
  const engine = await context.operations.engine();
  const by = myName(context);
  const at = wholeSecond(Date.now());
  const declared = engine.declareIncident(
    {
      title: words,
      severity: severity.name,
      at,
      nextUpdate: at + severity.update[1],
      ...(by === undefined ? {} : { by }),
      ...(release === '' ? {} : { release }),
      ...(row?.node.trigger === undefined ? {} : { trigger: row.node.trigger }),
    },
    place.facts.incidents.map(({ value }) => value.file),
  );
  const uri = vscode.Uri.joinPath(folder.uri, declared.file);
  const written = await createText(uri, declared.text);
  if (!written.ok) return tell(context.log, written.message, written.detail);
  await context.session.refresh();
  await context.operations.update();
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** The release that the incident belongs to; an empty text for none, undefined when the person leaves. */
async function chooseRelease(title: string, { facts }: FolderOperations): Promise<string | undefined> {
  const releases = facts.releases.flatMap(({ version }) => version ?? []);
  if (releases.length === 0) return '';
  return pickOne(
    title,
    [
      ...releases.map((version) => ({ label: version, value: version })),
      { label: vscode.l10n.t('No release, or not known yet'), value: '' },
    ],
    vscode.l10n.t('Which release does it belong to?'),
  );
}
