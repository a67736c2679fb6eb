/** What a detection says about the conditions of a checklist. */
import { formatVersion } from '../base/semver.ts';
import type { ChangeInput } from '../readiness/comparison.ts';
import type { Answer, ChangeFacts } from '../readiness/model.ts';
import type { Change } from './change.ts';
import type { Detection } from './detect.ts';
import { leastRelease } from './bump.ts';
import { pathFacts } from '../facts/paths.ts';
import type { ChangedFile } from './detector.ts';
import { messageOf } from './catalog.ts';
import type { Catalogue } from './catalog.ts';
import type { ReleaseTag } from './release.ts';

/**
 * Something found is certain. Nothing found is a "no" only when every changed file that could hold an
 * interface was analysed; otherwise nobody knows. What kinds of files changed is read from their paths.
 */
export function changeFactsOf(
  detection: Detection,
  changed: readonly ChangedFile[],
  catalogue: Pick<Catalogue, 'rule'>,
): ChangeFacts {
  const { changes } = detection;
  const complete = everythingRead(detection, changed);
  const undecided = changes.some(({ level }) => level === 'review');
  const answer = (found: readonly Change[], isComplete: boolean): Answer => {
    const [first] = found;
    if (first !== undefined) {
      const more = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
      return { known: true, holds: true, evidence: `${messageOf(first, catalogue)}${more}` };
    }
    return isComplete
      ? { known: true, holds: false, evidence: 'Every changed file was compared.' }
      : { known: false, why: 'notAnalysed' };
  };
  return {
    ...pathFacts(changed),
    breaking: answer(
      changes.filter(({ level }) => level === 'major'),
      complete && !undecided,
    ),
    api: answer(
      changes.filter(({ detector }) => interfaceDetectors.has(detector)),
      complete,
    ),
  };
}

/** What a comparison has found, as far as a verdict is about it. */
export interface Compared {
  readonly base: { readonly name: string };
  readonly head: { readonly name: string };
  readonly release?: Pick<ReleaseTag, 'version'>;
  readonly detection: Detection;
  readonly changed: readonly ChangedFile[];
}

/**
 * The comparison as an input of the readiness of releases. `folder` is the folder of the checklists,
 * relative to that of the comparison, `/` separated and empty when they are the same.
 */
export function changeInput(
  { base, head, release, detection, changed }: Compared,
  catalogue: Pick<Catalogue, 'rule'>,
  options: { readonly stale: boolean; readonly folder: string },
): ChangeInput {
  const { bump, because, undecided } = leastRelease(detection.changes);
  const [first] = because;
  const place = first?.head;
  const prefix = options.folder === '' ? '' : `${options.folder}/`;
  const inside = place !== undefined && place.path.startsWith(prefix);
  return {
    outcome: 'compared',
    facts: changeFactsOf(detection, changed, catalogue),
    comparison: {
      base: base.name,
      head: head.name,
      ...(release === undefined ? {} : { baseVersion: formatVersion(release.version) }),
      bump,
      ...(first === undefined
        ? {}
        : {
            first: {
              message: messageOf(first, catalogue),
              ...(inside
                ? {
                    where: {
                      file: place.path.slice(prefix.length),
                      line: place.line,
                      column: place.column,
                    },
                  }
                : {}),
            },
          }),
      because: because.length,
      undecided: undecided.length,
      unread: detection.notAnalysed.filter(({ reason }) => reason !== 'unsupported').length,
      stale: options.stale,
    },
  };
}

/** Detectors whose changes are changes of an interface that others call. */
const interfaceDetectors: ReadonlySet<string> = new Set(['typescript', 'graphql']);

function everythingRead({ analysed, notAnalysed }: Detection, changed: readonly ChangedFile[]): boolean {
  const read = new Set(analysed.map(({ path }) => path));
  return (
    notAnalysed.length === 0 &&
    changed.every((file) => {
      const path = file.head ?? file.base ?? '';
      return read.has(path) || holdsNoInterface.test(path);
    })
  );
}

/** Prose, pictures and styles. */
const holdsNoInterface =
  /(?:\.(?:md|markdown|txt|rst|adoc|png|jpe?g|gif|svg|webp|ico|css|scss|less)|(?:^|\/)LICENSE)$/i;
