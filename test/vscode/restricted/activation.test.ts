import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Restricted Mode', () => {
  it('opens the workspace without trust', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('knows the extension', () => {
    assert.ok(vscode.extensions.getExtension('octoacme.release-readiness'));
  });
});
