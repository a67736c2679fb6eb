import * as vscode from 'vscode';
import { toolNames } from '../../core/tools/names.ts';
import type { ToolName } from '../../core/tools/names.ts';
import { confirmationOf } from './confirmation.ts';
import type { AgentContext } from './readingTools.ts';

/** Milliseconds until the manifest is looked at again, and the pause after which that ends. */
const pauses = { first: 100, longest: 60_000 };

/**
 * The tools that a chat or an agent in this window may call; the manifest says what they are. A window reads
 * that part of manifests late, refuses a tool that it does not know yet, and tells nobody when it does: so it
 * is asked, at longer and longer intervals.
 */
export function registerAgentTools(context: AgentContext): vscode.Disposable {
  let registered: vscode.Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  const attempt = (pause: number): void => {
    clearTimeout(timer);
    if (registered !== undefined) return;
    if (toolNames.every((name) => vscode.lm.tools.some((tool) => tool.name === name))) {
      registered = vscode.Disposable.from(
        ...toolNames.map((name) => vscode.lm.registerTool(name, agentTool(name, context))),
      );
    } else if (pause <= pauses.longest) {
      timer = setTimeout(() => attempt(2 * pause), pause);
    }
  };
  attempt(pauses.first);
  return vscode.Disposable.from(
    // Turned off, the tools are not there.
    context.session.onDidChangeSettings(() => attempt(pauses.first)),
    new vscode.Disposable(() => {
      clearTimeout(timer);
      registered?.dispose();
    }),
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
