/** What a commit message says about compatibility: the reading of the history, as the change engine needs it. */
import type { CommitReading, Entry, Person } from '../../history/model.ts';
import { readCommit } from '../../history/readCommit.ts';

export interface CommitText {
  /** Object name. */
  readonly commit: string;
  /** The whole message. */
  readonly message: string;
  /** Paths that the commit changed. */
  readonly paths: readonly string[];
  /** As the commit names them; absent when only the message was read. */
  readonly author?: Person;
  readonly parents?: readonly string[];
}

export interface MessageReading {
  /** Lower case; absent for a message that follows no convention. */
  readonly type?: string;
  readonly scope?: string;
  /** The first line without type and scope. */
  readonly description: string;
  /** First paragraph of what the message says is breaking; absent when it declares nothing. */
  readonly breaking?: string;
}

export function readText({ commit, message, paths }: CommitText): CommitReading {
  return readCommit({
    id: commit,
    parents: [],
    author: nobody,
    committer: nobody,
    authored: 0,
    committed: 0,
    message,
    paths,
  });
}

const nobody = { name: '', email: '' };

/** Only what the author wrote counts here; a guess from words or paths is for notes. */
export function messageOf(reading: CommitReading): MessageReading {
  const [first] = reading.entries;
  const type = first?.confidence === 'high' ? first.type : undefined;
  const scope = type === undefined ? undefined : first?.scopes[0];
  const breaking = reading.entries
    .map((entry) => declaredBreak(entry, reading))
    .filter((text) => text !== undefined);
  return {
    ...(type === undefined ? {} : { type }),
    ...(scope === undefined ? {} : { scope }),
    description: first?.description ?? '',
    ...(breaking.length === 0 ? {} : { breaking: breaking.join(' ') }),
  };
}

/** Sentences speak of breaking changes too: other spellings than the usual ones count only in capitals. */
function declaredBreak({ breaking }: Entry, { findings }: CommitReading): string | undefined {
  const inCapitals = findings.some(
    ({ code, args }) => code === 'breakingSpelling' && args['written']?.includes('BREAKING') === true,
  );
  return breaking !== undefined && (breaking.certainty === 'certain' || inCapitals)
    ? breaking.text.replaceAll('\n', ' ')
    : undefined;
}
