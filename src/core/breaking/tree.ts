/** What the view of changes shows, before any surface's own types: plain nodes with stable ids. */
import { fixOf, messageOf } from './catalog.ts';
import type { Catalogue } from './catalog.ts';
import type { Change, Level, NotAnalysed } from './change.ts';
import { levels } from './change.ts';
import type { Undeclared } from './commits/join.ts';
import type { Detection } from './detect.ts';
import { compareText, pathOf } from './order.ts';
import type { StaleAcceptance, Suppressed } from './suppress.ts';

export const changeGroupings = ['file', 'rule', 'commit'] as const;
export type ChangeGrouping = (typeof changeGroupings)[number];

export type ChangeIcon =
  | Level
  | 'package'
  | 'folder'
  | 'file'
  | 'rule'
  | 'commit'
  | 'accepted'
  | 'unknown'
  | 'note';

export interface ChangeNode {
  /** Unique in the tree, and the same after a run that found the same. */
  readonly id: string;
  readonly kind: 'group' | 'change' | 'accepted' | 'stale' | 'notAnalysed' | 'note';
  readonly label: string;
  readonly description: string;
  readonly icon: ChangeIcon;
  /** Plain text, a paragraph each. */
  readonly tooltip: readonly string[];
  readonly accessibleLabel: string;
  /** Relative to the root of the comparison. */
  readonly path?: string;
  readonly line?: number;
  readonly change?: Change;
  readonly children: readonly ChangeNode[];
}

export interface ChangeTreeInput {
  readonly detection: Pick<Detection, 'notAnalysed'>;
  readonly suppressed: Suppressed;
  /** Folders that hold a manifest, `''` for the root; used when changes lie in more than one of them. */
  readonly packages: readonly string[];
  /** Breaking changes that no message declares. */
  readonly undeclared: readonly Undeclared[];
  /** Sentences about the comparison as a whole. */
  readonly notes: readonly string[];
}

/** Open changes by the grouping, then what was accepted, what holds for nothing and what was not looked at. */
export function changeTree(
  input: ChangeTreeInput,
  catalogue: Pick<Catalogue, 'rule'>,
  grouping: ChangeGrouping,
): readonly ChangeNode[] {
  const { suppressed, detection, undeclared, notes } = input;
  const open = suppressed.changes;
  const groups: Readonly<Record<ChangeGrouping, () => readonly ChangeNode[]>> = {
    file: () => byPackage(open, input.packages, catalogue),
    rule: () => grouped(open, 'rule', ({ rule }) => rule, catalogue),
    commit: () => byCommit(open, undeclared, catalogue),
  };
  return [
    ...notes.map(noteNode),
    ...groups[grouping](),
    ...section('undeclared', 'Declared by no commit message', undeclared.map(undeclaredNode(catalogue))),
    ...section('accepted', 'Accepted', suppressed.accepted.map(acceptedNode(catalogue))),
    ...section('stale', 'Acceptances that hold for nothing', suppressed.stale.map(staleNode)),
    ...section('notAnalysed', 'Not analysed', detection.notAnalysed.map(notAnalysedNode)),
  ];
}

/** `2 breaking, 1 to review`; empty for no changes. */
export function levelCounts(changes: readonly Pick<Change, 'level'>[]): string {
  return levels
    .map((level) => ({ level, count: changes.filter((change) => change.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${countWords[level]}`)
    .join(', ');
}

const countWords: Readonly<Record<Level, string>> = {
  major: 'breaking',
  review: 'to review',
  minor: 'added',
  patch: 'noted',
};

const levelLabels: Readonly<Record<Level, string>> = {
  major: 'Breaking',
  review: 'To review',
  minor: 'Added',
  patch: 'Noted',
};

/** Under the commit that declares a change, or else under the one that should have. */
function byCommit(
  changes: readonly Change[],
  undeclared: readonly Undeclared[],
  catalogue: Pick<Catalogue, 'rule'>,
): readonly ChangeNode[] {
  const owing = new Map(undeclared.map(({ change, by }) => [change, by]));
  const commitOf = (change: Change): string => shortName(change.commit ?? owing.get(change) ?? '');
  const silent = new Set(undeclared.map(({ by }) => `commit:${shortName(by ?? '')}`));
  return grouped(changes, 'commit', commitOf, catalogue).map((group) => {
    if (!silent.has(group.id) || group.id === 'commit:') {
      return group;
    }
    const description = `${group.description}, not declared in its message`;
    return {
      ...group,
      description,
      tooltip: [group.label, description],
      accessibleLabel: `${group.label}, ${description}`,
    };
  });
}

function shortName(commit: string): string {
  return commit.slice(0, 10);
}

function byPackage(
  changes: readonly Change[],
  packages: readonly string[],
  catalogue: Pick<Catalogue, 'rule'>,
): readonly ChangeNode[] {
  const folders = packages.toSorted((a, b) => b.length - a.length);
  const packageOf = (change: Change): string => {
    const path = pathOf(change);
    return folders.find((folder) => folder === '' || path.startsWith(`${folder}/`)) ?? '';
  };
  const split = partition(changes, packageOf);
  const filesOf = (list: readonly Change[], prefix: string): readonly ChangeNode[] =>
    grouped(list, 'file', pathOf, catalogue, prefix);
  if (split.size < 2) {
    return filesOf(changes, '');
  }
  return [...split].map(([folder, list]) => {
    const label = folder === '' ? '(root)' : folder;
    return {
      ...groupNode(`package:${folder}`, label, 'package', list),
      children: filesOf(list, folder === '' ? '' : `${folder}/`),
    };
  });
}

function grouped(
  changes: readonly Change[],
  by: 'file' | 'rule' | 'commit',
  keyOf: (change: Change) => string,
  catalogue: Pick<Catalogue, 'rule'>,
  prefix = '',
): readonly ChangeNode[] {
  return [...partition(changes, keyOf)].map(([key, list]) => {
    const shown = key.startsWith(prefix) ? key.slice(prefix.length) : key;
    const id = `${by}:${key}`;
    const seen = new Map<string, number>();
    return {
      ...groupNode(id, shown === '' ? wordsWithout[by] : shown, by, list),
      ...(by === 'file' && key !== '' ? { path: key } : {}),
      children: list.map((change) => {
        const print = keyOfChange(change);
        const count = (seen.get(print) ?? 0) + 1;
        seen.set(print, count);
        return changeNode(change, `${id}:${print}${count === 1 ? '' : `:${count}`}`, catalogue);
      }),
    };
  });
}

/** What a change is about; its line may move and its arguments may grow. */
function keyOfChange(change: Change): string {
  return [change.rule, pathOf(change), change.subject].join('\n');
}

const wordsWithout = {
  file: 'Declared in messages',
  rule: 'No rule',
  commit: 'No commit known',
} as const;

function groupNode(
  id: string,
  label: string,
  icon: ChangeIcon,
  changes: readonly Change[],
): Omit<ChangeNode, 'children'> {
  const description = levelCounts(changes);
  return {
    id,
    kind: 'group',
    label,
    description,
    icon,
    tooltip: [label, description],
    accessibleLabel: `${label}, ${description}`,
  };
}

function changeNode(change: Change, id: string, catalogue: Pick<Catalogue, 'rule'>): ChangeNode {
  const message = messageOf(change, catalogue);
  const place = change.head ?? change.base;
  return {
    id,
    kind: 'change',
    label: message,
    description: place === undefined ? '' : `line ${place.line}${change.head === undefined ? ' before' : ''}`,
    icon: change.level,
    tooltip: [
      message,
      `${levelLabels[change.level]}, ${confidenceWords[change.confidence]}`,
      fixOf(change, catalogue),
    ]
      .concat(change.rule)
      .filter((line) => line !== ''),
    accessibleLabel: `${levelLabels[change.level]}: ${message}${place === undefined ? '' : `, ${place.path} line ${place.line}`}`,
    ...(place === undefined ? {} : { path: place.path, line: place.line }),
    change,
    children: [],
  };
}

const confidenceWords: Readonly<Record<Change['confidence'], string>> = {
  proven: 'proven',
  likely: 'likely',
  review: 'a person has to decide',
};

function acceptedNode(catalogue: Pick<Catalogue, 'rule'>) {
  return ({ change, reason, where }: Suppressed['accepted'][number]): ChangeNode => {
    const node = changeNode(change, `accepted:${keyOfChange(change)}`, catalogue);
    return {
      ...node,
      kind: 'accepted',
      description: reason,
      icon: 'accepted',
      tooltip: [...node.tooltip, `Accepted: ${reason}`, `${where.path}:${where.line}`],
      accessibleLabel: `Accepted, ${reason}. ${node.accessibleLabel}`,
    };
  };
}

function undeclaredNode(catalogue: Pick<Catalogue, 'rule'>) {
  return ({ change, by }: Undeclared, index: number): ChangeNode => {
    const node = changeNode(change, `undeclared:${keyOfChange(change)}:${index}`, catalogue);
    const whose = by === undefined ? 'no single commit' : `commit ${shortName(by)}`;
    const description = node.description === '' ? whose : `${node.description}, ${whose}`;
    return {
      ...node,
      description,
      tooltip: [
        ...node.tooltip,
        by === undefined
          ? 'No commit message declares it, and no single commit touched the file.'
          : `No commit message declares it. Only ${shortName(by)} touched the file.`,
      ],
      accessibleLabel: `Declared by no commit message, ${whose}. ${node.accessibleLabel}`,
    };
  };
}

function staleNode({ acceptance, why }: StaleAcceptance): ChangeNode {
  const { rule, subject, where, reason } = acceptance;
  const label = subject === undefined ? rule : `${subject} (${rule})`;
  return {
    id: `stale:${where.path}:${where.line}:${rule}:${subject ?? ''}`,
    kind: 'stale',
    label,
    description: staleWords[why],
    icon: 'note',
    tooltip: [label, staleWords[why], reason].filter((line) => line !== ''),
    accessibleLabel: `${label}, ${staleWords[why]}`,
    path: where.path,
    line: where.line,
    children: [],
  };
}

const staleWords: Readonly<Record<StaleAcceptance['why'], string>> = {
  gone: 'no such change any more',
  grew: 'the change is another one by now',
  noReason: 'a reason is missing',
};

function notAnalysedNode({ path, reason, detail }: NotAnalysed): ChangeNode {
  const label = path === '' ? 'The whole comparison' : path;
  const words = `${reasonWords[reason]}${detail === '' ? '' : `: ${detail}`}`;
  return {
    id: `notAnalysed:${path}:${reason}:${detail}`,
    kind: 'notAnalysed',
    label,
    description: words,
    icon: 'unknown',
    tooltip: [label, words, 'Nobody knows whether something breaks here.'],
    accessibleLabel: `${label}, not analysed, ${words}`,
    ...(path === '' ? {} : { path, line: 1 }),
    children: [],
  };
}

const reasonWords: Readonly<Record<NotAnalysed['reason'], string>> = {
  tooLarge: 'too large',
  binary: 'binary',
  notUtf8: 'not UTF-8',
  syntax: 'cannot be parsed',
  timeBudget: 'took too long',
  memoryBudget: 'needed too much memory',
  failed: 'failed',
  missing: 'content missing',
  unsupported: 'no detector reads it',
  cancelled: 'cancelled',
};

function noteNode(note: string): ChangeNode {
  return {
    id: `note:${note}`,
    kind: 'note',
    label: note,
    description: '',
    icon: 'note',
    tooltip: [note],
    accessibleLabel: note,
    children: [],
  };
}

function section(
  id: keyof typeof sectionIcons,
  label: string,
  children: readonly ChangeNode[],
): readonly ChangeNode[] {
  if (children.length === 0) {
    return [];
  }
  return [
    {
      id,
      kind: 'group',
      label,
      description: String(children.length),
      icon: sectionIcons[id],
      tooltip: [`${label}: ${children.length}`],
      accessibleLabel: `${label}, ${children.length}`,
      children,
    },
  ];
}

const sectionIcons = {
  undeclared: 'commit',
  accepted: 'accepted',
  stale: 'note',
  notAnalysed: 'unknown',
} as const;

/** Keys in the order of their gravest change, then by name. */
function partition(
  changes: readonly Change[],
  keyOf: (change: Change) => string,
): ReadonlyMap<string, readonly Change[]> {
  const lists = new Map<string, Change[]>();
  for (const change of changes) {
    const list = lists.get(keyOf(change)) ?? [];
    list.push(change);
    lists.set(keyOf(change), list);
  }
  const gravest = (list: readonly Change[]): number =>
    Math.min(...list.map(({ level }) => levels.indexOf(level)));
  const byLevel = (list: readonly Change[]): readonly Change[] =>
    list.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return new Map(
    [...lists]
      .map(([key, list]) => [key, byLevel(list)] as const)
      .toSorted(([a, one], [b, other]) => gravest(one) - gravest(other) || compareText(a, b)),
  );
}
