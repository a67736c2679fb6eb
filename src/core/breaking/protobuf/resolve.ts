/** Names of types, as the scope and the imports of a file see them. */
import type { Enum, Message, ProtoFile } from './model.ts';

export interface Declared {
  readonly kind: 'message' | 'enum';
  readonly file: ProtoFile;
  readonly declaration: Message | Enum;
}

export interface TypeName {
  /** Without a leading point; as written where nothing of that name is known. */
  readonly name: string;
  readonly kind: 'message' | 'enum' | 'unknown';
}

/** Files of one side by path, with what they declare. */
export interface Names {
  readonly declared: ReadonlyMap<string, readonly Declared[]>;
  /** Paths that a file sees: its own, what it imports, and what that imports publicly. */
  readonly visible: (path: string) => ReadonlySet<string>;
}

export const scalars: ReadonlySet<string> = new Set([
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
]);

/** Types that come with the compiler and are enums; all others of `google.protobuf` are messages. */
const knownEnums: ReadonlySet<string> = new Set([
  'google.protobuf.NullValue',
  'google.protobuf.Syntax',
  'google.protobuf.Edition',
  'google.protobuf.Field.Kind',
  'google.protobuf.Field.Cardinality',
]);

/** `imported` gives the path that an import stands for, where it is known. */
export function namesOf(
  files: readonly ProtoFile[],
  imported: (from: string, path: string) => string | undefined,
): Names {
  const declared = new Map<string, Declared[]>();
  const byPath = new Map(files.map((file) => [file.file.path, file]));
  const add = (fullName: string, one: Declared): void => {
    const known = declared.get(fullName);
    if (known === undefined) declared.set(fullName, [one]);
    else known.push(one);
  };
  for (const file of files) {
    for (const message of messagesOf(file))
      add(message.fullName, { kind: 'message', file, declaration: message });
    for (const one of enumsOf(file)) add(one.fullName, { kind: 'enum', file, declaration: one });
  }
  const seen = new Map<string, ReadonlySet<string>>();
  const visible = (path: string): ReadonlySet<string> => {
    const known = seen.get(path);
    if (known !== undefined) return known;
    const found = new Set([path]);
    const waiting = (byPath.get(path)?.imports ?? []).map((one) => imported(path, one.path));
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (next === undefined || found.has(next)) continue;
      found.add(next);
      for (const one of byPath.get(next)?.imports ?? []) {
        if (one.modifier === 'public') waiting.push(imported(next, one.path));
      }
    }
    seen.set(path, found);
    return found;
  };
  return { declared, visible };
}

/** The innermost scope that knows the name wins, among files that are seen first. */
export function resolveType(names: Names, file: ProtoFile, scope: string, written: string): TypeName {
  if (written.startsWith('.')) return known(names, file, written.slice(1)) ?? unknown(written.slice(1));
  const visible = names.visible(file.file.path);
  return (
    search(scope, written, (name) => known(names, file, name, visible)) ??
    search(scope, written, (name) => known(names, file, name)) ??
    unknown(written)
  );
}

function search(
  scope: string,
  written: string,
  look: (name: string) => TypeName | undefined,
): TypeName | undefined {
  for (let around = scope; ; around = around.slice(0, Math.max(0, around.lastIndexOf('.')))) {
    const found = look(around === '' ? written : `${around}.${written}`);
    if (found !== undefined || around === '') return found;
  }
}

function known(
  { declared }: Names,
  file: ProtoFile,
  name: string,
  visible?: ReadonlySet<string>,
): TypeName | undefined {
  const all = declared.get(name);
  const found =
    visible === undefined
      ? all?.[0]
      : all?.find((one) => one.file === file || visible.has(one.file.file.path));
  return found === undefined ? undefined : { name, kind: found.kind };
}

function unknown(name: string): TypeName {
  if (!/^google\.protobuf\.[A-Z]/.test(name)) return { name, kind: 'unknown' };
  return { name, kind: knownEnums.has(name) ? 'enum' : 'message' };
}

/** All messages of a file, outer ones before those inside of them. */
export function messagesOf({ messages }: { readonly messages: readonly Message[] }): readonly Message[] {
  const all: Message[] = [];
  const add = (inner: readonly Message[]): void => {
    for (const message of inner) {
      all.push(message);
      add(message.messages);
    }
  };
  add(messages);
  return all;
}

export function enumsOf(file: ProtoFile): readonly Enum[] {
  return [...file.enums, ...messagesOf(file).flatMap(({ enums }) => enums)];
}
