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
