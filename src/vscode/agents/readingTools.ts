import * as vscode from 'vscode';
import { day, epochDay, parseDate } from '../../core/base/instant.ts';
import type { Assessment, Scope } from '../../core/engine.ts';
import type { ReasonReport } from '../../core/report/checkReport.ts';
import { noChecklist } from '../../core/report/noChecklist.ts';
import type { ItemsFile, UnreadFile } from '../../core/report/itemsReport.ts';
import type { ToolResult } from '../../core/tools/answer.ts';
import type { ToolArguments } from '../../core/tools/arguments.ts';
import type { ToolName } from '../../core/tools/names.ts';
import type { ChangesOff } from '../changes/state.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import { loadDashboardEngine } from '../dashboard/dashboardEngine.ts';
import { readInput } from '../dashboard/metricsFolder.ts';
import type { Log } from '../log.ts';
import type { NotesSession } from '../notes/notesSession.ts';
import { repository } from '../ports/repository.ts';
import { workspaceFiles } from '../ports/workspaceFiles.ts';
import type { Session } from '../session.ts';
import { agentFile, currentFolder } from './agentFiles.ts';
import type { AgentFile } from './agentFiles.ts';
import type { AgentsEngine } from './agentsEngine.ts';

/** What the tools work on: the same sessions as every other surface. */
export interface AgentContext {
  readonly session: Session;
  readonly changes: ChangesSession;
  readonly notes: NotesSession;
  readonly log: Log;
}

export interface ToolRun {
  readonly engine: AgentsEngine;
  readonly given: ToolArguments;
  readonly cancelled: () => boolean;
}

type ReadingTool = Exclude<ToolName, 'set_checklist_item'>;

export const readingTools: Readonly<
  Record<ReadingTool, (context: AgentContext, run: ToolRun) => Promise<ToolResult>>
> = {
  get_release_readiness: getReadiness,
  list_checklist_items: listItems,
  find_breaking_changes: findBreakingChanges,
  explain_rule: async ({ changes }, { engine, given }) => {
    const { rule = '' } = given.texts;
    return engine.ruleAnswer(rule, engine.ruleNamed(rule, (await changesEngine(changes)).catalogue));
  },
  draft_release_notes: draftNotes,
  check_release_notes: checkNotes,
  get_release_metrics: getMetrics,
};

/** The verdict that the sidebar shows, after everything was read and compared again. */
async function getReadiness(context: AgentContext, { engine, given }: ToolRun): Promise<ToolResult> {
  const { files, outside } = await filesOf(given);
  if (outside !== undefined) return outsideOf(engine, outside);
  // An agent edits files without any event of the editor.
  await context.session.refresh();
  await context.changes.run();
  const assessments = await assessmentsFor(context, files, given.texts['release']);
  const now = Date.now();
  const report = engine.checkReport(
    assessments.flatMap(({ readiness }) => readiness),
    {
      leftOut: assessments.flatMap(({ leftOut }) =>
        leftOut.map((one) => ({ file: one.file, why: leftOutWords(context, one) })),
      ),
      problems: problemsOf(context, assessments),
      now,
    },
  );
  const detail = given.switches.has('explain') ? 'path' : 'reasons';
  return engine.readinessAnswer(report, { ...engine.pageOf(given), detail });
}

function leftOutWords({ session }: AgentContext, one: Assessment['leftOut'][number]): string {
  return session.state.engine?.leftOutSentence(one) ?? '';
}

async function assessmentsFor(
  { session }: AgentContext,
  files: readonly AgentFile[],
  release: string | undefined,
): Promise<readonly Assessment[]> {
  const { engine, folders } = session.state;
  if (files.length === 0 && release === undefined) {
    return folders.flatMap(({ assessment }) => assessment ?? []);
  }
  if (engine === undefined) return [];
  const wanted = folders.filter(
    ({ folder }) =>
      files.length === 0 || files.some((file) => file.folder.uri.toString() === folder.uri.toString()),
  );
  return Promise.all(
    wanted.map(async ({ folder, assessment: known }) => {
      const own = files.filter((file) => file.folder.uri.toString() === folder.uri.toString());
      const scope: Scope = {
        ...(own.length === 0 ? {} : { files: own.map(({ file }) => file) }),
        ...(release === undefined ? {} : { release }),
      };
      const ports = {
        files: workspaceFiles(folder.uri, (globs) => (vscode.workspace.isTrusted ? globs : [])),
        git: repository(folder.uri, { enabled: session.settings.git }),
        clock: { now: () => Date.now() },
      };
      const read = await engine.assessFolder(ports, scope);
      return engine.withChange(read, known?.change, read.now);
    }),
  );
}

/** What no release can say of itself. */
function problemsOf({ session }: AgentContext, assessments: readonly Assessment[]): readonly ReasonReport[] {
  const { folders, phase } = session.state;
  const problem = (code: string, message: string, fix: string): ReasonReport => ({
    code,
    weight: 'unknown',
    message,
    fix,
  });
  if (phase === 'disabled')
    return [
      problem(
        'disabled',
        'Release Readiness is turned off in the settings.',
        'Ask the user to turn releaseReadiness.enabled on.',
      ),
    ];
  return [
    ...(folders.some(({ failed }) => failed)
      ? [
          problem(
            'failed',
            'Reading broke off, so this may be old.',
            'The log of Release Readiness says why.',
          ),
        ]
      : []),
    ...(assessments.some(({ readiness }) => readiness.length > 0)
      ? []
      : [
          problem(
            'noChecklist',
            noChecklist.message,
            'Create docs/release-checklist.md with lines such as "- [ ] Tests pass", or name files.',
          ),
        ]),
  ];
}

/** What is typed and not saved yet counts. */
async function listItems(context: AgentContext, { engine, given }: ToolRun): Promise<ToolResult> {
  const { files: named, outside } = await filesOf(given);
  if (outside !== undefined) return outsideOf(engine, outside);
  const wanted = named.length > 0 ? named : await releaseChecklists(context);
  if (wanted.length === 0) {
    return engine.refusal(
      'No release checklist was found here. Name files, for example docs/release-checklist.md.',
    );
  }
  const files: ItemsFile[] = [];
  const unread: UnreadFile[] = [];
  for (const { folder, file } of wanted) {
    const source = await workspaceFiles(folder.uri, (globs) => globs).read(file);
    if (source.status !== 'read') {
      unread.push(engine.unreadFile(file, source.reason, source.detail));
      continue;
    }
    const parsed = await engine.readChecklist(source.text, { file, reader: 'full' });
    const incomplete = engine.incompleteFile(file, parsed);
    if (incomplete !== undefined) unread.push(incomplete);
    const { checklistCatalog } = await import('../../core/checklist/catalog.ts');
    files.push(engine.itemsOf(file, parsed, checklistCatalog));
  }
  const { state } = given.texts;
  return engine.itemsAnswer(
    { files, unread },
    { ...engine.pageOf(given), ...(state === undefined ? {} : { state }) },
  );
}

async function releaseChecklists({ session }: AgentContext): Promise<readonly AgentFile[]> {
  await session.refresh();
  return session.state.folders.flatMap(({ folder, assessment }) => {
    const files = new Set(
      (assessment?.readiness ?? []).flatMap(({ sources }) => sources.map(({ file }) => file)),
    );
    return [...files].map((file) => ({ folder, file, uri: vscode.Uri.joinPath(folder.uri, file) }));
  });
}

async function findBreakingChanges(
  context: AgentContext,
  { engine, given, cancelled }: ToolRun,
): Promise<ToolResult> {
  const { base, head } = given.texts;
  const worktree = given.switches.has('worktree');
  if (worktree && head !== undefined) {
    return engine.refusal('With worktree the newer side is the files on the disk: leave head out.');
  }
  const place = folderForGit(context);
  if ('why' in place) return engine.refusal(place.why);
  const runner = await context.changes.pool();
  const own = await changesEngine(context.changes);
  const found = await own.changesInRepository(place.folder.uri.fsPath, {
    profiles: {},
    runner,
    cancelled,
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(worktree ? { against: 'worktree' } : {}),
  });
  if (!found.ok) return engine.refusal(own.problemSentence(found));
  const { detection, suppressed, undeclared } = found;
  const notes = found.notes.map(own.noteSentence);
  const report = { base: found.base, head: found.head, detection, suppressed, undeclared, notes };
  return engine.changesAnswer(engine.breakingReport(report, own.catalogue), engine.pageOf(given));
}

async function draftNotes(context: AgentContext, { engine, given, cancelled }: ToolRun): Promise<ToolResult> {
  const place = folderForGit(context);
  if ('why' in place) return engine.refusal(place.why);
  const { base, head, version } = given.texts;
  const notes = await context.notes.load();
  const runner = await context.changes.pool();
  const gathered = await notes.gatherNotesFacts(place.folder.uri.fsPath, {
    runner,
    cancelled,
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(version === undefined ? {} : { version: version.replace(/^v(?=\d)/, '') }),
  });
  if (!gathered.ok) return engine.refusal((await changesEngine(context.changes)).problemSentence(gathered));
  const { facts } = gathered;
  const { dateOfEpochDay, formatDate } = await import('../../core/base/instant.ts');
  const date = facts.date ?? formatDate(dateOfEpochDay(Math.floor(Date.now() / day)));
  return engine.draftAnswer(facts, notes.draftNotes(facts, { date }));
}

async function checkNotes(context: AgentContext, { engine, given }: ToolRun): Promise<ToolResult> {
  const { file = '' } = given.texts;
  const named = await agentFile(file);
  if (named === undefined) return outsideOf(engine, file);
  const source = await workspaceFiles(named.folder.uri, (globs) => globs).read(named.file);
  if (source.status !== 'read') {
    const { message, fix } = engine.unreadFile(named.file, source.reason, source.detail);
    return engine.refusal(`${named.file}: ${message}. ${fix}`);
  }
  const document = await vscode.workspace.openTextDocument(named.uri);
  const notes = await context.notes.load();
  const known = await context.notes.factsOf(document);
  const severities = context.notes.severitiesOf(named.uri);
  const facts = known.ok ? known.facts : undefined;
  const found = notes.lintNotes(document.getText(), facts, { file: named.file, severities });
  const range = facts === undefined ? {} : { base: facts.base, head: facts.head };
  const textOnly = known.ok
    ? {}
    : {
        textOnly:
          'off' in known
            ? offWords[known.off]
            : (await changesEngine(context.changes)).problemSentence(known),
      };
  const report = engine.notesLintReport(named.file, found, range);
  return engine.lintAnswer(report, { ...engine.pageOf(given), ...textOnly });
}

async function getMetrics({ session }: AgentContext, { engine, given }: ToolRun): Promise<ToolResult> {
  const folder = currentFolder();
  if (folder === undefined) return engine.refusal('No folder is open. Ask the user to open one.');
  const { since } = given.texts;
  const date = parseDate(since ?? '');
  const now = Date.now();
  const first = date === undefined ? undefined : epochDay(date) * day;
  if (since !== undefined && (first === undefined || first >= now)) {
    return engine.refusal('since is a day before today such as 2026-11-23. Call it again with that.');
  }
  const metrics = await loadDashboardEngine();
  const input = await readInput(metrics, folder, { until: now, settings: session.settings });
  const result = metrics.metricsOf(input, {
    now,
    ...(first === undefined ? {} : { since: first }),
    leadTimeFrom: 'author',
    bots: 'counted',
  });
  return engine.metricsAnswer(result, input.notes.map(engine.metricsNote));
}

/** Loaded once for all, with the threads that compare. */
async function changesEngine(changes: ChangesSession) {
  await changes.pool();
  const { engine } = changes;
  if (engine === undefined) throw new Error('The engine of changes is not loaded.');
  return engine;
}

function folderForGit({
  notes,
}: AgentContext): { readonly folder: vscode.WorkspaceFolder } | { readonly why: string } {
  const folder = currentFolder();
  if (folder === undefined) return { why: 'No folder is open. Ask the user to open one.' };
  const off = notes.off(folder);
  return off === undefined ? { folder } : { why: offWords[off] };
}

/** For the model: why git may not be asked. */
const offWords: Readonly<Record<ChangesOff, string>> = {
  untrusted:
    'The workspace is not trusted, so git is not asked and nothing is compared. Tell the user; only they can trust it.',
  virtual: 'The folder is not on this disk, so there is no git to ask and nothing is compared. Say so.',
  setting:
    'Git is turned off in the settings of Release Readiness, so nothing is compared. Ask the user to turn releaseReadiness.git.enabled on.',
};

interface Named {
  readonly files: readonly AgentFile[];
  readonly outside?: string;
}

async function filesOf({ lists }: ToolArguments): Promise<Named> {
  const files: AgentFile[] = [];
  for (const given of lists['files'] ?? []) {
    const file = await agentFile(given);
    if (file === undefined) return { files: [], outside: given };
    files.push(file);
  }
  return { files };
}

export function outsideOf(engine: AgentsEngine, path: string): ToolResult {
  return engine.refusal(
    `"${path}" lies outside of the folders that are open. Name a file below one of them.`,
  );
}
