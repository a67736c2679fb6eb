/** What a detection says about the conditions of a checklist. */
import { formatVersion } from '../base/semver.ts';
import type { ChangeInput } from '../readiness/comparison.ts';
import type { Answer, ChangeFacts, Noted } from '../readiness/model.ts';
import type { Change } from './change.ts';
import type { Detection } from './detect.ts';
import { leastRelease } from './bump.ts';
import { byClass, evidenceOf, noneOf, pathClasses, pathFacts, pathOf } from '../facts/paths.ts';
import type { FileClass } from '../facts/paths.ts';
import type { RangeFacts } from '../facts/rangeFacts.ts';
import type { ReviewFacts } from '../facts/review.ts';
import type { ChangedFile } from './detector.ts';
import { messageOf } from './catalog.ts';
import type { Catalogue } from './catalog.ts';
import type { ReleaseTag } from './release.ts';

/**
 * Something found is certain. Nothing found is a "no" only when every changed file that could hold an
 * interface was analysed; otherwise nobody knows. Without `facts` what kinds of files changed is read
 * from their paths alone.
 */
export function changeFactsOf(
  detection: Detection,
  changed: readonly ChangedFile[],
  catalogue: Pick<Catalogue, 'rule'>,
  facts?: RangeFacts,
): ChangeFacts {
  const { changes } = detection;
  const unread = unreadBy(detection, changed);
  // Tables are nobody's API: a migration that was not compared may break all the same.
  const others = { ...unread, paths: unread.paths.filter((path) => builtIn(path, 'migrations') !== 'yes') };
  const answer = (found: readonly Change[], left: Unread): Answer => {
    const [first] = found;
    if (first !== undefined) {
      const more = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
      return { known: true, holds: true, evidence: `${messageOf(first, catalogue)}${more}` };
    }
    return left.paths.length === 0 && left.partly === undefined
      ? { known: true, holds: false, evidence: 'Every changed file that may hold an interface was compared.' }
      : unknownFor(left);
  };
  const kinds = facts === undefined ? pathFacts(changed) : byClass((one) => answerOf(one, facts));
  const read = new Set(detection.analysed.map(({ path }) => path));
  const described = changed.filter((file) => !read.has(pathOf(file)) && !byDetector.test(pathOf(file)));
  const { api: description } =
    facts === undefined ? pathFacts(described) : { api: answerOf('api', facts, described) };
  const found = changes.filter(({ detector }) => interfaceDetectors.has(detector));
  return {
    ...kinds,
    flagUse: flagUse(kinds.flags, facts),
    breaking: mayBreak(
      answer(
        changes.filter(({ level }) => level === 'major'),
        unread,
      ),
      changes,
    ),
    // A description of an API that no detector reads is a change of it for as much as anybody knows.
    api: found.length === 0 && description.known && description.holds ? description : answer(found, others),
  };
}

function answerOf(fileClass: FileClass, facts: RangeFacts, only?: readonly ChangedFile[]): Answer {
  const { files: all, undecided } = facts.classes[fileClass];
  const wanted = only === undefined ? undefined : new Set(only.map(pathOf));
  const files = wanted === undefined ? all : all.filter(({ path }) => wanted.has(path));
  const [first] = files;
  if (first !== undefined) {
    const place = files.length === 1 && first.line !== undefined ? `:${first.line}` : '';
    const evidence = `${evidenceOf(files.map(({ path }) => path))}${place}`;
    return { known: true, holds: true, evidence };
  }
  const [doubtful] = undecided;
  if (doubtful !== undefined) {
    const more = undecided.length === 1 ? '' : ` (and ${undecided.length - 1} more)`;
    return { known: false, why: 'notAnalysed', detail: `${doubtful} may matter${more}` };
  }
  return { known: true, holds: false, evidence: noneOf(facts.changed, fileClass) };
}

/** Flags that do not change may still have to be set; only their absence everywhere says no. */
function flagUse(flags: Answer, facts: RangeFacts | undefined): Answer {
  if (flags.known && flags.holds) return flags;
  if (facts === undefined) return { known: false, why: 'notAnalysed' };
  const { flagsInUse: use } = facts;
  if (use === undefined) {
    return {
      known: true,
      holds: false,
      evidence: 'There is no flag file, and no manifest names a flag service.',
    };
  }
  const place = use.line === undefined ? use.path : `${use.path}:${use.line}`;
  return { known: true, holds: true, evidence: `flags are in use: ${place}` };
}

/** What a comparison has found, as far as a verdict is about it. */
export interface Compared {
  readonly base: { readonly name: string };
  readonly head: { readonly name: string };
  readonly release?: Pick<ReleaseTag, 'version'>;
  readonly detection: Detection;
  readonly changed: readonly ChangedFile[];
  /** Absent when nobody asked what kinds of changes there are. */
  readonly facts?: RangeFacts;
  /** Absent without the whole history of the range. */
  readonly review?: ReviewFacts;
  /** Commits by the first word of their messages; absent without history. */
  readonly commitTypes?: Readonly<Record<string, number>>;
}

/**
 * The comparison as an input of the readiness of releases. `folder` is the folder of the checklists,
 * relative to that of the comparison, `/` separated and empty when they are the same.
 */
export function changeInput(
  { base, head, release, detection, changed, facts, commitTypes, review }: Compared,
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
    facts: changeFactsOf(detection, changed, catalogue, facts),
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
      files: changed.length,
      ...(commitTypes === undefined ? {} : { features: commitTypes['feat'] ?? 0 }),
      ...(facts === undefined ? {} : { noted: notedOf(facts) }),
      ...(review === undefined ? {} : { review }),
    },
  };
}

/** What an operator wants to know before the deployment, whether or not an item asks for it. */
function notedOf({ deployment, licences }: RangeFacts): readonly Noted[] {
  return [
    ...deployment.migrations.flatMap(({ path, reversible, locking }): readonly Noted[] => [
      ...(reversible === 'no' ? [{ code: 'migrationOneWay', args: { path } } as const] : []),
      ...(locking === undefined
        ? []
        : [
            {
              code: 'migrationLocks',
              args: { path, line: locking.line, statement: locking.statement },
            } as const,
          ]),
    ]),
    ...licences.map(({ name, from, to }) => ({ code: 'licenceChanged', args: { name, from, to } }) as const),
  ].slice(0, mostNoted);
}

const mostNoted = 20;

/** Detectors whose changes are changes of an interface that others call. */
const interfaceDetectors: ReadonlySet<string> = new Set([
  'typescript',
  'graphql',
  'jsonschema',
  'avro',
  'crd',
  'openapi',
  'protobuf',
]);

/** What a detector looks into: that it could not is told as not analysed. */
const byDetector = /\.(?:graphqls?|gql|proto|avsc|avpr)$/i;

/** What a person has to look at may break. */
function mayBreak(answer: Answer, changes: readonly Change[]): Answer {
  const count = changes.filter(({ level }) => level === 'review').length;
  if (!answer.known || answer.holds || count === 0) return answer;
  const detail = `${count} ${count === 1 ? 'change' : 'changes'} may break somebody; a person has to look`;
  return { known: false, why: 'notAnalysed', detail };
}

/** Files in which an interface may have changed and that nobody compared, with what stands against an answer. */
interface Unread {
  readonly paths: readonly string[];
  /** A detector stopped or passed over something in a file that it did read. */
  readonly partly: string | undefined;
}

function unreadBy({ analysed, notAnalysed }: Detection, changed: readonly ChangedFile[]): Unread {
  const read = new Set(analysed.map(({ path }) => path));
  const paths = changed.map(pathOf).filter((path) => !read.has(path) && mayHoldInterface(path));
  return { paths, partly: notAnalysed[0]?.path };
}

function unknownFor({ paths, partly }: Unread): Answer {
  const [first = partly] = paths;
  if (first === undefined) return { known: false, why: 'notAnalysed' };
  const more = paths.length <= 1 ? '' : ` and ${paths.length - 1} more`;
  return { known: false, why: 'notAnalysed', detail: `nobody compared ${first}${more}` };
}

function mayHoldInterface(path: string): boolean {
  if (holdsNoInterface.test(path) || builtIn(path, 'tests') === 'yes') return false;
  // Descriptions of an API often lie beside the documents.
  return builtIn(path, 'docs') !== 'yes' || /\.(?:ya?ml|json)$/i.test(path);
}

const builtIn = pathClasses();

/** Prose, pictures, styles, what a repository says to git, editors and its host, and the files of releases. */
const holdsNoInterface =
  /(?:\.(?:md|markdown|txt|rst|adoc|png|jpe?g|gif|svg|webp|ico|css|scss|less)|(?:^|\/)(?:LICENSE|CODEOWNERS|\.git(?:ignore|attributes|modules)|\.git-blame-ignore-revs|\.editorconfig|\.mailmap))$|^(?:\.github\/(?:ISSUE_TEMPLATE\/[^/]+|dependabot\.ya?ml|release\.ya?ml)|releases\/(?:[^/]+\/)?(?:release|policy|breaking-accepted)\.ya?ml|\.vscode\/.+)$/i;
