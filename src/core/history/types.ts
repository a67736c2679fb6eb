/** The words that stand for a kind of work at the start of a subject, and what each means. */

/** Meaning of a type; every word that people write leads to one of these. */
export const meanings = [
  'feature',
  'fix',
  'performance',
  'improvement',
  'security',
  'deprecation',
  'removal',
  'dependency',
  'revert',
  'documentation',
  'test',
  'build',
  'ci',
  'style',
  'chore',
  'release',
] as const;
export type Meaning = (typeof meanings)[number];

const words: Readonly<Record<Meaning, string>> = {
  feature: 'feat feature features feats new added enhancement i18n l10n',
  fix: 'fix fixes fixed bugfix bug hotfix patch hot-fix bug-fix',
  performance: 'perf performance optimize optimise optimization',
  improvement: 'refactor refac refactoring improvement improve improvements update updates a11y changed',
  security: 'security sec',
  deprecation: 'deprecate deprecated deprecation',
  removal: 'remove removed removal',
  dependency: 'deps dep dependency dependencies deps-dev build-deps dev-deps upgrade',
  revert: 'revert reverts',
  documentation: 'docs doc documentation',
  test: 'test tests testing',
  build: 'build packaging',
  ci: 'ci cd',
  style: 'style styles formatting lint',
  chore: 'chore chores misc meta wip typo cleanup',
  release: 'release',
};

const meaningByWord: ReadonlyMap<string, Meaning> = new Map(
  meanings.flatMap((meaning) => words[meaning].split(' ').map((word) => [word, meaning] as const)),
);

/** Undefined for a word that no convention knows. */
export function meaningOf(type: string): Meaning | undefined {
  return meaningByWord.get(type);
}

/** The usual word for what an emoji or its short code announces. */
const emojiTypes: readonly (readonly [emoji: string, codes: string, type: string])[] = [
  ['✨', 'sparkles', 'feat'],
  ['🎉', 'tada', 'feat'],
  ['🐛', 'bug', 'fix'],
  ['🚑', 'ambulance', 'fix'],
  ['🩹', 'adhesive_bandage', 'fix'],
  ['✏', 'pencil2', 'fix'],
  ['💥', 'boom', 'feat'],
  ['⚡', 'zap', 'perf'],
  ['🐎', 'racehorse', 'perf'],
  ['🔒', 'lock', 'security'],
  ['♻', 'recycle', 'refactor'],
  ['🎨', 'art', 'style'],
  ['🚨', 'rotating_light', 'style'],
  ['📝', 'memo', 'docs'],
  ['📚', 'books', 'docs'],
  ['✅', 'white_check_mark', 'test'],
  ['🧪', 'test_tube', 'test'],
  ['👷', 'construction_worker', 'ci'],
  ['💚', 'green_heart', 'ci'],
  ['🔖', 'bookmark', 'release'],
  ['⬆', 'arrow_up', 'deps'],
  ['⬇', 'arrow_down', 'deps'],
  ['➕', 'heavy_plus_sign', 'deps'],
  ['➖', 'heavy_minus_sign', 'deps'],
  ['📌', 'pushpin', 'deps'],
  ['⏪', 'rewind', 'revert'],
  ['🔧', 'wrench', 'chore'],
  ['🔨', 'hammer', 'chore'],
  ['📦', 'package', 'build'],
  ['🗑', 'wastebasket', 'deprecate'],
  ['🌐', 'globe_with_meridians', 'i18n'],
];

const typeByEmoji: ReadonlyMap<string, string> = new Map(
  emojiTypes.flatMap(([emoji, code, type]) => [
    [emoji, type],
    [`:${code}:`, type],
  ]),
);

export function typeOfEmoji(emoji: string): string | undefined {
  return typeByEmoji.get(emoji.replace(/[\ufe0e\ufe0f]/g, ''));
}

/** The emoji, or its short code, that announces a break. */
export function announcesBreak(emoji: string): boolean {
  return emoji.startsWith('💥') || emoji === ':boom:';
}
