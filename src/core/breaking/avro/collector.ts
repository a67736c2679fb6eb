/** Gathers changes: places, levels by the direction that is promised, and one change for one cause. */
import type { Args } from '../../base/finding.ts';
import type { Change, Level, Place } from '../change.ts';
import { locator } from '../manifest/locate.ts';
import { rules } from './rules.ts';
import type { SourceFile, Spot } from './schema.ts';

export const detectorId = 'avro';
export const profiles = ['backward', 'forward', 'full'] as const;
export type RuleId = keyof typeof rules;

/**
 * Who writes and who reads: `data` is kept or sent by anybody; an `answer` of a protocol is written by the new
 * side and read by those who still have the old one.
 */
export type Purpose = 'data' | 'answer';

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Spot | undefined;
  readonly head?: Spot | undefined;
  readonly pointer?: string;
  readonly purpose: Purpose;
  /** The new schema cannot read what the old one wrote. */
  readonly newFails?: boolean;
  /** The old schema cannot read what the new one writes. */
  readonly oldFails?: boolean;
  /** The rule holds nearly always, not always. */
  readonly likely?: boolean;
}

export interface Collector {
  add(found: Found): void;
  changes(): readonly Change[];
}

export function createCollector(profile: string | undefined): Collector {
  const changes = new Map<string, Change>();
  const placeOf = createPlaces();
  return {
    add: (found) => {
      const { rule, subject, args } = found;
      const level = levelOf(found, profile);
      const base = found.base === undefined ? undefined : placeOf(found.base);
      const head = found.head === undefined ? undefined : placeOf(found.head);
      const key = JSON.stringify([rule, subject, args, base, head]);
      const known = changes.get(key);
      if (known !== undefined && (known.level === level || level !== 'major')) return;
      changes.set(key, {
        rule,
        detector: detectorId,
        level,
        confidence: level === 'review' ? 'review' : found.likely === true ? 'likely' : 'proven',
        subject,
        args: { subject, ...args, ...(found.pointer === undefined ? {} : { pointer: found.pointer || '/' }) },
        ...(base === undefined ? {} : { base }),
        ...(head === undefined ? {} : { head }),
        flow: found.purpose === 'answer' ? 'output' : 'input',
      });
    },
    changes: () => [...changes.values()],
  };
}

/** What breaks a reader that nobody promised anything is no break. */
function levelOf({ rule, purpose, newFails, oldFails }: Found, profile: string | undefined): Level {
  const { level } = rules[rule];
  if (newFails === undefined && oldFails === undefined) return level;
  const [first, second] = purpose === 'data' ? [newFails, oldFails] : [oldFails, newFails];
  const breaks =
    profile === 'full'
      ? first === true || second === true
      : profile === 'forward'
        ? second === true
        : first === true;
  if (breaks) return 'major';
  return level === 'major' ? 'minor' : level;
}

function createPlaces(): (spot: Spot) => Place {
  const known = new Map<SourceFile, ReturnType<typeof locator>>();
  return ({ file, start, end }) => {
    let locate = known.get(file);
    if (locate === undefined) {
      locate = locator(file.text);
      known.set(file, locate);
    }
    return { path: file.path, ...locate(start, end) };
  };
}
