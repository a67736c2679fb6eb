/** Two lists of settings: what can no longer be set, what must be set now. */
import type { Change, Place } from '../change.ts';
import type { Args } from '../../base/finding.ts';
import { rules } from './rules.ts';
import type { Setting, SettingKind } from './settings.ts';

export const detectorId = 'config';
type RuleId = keyof typeof rules;

const gone: Partial<Record<SettingKind, RuleId>> = {
  variable: 'config/variable-removed',
  service: 'config/service-removed',
  port: 'config/port-removed',
  volume: 'config/volume-removed',
  value: 'config/value-removed',
  command: 'config/command-removed',
  setting: 'config/setting-removed',
  view: 'config/view-removed',
  network: 'config/network-removed',
  takes: 'config/setting-narrowed',
  subcommand: 'config/subcommand-removed',
  option: 'config/option-removed',
  short: 'config/option-removed',
  choice: 'config/option-choice-removed',
};

export interface Paths {
  readonly base: string;
  readonly head: string;
  /** The files are pages for people, which may be written anew while the program stays. */
  readonly isPage?: boolean;
}

export function compareSettings(
  base: readonly Setting[],
  head: readonly Setting[],
  paths: Paths,
): readonly Change[] {
  const before = byKey(base);
  const after = byKey(head);
  const removed = [...before.values()].filter((one) => !after.has(idOf(one)));
  const added = [...after.values()].filter((one) => !before.has(idOf(one)));
  const changes: Change[] = [];
  const add = (
    rule: RuleId,
    sides: { readonly base?: Setting; readonly head?: Setting },
    args: Args = {},
  ): void => {
    const subject = (sides.base ?? sides.head)?.key ?? '';
    const level = paths.isPage === true ? 'review' : rules[rule].level;
    changes.push({
      rule,
      detector: detectorId,
      level,
      confidence: level === 'review' ? 'review' : 'likely',
      subject,
      args: { subject, ...args },
      base: placeOf(paths.base, sides.base ?? sameKind(base, sides.head)),
      head: placeOf(paths.head, sides.head ?? sameKind(head, sides.base)),
    });
  };
  const renamed = new Set<Setting>();
  for (const one of removed) {
    const rule = gone[one.kind];
    if (rule === undefined || (one.kind === 'value' && isBelowRemoved(one, { before, after }))) continue;
    if (isToldAbove(one, { before, after, head })) continue;
    // A port of a service that is gone is told with the service.
    if (one.kind === 'port' && !after.has(`service ${one.key.slice(0, one.key.lastIndexOf(':'))}`)) continue;
    const now =
      one.kind === 'variable'
        ? added.find((other) => !renamed.has(other) && isRename(one, other))
        : undefined;
    if (now === undefined) add(rule, { base: one });
    else {
      renamed.add(now);
      add('config/variable-renamed', { base: one, head: now }, { to: now.key });
    }
  }
  for (const one of before.values()) {
    const now = after.get(idOf(one));
    if (
      one.kind !== 'value' ||
      now === undefined ||
      one.value === '' ||
      now.value === '' ||
      one.value === now.value
    )
      continue;
    add('config/value-shape-changed', { base: one, head: now }, { from: one.value, to: now.value });
  }
  for (const one of before.values()) {
    const now = one.kind === 'option' ? after.get(idOf(one)) : undefined;
    if (now !== undefined && takesOtherwise(one.value, now.value))
      add('config/option-value-changed', { base: one, head: now }, { from: one.value, to: now.value });
  }
  for (const one of added) {
    if (one.kind === 'neededOption' && !isOfNewCommand(one, after, before))
      add('config/option-required', { head: one });
    if (one.kind === 'neededValue') add('config/value-required', { head: one });
    if (one.kind === 'closed') add('config/values-closed', { head: one });
    if (one.kind === 'required') add('config/variable-required', { head: one });
    if (one.kind === 'variable' && one.value === '' && !renamed.has(one))
      add('config/variable-added', { head: one });
  }
  return changes;
}

/** The nearest key above is gone too, or has another shape: that one tells it. */
function isBelowRemoved(
  one: Setting,
  sides: { readonly before: ReadonlyMap<string, Setting>; readonly after: ReadonlyMap<string, Setting> },
): boolean {
  const dot = one.key.lastIndexOf('.');
  if (dot === -1) return false;
  const parent = `value ${one.key.slice(0, dot)}`;
  return sides.before.has(parent) && sides.after.get(parent)?.value !== 'map';
}

/** What goes with something larger is told there. */
function isToldAbove(
  one: Setting,
  sides: {
    readonly before: ReadonlyMap<string, Setting>;
    readonly after: ReadonlyMap<string, Setting>;
    readonly head: readonly Setting[];
  },
): boolean {
  const { before, after, head } = sides;
  switch (one.kind) {
    case 'takes':
      // Gone altogether, or free from now on.
      return !head.some(({ kind, value }) => kind === 'takes' && value === one.value);
    case 'choice':
      return !head.some(({ kind, value }) => kind === 'choice' && value === one.value);
    case 'short':
      return !after.has(`option ${one.value}`);
    case 'option':
    case 'subcommand':
      return commandsAbove(one.key).some(
        (command) => before.has(`subcommand ${command}`) && !after.has(`subcommand ${command}`),
      );
    default:
      return false;
  }
}

/** `a b --c` stands below `a b` and `a`. */
function commandsAbove(key: string): readonly string[] {
  const words = key.split(' ');
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join(' '));
}

/** Nobody calls a command that is new. */
function isOfNewCommand(
  one: Setting,
  after: ReadonlyMap<string, Setting>,
  before: ReadonlyMap<string, Setting>,
): boolean {
  return commandsAbove(one.key).some(
    (command) => after.has(`subcommand ${command}`) && !before.has(`subcommand ${command}`),
  );
}

/** Whether a command line that was right before is read in another way. */
function takesOtherwise(from: string, to: string): boolean {
  if (from === to || from === 'unknown' || to === 'unknown') return false;
  return to !== 'an optional value';
}

/** The same value, and one name within the other. */
function isRename(before: Setting, after: Setting): boolean {
  if (after.kind !== before.kind || before.value !== after.value) return false;
  const [a, b] = [before.key.toUpperCase(), after.key.toUpperCase()];
  return a.includes(b) || b.includes(a);
}

function sameKind(settings: readonly Setting[], like: Setting | undefined): Setting | undefined {
  return settings.find(({ kind }) => kind === like?.kind) ?? settings[0];
}

function placeOf(path: string, setting: Setting | undefined): Place {
  return setting === undefined ? { path, line: 1, column: 1 } : { path, ...setting.spot };
}

function byKey(settings: readonly Setting[]): ReadonlyMap<string, Setting> {
  const map = new Map<string, Setting>();
  for (const one of settings) if (!map.has(idOf(one))) map.set(idOf(one), one);
  return map;
}

function idOf(setting: Setting): string {
  return `${setting.kind} ${setting.key}`;
}
