import type { Place } from '../change.ts';
import { locator } from '../manifest/locate.ts';
import type { SourceText, Span } from './node.ts';

const locators = new WeakMap<SourceText, ReturnType<typeof locator>>();

/** Where a node or a key stands, in lines and columns. */
export function placeOf({ source, start, end }: Span): Place {
  let locate = locators.get(source);
  if (locate === undefined) {
    locate = locator(source.text);
    locators.set(source, locate);
  }
  return { path: source.path, ...locate(start, end) };
}
