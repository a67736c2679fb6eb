import * as vscode from 'vscode';
import type { ToolResult } from '../../core/tools/answer.ts';
import { toolNames } from '../../core/tools/names.ts';
import type { ToolName } from '../../core/tools/names.ts';
import { errorText } from '../log.ts';
import { loadAgentsEngine, type AgentsEngine } from './agentsEngine.ts';
import { confirmationOf, setChecklistItem } from './editingTool.ts';
import { readingTools, type AgentContext } from './readingTools.ts';

/** The tools that a chat or an agent in this window may call; the manifest says what they are. */
export function registerAgentTools(context: AgentContext): vscode.Disposable {
  let loading: Promise<AgentsEngine> | undefined;
  const load = (): Promise<AgentsEngine> => (loading ??= loadAgentsEngine());
  return vscode.Disposable.from(
    ...toolNames.map((name) => vscode.lm.registerTool(name, agentTool(name, context, load))),
  );
}

function agentTool(
  name: ToolName,
  context: AgentContext,
  load: () => Promise<AgentsEngine>,
): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: progressWords(name),
      ...(name === 'set_checklist_item' ? { confirmationMessages: confirmationOf(input) } : {}),
    }),
    async invoke({ input }, token) {
      const engine = await load();
      const result = await guardedRun(context, async () => {
        const read = engine.readArguments(name, input);
        if (!read.ok) return engine.refusal(read.message);
        const run = { engine, given: read.value, cancelled: () => token.isCancellationRequested };
        return name === 'set_checklist_item'
          ? setChecklistItem(context, run)
          : readingTools[name](context, run);
      });
      // The message of an error is what the model reads.
      if (!result.ok) throw new Error(result.message);
      return new vscode.LanguageModelToolResult([
        new vscode.LanguageModelTextPart(engine.answerText(result)),
      ]);
    },
  };
}

async function guardedRun({ log }: AgentContext, run: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await run();
  } catch (error) {
    log.error(errorText(error));
    return { ok: false, message: 'The tool failed, so it cannot tell. Say so, and do not guess.' };
  }
}

function progressWords(name: ToolName): string {
  const words: Readonly<Record<ToolName, string>> = {
    get_release_readiness: vscode.l10n.t('Reading release readiness'),
    list_checklist_items: vscode.l10n.t('Listing checklist items'),
    find_breaking_changes: vscode.l10n.t('Looking for breaking changes'),
    explain_rule: vscode.l10n.t('Explaining a rule'),
    draft_release_notes: vscode.l10n.t('Drafting release notes'),
    check_release_notes: vscode.l10n.t('Checking release notes'),
    get_release_metrics: vscode.l10n.t('Computing release metrics'),
    set_checklist_item: vscode.l10n.t('Changing a checklist item'),
  };
  return words[name];
}
