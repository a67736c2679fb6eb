/** What commits say of their review: trailers, held against the owners of the files. */
import { saysNothing } from '../history/keywords.ts';
import type { CommitReading, Person } from '../history/model.ts';
import { folded, isBot, loginOf } from '../history/people.ts';
import { readCodeowners } from './codeowners.ts';

export interface ReviewFacts {
  /** Commits of the range, merges aside. */
  readonly commits: number;
  /** Those with a trailer of somebody else than their authors. */
  readonly reviewed: number;
  /** Changed files that have owners. */
  readonly owned: number;
  /** Those of them that an owner reviewed in every commit that touched them. */
  readonly covered: number;
  /** Those where nobody can tell: a team, an address without a login, no commit. */
  readonly unknown: number;
  /** The first owned file that no owner reviewed. */
  readonly firstUncovered?: string;
}

export type ReviewedCommit = Pick<CommitReading, 'commit' | 'footers' | 'coAuthors'>;

/** Authors have to be known, else a review of one's own work could not be told from another. */
export function reviewFacts(
  commits: readonly ReviewedCommit[],
  codeowners: { readonly path: string; readonly text: string } | undefined,
  changedPaths: readonly string[],
): ReviewFacts {
  const own = commits.filter(({ commit }) => commit.parents.length < 2);
  const reviews = own.map((one) => ({ paths: one.commit.paths ?? [], reviewers: reviewersOf(one) }));
  const byPath = new Map<string, (readonly Reviewer[])[]>();
  for (const { paths, reviewers } of reviews) {
    for (const path of paths) {
      const known = byPath.get(path);
      if (known === undefined) byPath.set(path, [reviewers]);
      else known.push(reviewers);
    }
  }
  const ownersOf = codeowners === undefined ? () => [] : readCodeowners(codeowners);
  const answers = changedPaths.flatMap((path) => {
    const sections = ownersOf(path);
    return sections.length === 0 ? [] : [{ path, says: coverage(sections, byPath.get(path) ?? []) }];
  });
  const first = answers.find(({ says }) => says === 'no');
  return {
    commits: own.length,
    reviewed: reviews.filter(({ reviewers }) => reviewers.length > 0).length,
    owned: answers.length,
    covered: answers.filter(({ says }) => says === 'yes').length,
    unknown: answers.filter(({ says }) => says === 'unknown').length,
    ...(first === undefined ? {} : { firstUncovered: first.path }),
  };
}

interface Reviewer extends Person {
  /** Small letters. */
  readonly login?: string;
}

const reviewTrailers = /^(?:reviewed|approved|acked)-by$/i;

function reviewersOf({ commit, footers, coAuthors }: ReviewedCommit): readonly Reviewer[] {
  const written = footers.filter(({ token }) => reviewTrailers.test(token));
  if (written.length === 0) return [];
  const last = lastLines(commit.message);
  const authors = [commit.author, ...coAuthors].map((person) => withLogin(person));
  return written
    .filter(({ token, value }) => {
      const [start = ''] = value.split('\n');
      return last.some((line) => line.startsWith(`${token}:`) && line.includes(start));
    })
    .flatMap(({ value }) => reviewersIn(value))
    .filter((reviewer) => !isBot(reviewer) && !authors.some((author) => isSame(author, reviewer)));
}

/**
 * The last paragraph when it holds nothing but trailers. In the middle of a message, which a squash or a
 * quotation is, the words may be those of another commit.
 */
function lastLines(message: string): readonly string[] {
  const lines = message.trimEnd().split(/\r?\n/);
  const start = lines.findLastIndex((line) => line.trim() === '');
  const last = start === -1 ? [] : lines.slice(start + 1);
  return last.every((line) => trailerLine.test(line)) ? last : [];
}

/** A trailer, the rest of one, or what git and maintainers put in brackets among them. */
const trailerLine = /^(?:[A-Za-z][\w-]{0,60}(?::| #)|[ \t(\x5b])/;

function reviewersIn(value: string): readonly Reviewer[] {
  const text = value.replace(/\s+/g, ' ').slice(0, longestValue).trim();
  const parts = text.split(',').map((part) => part.trim());
  return (parts.every((part) => part.startsWith('@')) ? parts : [text]).flatMap(reviewerOf);
}

const longestValue = 1000;

function reviewerOf(text: string): readonly Reviewer[] {
  const email = /[^\s<>()@]{1,100}@[^\s<>()@]{1,200}/.exec(text)?.[0] ?? '';
  const said = /(?:^|[\s(])@([\w-]{1,60})(?=$|[\s)<,])/.exec(text)?.[1];
  const name = text
    .replace(/<[^>]*>?/g, '')
    .replace(/\(?@[\w-]{1,60}\)?/g, '')
    .trim();
  if (email === '' && said === undefined && (saysNothing(name) || noName.test(name))) return [];
  return [withLogin({ name, email }, said)];
}

/** Placeholders, and names without a letter. */
const noName = /^(?:nobody|no ?one|tbd|todo|pending|unknown|not yet|myself|self|me|[^\p{L}]*)$/iu;

function withLogin(person: Person, said?: string): Reviewer {
  const login = (said ?? loginOf(person.email))?.toLowerCase();
  return { ...person, ...(login === undefined ? {} : { login }) };
}

/** A name is enough here: that somebody reviewed their own work under another address is likelier than two of one name. */
function isSame(author: Reviewer, reviewer: Reviewer): boolean {
  const email = author.email.toLowerCase();
  return (
    (email !== '' && email === reviewer.email.toLowerCase()) ||
    (author.login !== undefined && author.login === reviewer.login) ||
    (folded(author.name) !== '' && folded(author.name) === folded(reviewer.name))
  );
}

type Coverage = 'yes' | 'no' | 'unknown';

/** Each section needs one of its owners, in each commit. */
function coverage(
  sections: readonly (readonly string[])[],
  commits: readonly (readonly Reviewer[])[],
): Coverage {
  if (commits.length === 0) return 'unknown';
  const answers = commits.flatMap((reviewers) => sections.map((owners) => covers(owners, reviewers)));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function covers(owners: readonly string[], reviewers: readonly Reviewer[]): Coverage {
  const answers = owners.flatMap((owner) => reviewers.map((reviewer) => isOwner(owner, reviewer)));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function isOwner(owner: string, { login, email }: Reviewer): Coverage {
  const said = owner.toLowerCase();
  if (!said.startsWith('@')) {
    if (said === email.toLowerCase()) return 'yes';
    return email === '' || loginOf(email) !== undefined ? 'unknown' : 'no';
  }
  // Who is in a team, only the host knows.
  if (said.includes('/') || said.startsWith('@@') || login === undefined) return 'unknown';
  return said === `@${login}` ? 'yes' : 'no';
}
