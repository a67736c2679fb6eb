import type { Fact, Reading } from '../facts.ts';
import type { JsonEntry, JsonValue } from '../json.ts';
import { entriesOf, member, readJson, stringOf } from '../json.ts';
import type { Locate } from '../facts.ts';
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
  const autoload = member(root, 'autoload')?.value;
  for (const style of ['psr-4', 'psr-0']) {
    for (const entry of entriesOf(member(autoload, style)?.value))
      add('namespace', entry, style === 'psr-4' ? folderOf(entry.value) : '');
  }
  facts.push(...loadedFiles(autoload, locate));
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

/** Files that are loaded with the package, and folders that are searched for classes. */
function loadedFiles(autoload: JsonValue | undefined, locate: Locate): readonly Fact[] {
  return ['files', 'classmap'].flatMap((list) => {
    const paths = member(autoload, list)?.value;
    return (paths?.kind === 'array' ? paths.items : []).flatMap((item): readonly Fact[] => {
      const path = stringOf(item)?.replace(/^(?:\.\/)+|\/+$/g, '');
      return path === undefined
        ? []
        : [
            {
              kind: 'autoload',
              key: `autoload.${list} ${path}`,
              value: path,
              spot: locate(item.start, item.end),
            },
          ];
    });
  });
}

/** `src/` for `./src`; empty for several folders. */
function folderOf(value: JsonValue): string {
  const folder = stringOf(value)?.replace(/^(?:\.\/)+|\/+$/g, '');
  return folder === undefined ? '' : `${folder}/`;
}
