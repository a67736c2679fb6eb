/** JSON with the place of every key and value, for those who want all of it or nothing. */
import { readJsonDocument } from '../document/json.ts';
import type { DocumentEntry, DocumentNode } from '../document/node.ts';

export { entriesOf, entryOf as member, stringOf } from '../document/node.ts';

export type JsonValue = DocumentNode;
export type JsonEntry = DocumentEntry;

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  /** Where the first error is. */
  | { readonly ok: false; readonly offset: number };

/** Comments and trailing commas are passed over; of equal keys the last one counts. */
export function readJson(text: string): JsonReading {
  const reading = readJsonDocument({ path: '', text });
  const [value] = reading.documents;
  const problem = reading.problems.find(({ code }) => code !== 'duplicateKey');
  return value === undefined || problem !== undefined
    ? { ok: false, offset: problem?.offset ?? 0 }
    : { ok: true, value };
}
