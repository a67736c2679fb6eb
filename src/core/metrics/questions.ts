/** What nobody has recorded and would change a figure. A guess is never a fact: it is asked, once. */
import { hour } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { isProduction } from './deployments.ts';
import type { ProductionDeployment } from './deployments.ts';
import type { MetricsInput, Question } from './model.ts';

/** A patch that follows this soon may be a fix. With a fast cadence it mostly is none, so it is only asked. */
export const fixTime = 48 * hour;

/** Oldest first; whatever has been answered in a file is not asked any more. */
export function questionsOf(
  input: MetricsInput,
  deployments: readonly ProductionDeployment[],
  since: Instant,
): readonly Question[] {
  return [
    ...fixQuestions(deployments, since),
    ...causeQuestions(input, deployments, since),
    ...outcomeQuestions(input, since),
  ];
}

function fixQuestions(deployments: readonly ProductionDeployment[], since: Instant): readonly Question[] {
  const asked = new Set<string>();
  return deployments.flatMap((deployment, index): Question[] => {
    const { version, at, planned, release, name } = deployment;
    const before = deployments[index - 1];
    if (version === undefined || before?.version === undefined || planned !== undefined || at < since)
      return [];
    const isNextPatch =
      version.major === before.version.major &&
      version.minor === before.version.minor &&
      version.patch === before.version.patch + 1;
    if (!isNextPatch || at - before.at > fixTime || asked.has(name)) return [];
    asked.add(name);
    return [
      {
        id: `fix:${name}`,
        kind: 'fix',
        subject: name,
        suggested: before.name,
        place: { file: release?.file ?? recordFileOf(name), key: 'planned' },
      },
    ];
  });
}

/** A version with a slash, as in `@scope/package@1.2.0`, makes no folder of its own. */
function recordFileOf(name: string): string {
  return `releases/${name.replace(/^v(?=\d)/, '').replaceAll(/[\\/]/g, '-')}/release.yml`;
}

function causeQuestions(
  { incidents }: MetricsInput,
  deployments: readonly ProductionDeployment[],
  since: Instant,
): readonly Question[] {
  return incidents.flatMap((incident): Question[] => {
    const { detected, causedBy, title, file } = incident;
    if ((causedBy ?? '').trim() !== '' || detected === undefined || detected < since) return [];
    const suggested = deployments.findLast(({ at }) => at <= detected)?.name;
    return [
      {
        id: `cause:${file}`,
        kind: 'cause',
        subject: title,
        ...(suggested === undefined ? {} : { suggested }),
        place: { file, key: 'caused_by', line: 1 },
      },
    ];
  });
}

function outcomeQuestions({ records }: MetricsInput, since: Instant): readonly Question[] {
  return records.flatMap(({ version, file, record }) =>
    record.deployments.flatMap(({ env, outcome, finished, line }): Question[] =>
      isProduction(env) && (outcome ?? '').trim() === '' && finished !== undefined && finished >= since
        ? [
            {
              id: `outcome:${file}:${line}`,
              kind: 'outcome',
              subject: version,
              place: { file, key: 'outcome', line },
            },
          ]
        : [],
    ),
  );
}
