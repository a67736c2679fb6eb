/**
 * Patterns in settings are programs of somebody else, and could take for ever. The usual ones are
 * understood and compared by hand; the rest is not run.
 */
import type { CommitReading } from './model.ts';

export interface Pattern {
  readonly types: readonly string[];
  readonly matches: (reading: CommitReading) => boolean;
}

/** Undefined for a pattern that means more than a type, a scope, a start or a word. */
export function readPattern(written: string, part: 'message' | 'body'): Pattern | undefined {
  const pattern = written.replace(/^\(\?i\)/, '');
  if (/^\^?(?:\.\*)?\$?$/.test(pattern)) {
    return { types: [], matches: () => true };
  }
  const word = /^(?:\.\*)?([\w -]{2,60})(?:\.\*)?$/.exec(pattern)?.[1];
  if (word !== undefined) {
    const wanted = word.toLowerCase();
    return { types: [], matches: (reading) => textOf(reading, part).toLowerCase().includes(wanted) };
  }
  const typed = typedShape.exec(pattern)?.groups;
  if (typed === undefined || part === 'body') {
    return undefined;
  }
  const types = (typed['types'] ?? '').toLowerCase().split('|');
  const scope = typed['scope'];
  const start = typed['start']?.trim().toLowerCase() ?? '';
  return {
    types: types.filter((type) => /^[a-z][\w-]*$/.test(type)),
    matches: (reading) => {
      const [first] = reading.entries;
      const subject = (/\S[^\n]*/.exec(reading.commit.message)?.[0] ?? '').toLowerCase();
      return (
        (types.includes(first?.type ?? '') ||
          (scope === undefined && start === '' && types.some((type) => subject.startsWith(type)))) &&
        (scope === undefined || first?.scopes.includes(scope) === true) &&
        (first?.description.toLowerCase().startsWith(start) ?? false)
      );
    },
  };
}

/** `^feat`, `^(feat|fix)`, `^fix(\(.*\))?!?:`, `^chore\(release\): prepare for`. */
const typedShape =
  /^\^\(?(?:\?:)?(?<types>[A-Za-z][\w|-]{0,200})\)?(?:\\\((?<scope>[\w./-]{1,60})\\\)|\(\\\(\.[*+]\??\\\)\)\?|\\\(\.[*+]\??\\\)|\(\\\([^()]{1,20}\\\)\)\?)?(?:!\?)?(?::(?:\\s|\\s\*|\s)?(?<start>[\w -]{0,60}))?(?:\.\*)?\$?$/;

function textOf({ commit }: CommitReading, part: 'message' | 'body'): string {
  const end = commit.message.indexOf('\n');
  return part === 'message' ? commit.message : end === -1 ? '' : commit.message.slice(end);
}
