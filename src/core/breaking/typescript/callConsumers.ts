/** Consumers of calls, for witnesses. */
import { type Walk, typeText } from './place.ts';
import { arityOf, parameterTypeAt } from './arity.ts';
import type { SignaturePlace } from './signatures.ts';
import type ts from 'typescript6';

/** The old call with arguments of the old types. */
export function callConsumer(walk: Walk, place: SignaturePlace, old: ts.Signature): string | undefined {
  if (place.callee === undefined) return undefined;
  const count = arityOf(walk.world, old);
  const lines: string[] = [];
  const names: string[] = [];
  for (let index = 0; index < Math.min(count.most, count.count); index++) {
    const type = parameterTypeAt(walk.world, old, index);
    if (type === undefined) break;
    lines.push(`declare const a${index}: ${typeText(walk.world, type, undefined)};`);
    names.push(`a${index}`);
  }
  const least = names.slice(0, count.least);
  return [...lines, `${place.callee}(${least.join(', ')});`, `${place.callee}(${names.join(', ')});`].join(
    '\n',
  );
}

export function returnConsumer(walk: Walk, place: SignaturePlace, old: ts.Signature): string | undefined {
  const call = callConsumer(walk, place, old);
  if (call === undefined) return undefined;
  const last = call.split('\n').at(-1)?.replace(/;$/, '');
  const declared = call.split('\n').slice(0, -2);
  const wanted = typeText(walk.world, walk.world.checker.getReturnTypeOfSignature(old), undefined);
  return [...declared, `export const result: ${wanted} = ${last};`].join('\n');
}
