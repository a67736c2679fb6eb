/** Items that ask for the review of the code, and what the commits of the range say of it. */
import type { Args } from '../base/finding.ts';
import type { Item } from '../checklist/model.ts';
import type { Comparison } from './model.ts';

export function asksForReview({ text }: Pick<Item, 'text'>): boolean {
  const plain = text.normalize('NFC').slice(0, longestText);
  return shapes.some((shape) => shape.test(plain));
}

const longestText = 500;

const shapes: readonly RegExp[] = [
  /\bcode[- ]?reviews?\b(?![- ](?:guid|polic|process|checklist|template|tool|training|meeting|standard))/i,
  /\bpeer[- ]reviews?\b(?![- ](?:guid|polic|process|checklist|template|tool|training|meeting|standard))/i,
  /\b(?:PRs?|MRs?|(?:pull|merge) requests?|code|commits|changes)\b (?:\w+ ){0,4}(?:reviewed|approved)\b/i,
  /\b(?:reviewed|approved|approvals?|reviews?) (?:by|from|of) (?:\w+ ){0,3}(?:reviewers?|code ?owners?)\b/i,
  /\bQuell(?:code|text)[- ]?(?:durchsicht|prüfung)|\bCode[- ]?(?:Durchsicht|Prüfung)/i,
  /\b(?:revue|relecture) (?:de|du) code\b/i,
  /\brevisi[oó]n (?:de|del) c[oó]digo\b/i,
  /\brevis[aã]o (?:de|do) c[oó]digo\b/i,
  /\brevisione (?:di|del) codice\b/i,
  /コードレビュー|代码(?:审查|评审|审核)/,
];

/**
 * Undefined when nothing can be said: no commit carries a trailer, which most projects never write, or files
 * have changed since.
 */
export function reviewArgs(comparison: Comparison | undefined): Args | undefined {
  const review = comparison?.review;
  if (review === undefined || review.reviewed === 0 || comparison?.stale !== false) return undefined;
  const { commits, reviewed, owned, covered, unknown, firstUncovered = '' } = review;
  return { commits, reviewed, owned, covered, unknown, first: firstUncovered };
}

/** `12 of 14 commits carry a review trailer; 3 of 5 changed files with owners were reviewed by one`. */
export function reviewWords(args: Args): string {
  const { commits = 0, reviewed = 0, owned = 0, covered = 0, unknown = 0, first = '' } = args;
  const carry = reviewed === 1 ? 'carries' : 'carry';
  const trailers = `${reviewed} of ${commits} ${commits === 1 ? 'commit' : 'commits'} ${carry} a review trailer`;
  if (owned === 0) return trailers;
  const files = `${owned} changed ${owned === 1 ? 'file' : 'files'} with owners`;
  const not = first === '' ? '' : `, ${first} was not`;
  const open = unknown === 0 ? '' : `, nobody can tell for ${unknown}`;
  return `${trailers}; ${covered} of ${files} ${covered === 1 ? 'was' : 'were'} reviewed by one${not}${open}`;
}
