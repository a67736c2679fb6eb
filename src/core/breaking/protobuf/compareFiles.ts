/** What a file says about all of its declarations. */
import type { Context } from './context.ts';
import { syntaxOf } from './features.ts';
import type { ProtoFile } from './model.ts';
import { optionOf } from './model.ts';
import { fileOptions } from './fileOptionRules.ts';

export function compareFile({ collector }: Context, before: ProtoFile, after: ProtoFile): void {
  const subject = before.file.path;
  const top = after.file.path;
  if (syntaxOf(before) !== syntaxOf(after)) {
    collector.add({
      rule: 'protobuf/syntax-changed',
      subject,
      args: { from: syntaxOf(before), to: syntaxOf(after) },
      base: before.syntax.spot,
      head: after.syntax.spot ?? top,
    });
  }
  if (before.fullName !== after.fullName && !after.broken) {
    collector.add({
      rule: 'protobuf/file-package-changed',
      subject,
      args: { from: before.fullName || 'no package', to: after.fullName || 'no package' },
      base: before.packageSpot,
      head: after.packageSpot ?? top,
    });
  }
  for (const { option, rule, fallback } of fileOptions) {
    const from = optionOf(before.options, option);
    const to = optionOf(after.options, option);
    if ((from?.value ?? fallback) === (to?.value ?? fallback)) continue;
    if (to === undefined && after.broken) continue;
    collector.add({
      rule,
      subject,
      args: { from: from?.value ?? fallback, to: to?.value ?? fallback },
      base: from?.spot,
      head: to?.spot ?? top,
    });
  }
}
