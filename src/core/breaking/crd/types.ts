/** The type of a value of a custom resource. */
import type { DocumentNode } from '../document/node.ts';
import { booleanOf, member, stringOf } from '../document/node.ts';

/** `int-or-string` for those, `any` where nothing is said. */
export function typeOf(schema: DocumentNode): string {
  if (booleanOf(member(schema, 'x-kubernetes-int-or-string')) === true) return 'int-or-string';
  const type = stringOf(member(schema, 'type'));
  if (type !== undefined && type !== '') return type;
  return stringOf(member(schema, 'format')) === 'int-or-string' ? 'int-or-string' : 'any';
}

/** Whether all values of the first type are values of the second. */
export function typeFits(from: string, to: string): boolean {
  if (from === to || to === 'any') return true;
  if (to === 'number') return from === 'integer';
  return to === 'int-or-string' && (from === 'integer' || from === 'string');
}
