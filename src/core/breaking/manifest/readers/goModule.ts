import type { Fact, Reading } from '../facts.ts';
import { locator } from '../locate.ts';

/** go.mod: the path is what importers write; its `/v2` is part of it. */
export function readGoModule(text: string): Reading {
  const locate = locator(text);
  const facts: Fact[] = [];
  for (const match of text.matchAll(/^[^\S\r\n]*(module|go)[^\S\r\n]+("?)([^\s"/][^\s"]*)\2/gm)) {
    const [whole, word, , value = ''] = match;
    const end = match.index + whole.length;
    const spot = locate(end - value.length, end);
    if (word === 'module') facts.push({ kind: 'name', key: 'module', value, spot });
    else facts.push({ kind: 'runtime', key: 'go', value, dialect: 'floor', spot });
  }
  return { facts };
}
