/** Why an incident stays as it is, in one sentence. */
import { fill } from '../base/catalog.ts';
import type { IncidentEdit, IncidentRefusal } from './edits.ts';

const sentences: Readonly<Record<IncidentRefusal, string>> = {
  conflictMarkers: 'Line {line} is a marker of a merge conflict. Decide what stays, then try again.',
  noFrontMatter: 'The file has no front matter. Begin it with ---, "status: investigating" and ---.',
  fieldNotPlain: 'Line {line}: the value of {key} goes over several lines. Change it by hand.',
  emptyText: 'The text is empty. Say what happened.',
  badName: '"{value}" is no name. Write @name.',
  badDate: '"{value}" is no date. Write YYYY-MM-DD.',
};

export function incidentRefusal({ refusal, args }: Extract<IncidentEdit, { ok: false }>): string {
  return fill(sentences[refusal], args);
}
