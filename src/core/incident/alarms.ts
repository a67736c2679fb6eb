/** Rollback triggers as alarms: the list of the guide, and which of them somebody has raised. */
import { formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { matchingText } from '../base/matchingText.ts';
import type { RaisedAlarm, ReleaseRecord } from '../readiness/record.ts';
import type { RecordChange } from '../release/recordEdit.ts';

export interface Alarm {
  readonly trigger: string;
  /** Absent while it is quiet. */
  readonly raised?: RaisedAlarm;
}

/** The triggers in their order; after them what was raised in other words. */
export function alarmsOf(triggers: readonly string[], record: ReleaseRecord | undefined): readonly Alarm[] {
  const held = (record?.alarms ?? []).filter(({ cleared }) => cleared === undefined);
  const same = (one: string, other: string): boolean => matchingText(one) === matchingText(other);
  const known = triggers.map((trigger): Alarm => {
    const raised = held.find((alarm) => same(alarm.trigger, trigger));
    return { trigger, ...(raised === undefined ? {} : { raised }) };
  });
  const others = held.filter((alarm) => !triggers.some((trigger) => same(trigger, alarm.trigger)));
  return [...known, ...others.map((raised): Alarm => ({ trigger: raised.trigger, raised }))];
}

/** The trigger that a number (from 1) or a part of its words means; undefined for none and for several. */
export function triggerNamed(triggers: readonly string[], wanted: string): string | undefined {
  const words = matchingText(wanted);
  const found = triggers.filter(
    (trigger, index) =>
      wanted.trim() === String(index + 1) || (words !== '' && matchingText(trigger).includes(words)),
  );
  return found.length === 1 ? found[0] : undefined;
}

export function isRaised(record: ReleaseRecord, trigger: string): boolean {
  return alarmsOf([trigger], record)[0]?.raised !== undefined;
}

export function raiseAlarm(trigger: string, at: Instant, by: string | undefined): RecordChange {
  return { kind: 'append', list: 'alarms', entry: { trigger, raised: formatInstant(at), by } };
}

/** Undefined when the trigger is not raised. */
export function clearAlarm(
  record: ReleaseRecord,
  trigger: string,
  at: Instant,
  reason: string,
): RecordChange | undefined {
  const index = record.alarms.findLastIndex(
    (alarm) => alarm.cleared === undefined && matchingText(alarm.trigger) === matchingText(trigger),
  );
  return index === -1
    ? undefined
    : { kind: 'complete', list: 'alarms', index, entry: { cleared: formatInstant(at), reason } };
}
