/** What people who run or extend a program can no longer set, or must set now. */
import type { NotAnalysed } from '../change.ts';
import type { Budget, Compared, Comparison, Detector, Tree, Unit } from '../detector.ts';
import { compareSettings, detectorId } from './compare.ts';
import { rules } from './rules.ts';
import type { Settings } from './settings.ts';
import { readCompose, readContributions, readEnvironment, readValues } from './settings.ts';

export const configDetector: Detector = { id: detectorId, profiles: ['default'], rules, units, compare };

interface Format {
  readonly matches: RegExp;
  readonly read: (text: string) => Settings | Promise<Settings>;
}

const formats: readonly Format[] = [
  {
    matches: /(?:^|\/)\.?env(?:\.\w+)*[._-](?:example|sample|template|dist|defaults?)$/i,
    read: readEnvironment,
  },
  { matches: /(?:^|\/)(?:docker-)?compose\.ya?ml$/, read: readCompose },
  { matches: /(?:^|\/)values\.ya?ml$/, read: readValues },
  { matches: /(?:^|\/)package\.json$/, read: readContributions },
];

const outside = /(?:^|\/)(?:node_modules|vendor|__tests__|tests?|fixtures|testdata|examples?)\//i;

function units(comparison: Comparison): readonly Unit[] {
  return comparison.changed.flatMap((file) => {
    const { base, head } = file;
    // A file that is new asks for nothing that was there before; one that is gone may have moved into documents.
    if (base === undefined || head === undefined || outside.test(base) || formatOf(base) === undefined)
      return [];
    return [{ detector: detectorId, path: head, files: [file] }];
  });
}

function formatOf(path: string): Format | undefined {
  return formats.find(({ matches }) => matches.test(path));
}

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const none: Compared = { changes: [], notAnalysed: [] };
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
  const paths = { base: file.base, head: file.head };
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
