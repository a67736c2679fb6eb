import * as vscode from 'vscode';
import type { Policy, ReleaseType } from '../../../core/policy/model.ts';
import { tell } from '../../failure.ts';
import { ask, askSteps, pickOne } from '../../quickInput.ts';
import { chooseFolder } from '../chooseFolder.ts';
import type { CommandContext } from '../context.ts';
import { exists } from '../createFile.ts';
import { myName } from '../operations/changeIncident.ts';
import { chooseTemplate } from './chooseTemplate.ts';
import { evidenceIn } from './evidence.ts';
import { loadStart } from './loadStart.ts';
import type { StartEngine } from './loadStart.ts';

/** Asks for type, version, planned start, template and owner, writes the release folder and shows its checklist. */
export async function startRelease(context: CommandContext): Promise<void> {
  const title = vscode.l10n.t('Start Release');
  const folder = await chooseFolder(title);
  if (folder === undefined) return;
  const engine = await loadStart();
  const policy = policyOf(context, folder) ?? engine.guidePolicy;
  const kind = await chooseType(title, await offersIn(context, folder, { engine, policy }));
  if (kind === undefined) return;
  const version = await chooseVersion(title, folder, { engine, suggested: kind.version });
  if (version === undefined) return;
  const answers = await askSteps(title, [plannedStartStep(engine), ownerStep(myName(context))]);
  if (answers === undefined) return;
  const [startText = '', owner = ''] = answers;
  const template = await chooseTemplate(title, folder, { engine, context });
  if (template === undefined) return;
  const plannedStart = engine.parseInstant(startText);
  const started = engine.startRelease(
    {
      version,
      type: kind.type,
      template,
      ...(kind.previous === undefined ? {} : { previous: kind.previous }),
      ...(plannedStart === undefined ? {} : { plannedStart }),
      ...(owner === '' ? {} : { owner }),
    },
    policy,
  );
  const edit = new vscode.WorkspaceEdit();
  for (const { file, text } of started.files) {
    const contents = new TextEncoder().encode(text);
    edit.createFile(vscode.Uri.joinPath(folder.uri, file), { contents, ignoreIfExists: false });
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    const message = vscode.l10n.t('The release folder cannot be written. Nothing was overwritten.');
    return tell(context.log, message, started.folder);
  }
  await context.session.refresh();
  const checklist = vscode.Uri.joinPath(folder.uri, started.files[0]?.file ?? '');
  const editor = await vscode.window.showTextDocument(checklist, { preview: false });
  showLeftOver(editor, started.instance.leftOver);
}

function policyOf({ session }: CommandContext, { uri }: vscode.WorkspaceFolder): Policy | undefined {
  const state = session.state.folders.find(({ folder }) => folder.uri.toString() === uri.toString());
  return state?.assessment?.policy;
}

interface Offer {
  readonly type: ReleaseType;
  /** Absent when nobody knows the last release. */
  readonly version?: string;
  readonly previous?: string;
  readonly suggested: boolean;
  readonly detail: string;
}

/** The suggestion first, with its reasons; then every other type with the version that it would make. */
async function offersIn(
  context: CommandContext,
  folder: vscode.WorkspaceFolder,
  { engine, policy }: { readonly engine: StartEngine; readonly policy: Policy },
): Promise<readonly Offer[]> {
  const evidence = await evidenceIn(context, folder, engine);
  const types: readonly ReleaseType[] = ['patch', 'minor', 'major', 'hotfix'];
  const about = (type: ReleaseType): string => policy.types[type].when.join('. ');
  if (evidence === undefined) {
    return types.map((type) => ({ type, suggested: false, detail: about(type) }));
  }
  const previous = evidence.last === undefined ? {} : { previous: evidence.last.name };
  const best = engine.suggestRelease(evidence, policy);
  const others = types.filter((type) => type !== best.type);
  return [
    {
      type: best.type,
      version: best.version,
      ...previous,
      suggested: true,
      detail: best.why.map((reason) => engine.suggestionSentence(reason)).join(' '),
    },
    ...others.map((type) => ({
      type,
      version: engine.suggestRelease(evidence, policy, type).version,
      ...previous,
      suggested: false,
      detail: about(type),
    })),
  ];
}

function chooseType(title: string, offers: readonly Offer[]): Promise<Offer | undefined> {
  return pickOne(
    title,
    offers.map((value) => ({
      label: value.version === undefined ? value.type : `${value.type} ${value.version}`,
      ...(value.suggested ? { description: vscode.l10n.t('suggested') } : {}),
      detail: value.detail,
      value,
    })),
    vscode.l10n.t('What kind of release is it?'),
  );
}

async function chooseVersion(
  title: string,
  folder: vscode.WorkspaceFolder,
  { engine, suggested }: { readonly engine: StartEngine; readonly suggested: string | undefined },
): Promise<string | undefined> {
  const answer = await ask(title, {
    prompt: vscode.l10n.t('Which version is released?'),
    placeholder: '1.4.0',
    ...(suggested === undefined ? {} : { value: suggested }),
    check: (text) =>
      engine.releaseVersion(text) === undefined ? vscode.l10n.t('Write a version as 1.4.0.') : undefined,
  });
  const version = answer === undefined ? undefined : engine.releaseVersion(answer);
  if (version === undefined) return undefined;
  const checklist = vscode.Uri.joinPath(folder.uri, 'releases', version, 'checklist.md');
  if (!(await exists(checklist))) return version;
  const show = vscode.l10n.t('Show Checklist');
  const message = vscode.l10n.t('This release was started already. Nothing was overwritten.');
  if ((await vscode.window.showWarningMessage(message, show)) === show) {
    await vscode.window.showTextDocument(checklist);
  }
  return undefined;
}

function plannedStartStep({ parseInstant }: StartEngine) {
  return {
    prompt: vscode.l10n.t('When is it planned to start, in UTC? Leave it empty when nobody knows yet.'),
    placeholder: '2026-11-24T09:00:00Z',
    check: (text: string) =>
      text.trim() === '' || parseInstant(text.trim()) !== undefined
        ? undefined
        : vscode.l10n.t('Write a time in UTC as 2026-11-24T09:00:00Z.'),
  };
}

function ownerStep(me: string | undefined) {
  return {
    prompt: vscode.l10n.t('Who prepares it? @name, or empty.'),
    ...(me === undefined ? {} : { value: me }),
    check: (text: string) =>
      /^(?:(?:@|role:)\w[\w./-]{0,99})?$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('Write @name or role:name.'),
  };
}

/** The first place-holder that is left is where the person goes on. */
function showLeftOver(
  editor: vscode.TextEditor,
  leftOver: readonly { readonly line: number; readonly text: string }[],
): void {
  const [first] = leftOver;
  if (first === undefined) return;
  const line = editor.document.lineAt(Math.min(first.line, editor.document.lineCount) - 1);
  const at = Math.max(0, line.text.indexOf(first.text));
  const range = new vscode.Range(line.lineNumber, at, line.lineNumber, at + first.text.length);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range);
}
