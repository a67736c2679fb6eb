/** Builds a rule from its pairs: most examples are one declaration file. */
import type { Level } from '../change.ts';
import type { Rule } from '../detector.ts';

interface RuleText {
  readonly sentence: string;
  readonly fix: string;
  readonly why: string;
  readonly aliases?: readonly string[];
  /** Base and head of the smallest pair that fires. */
  readonly example: readonly [string, string];
  /** Base and head of a pair that looks alike and does not fire. */
  readonly nearMiss: readonly [string, string];
  readonly file?: string;
}

export function rule(level: Level, text: RuleText): Rule {
  const { sentence, fix, why, aliases = [], example, nearMiss, file = 'index.d.ts' } = text;
  return {
    level,
    sentence,
    fix,
    why,
    aliases,
    example: { file, base: example[0], head: example[1] },
    nearMiss: { file, base: nearMiss[0], head: nearMiss[1] },
  };
}
