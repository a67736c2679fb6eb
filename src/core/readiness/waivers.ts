/** What is wrong with a waiver, if anything. */
import { day, parseDate, type Instant } from '../base/instant.ts';
import { endOfDay } from '../base/zone.ts';
import type { Args } from '../base/finding.ts';
import type { Waiver } from '../checklist/model.ts';
import type { Policy } from '../policy/model.ts';
import type { ReasonCode } from './model.ts';
import { bareName, membersOf, peopleOf, sameName } from './people.ts';

export interface WaiverQuestion {
  readonly waiver: Waiver;
  readonly owners: readonly string[];
  readonly forbidden: boolean;
  readonly policy: Policy;
  readonly zone: string;
  readonly now: Instant;
}

export interface WaiverFault {
  readonly code: Extract<ReasonCode, `waiver${string}`>;
  readonly args: Args;
}

/** Every fault of a waiver; none means that it holds. */
export function waiverFaults(question: WaiverQuestion): readonly WaiverFault[] {
  const { waiver, policy, now, zone } = question;
  const faults: WaiverFault[] = [];
  const date = waiver.until === undefined ? undefined : parseDate(waiver.until);
  const until = date === undefined ? undefined : endOfDay(date, zone);
  const by = waiver.by?.trim() ?? '';
  const missing = [
    ...(until === undefined ? ['until'] : []),
    ...(bareName(by) === '' ? ['by'] : []),
    ...((waiver.reason?.trim() ?? '') === '' ? ['reason'] : []),
  ];
  if (question.forbidden) faults.push({ code: 'waiverForbidden', args: {} });
  if (missing.length > 0) faults.push({ code: 'waiverIncomplete', args: { missing: missing.join(', ') } });
  if (until !== undefined && until <= now) {
    faults.push({ code: 'waiverExpired', args: { until: waiver.until ?? '' } });
  }
  if (until !== undefined && until - now > (policy.waivers.maxDays + 1) * day) {
    const days = Math.ceil((until - now) / day);
    faults.push({ code: 'waiverTooLong', args: { days, limit: policy.waivers.maxDays } });
  }
  if (bareName(by) === '') return faults;
  const owners = peopleOf(policy, question.owners);
  if (policy.waivers.noSelf && owners.some((owner) => sameName(owner, by))) {
    faults.push({ code: 'waiverSelfApproved', args: { by } });
  }
  if (!mayApprove(policy, by)) faults.push({ code: 'waiverNotApprover', args: { by } });
  return faults;
}

/** A person approves, not a role. As long as no approver is known by name, any person may. */
function mayApprove(policy: Policy, by: string): boolean {
  if (/^role:/i.test(by)) return false;
  const { approvers } = policy.waivers;
  const named = approvers.flatMap((name) => (name.startsWith('@') ? [name] : membersOf(policy, name)));
  return named.length === 0 || named.some((name) => sameName(name, by));
}
