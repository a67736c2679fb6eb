/** What would turn a verdict green: the least set of actions, each with its place, its command and who may do it. */
import { plainText } from '../base/plainText.ts';
import type { Where } from '../base/text.ts';
import { reasonFix, reasonSentence } from './catalog.ts';
import type { EvaluatedItem, Readiness, Reason, ReasonCode } from './model.ts';

export interface PathAction {
  /**
   * `command`: the command line does it; `edit`: by hand in the file that is named; `decide`: a person has
   * to judge, wait or find out, and nobody can say beforehand that it ends in a GO.
   */
  readonly how: 'command' | 'edit' | 'decide';
  /** One sentence, safe to show as plain text. */
  readonly what: string;
  readonly where?: Where;
  /** Arguments of the command line; `@NAME` and `TEXT` stand for what the person gives. */
  readonly argv?: readonly string[];
  /** How many different people have to do it; absent for one. */
  readonly times?: number;
  /** Names or roles, `@ana`, `role:qa`; empty when nobody is named. */
  readonly who: readonly string[];
  /** Codes of the reasons that it answers. */
  readonly answers: readonly ReasonCode[];
}

/**
 * In an order that can be followed: work heaviest first, then sign-offs, then decisions; none for
 * a GO. What follows from the other actions is not listed.
 */
export function pathToGreen(readiness: Readiness): readonly PathAction[] {
  const items = new Map(
    readiness.sections.flatMap((section) => section.items.map((one) => [keyOf(one.ref), one] as const)),
  );
  const actions = new Map<string, PathAction>();
  for (const reason of readiness.reasons) {
    if (reason.weight === 'info') continue;
    const item = reason.item === undefined ? undefined : items.get(keyOf(reason.item));
    for (const action of stepsFor(reason, { readiness, item })) {
      const key = JSON.stringify([action.how, action.argv ?? [action.what, action.where]]);
      const known = actions.get(key);
      const answers = [...new Set([...(known?.answers ?? []), ...(action.answers ?? [reason.code])])];
      const times = Math.max(known?.times ?? 1, action.times ?? 1);
      const kept = (known?.times ?? 1) < times ? action : (known ?? action);
      actions.set(key, { ...kept, answers });
    }
  }
  const all = [...actions.values()];
  // What is signed for has to stand before it is signed, and a decision rests on all of it.
  const rank = ({ argv }: PathAction): number =>
    argv?.[1] === 'decide' ? 2 : argv?.[1] === 'signoff' ? 1 : 0;
  return all.toSorted((a, b) => rank(a) - rank(b));
}

/** As it is typed after the name of the program, quoted for a POSIX shell where it has to be. */
export function commandLine(argv: readonly string[]): string {
  const words = argv.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(unprintable, '?').replaceAll("'", `'\\''`)}'`,
  );
  return ['release-readiness', ...words].join(' ');
}

const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

interface Around {
  readonly readiness: Readiness;
  readonly item: EvaluatedItem | undefined;
}

/** `answers` only where it is not the reason alone. */
type Planned = Omit<PathAction, 'answers'> & Partial<Pick<PathAction, 'answers'>>;

type Step = (reason: Reason, around: Around) => readonly Planned[];

function stepsFor(reason: Reason, around: Around): ReturnType<Step> {
  return steps[reason.code](reason, around);
}

const decide: Step = (reason) => [
  { how: 'decide', what: `${reasonSentence(reason)} ${reasonFix(reason)}`, ...placed(reason), who: [] },
];

const byHand: Step = (reason, { item }) => [
  {
    how: 'edit',
    what: `${reasonSentence(reason)} ${reasonFix(reason)}`,
    ...placed(reason),
    who: item?.owners ?? [],
  },
];

/** Follows from the other actions. */
const nothing: Step = () => [];

/** A box that is ticked says done; what else the line needs for that stands beside it. */
const tick: Step = (reason, around) => {
  const { item } = around;
  const { where } = reason;
  if (item === undefined || where?.file === undefined) return byHand(reason, around);
  // A signature is asked for by its own reason, and the line is done with it.
  if (item.item.signOff !== undefined && item.item.signOff.length > 0 && versionOf(around) !== undefined) {
    // How many signatures are missing is known once somebody has begun: the waiver says nothing of them.
    if (item.state === 'waived') return item.item.signOff.map((role) => byWord(role, reason));
    return item.item.signOff.flatMap((role) => signature(role, reason, around));
  }
  const who = item.owners;
  const text = plainText(item.item.text) || '(no text)';
  const done = {
    how: 'command',
    what: `Do it and tick it: ${text}`,
    where,
    argv: ['tick', `${where.file}:${where.line}`],
    who,
  } as const;
  const more: Planned[] = [];
  // Until its tick holds, a waiver does.
  const kept: readonly ReasonCode[] = item.state === 'waived' ? ['waived'] : [];
  const left = placeholderIn(item, around.readiness);
  if (item.item.field?.filled === false) {
    const what = `Write the value after the colon: ${text}`;
    more.push({ how: 'edit', what, where, who, answers: ['fieldEmpty', ...kept] });
  }
  if (item.evidenceWanted === true && reason.code !== 'evidenceMissing') {
    const what = `Add the evidence behind it: ${text}`;
    more.push({ how: 'edit', what, where, who, answers: ['evidenceMissing', ...kept] });
  }
  if (left !== undefined) {
    const what = `Replace "${plainText(left)}" by the real value: ${text}`;
    more.push({ how: 'edit', what, where, who, answers: ['placeholderLeft'] });
  }
  return [...more, ...(item.item.checked ? [] : [done])];
};

function placeholderIn({ item, file, gating }: EvaluatedItem, { sources }: Readiness): string | undefined {
  if (!gating || item.derived !== undefined) return undefined;
  const source = sources.find((one) => one.file === file);
  const found =
    source?.status === 'read'
      ? source.findings.find(({ code, where }) => code === 'placeholder' && where.line === item.line)
      : undefined;
  return found === undefined ? undefined : String(found.args['text'] ?? '');
}

const sign: Step = (reason, around) => signature(String(reason.args['role'] ?? ''), reason, around);

/** A sign-off that no command can be named for. */
function byWord(role: string, reason: Reason): ReturnType<Step>[number] {
  return {
    how: 'edit',
    what: `Get the sign-off by ${plainText(role)} and tick it.`,
    ...placed(reason),
    who: [roleOf(role)],
  };
}

function signature(role: string, reason: Reason, around: Around): ReturnType<Step> {
  const version = versionOf(around);
  const shown = plainText(role);
  if (version === undefined || role === '') return [byWord(role, reason)];
  const { given = 0, count = 1 } = reason.args;
  const missing = Math.max(1, Number(count) - Number(given));
  const people = missing === 1 ? '' : `, ${missing} different people`;
  return [
    {
      how: 'command',
      what: `Get the sign-off by ${shown}${people}.`,
      ...placed(reason),
      argv: ['record', 'signoff', role, '--by', '@NAME', '--release', version],
      ...(missing === 1 ? {} : { times: missing }),
      who: [roleOf(role)],
    },
  ];
}

const recordDecision: Step = (reason, around) => {
  const version = versionOf(around);
  if (version === undefined) return decide(reason, around);
  return [
    {
      how: 'command',
      what: `${reasonSentence(reason)} ${reasonFix(reason)}`,
      ...placed(reason),
      argv: ['record', 'decide', 'go', '--by', '@NAME', '--release', version],
      who: [],
    },
  ];
};

const verifyRollback: Step = (reason, around) => {
  const version = versionOf(around);
  if (version === undefined) return byHand(reason, around);
  return [
    {
      how: 'command',
      what: reasonFix(reason),
      ...placed(reason),
      argv: ['record', 'verify', '--release', version],
      who: [],
    },
  ];
};

/** A box on the checklist, or an alarm of the record. */
const clearTrigger: Step = (reason, { readiness, item }) => {
  const { where } = reason;
  const what = `${reasonSentence(reason)} ${reasonFix(reason)}`;
  const { version } = readiness;
  const argv =
    item !== undefined && where?.file !== undefined
      ? ['untick', `${where.file}:${where.line}`]
      : version === undefined
        ? undefined
        : ['incident', 'clear', String(reason.args['text'] ?? ''), '--reason', 'TEXT', '--release', version];
  return [{ how: 'decide', what, ...placed(reason), ...(argv === undefined ? {} : { argv }), who: [] }];
};

const resolveIncident: Step = (reason) => {
  const file = reason.where?.file;
  const argv = file === undefined ? {} : { argv: ['incident', 'resolve', file] };
  return [{ how: 'decide', what: reasonSentence(reason), ...placed(reason), ...argv, who: [] }];
};

/** Either answer is right for somebody: done, or not applicable with a reason. */
const answer: Step = (reason, around) => {
  const [first] = tick(reason, around);
  if (first?.argv === undefined || first.where === undefined) return byHand(reason, around);
  return [{ ...first, how: 'decide', what: `${reasonSentence(reason)} ${reasonFix(reason)}` }];
};

const setDue: Step = (reason, around) => {
  // An open item is ticked by another action, and its time is over with that.
  const open =
    around.item !== undefined &&
    around.readiness.reasons.some(
      ({ item, code, weight }) =>
        item !== undefined &&
        weight === 'noGo' &&
        ticked.has(code) &&
        keyOf(item) === keyOf(around.item!.ref),
    );
  return open ? [] : byHand(reason, around);
};

const giveReason: Step = (reason, around) => {
  const { where } = reason;
  if (where?.file === undefined) return byHand(reason, around);
  return [
    {
      how: 'command',
      what: `${reasonSentence(reason)} ${reasonFix(reason)}`,
      where,
      argv: ['na', `${where.file}:${where.line}`, '--reason', 'TEXT'],
      who: around.item?.owners ?? [],
    },
  ];
};

const ticked: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'itemOpen',
  'itemOverdue',
  'itemDueLater',
  'itemFailed',
  'itemBlocked',
]);

const steps: Readonly<Record<ReasonCode, Step>> = {
  unreadable: byHand,
  noItems: byHand,
  nothingApplies: decide,
  noChecklist: decide,
  conflictMarkers: byHand,
  tooManyFiles: decide,
  policyInvalid: byHand,
  recordInvalid: byHand,
  partlyRead: byHand,
  repositoryUnreadable: decide,
  policyKeyUnused: byHand,
  recordKeyUnused: byHand,
  otherVersion: decide,
  boxesSwallowed: byHand,
  triggerRaised: clearTrigger,
  openIncident: resolveIncident,
  incidentUnreadable: byHand,
  decisionNoGo: decide,
  decisionUnclear: decide,
  decisionOpen: decide,
  decisionConditional: decide,
  recordedNoGo: recordDecision,
  recordedDelay: recordDecision,
  recordedGoWithBlockers: nothing,
  rollbackOpen: verifyRollback,
  freeze: decide,
  plannedInFreeze: decide,
  freezeOverridden: decide,
  itemOpen: tick,
  itemFailed: tick,
  itemBlocked: tick,
  itemOverdue: tick,
  itemDueLater: tick,
  fieldEmpty: byHand,
  placeholderLeft: byHand,
  doneInSpite: nothing,
  derivedEarly: nothing,
  conditionUndecided: answer,
  notApplicableWithoutReason: giveReason,
  waiverIncomplete: tick,
  waiverExpired: tick,
  waiverTooLong: tick,
  waiverSelfApproved: tick,
  waiverNotApprover: tick,
  waiverForbidden: tick,
  waived: tick,
  requirementMissing: byHand,
  minimumIncomplete: tick,
  signOffMissing: sign,
  signOffStale: sign,
  signOffOutdated: sign,
  signOffTooFew: sign,
  signOffSelf: sign,
  signOffRefused: decide,
  signOffUnchecked: decide,
  signOffWrongPerson: sign,
  evidenceMissing: byHand,
  evidenceStale: byHand,
  doesNotApply: nothing,
  reviewTrailers: nothing,
  migrationOneWay: decide,
  migrationLocks: decide,
  licenceChanged: decide,
  scopeTooWide: decide,
  afterCodeFreeze: decide,
  codeFreezeUnchecked: decide,
  plannedBranchMissing: decide,
  plannedBranchesUnchecked: decide,
  evidenceNotThere: byHand,
  evidenceOutside: byHand,
  notesDisagree: byHand,
  notesUnchecked: byHand,
  evidenceUnchecked: byHand,
  resultFailed: decide,
  resultUnread: decide,
  resultOld: decide,
  taskFailed: decide,
  taskUnproved: decide,
  taskOld: decide,
  nearMiss: byHand,
  bumpTooLow: decide,
  bumpUnsure: decide,
  changesUnread: decide,
  comparisonFailed: decide,
  notCompared: decide,
  comparisonOld: decide,
  typeUndeclared: decide,
  stageOutOfOrder: nothing,
  dueUnreadable: setDue,
  zoneUnknown: setDue,
  unitUnknown: setDue,
};

function versionOf({ readiness }: Around): string | undefined {
  const { version } = readiness;
  return version !== undefined && /^[\w.+-]{1,100}$/.test(version) ? version : undefined;
}

function roleOf(role: string): string {
  return `role:${plainText(role)}`;
}

function placed({ where }: Reason): Pick<PathAction, 'where'> {
  return where === undefined ? {} : { where };
}

function keyOf({ file, id }: EvaluatedItem['ref']): string {
  return JSON.stringify([file, id]);
}
