/** Declarations that only changed their name. */
import type { Enum, Field, Message, ProtoFile, Service } from './model.ts';
import { resolveType, scalars } from './resolve.ts';
import type { Side } from './side.ts';

/** New full name by old full name, for messages, enums and services; what lies inside of a message goes along. */
export function findRenames(base: Side, head: Side): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const pairs = [
    ...matched(
      base.messages,
      head.messages,
      (one) => messageSignature(one.declaration, one.file, one.side),
      base,
      head,
    ),
    ...matched(base.enums, head.enums, (one) => enumSignature(one.declaration), base, head),
    ...matched(
      base.services,
      head.services,
      (one) => serviceSignature(one.declaration, one.file, one.side),
      base,
      head,
    ),
  ];
  for (const [before, after] of pairs) {
    // The inner names of a renamed message change with it, and are no renames of their own.
    if (!isInside(before, renames)) renames.set(before, after);
  }
  return renames;
}

/** The name of a type after all renames of it and of what surrounds it. */
export function renamed(renames: ReadonlyMap<string, string>, name: string): string {
  if (renames.size === 0) return name;
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const after = renames.get(name.slice(0, end));
    if (after !== undefined) return after + name.slice(end);
  }
  return name;
}

function isInside(name: string, renames: ReadonlyMap<string, string>): boolean {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    if (renames.has(name.slice(0, end))) return true;
  }
  return false;
}

interface Entry {
  readonly file: ProtoFile;
}

function* matched<One extends Entry>(
  before: ReadonlyMap<string, readonly One[]>,
  after: ReadonlyMap<string, readonly One[]>,
  signature: (one: One & { readonly side: Side }) => string | undefined,
  base: Side,
  head: Side,
): Generator<readonly [string, string]> {
  const gone = bySignature(before, after, head.unknown, (one) => signature({ ...one, side: base }));
  if (gone.size === 0) return;
  const added = bySignature(after, before, base.unknown, (one) => signature({ ...one, side: head }));
  for (const [key, [old, ...others]] of gone) {
    const [now, ...more] = added.get(key) ?? [];
    if (old !== undefined && now !== undefined && others.length + more.length === 0) yield [old, now];
  }
}

/** Names that the other side lacks, by what they hold and where. */
function bySignature<One extends Entry>(
  all: ReadonlyMap<string, readonly One[]>,
  other: ReadonlyMap<string, readonly One[]>,
  unknown: ReadonlySet<string>,
  signature: (one: One) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [name, [one]] of all) {
    if (one === undefined || other.has(name) || unknown.has(name.slice(name.lastIndexOf('.') + 1))) continue;
    const content = signature(one);
    if (content === undefined) continue;
    // A name that moved to another scope or file is no rename.
    const key = `${one.file.file.path} ${name.slice(0, name.lastIndexOf('.') + 1)} ${content}`;
    const known = names.get(key);
    if (known === undefined) names.set(key, [name]);
    else known.push(name);
  }
  return names;
}

/** Undefined for what has no content of its own to compare. A type that names itself stays itself. */
function messageSignature(message: Message, file: ProtoFile, side: Side): string | undefined {
  if (message.broken || message.fields.length === 0) return undefined;
  const typeName = (written: string): string => {
    if (scalars.has(written)) return written;
    const { name } = resolveType(side.names, file, message.fullName, written);
    return name === message.fullName || name.startsWith(`${message.fullName}.`)
      ? `*${name.slice(message.fullName.length)}`
      : name;
  };
  const field = (one: Field): string => {
    const type =
      one.map === undefined ? typeName(one.type) : `map<${one.map.key},${typeName(one.map.value)}>`;
    const options = one.options.map(({ name, value }) => `${name}=${value}`).toSorted();
    return `${one.number}:${one.label ?? ''} ${type} ${one.name}/${one.oneof ?? ''}[${options.join()}]`;
  };
  return [
    ...message.fields.map(field).toSorted(),
    ...message.enums.map((one) => `${one.name}{${enumSignature(one) ?? ''}}`).toSorted(),
    ...message.messages.map(({ name }) => name).toSorted(),
  ].join(' ');
}

function enumSignature(one: Enum): string | undefined {
  if (one.broken || one.values.length === 0) return undefined;
  return one.values
    .map(({ name, number }) => `${number}=${name}`)
    .toSorted()
    .join(' ');
}

function serviceSignature(service: Service, file: ProtoFile, side: Side): string | undefined {
  if (service.broken || service.methods.length === 0) return undefined;
  const named = (written: string): string => resolveType(side.names, file, service.fullName, written).name;
  return service.methods
    .map(
      ({ name, request, response }) =>
        `${name}(${request.streaming ? 's ' : ''}${named(request.type)})(${response.streaming ? 's ' : ''}${named(response.type)})`,
    )
    .toSorted()
    .join(' ');
}
