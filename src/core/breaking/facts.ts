/** What a detection says about the conditions of a checklist. */
import { changeFacts } from '../checklist/conditions.ts';
import type { Answer, ChangeFacts } from '../readiness/model.ts';
import type { Change } from './change.ts';
import type { Detection } from './detect.ts';
import type { ChangedFile } from './detector.ts';
import { messageOf } from './catalog.ts';
import type { Catalogue } from './catalog.ts';

/**
 * Something found is certain. Nothing found is a "no" only when every changed file that could hold an
 * interface was analysed; otherwise nobody knows. Facts that no detector answers stay `notAnalysed`.
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
  const unknown: Answer = { known: false, why: 'notAnalysed' };
  return {
    ...(Object.fromEntries(changeFacts.map((fact) => [fact, unknown])) as ChangeFacts),
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
