import assert from 'node:assert/strict';
import { parseCondition } from '../../../src/core/checklist/conditions.ts';

/** `condition -> predicate`, `!` in front of a negated one; `none` for no condition. */
function check(item: string, expected: string): void {
  const condition = parseCondition(item);
  if (condition === undefined) {
    assert.equal('none', expected);
    return;
  }
  const { predicate, negated, text } = condition;
  const detail =
    predicate.kind === 'releaseType'
      ? predicate.types.join('+')
      : predicate.kind === 'change'
        ? predicate.what
        : predicate.kind === 'policyFact'
          ? predicate.fact
          : predicate.kind;
  assert.equal(`${text} -> ${negated === true ? '!' : ''}${detail}`, expected);
}

describe('conditions', () => {
  const cases: Readonly<Record<string, readonly (readonly [item: string, expected: string])[]>> = {
    'words of the item': [
      ['API documentation updated (if applicable)', 'if applicable -> api'],
      ['Database migrations tested (if applicable)', 'if applicable -> migrations'],
      ['Migration guide written (if needed)', 'if needed -> breaking'],
      ['Feature flags configured (if using)', 'if using -> usesFeatureFlags'],
      ['Customer-facing communication prepared (if needed)', 'if needed -> customerFacing'],
      ['UI screenshots updated (where applicable)', 'where applicable -> ui'],
      ['Dependencies updated (as needed)', 'as needed -> dependencies'],
      ['Backup taken (if applicable)', 'if applicable -> manual'],
    ],
    'words of the condition': [
      ['Accessibility testing done (if UI changes)', 'if UI changes -> ui'],
      ['Guide created (for breaking changes)', 'for breaking changes -> breaking'],
      ['Guide created (if breaking API changes)', 'if breaking API changes -> breaking'],
      ['Docs (if the API changed)', 'if the API changed -> api'],
      ['Docs (if the API is slow today)', 'if the API is slow today -> manual'],
      ['Update status page (if customer-facing)', 'if customer-facing -> customerFacing'],
      ['Test (if low-risk)', 'if low-risk -> manual'],
      ['Plan (if significant traffic change expected)', 'if significant traffic change expected -> manual'],
      ['Tell legal (if new dependencies)', 'if new dependencies -> dependencies'],
      ['Review (if configuration changed)', 'if configuration changed -> configuration'],
      ['Plan applied (if infrastructure changes)', 'if infrastructure changes -> infrastructure'],
      ['Review (if documentation changed)', 'if documentation changed -> docs'],
      ['Clean up (if flags were removed)', 'if flags were removed -> flags'],
      ['Second review (if authentication changed)', 'if authentication changed -> security'],
      ['Documentation updated (if applicable)', 'if applicable -> manual'],
    ],
    'release types': [
      ['Approval (for major releases)', 'for major releases -> major'],
      ['Approval (for minor and major releases)', 'for minor and major releases -> minor+major'],
      ['Approval (major only)', 'major only -> major'],
      ['Approval (only for hotfixes)', 'only for hotfixes -> hotfix'],
      ['Approval (unless patch release)', 'unless patch release -> !patch'],
      ['Approval (not for patch releases)', 'not for patch releases -> !patch'],
      ['Approval (non-patch releases only)', 'non-patch releases only -> !patch'],
      ['Apply (if the patch applies cleanly)', 'if the patch applies cleanly -> manual'],
    ],
    'turned around': [
      ['Compare by hand (if no API changes)', 'if no API changes -> !api'],
      ['Say so (if no database migrations)', 'if no database migrations -> !migrations'],
      ['Say so (if there are no schema changes)', 'if there are no schema changes -> !migrations'],
      ['Tell the host (if no database connection is left)', 'if no database connection is left -> manual'],
      ['Compare by hand (if there are no breaking changes)', 'if there are no breaking changes -> !breaking'],
      ['Compare by hand (if the API has not changed)', 'if the API has not changed -> !api'],
      ["Compare by hand (if the API hasn't changed)", "if the API hasn't changed -> !api"],
      ['Skip the audit (if dependencies are unchanged)', 'if dependencies are unchanged -> !dependencies'],
      ['Branch by hand (if not using feature flags)', 'if not using feature flags -> !usesFeatureFlags'],
      ['Compare by hand (if not changing the API)', 'if not changing the API -> !api'],
      ['Compare by hand (for non-breaking changes)', 'for non-breaking changes -> !breaking'],
      ['Tell sales (if not a patch release)', 'if not a patch release -> !patch'],
      ['Compare (unless no UI changes)', 'unless no UI changes -> ui'],
      ['Compare (skip unless the API changed)', 'skip unless the API changed -> api'],
      ['Compare (not needed unless the API changed)', 'not needed unless the API changed -> api'],
      ['Compare (skip if the API has not changed)', 'skip if the API has not changed -> api'],
      ['Compare (skip if the API changed)', 'skip if the API changed -> !api'],
      ['Docs (N/A if no API changes)', 'N/A if no API changes -> api'],
      [
        'Guide (not required if nothing changed in the API)',
        'not required if nothing changed in the API -> api',
      ],
      ['Letter (unless no customers are affected)', 'unless no customers are affected -> customerFacing'],
      // What is denied is something about the change: a person has to say.
      ['Guide (if breaking changes are not documented)', 'if breaking changes are not documented -> manual'],
      ['Guide (if no API changes were documented)', 'if no API changes were documented -> manual'],
      ['Run (if API changes cannot be undone)', 'if API changes cannot be undone -> manual'],
      ['Run (wenn keine Änderungen an der API)', 'wenn keine Änderungen an der API -> manual'],
      ['Tell (if no migrations and no API changes)', 'if no migrations and no API changes -> manual'],
    ],
    'kinds of changes': [
      ['Notes (for non-trivial changes)', 'for non-trivial changes -> manual'],
      ['Pictures (for bigger UI changes)', 'for bigger UI changes -> ui'],
      ['Tests (for bug fixes / features)', 'for bug fixes / features -> manual'],
      ['Comments (for any new functions)', 'for any new functions -> manual'],
      [
        'Notes (that only applies to user-visible changes)',
        'that only applies to user-visible changes -> manual',
      ],
      ['Compare (stable branches only)', 'stable branches only -> manual'],
      ['Squash (not required, but preferred)', 'not required, but preferred -> optional'],
      ['Squash (not strictly required)', 'not strictly required -> optional'],
      ['Tests pass (for all supported platforms)', 'none'],
      ['Notes (for example, fixes)', 'none'],
      ['Merge (no forced merge required)', 'none'],
    ],
    'what then happens': [
      ['Branch is up to date (if not - rebase it)', 'none'],
      ['Tag the head (if not, you have the wrong commit)', 'none'],
      ["Reset the flag (if you forget, you'll hear from the tests)", 'none'],
      ['Fixes a regression (if yes, name the commit)', 'none'],
      ['Ask first (if in doubt)', 'none'],
      ['Add the package (if not an RC mark it as preferred)', 'none'],
      ['Add the package (if not RC mark it as preferred)', 'none'],
      ['-if 0|1 (if statement)', 'none'],
      ['Pictures (if affecting the UI, see the guide)', 'if affecting the UI, see the guide -> ui'],
    ],
    'optional and order of steps': [
      ['Dry run (optional)', 'optional -> optional'],
      ['(Optional) Dry run', 'Optional -> optional'],
      ['[optional] Dry run', 'optional -> optional'],
      ['Optional: dry run', 'Optional -> optional'],
      ['Close (when done)', 'none'],
      ['Update (only after all images are pushed)', 'none'],
    ],
    'at the start': [
      ['If doing a branched release, open a second PR', 'If doing a branched release -> manual'],
      ['For breaking changes: write a guide', 'For breaking changes -> breaking'],
      ['If nothing is concerning then bump it', 'If nothing is concerning -> manual'],
      ['Unless it is a patch release, tell sales', 'Unless it is a patch release -> !patch'],
      ['If you are unsure please comment', 'none'],
    ],
    'no conditions': [
      ['Code freeze in effect (no new changes accepted)', 'none'],
      ['Begin deployment using automated pipeline (preferred)', 'none'],
      ['Communication channels ready (Slack, email, status page)', 'none'],
      ['Scan (@ops)', 'none'],
      ['Tests pass (100%)', 'none'],
      ['Tag (v1.2.0)', 'none'],
      ['Retag if needed (for example after an rc)', 'none'],
      ['Readable (make sure it is fine if read aloud)', 'none'],
      ['Signed (even if nobody looks)', 'none'],
      ['Bump the version if changed', 'none'],
      ['Tighten origins (not * if possible)', 'none'],
      ['iframe (iffy)', 'none'],
    ],
    'the last condition counts, not the last parenthesis': [
      ['Remove jobs (if any) from the list (see docs)', 'if any -> manual'],
      ['Test (unit (fast)) (if needed)', 'if needed -> manual'],
    ],
    'other languages': [
      ['Datenbankmigrationen geprüft (falls zutreffend)', 'falls zutreffend -> manual'],
      ['Freigabe (nur bei Major-Releases)', 'nur bei Major-Releases -> major'],
      ['Probelauf (optional)', 'optional -> optional'],
      ['Sauvegarde faite (si nécessaire)', 'si nécessaire -> manual'],
      ['Guide (pour les versions majeures)', 'pour les versions majeures -> major'],
      ['Copia hecha (si aplica)', 'si aplica -> manual'],
      ['Aviso (a menos que sea interno)', 'a menos que sea interno -> !manual'],
      ['Проверить миграции (если применимо)', 'если применимо -> migrations'],
      ['Бэкап (при необходимости)', 'при необходимости -> manual'],
      ['Пробный запуск (опционально)', 'опционально -> optional'],
      ['更新接口文档（如适用）', '如适用 -> manual'],
      ['检查数据库迁移（如果有）', '如果有 -> migrations'],
      ['灰度发布（可选）', '可选 -> optional'],
      ['バックアップを取得（必要に応じて）', '必要に応じて -> manual'],
      ['通知する（破壊的変更がある場合）', '破壊的変更がある場合 -> breaking'],
      ['確認（任意）', '任意 -> optional'],
    ],
  };
  for (const [group, rows] of Object.entries(cases)) {
    describe(group, () => {
      for (const [item, expected] of rows) {
        it(item, () => check(item, expected));
      }
    });
  }
});
