/** Everything in a file that has a name of its own. */
import type { ProtoFile, Scope, Spot } from './model.ts';
import { fullNameOf } from './model.ts';
import { enumsOf, messagesOf } from './resolve.ts';

/** The words of rules for a sort of declaration. */
export type Sort = 'message' | 'enum' | 'service' | 'extension';

export interface Declaration {
  readonly sort: Sort;
  readonly fullName: string;
  readonly spot: Spot;
}

/** Outer ones before those inside of them. */
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

export function keyOf({ sort, fullName }: Pick<Declaration, 'sort' | 'fullName'>): string {
  return `${sort} ${fullName}`;
}

export function isInside(fullName: string, names: { has(name: string): boolean }): boolean {
  for (let end = fullName.lastIndexOf('.'); end > 0; end = fullName.lastIndexOf('.', end - 1)) {
    if (names.has(fullName.slice(0, end))) return true;
  }
  return false;
}
