import assert from 'node:assert/strict';
import { activated, callTool } from '../suite/extension.ts';

/** In a folder that nobody has trusted, no tool asks git, and each says so. */
describe('the tools for language models before a person trusts the folder', () => {
  before(() => activated());

  it('read checklists', async () => {
    assert.match(await callTool('list_checklist_items', {}), /^\d+ items in /);
  });
  it('give a verdict that says what it does not know', async () => {
    assert.match(await callTool('get_release_readiness', { limit: 200 }), /^Verdict: [\s\S]*trust/i);
  });
  for (const name of ['find_breaking_changes', 'draft_release_notes']) {
    it(`${name} says that nothing is compared`, async () => {
      await assert.rejects(callTool(name, {}), /not trusted, so git is not asked/);
    });
  }
});
