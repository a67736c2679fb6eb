/** What people who run or extend a program can no longer set, or must set now. */
import type { NotAnalysed } from '../change.ts';
import type { Budget, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { compareSettings, detectorId } from './compare.ts';
import { rules } from './rules.ts';
import type { Settings } from './settings.ts';
import { readCommandManifest, readCompletions, readHelp, readHelpPage } from './help.ts';
import { readValuesSchema } from './schema.ts';
import { readCompose, readContributions, readEnvironment, readValues } from './settings.ts';
import { isEnvironmentExample } from './settings.ts';
import { compareVariables, variableUnitPath, variableUnits } from './variables.ts';

export const configDetector: Detector = { id: detectorId, profiles: ['default'], rules, units, compare };

interface Format {
  readonly matches: (path: string) => boolean;
  /** Also among tests, where pictures of a help are kept. */
  readonly anywhere?: true;
  readonly isPage?: true;
  readonly read: (text: string) => Settings | Promise<Settings>;
}

const named =
  (pattern: RegExp): Format['matches'] =>
  (path) =>
    pattern.test(path);

const formats: readonly Format[] = [
  { matches: isEnvironmentExample, read: readEnvironment },
  { matches: named(/(?:^|\/)(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/), read: readCompose },
  { matches: named(/(?:^|\/)values\.ya?ml$/), read: readValues },
  { matches: named(/(?:^|\/)values\.schema\.json$/), read: readValuesSchema },
  { matches: named(/(?:^|\/)package\.json$/), read: readContributions },
  { matches: named(/(?:^|\/)oclif\.manifest\.json$/), read: readCommandManifest },
  {
    matches: named(
      /(?:^|\/)(?:__snapshots__|snapshots?|fixtures|golden|testdata)\/(?:[^/]+\/)*[^/]*(?:help|usage)[^/]*\.(?:txt|golden|out|snap)$|(?:^|\/)(?:help|usage)(?:[._-][^/]*)?\.txt$/i,
    ),
    anywhere: true,
    read: readHelp,
  },
  {
    matches: named(
      /(?:^|\/)docs?\/(?:[^/]+\/)*(?:cli|commands?|usage)(?:[._-][^/]*)?(?:\/[^/]+)*\.(?:md|mdx)$/i,
    ),
    isPage: true,
    read: readHelpPage,
  },
  {
    matches: named(/(?:^|\/)(?:completions?|autocomplete)\/(?!.*\.(?:[cm]?[jt]sx?|go|rs|py|rb|md)$)[^/]+$/),
    read: readCompletions,
  },
];

const outside = /(?:^|\/)(?:node_modules|vendor|__tests__|tests?|fixtures|testdata|examples?)\//i;

function units(comparison: Comparison): readonly Unit[] {
  const single = comparison.changed.flatMap((file): readonly Unit[] => {
    const { base, head } = file;
    // A file that is new asks for nothing that was there before; one that is gone may have moved into documents.
    const format = base === undefined || head === undefined ? undefined : formatOf(base);
    if (base === undefined || head === undefined || format === undefined) return [];
    if (format.anywhere !== true && outside.test(base)) return [];
    // A page for people holds more than the output of a program.
    const part = format.isPage === true ? ({ only: 'a part' } as const) : {};
    return [{ detector: detectorId, path: head, files: [file], ...part }];
  });
  return [...single, ...variableUnits(comparison)];
}

function formatOf(path: string): Format | undefined {
  return formats.find(({ matches }) => matches(path));
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const none: Compared = { changes: [], notAnalysed: [] };
  if (unit.path === variableUnitPath) return compareVariables(unit, comparison, budget);
  const [file] = unit.files;
  const format = file?.base === undefined ? undefined : formatOf(file.base);
  if (file?.base === undefined || file.head === undefined || format === undefined) return none;
  if (budget.cancelled())
    return { changes: [], notAnalysed: [{ path: unit.path, reason: 'cancelled', detail: '' }] };
  const before = await readSide(comparison.base, { path: file.base, format, side: 'base' });
  const after = await readSide(comparison.head, { path: file.head, format, side: 'head' });
  // A package.json that cannot be read is told by the detector of manifests.
  const own = format.read !== readContributions;
  const notAnalysed = own ? [before, after].filter((one) => 'reason' in one) : [];
  if ('reason' in before || 'reason' in after) return { changes: [], notAnalysed };
  const paths = { base: file.base, head: file.head, isPage: format.isPage === true };
  return { changes: compareSettings(before.settings, after.settings, paths), notAnalysed: [] };
}

async function readSide(
  tree: Tree,
  from: { readonly path: string; readonly format: Format; readonly side: 'base' | 'head' },
): Promise<Settings | NotAnalysed> {
  const { path, format, side } = from;
  const read = await tree.read(path);
  if (!read.ok) return { path, reason: read.reason, detail: read.detail };
  const settings = await format.read(read.text);
  if (settings.error === undefined) return settings;
  return { path, reason: 'syntax', detail: `${side}:${settings.error.line}:${settings.error.column}` };
}
