/** Commands that record one step of an incident: each asks for what it needs and writes one change. */
import * as vscode from 'vscode';
import type { NamedSheet } from '../../../core/incident/runSheet.ts';
import { audiences } from '../../../core/incident/messages.ts';
import { references } from '../../../node/git/references.ts';
import { guidesOf } from '../../operations/operations.ts';
import { workspaceFiles } from '../../ports/workspaceFiles.ts';
import { ask, askSteps, needed, pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { changeIncident } from './changeIncident.ts';
import { chooseIncident, type IncidentTarget } from './chooseIncident.ts';

type Step = (context: CommandContext, args: readonly unknown[]) => Promise<void>;

const text = (): string => vscode.l10n.t('Say it in a few words.');

export const addTimelineEntry: Step = async (context, args) => {
  const title = vscode.l10n.t('Add Timeline Entry');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const words = await ask(title, {
    prompt: vscode.l10n.t('What happened? The time is added in UTC.'),
    check: needed(text()),
  });
  if (words !== undefined) await changeIncident(context, target, { kind: 'note', text: words });
};

export const acknowledgeIncident: Step = async (context, args) => {
  const target = await chooseIncident(context, args, vscode.l10n.t('Acknowledge Incident'));
  if (target !== undefined) await changeIncident(context, target, { kind: 'acknowledge' });
};

export const changeSeverity: Step = async (context, args) => {
  const title = vscode.l10n.t('Change Severity');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const severity = await pickOne(
    title,
    target.place.facts.policy.severities.map(({ name, criteria }) => ({
      label: name,
      detail: criteria.join('. '),
      value: name,
    })),
  );
  if (severity === undefined) return;
  const reason = await ask(title, {
    prompt: vscode.l10n.t('What is known now that was not before?'),
    check: needed(text()),
  });
  if (reason !== undefined) await changeIncident(context, target, { kind: 'severity', severity, reason });
};

export const decideIncident: Step = async (context, args) => {
  const title = vscode.l10n.t('Decide: Roll Back or Fix Forward');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const sheet = await rollbackSheetFor(context, target);
  const decision = await pickOne(title, [
    {
      label: vscode.l10n.t('Roll back'),
      description: sheet.to ?? '',
      detail: vscode.l10n.t('The run sheet with {0} steps is written into the incident.', sheet.steps.length),
      value: 'rollback' as const,
    },
    {
      label: vscode.l10n.t('Fix forward'),
      detail: vscode.l10n.t('A hotfix: review, automated tests and staging stay required.'),
      value: 'fix-forward' as const,
    },
  ]);
  if (decision === undefined) return;
  const reason = await ask(title, { prompt: vscode.l10n.t('Why?'), check: needed(text()) });
  if (reason === undefined) return;
  const more = decision === 'rollback' ? { runSheet: sheet } : {};
  const done = await changeIncident(context, target, { kind: 'decide', decision, reason, ...more });
  if (done) await vscode.window.showTextDocument(target.uri, { preview: false });
};

export const insertRunSheet: Step = async (context, args) => {
  const title = vscode.l10n.t('Insert Run Sheet');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const engine = await context.operations.engine();
  const { folder, assessment } = target.place;
  const port = workspaceFiles(folder.uri, (globs) => globs);
  const files = [...new Set(guidesOf(assessment))].filter((file) => /\.md$/i.test(file));
  const offers: { label: string; description: string; value: NamedSheet }[] = [];
  for (const file of files) {
    const read = await port.read(file);
    if (read.status !== 'read') continue;
    for (const named of engine.runSheetsIn(read.text, file)) {
      offers.push({ label: named.title, description: `${file}:${named.line}`, value: named });
    }
  }
  if (offers.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('No guide of this folder has a numbered list with two or more steps.'),
    );
    return;
  }
  const named = await pickOne(title, offers);
  if (named === undefined) return;
  const done = await changeIncident(context, target, {
    kind: 'sheet',
    title: named.title,
    sheet: named.sheet,
  });
  if (done) await vscode.window.showTextDocument(target.uri, { preview: false });
};

export const mitigateIncident: Step = async (context, args) => {
  const title = vscode.l10n.t('Record Mitigation');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const words = await ask(title, {
    prompt: vscode.l10n.t('What keeps users from noticing it now?'),
    check: needed(text()),
  });
  if (words !== undefined) await changeIncident(context, target, { kind: 'mitigate', text: words });
};

export const resolveIncident: Step = async (context, args) => {
  const title = vscode.l10n.t('Resolve Incident');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const words = await ask(title, {
    prompt: vscode.l10n.t('What shows that it is over?'),
    check: needed(text()),
  });
  if (words !== undefined) await changeIncident(context, target, { kind: 'resolve', text: words });
};

export const assignIncidentRole: Step = async (context, args) => {
  const title = vscode.l10n.t('Assign Incident Role');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const role = await pickOne(title, [
    { label: vscode.l10n.t('Incident commander'), value: 'commander' as const },
    { label: vscode.l10n.t('Communication'), value: 'comms' as const },
    { label: vscode.l10n.t('Scribe'), value: 'scribe' as const },
  ]);
  if (role === undefined) return;
  const who = await ask(title, {
    prompt: vscode.l10n.t('Who?'),
    placeholder: '@name',
    check: (value) => (/^@\S+$/.test(value.trim()) ? undefined : vscode.l10n.t('Write @name.')),
  });
  if (who !== undefined) await changeIncident(context, target, { kind: 'assign', role, who });
};

export const recordUpdate: Step = async (context, args) => {
  const title = vscode.l10n.t('Record Update');
  const target = await chooseIncident(context, args, title);
  if (target === undefined) return;
  const audience = await chooseAudience(title);
  if (audience === undefined) return;
  const words = await ask(title, {
    prompt: vscode.l10n.t('What were they told? One sentence.'),
    check: needed(text()),
  });
  if (words === undefined) return;
  const { policy } = target.place.facts;
  const cadence = policy.severities.find(({ name }) => name === target.source.value.severity)?.update[1];
  const next = cadence === undefined ? {} : { next: Math.floor(Date.now() / 1000) * 1000 + cadence };
  await changeIncident(context, target, { kind: 'update', audience, text: words, ...next });
};

export const addIncidentAction: Step = async (context, args) => {
  const title = vscode.l10n.t('Add Action');
  const target = await chooseIncident(context, args, title, 'any');
  if (target === undefined) return;
  const answers = await askSteps(title, [
    { prompt: vscode.l10n.t('What will be done?'), check: needed(text()) },
    {
      prompt: vscode.l10n.t('Who does it? Leave it empty when nobody knows yet.'),
      placeholder: '@name',
      check: (value) => (/^(?:@\S+)?$/.test(value.trim()) ? undefined : vscode.l10n.t('Write @name.')),
    },
    {
      prompt: vscode.l10n.t('Until when? Leave it empty when nobody knows yet.'),
      placeholder: 'YYYY-MM-DD',
      check: (value) =>
        /^(?:\d{4}-\d{2}-\d{2})?$/.test(value.trim())
          ? undefined
          : vscode.l10n.t('Write a date as 2026-12-08.'),
    },
  ]);
  if (answers === undefined) return;
  const [words = '', owner = '', due = ''] = answers;
  await changeIncident(context, target, {
    kind: 'action',
    text: words,
    ...(owner === '' ? {} : { owner }),
    ...(due === '' ? {} : { due }),
  });
};

export const draftIncidentMessage: Step = async (context, args) => {
  const title = vscode.l10n.t('Draft Incident Message');
  const target = await chooseIncident(context, args, title, 'any');
  if (target === undefined) return;
  const audience = await chooseAudience(title);
  if (audience === undefined) return;
  const engine = await context.operations.engine();
  await showDraft(engine.messageFor(target.source.value, audience, Date.now()));
};

export const incidentReport: Step = async (context, args) => {
  const target = await chooseIncident(context, args, vscode.l10n.t('Incident Report'), 'any');
  if (target === undefined) return;
  const engine = await context.operations.engine();
  const document = await vscode.workspace.openTextDocument(target.uri);
  const { value } = target.source;
  const now = Date.now();
  const prose = engine.proseOf(document.getText(), value.file);
  await showDraft(
    engine.incidentMarkdown(engine.incidentReport(value, prose, target.place.facts.policy, now), now),
  );
};

async function chooseAudience(title: string): Promise<(typeof audiences)[number] | undefined> {
  const labels = {
    stakeholders: vscode.l10n.t('Stakeholders'),
    'status-page': vscode.l10n.t('Status page'),
    support: vscode.l10n.t('Support team'),
    team: vscode.l10n.t('Team'),
  };
  return pickOne(
    title,
    audiences.map((audience) => ({ label: labels[audience], value: audience })),
    vscode.l10n.t('Who is told?'),
  );
}

/** A document of nobody: it is written where the person saves it, or nowhere. */
async function showDraft(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The steps of the team or of the policy, and the release to go back to as far as git may be asked. */
async function rollbackSheetFor({ operations, session }: CommandContext, { place, source }: IncidentTarget) {
  const engine = await operations.engine();
  const { folder, assessment, facts } = place;
  const port = workspaceFiles(folder.uri, (globs) => globs);
  const playbooks = await engine.teamPlaybooks(port, guidesOf(assessment));
  const mayAsk = vscode.workspace.isTrusted && folder.uri.scheme === 'file' && session.settings.git;
  const names = mayAsk ? await references(folder.uri.fsPath) : undefined;
  const records = facts.releases.flatMap(({ record }) => record ?? []);
  const release = source.value.causedBy ?? source.value.release;
  const good = names?.ok === true ? engine.lastKnownGood(names.tags, release, records) : undefined;
  return engine.rollbackSheet(
    facts.policy,
    playbooks.map(({ playbook }) => playbook),
    good?.tag,
  );
}
