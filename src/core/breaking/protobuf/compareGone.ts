/** Files that are gone, and declarations that left their file. */
import type { Context } from './context.ts';
import { isSurelyGone, nearestParent } from './context.ts';
import type { ProtoFile, Scope, Spot } from './model.ts';
import { fullNameOf, shortName } from './model.ts';
import { enumsOf, messagesOf } from './resolve.ts';
import type { Side } from './side.ts';

/** The words of rules for a sort of declaration. */
export type Sort = 'message' | 'enum' | 'service' | 'extension';

export interface Declaration {
  readonly sort: Sort;
  readonly fullName: string;
  readonly spot: Spot;
}

/** Everything in a file that has a name of its own, outer ones before those inside of them. */
export function declarationsOf(file: ProtoFile): readonly Declaration[] {
  const messages = messagesOf(file);
  const named =
    (sort: Sort) =>
    (one: Scope & { readonly spot: Spot }): Declaration => ({
      sort,
      fullName: one.fullName,
      spot: one.spot,
    });
  return [
    ...messages.map(named('message')),
    ...enumsOf(file).map(named('enum')),
    ...file.services.map(named('service')),
    ...[file, ...messages].flatMap(({ extensions }) =>
      extensions.map(({ scope, field }): Declaration => ({
        sort: 'extension',
        fullName: fullNameOf(scope, field.name),
        spot: field.spot,
      })),
    ),
  ];
}

export function compareGoneFiles(context: Context): void {
  const { base, head, collector } = context;
  for (const [path, file] of base.files) {
    if (head.files.has(path)) continue;
    const spot = file.syntax.spot ?? file.packageSpot ?? { file: file.file, start: 0, end: 0 };
    const home = newHome(file, head);
    const now = home === undefined ? '' : `, and its declarations are in ${home.file.path}`;
    collector.add({ rule: 'protobuf/file-removed', subject: path, args: { now }, base: spot });
  }
}

/** The one file in which everything of a file that is gone is declared now. */
function newHome(file: ProtoFile, head: Side): ProtoFile | undefined {
  const declared = declarationsOf(file);
  const [first] = declared;
  if (first === undefined) return undefined;
  for (const candidate of head.files.values()) {
    const names = new Set(declarationsOf(candidate).map(keyOf));
    if (declared.every((one) => names.has(keyOf(one)))) return candidate;
  }
  return undefined;
}

/** A declaration is looked for by its name in its file: that of the package is told elsewhere. */
export function compareGone(context: Context): void {
  for (const [path, file] of context.base.files) {
    const after = context.head.files.get(path);
    if (after === undefined) continue;
    const kept = new Set(declarationsOf(after).map((one) => `${one.sort} ${inPackage(after, one.fullName)}`));
    const gone = new Set<string>();
    for (const one of declarationsOf(file)) {
      if (kept.has(`${one.sort} ${inPackage(file, one.fullName)}`)) continue;
      if (!isSurelyGone(context, shortName(one.fullName), surroundings(after, one.fullName))) continue;
      gone.add(one.fullName);
      if (context.collector.folds && isInside(one.fullName, gone)) continue;
      report(context, file, one);
    }
  }
}

function report(context: Context, file: ProtoFile, { sort, fullName, spot }: Declaration): void {
  const { collector, renames } = context;
  const asked = !collector.folds && collector.enabled(`protobuf/${sort}-removed`);
  const found = { subject: fullName, base: spot, head: nearestParent(context, file, fullName) };
  const to = renames.get(fullName);
  if (to !== undefined && sort !== 'extension' && !asked) {
    const head = declaredAt(context.head, sort, to)?.spot;
    collector.add({ rule: `protobuf/${sort}-renamed`, ...found, args: { to }, head });
    return;
  }
  const home = declaredAt(context.head, sort, fullName)?.spot.file.path;
  const now = home === undefined ? '' : `, and is in ${home}`;
  collector.add({ rule: `protobuf/${sort}-removed`, ...found, args: { now } });
}

/** Where a declaration of that sort and name stands. */
export function declaredAt(side: Side, sort: Sort, fullName: string): { readonly spot: Spot } | undefined {
  if (sort === 'extension') return side.extensions.find((one) => one.fullName === fullName)?.field;
  const all = sort === 'message' ? side.messages : sort === 'enum' ? side.enums : side.services;
  return all.get(fullName)?.[0]?.declaration;
}

/** What a declaration would be a direct member of. */
function surroundings(file: ProtoFile, fullName: string): { readonly broken: boolean } {
  const parent = fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')));
  return messagesOf(file).find((message) => message.fullName === parent) ?? file;
}

export function isInside(fullName: string, names: ReadonlySet<string>): boolean {
  for (let end = fullName.lastIndexOf('.'); end > 0; end = fullName.lastIndexOf('.', end - 1)) {
    if (names.has(fullName.slice(0, end))) return true;
  }
  return false;
}

function keyOf({ sort, fullName }: Declaration): string {
  return `${sort} ${fullName}`;
}

function inPackage(file: ProtoFile, fullName: string): string {
  return file.fullName === '' ? fullName : fullName.slice(file.fullName.length + 1);
}
