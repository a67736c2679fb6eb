import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** In a folder that nobody has trusted, no tool asks git, and each says so. */
describe('the tools for language models before a person trusts the folder', () => {
  async function call(name: string, input: object): Promise<string> {
    const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return result.content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
      .join('');
  }

  it('read checklists', async () => {
    assert.match(await call('list_checklist_items', {}), /^\d+ items in /);
  });
  it('give a verdict that says what it does not know', async () => {
    assert.match(await call('get_release_readiness', { limit: 200 }), /^Verdict: [\s\S]*trust/i);
  });
  for (const name of ['find_breaking_changes', 'draft_release_notes']) {
    it(`${name} says that nothing is compared`, async () => {
      await assert.rejects(call(name, {}), /not trusted, so git is not asked/);
    });
  }
});
