/** Makes changes of what the comparers find. */
import type { Args } from '../../base/finding.ts';
import type { Change, Level, Place } from '../change.ts';
import { locator } from '../manifest/locate.ts';
import type { SourceFile, Spot } from './hcl.ts';
import { rules } from './rules.ts';

export const detectorId = 'terraform';
export type RuleId = keyof typeof rules;

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Spot | undefined;
  readonly head?: Spot | undefined;
  /** Where the rule alone does not decide. */
  readonly level?: Level;
}

export interface Collector {
  add(found: Found): void;
  changes(): readonly Change[];
}

/**
 * What a `root` changes reaches those who run it, who change it themselves: a person has to look, and nobody who
 * calls it is broken.
 */
export function createCollector(of: 'module' | 'root'): Collector {
  const changes: Change[] = [];
  const locators = new Map<SourceFile, ReturnType<typeof locator>>();
  const placeOf = ({ file, start, end }: Spot): Place => {
    let locate = locators.get(file);
    if (locate === undefined) {
      locate = locator(file.text);
      locators.set(file, locate);
    }
    return { path: file.path, ...locate(start, end) };
  };
  return {
    add: ({ rule, subject, args, base, head, level: given }) => {
      const ruled = given ?? rules[rule].level;
      const level = of === 'root' && ruled === 'major' ? 'review' : ruled;
      changes.push({
        rule,
        detector: detectorId,
        level,
        confidence: level === 'review' ? 'review' : 'likely',
        subject,
        args: { subject, ...args },
        ...(base === undefined ? {} : { base: placeOf(base) }),
        ...(head === undefined ? {} : { head: placeOf(head) }),
      });
    },
    changes: () => changes,
  };
}
