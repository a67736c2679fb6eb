/** From what a person chose to what the engine is asked. */
import { day, epochDay, parseDate } from '../../core/base/instant.ts';
import type { Instant } from '../../core/base/instant.ts';
import { releaseTag } from '../../core/breaking/release.ts';
import type { MetricsInput, MetricsOptions } from '../../core/metrics/model.ts';
import type { Choice, Period } from '../../webview/protocol.ts';

/** Undefined when the first day is not before the last. */
export function askedOf(choice: Choice, input: MetricsInput, now: Instant): MetricsOptions | undefined {
  const range = rangeOf(choice, input, now);
  if (range.since !== undefined && range.since >= (range.until ?? now)) return undefined;
  return {
    now,
    ...range,
    ...(choice.package === undefined ? {} : { package: choice.package }),
    leadTimeFrom: choice.leadTimeFrom,
    bots: choice.bots,
  };
}

const lengths: Readonly<Partial<Record<Period, number>>> = {
  '30d': 30 * day,
  '180d': 180 * day,
  '1y': 365 * day,
};

function rangeOf(
  choice: Choice,
  input: MetricsInput,
  now: Instant,
): { readonly since?: Instant; readonly until?: Instant } {
  const length = lengths[choice.period];
  if (length !== undefined) return { since: now - length };
  if (choice.period === 'all') {
    const first = firstInstant(input);
    return first === undefined || first >= now ? {} : { since: first };
  }
  if (choice.period !== 'custom') return {};
  const [first, last] = [startOf(choice.since), startOf(choice.until)];
  return {
    ...(first === undefined ? {} : { since: first }),
    // The last day counts whole; what is still to come cannot.
    ...(last === undefined ? {} : { until: Math.min(last + day, now) }),
  };
}

function startOf(text: string | undefined): Instant | undefined {
  const date = parseDate(text ?? '');
  return date === undefined ? undefined : epochDay(date) * day;
}

/** The first thing that a figure could count: a rate over the years before it would be none. */
function firstInstant({ tags, records, incidents }: MetricsInput): Instant | undefined {
  const known = [
    ...tags.filter((tag) => releaseTag(tag) !== undefined).map(({ at }) => at),
    ...records.flatMap(({ record }) =>
      record.deployments.flatMap(({ started, finished }) => started ?? finished ?? []),
    ),
    ...incidents.flatMap(({ detected }) => detected ?? []),
  ].filter((at) => !Number.isNaN(at));
  return known.length === 0 ? undefined : known.reduce((least, at) => Math.min(least, at));
}

/** Packages that have tags or records of their own. */
export function packagesOf({ tags, records }: MetricsInput): readonly string[] {
  const names = [...tags.map(({ name }) => name), ...records.map(({ version }) => version)];
  return [...new Set(names.flatMap((name) => releaseTag({ name, commit: '' })?.package ?? []))].toSorted();
}

/** Whether there is anything that a figure could be computed from. */
export function holdsNothing({ tags, records, incidents, notes }: MetricsInput): boolean {
  const released = tags.some((tag) => releaseTag(tag) !== undefined);
  return !released && records.length === 0 && incidents.length === 0 && notes.length === 0;
}
