import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import { lintExamples } from '../../../src/core/notes/lint/examples.ts';
import type { LintExample } from '../../../src/core/notes/lint/examples.ts';
import { lintNotes } from '../../../src/core/notes/lint/lint.ts';
import { notesRuleIds } from '../../../src/core/notes/lint/model.ts';
import type { LintOptions, NotesRuleId } from '../../../src/core/notes/lint/model.ts';
import { notesRules } from '../../../src/core/notes/lint/rules.ts';
import { templateText } from '../../../src/core/notes/template.ts';
import { commitsOf, noFacts } from '../../support/notesFacts.ts';

function lint(example: LintExample, options: LintOptions = {}) {
  const facts =
    example.knows === undefined
      ? undefined
      : { ...noFacts, ...example.facts, commits: commitsOf(...(example.commits ?? [])) };
  return lintNotes(example.notes, facts, options);
}

function rulesIn(example: LintExample): ReadonlySet<NotesRuleId> {
  return new Set(lint(example).findings.map(({ rule }) => rule));
}

describe('lint of release notes', () => {
  for (const rule of notesRuleIds) {
    it(`${rule} fires`, () => {
      assert.ok(rulesIn(lintExamples[rule].found).has(rule));
    });
    it(`${rule} does not fire on what looks alike`, () => {
      assert.ok(!rulesIn(lintExamples[rule].nearMiss).has(rule));
    });
    it(`${rule} can be switched off and weighed otherwise`, () => {
      const { found } = lintExamples[rule];
      const off = lint(found, { severities: { [rule]: 'off' } });
      assert.ok(off.findings.every((finding) => finding.rule !== rule));
      assert.ok(off.notChecked.every((one) => one.rule !== rule));
      const hinted = lint(found, { severities: { [rule]: 'hint' } }).findings.filter(
        (finding) => finding.rule === rule,
      );
      assert.ok(hinted.length > 0 && hinted.every(({ severity }) => severity === 'hint'));
    });
  }

  it('finds every placeholder of the empty form, in bodies', () => {
    const { findings } = lintNotes(templateText(), undefined);
    assert.equal(findings.filter(({ rule }) => rule === 'placeholder').length, 50);
    assert.equal(findings.filter(({ rule }) => rule === 'placeholder-like').length, 0);
  });

  it('says what it did not look at', () => {
    const alone = lintNotes('# Release 1.0.0\n', undefined);
    assert.deepEqual(
      alone.notChecked.map(({ rule }) => rule),
      notesRuleIds.filter((rule) => notesRules[rule].needs === 'facts'),
    );
    const { changes: _, ...unseen } = noFacts;
    const partly = lintNotes('# Release 1.0.0\n', { ...unseen, gaps: ['a file is too large'] });
    assert.ok(
      partly.notChecked.some(
        ({ rule, why }) => rule === 'breaking-none' && why === 'the code was not compared',
      ),
    );
    assert.ok(
      partly.notChecked.some(({ rule, why }) => rule === 'migrations-no' && why.includes('too large')),
    );
    assert.deepEqual(
      lintNotes('# Release 1.0.0\n', noFacts).notChecked.filter(({ rule }) => rule === 'breaking-none'),
      [],
    );
  });

  it('adds lines and replaces nothing', () => {
    for (const rule of notesRuleIds) {
      const { found } = lintExamples[rule];
      for (const { fix } of lint(found).findings) {
        if (fix?.kind === 'edit') {
          assert.ok(fix.edits.every(({ start, end }) => start === end));
          const fixed = applyEdits(found.notes, fix.edits);
          assert.ok(found.notes.split('\n').every((line) => fixed.split('\n').includes(line)));
        }
      }
    }
  });

  it('is content after the insertions', () => {
    for (const rule of [
      'not-mentioned',
      'deps-missing',
      'credits-missing',
      'flags-missing',
      'security-missing',
    ] as const) {
      const { found } = lintExamples[rule];
      const edits = lint(found).findings.flatMap(({ rule: own, fix }) =>
        own === rule && fix?.kind === 'edit' ? fix.edits : [],
      );
      assert.ok(edits.length > 0, rule);
      assert.ok(!rulesIn({ ...found, notes: applyEdits(found.notes, edits) }).has(rule), rule);
    }
  });

  it('takes severities of the catalogue', () => {
    const { findings } = lint(lintExamples['breaking-none'].found);
    assert.ok(findings.some(({ rule, severity }) => rule === 'breaking-none' && severity === 'error'));
  });
});
