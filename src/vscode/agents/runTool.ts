import type * as vscode from 'vscode';
import type { ToolResult } from '../../core/tools/answer.ts';
import type { ToolName } from '../../core/tools/names.ts';
import { errorText } from '../log.ts';
import { loadAgentsEngine } from './agentsEngine.ts';
import { setChecklistItem } from './editingTool.ts';
import { readingTools } from './readingTools.ts';
import type { AgentContext } from './readingTools.ts';

export type RanTool =
  | { readonly ok: true; /** What the model reads. */ readonly text: string }
  | Extract<ToolResult, { readonly ok: false }>;

/** One call, never rejected. This file reaches the engines: it is loaded with the first call. */
export async function runTool(
  name: ToolName,
  context: AgentContext,
  { input, token }: { readonly input: unknown; readonly token: vscode.CancellationToken },
): Promise<RanTool> {
  try {
    const engine = await loadAgentsEngine();
    const read = engine.readArguments(name, input);
    if (!read.ok) return { ok: false, message: read.message };
    const run = { engine, given: read.value, cancelled: () => token.isCancellationRequested };
    const result = await (name === 'set_checklist_item'
      ? setChecklistItem(context, run)
      : readingTools[name](context, run));
    return result.ok ? { ok: true, text: engine.answerText(result) } : result;
  } catch (error) {
    context.log.error(errorText(error));
    return { ok: false, message: 'The tool failed, so it cannot tell. Say so, and do not guess.' };
  }
}
