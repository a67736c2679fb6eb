import type { Fact, Reading } from '../facts.ts';
import type { JsonEntry } from '../json.ts';
import { entriesOf, member, readJson, stringOf } from '../json.ts';
import { locator } from '../locate.ts';

/** composer.json of a library; a `project` is used by nobody. */
export function readComposer(text: string): Reading {
  const locate = locator(text);
  const read = readJson(text);
  if (!read.ok) return { facts: [], error: locate(read.offset, read.offset) };
  const root = read.value;
  if (stringOf(member(root, 'type')?.value) === 'project') return { facts: [] };
  const facts: Fact[] = [];
  const add = (kind: Fact['kind'], entry: JsonEntry, value: string): void => {
    facts.push({ kind, key: entry.key, value, spot: locate(entry.start, entry.end) });
  };
  const name = member(root, 'name');
  if (name !== undefined) add('name', name, stringOf(name.value) ?? '');
  for (const entry of entriesOf(member(root, 'require')?.value)) {
    const value = stringOf(entry.value) ?? '*';
    if (entry.key === 'php') {
      facts.push({
        kind: 'runtime',
        key: 'php',
        value,
        dialect: 'composer',
        spot: locate(entry.start, entry.end),
      });
    } else if (entry.key.startsWith('ext-')) add('extension', entry, '');
  }
  for (const style of ['psr-4', 'psr-0']) {
    for (const entry of entriesOf(member(member(root, 'autoload')?.value, style)?.value))
      add('namespace', entry, '');
  }
  const commands = member(root, 'bin');
  const listed = commands?.value.kind === 'array' ? commands.value.items : [commands?.value];
  for (const item of listed) {
    const path = stringOf(item);
    if (item === undefined || path === undefined) continue;
    facts.push({
      kind: 'command',
      key: path.slice(path.lastIndexOf('/') + 1),
      value: path,
      spot: locate(item.start, item.end),
    });
  }
  return { facts };
}
