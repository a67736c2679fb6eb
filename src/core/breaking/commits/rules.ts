import type { Rule } from '../detector.ts';

/** Rules about what commit messages say, compared with what the difference shows. */
export const commitRules = {
  'commits/declared-break': {
    level: 'major',
    sentence: 'A commit declares a breaking change that no detector sees: {declared}',
    fix: 'Describe the change in the release notes, or correct the message if nothing breaks.',
    why:
      'The author of the commit says that somebody has to change something. ' +
      'A difference between two texts does not show a change of behaviour, so the word of the author counts.',
    aliases: ['conventional-commits:breaking-change'],
    example: { file: 'message', base: 'feat: faster client', head: 'feat!: drop the client of version 1' },
    nearMiss: { file: 'message', base: '', head: 'docs: say what a breaking change is' },
  },
} as const satisfies Readonly<Record<string, Rule>>;

export const commitsSource: {
  readonly id: string;
  readonly profiles: readonly string[];
  readonly rules: Readonly<Record<string, Rule>>;
} = { id: 'commits', profiles: ['default'], rules: commitRules };
