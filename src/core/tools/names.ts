/** Names of the tools for language models: `verb_noun`, known to the manifest and to agents. */
export const toolNames = [
  'get_release_readiness',
  'list_checklist_items',
  'find_breaking_changes',
  'explain_rule',
  'draft_release_notes',
  'check_release_notes',
  'get_release_metrics',
  'set_checklist_item',
] as const;
export type ToolName = (typeof toolNames)[number];
