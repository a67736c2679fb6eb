/** What a schema of settings takes: for the values of a chart and for the settings of an extension. */
import { entriesOf, member, readJson, stringOf } from '../manifest/json.ts';
import type { JsonEntry, JsonValue } from '../manifest/json.ts';
import type { Locate } from '../manifest/facts.ts';
import { locator } from '../manifest/locate.ts';
import type { Setting, Settings } from './settings.ts';

/** `values.schema.json`. */
export function readValuesSchema(text: string): Settings {
  const locate = locator(text);
  const read = readJson(text);
  if (!read.ok) return { settings: [], error: locate(read.offset, read.offset) };
  const settings: Setting[] = [];
  const visit = (schema: JsonValue, path: readonly string[]): void => {
    if (path.length > 30) return;
    const shown = path.join('.');
    const required = member(schema, 'required')?.value;
    for (const item of required?.kind === 'array' ? required.items : []) {
      const name = stringOf(item);
      if (name === undefined) continue;
      const key = [...path, name].join('.');
      const spot = locate(item.start, item.end);
      const property = member(member(schema, 'properties')?.value, name)?.value;
      // Helm lays the defaults of values.yaml below; one in the schema alone is filled in by nobody.
      settings.push({ kind: 'neededValue', key, value: property === undefined ? '' : 'known', spot });
    }
    const closed = member(schema, 'additionalProperties');
    const isClosed = closed?.value.kind === 'scalar' && closed.value.value === false;
    if (closed !== undefined && isClosed)
      settings.push({
        kind: 'closed',
        key: shown === '' ? '(root)' : shown,
        value: '',
        spot: locate(closed.start, closed.end),
      });
    for (const entry of entriesOf(member(schema, 'properties')?.value)) {
      const key = [...path, entry.key].join('.');
      if (isClosed) settings.push({ kind: 'value', key, value: '', spot: locate(entry.start, entry.end) });
      settings.push(...takenBy(entry, key, locate));
      visit(entry.value, [...path, entry.key]);
    }
  };
  visit(read.value, []);
  return { settings };
}

/** Types and choices of one property, one entry each. */
export function takenBy(entry: JsonEntry, key: string, locate: Locate): readonly Setting[] {
  const spot = locate(entry.start, entry.end);
  const takes: Setting[] = [];
  const type = member(entry.value, 'type')?.value;
  for (const item of type?.kind === 'array' ? type.items : type === undefined ? [] : [type]) {
    const name = stringOf(item);
    if (name !== undefined) takes.push({ kind: 'takes', key: `${key} ${name}`, value: `${key} type`, spot });
    // Every integer is a number.
    if (name === 'number') takes.push({ kind: 'takes', key: `${key} integer`, value: `${key} type`, spot });
  }
  const choices = member(entry.value, 'enum')?.value;
  for (const item of choices?.kind === 'array' ? choices.items : []) {
    const shown = stringOf(item) ?? (item.kind === 'scalar' ? String(item.value) : undefined);
    if (shown !== undefined)
      takes.push({ kind: 'takes', key: `${key} ${JSON.stringify(shown)}`, value: `${key} enum`, spot });
  }
  return takes;
}
