import { fill } from '../base/catalog.ts';
import { checklistCatalog } from '../checklist/catalog.ts';
import type { Listing } from '../checklist/list.ts';
import type { ChecklistFindingCode } from '../checklist/model.ts';
import type { UnreadFile } from './itemsReport.ts';

/** Why not all items of a file can be listed; undefined when they are. */
export function incompleteFile(file: string, parsed: Pick<Listing, 'findings'>): UnreadFile | undefined {
  const incomplete = parsed.findings.find(({ code }) => incompleteCodes.has(code));
  if (incomplete === undefined) return undefined;
  const { sentence, fix } = checklistCatalog[incomplete.code];
  return { file, message: fill(sentence, incomplete.args), fix: fill(fix, incomplete.args) };
}

/** Findings after which nobody can say that all items are listed. */
const incompleteCodes: ReadonlySet<ChecklistFindingCode> = new Set<ChecklistFindingCode>([
  'tooLarge',
  'tooManyItems',
  'notUtf8',
  'yamlSyntax',
  'conflictMarker',
]);
