import type { Parsed } from '../base/finding.ts';
import { conflictMarkerLines } from './conflictMarkers.ts';
import type { Checklist, ChecklistFinding, ChecklistFindingCode } from './model.ts';
import type { ReadChecklist, ReadOptions } from './read.ts';
import { isOwnChecklist, readChecklistYaml } from './readChecklistYaml.ts';
import { readIssueForm, isIssueForm } from './readIssueForm.ts';
import { readTeamYaml } from './readTeamYaml.ts';
import { sourceLines } from './sourceLines.ts';
import { parseYaml } from './yamlDocument.ts';

/**
 * Reads a YAML file as a checklist: a GitHub issue form, a file of our own
 * schema, or a list of tasks as teams write it. Whatever cannot be read as one
 * gives a checklist without items and a finding that says why.
 */
export const readYaml: ReadChecklist = (text, options) => {
  const conflict = conflictMarkerLines(sourceLines(text), []);
  if (conflict.length > 0) {
    const where = { file: options.file, line: conflict[0] ?? 1, column: 1 };
    return empty({ conflictMarkers: conflict }, [{ code: 'conflictMarker', args: {}, where }]);
  }
  const { document, findings } = parseYaml(text, options.file);
  if (document === undefined) return empty({}, findings);

  const read = isOwnChecklist(document)
    ? readChecklistYaml(document, options)
    : isIssueForm(document)
      ? readIssueForm(document, options)
      : (readTeamYaml(document, options) ??
        notAChecklist(document.root === null ? 'empty' : 'noTasks', options));
  return { value: read.value, findings: [...findings, ...read.findings] };
};

/** Why a YAML file is not a checklist, as the argument `reason` of the finding. */
const reasons = {
  empty: 'the file is empty',
  noTasks: 'it has no list of tasks that say whether they are done',
} as const;

function notAChecklist(
  reason: keyof typeof reasons,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> {
  const where = { file: options.file, line: 1, column: 1 };
  return empty({}, [{ code: 'yamlNotAChecklist', args: { reason: reasons[reason] }, where }]);
}

function empty(
  parts: Partial<Checklist>,
  findings: readonly ChecklistFinding[],
): Parsed<Checklist, ChecklistFindingCode> {
  const value: Checklist = {
    format: 'yaml',
    items: [],
    sections: [],
    nearMisses: [],
    choices: [],
    decisions: [],
    signOffs: [],
    hidden: [],
    conflictMarkers: [],
    ...parts,
  };
  return { value, findings };
}
