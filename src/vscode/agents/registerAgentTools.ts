import * as vscode from 'vscode';
import { toolNames } from '../../core/tools/names.ts';
import type { ToolName } from '../../core/tools/names.ts';
import { confirmationOf } from './confirmation.ts';
import type { AgentContext } from './readingTools.ts';

/** The tools that a chat or an agent in this window may call; the manifest says what they are. */
export function registerAgentTools(context: AgentContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...toolNames.map((name) => vscode.lm.registerTool(name, agentTool(name, context))),
  );
}

function agentTool(name: ToolName, context: AgentContext): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: progressWords(name),
      ...(name === 'set_checklist_item' ? { confirmationMessages: confirmationOf(input) } : {}),
    }),
    async invoke({ input }, token) {
      const { runTool } = await import('./runTool.ts');
      const ran = await runTool(name, context, { input, token });
      // The message of an error is what the model reads.
      if (!ran.ok) throw new Error(ran.message);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(ran.text)]);
    },
  };
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
