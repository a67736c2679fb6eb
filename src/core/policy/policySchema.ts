/**
 * The shape of `releases/policy.yml`. `schemas/policy.schema.json` says the same
 * to editors; a test holds the two together. Every key is optional.
 */
import * as v from 'valibot';
import { checkGlob } from '../base/glob.ts';
import { parseDuration, parseOffset, parseRange } from '../base/duration.ts';
import { parseDate } from '../base/instant.ts';
import { changeFacts } from '../checklist/conditions.ts';
import { isZone } from '../base/zone.ts';
import { sectionKinds } from '../checklist/model.ts';
import type { PolicyFindingCode } from './catalog.ts';
import { notesRuleIds, notesSeverities } from '../notes/lint/model.ts';
import { releaseTypes } from './model.ts';

/** A check that fails names its code; `readPolicy` turns it into a finding. */
function coded(code: PolicyFindingCode): string {
  return `code:${code}`;
}

export function codeOf(message: string): PolicyFindingCode | undefined {
  return message.startsWith('code:') ? (message.slice(5) as PolicyFindingCode) : undefined;
}

const words = v.pipe(v.string(), v.nonEmpty());
const wordList = v.array(words);
const oneOrMore = v.union([words, wordList]);
const duration = v.pipe(
  v.string(),
  v.check((text) => parseDuration(text) !== undefined, coded('badDuration')),
);
const range = v.pipe(
  v.string(),
  v.check((text) => parseRange(text) !== undefined, coded('badRange')),
);
const offset = v.pipe(
  v.string(),
  v.check((text) => parseOffset(text) !== undefined, coded('badOffset')),
);
const date = v.pipe(
  v.string(),
  v.check((text) => parseDate(text) !== undefined, coded('badDate')),
);
const globs = v.array(
  v.pipe(
    v.string(),
    v.check((text) => checkGlob(text) === undefined, coded('badGlob')),
  ),
);
const weekly = v.pipe(
  v.string(),
  v.check((text) => parseWeekly(text) !== undefined, coded('badWeekly')),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20));
/** Strict, because a slip in `count` would ask for fewer people and say so nowhere. */
const signOff = v.array(v.union([words, v.strictObject({ role: words, count: v.optional(count) })]));
const releaseType = v.picklist(releaseTypes);

const typeEntries = {
  when: v.optional(oneOrMore),
  characteristics: v.optional(oneOrMore),
  requires: v.optional(wordList),
  skip_stages: v.optional(wordList),
  signoff: v.optional(signOff),
  based_on: v.optional(releaseType),
  minimum: v.optional(wordList),
  max_files: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650))),
};
const type = v.object(typeEntries);

export const policySchemaId = 'release-readiness/policy/1';

export const policySchema = v.object({
  schema: v.optional(v.literal(policySchemaId, coded('badSchema'))),
  timezone: v.optional(
    v.pipe(
      v.string(),
      v.check((name) => isZone(name), coded('badZone')),
    ),
  ),
  tminus_unit: v.optional(v.picklist(['hours', 'days'])),
  checklists: v.optional(globs),
  exclude: v.optional(globs),
  tags: v.optional(
    v.object({
      pattern: v.optional(
        v.pipe(
          v.string(),
          v.check((text) => text.includes('{version}'), coded('badTagPattern')),
        ),
      ),
      stable_only: v.optional(v.boolean()),
    }),
  ),
  roles: v.optional(v.record(v.string(), oneOrMore)),
  types: v.optional(
    v.object({
      patch: v.optional(type),
      minor: v.optional(type),
      major: v.optional(type),
      hotfix: v.optional(type),
    }),
  ),
  requirements: v.optional(
    v.record(v.string(), v.object({ items: v.optional(wordList), sections: v.optional(wordList) })),
  ),
  areas: v.optional(wordList),
  stages: v.optional(
    v.array(v.object({ title: words, phase: v.picklist(['before', 'staging', 'production', 'after']) })),
  ),
  gates: v.optional(
    v.array(
      v.object({
        id: words,
        sections: v.optional(wordList),
        items: v.optional(wordList),
        due: v.optional(offset),
        before: v.optional(words),
        signoff: v.optional(signOff),
        evidence: v.optional(v.picklist(['required', 'expected', 'optional'])),
      }),
    ),
  ),
  facts: v.optional(
    v.object({
      uses_feature_flags: v.optional(v.boolean()),
      customer_facing: v.optional(v.boolean()),
      api_paths: v.optional(globs),
      migration_paths: v.optional(globs),
      ui_paths: v.optional(globs),
      dependency_paths: v.optional(globs),
      configuration_paths: v.optional(globs),
      flag_paths: v.optional(globs),
      infrastructure_paths: v.optional(globs),
      docs_paths: v.optional(globs),
      test_paths: v.optional(globs),
      security_paths: v.optional(globs),
    }),
  ),
  conditions: v.optional(
    v.array(
      v.object({
        item: words,
        applies: v.union([v.boolean(), v.picklist(changeFacts)]),
        reason: v.optional(words),
      }),
    ),
  ),
  evidence: v.optional(
    v.object({
      commits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650))),
      ignore: v.optional(globs),
      max_age: v.optional(duration),
      tasks: v.optional(v.array(v.object({ item: words, task: words }))),
    }),
  ),
  code_freeze: v.optional(offset),
  planned_branches: v.optional(globs),
  sections: v.optional(v.array(v.object({ title: words, kind: v.picklist(sectionKinds) }))),
  waivers: v.optional(
    v.object({
      max_days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650))),
      approvers: v.optional(wordList),
      no_self: v.optional(v.boolean()),
      never: v.optional(wordList),
    }),
  ),
  freeze: v.optional(
    v.array(
      v.object({
        name: words,
        from: v.optional(date),
        to: v.optional(date),
        weekly: v.optional(weekly),
        allow: v.optional(v.array(releaseType)),
      }),
    ),
  ),
  severity: v.optional(
    v.record(
      v.string(),
      v.object({
        criteria: v.optional(wordList),
        respond: v.optional(duration),
        update: v.optional(range),
        retro: v.optional(duration),
      }),
    ),
  ),
  triggers: v.optional(wordList),
  notes: v.optional(
    v.object({ rules: v.optional(v.record(v.picklist(notesRuleIds), v.picklist(notesSeverities))) }),
  ),
  rollback: v.optional(v.array(v.object({ title: words, steps: wordList }))),
  thresholds: v.optional(
    v.object({
      post_release_window: v.optional(duration),
      rollback_watch: v.optional(range),
      monitoring: v.optional(range),
      advance_notice: v.optional(duration),
    }),
  ),
});

export type PolicyFile = v.InferOutput<typeof policySchema>;

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `Fri 12:00 - Mon 06:00`; days count from Sunday, minutes from midnight. */
export function parseWeekly(
  text: string,
): { fromDay: number; fromMinute: number; toDay: number; toMinute: number } | undefined {
  const match =
    /^\s*([a-z]{3})[a-z]*\s+(\d{1,2}):(\d{2})\s*(?:-|\u2013)\s*([a-z]{3})[a-z]*\s+(\d{1,2}):(\d{2})\s*$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const fromDay = weekdayNames.indexOf((match[1] ?? '').toLowerCase());
  const toDay = weekdayNames.indexOf((match[4] ?? '').toLowerCase());
  const fromMinute = minuteOfDay(match[2], match[3]);
  const toMinute = minuteOfDay(match[5], match[6]);
  if (fromDay < 0 || toDay < 0 || fromMinute === undefined || toMinute === undefined) return undefined;
  return { fromDay, fromMinute, toDay, toMinute };
}

function minuteOfDay(hours: string | undefined, minutes: string | undefined): number | undefined {
  const [hour, minute] = [Number(hours), Number(minutes)];
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : undefined;
}
