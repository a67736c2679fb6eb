import type { Fact, Reading } from '../facts.ts';
import { locator } from '../locate.ts';

/** A file whose only content is a version. */
export function readVersionFile(text: string): Reading {
  const match = /^\uFEFF?\s*(\S+)/.exec(text);
  const value = match?.[1];
  if (value === undefined) return { facts: [] };
  const end = (match?.index ?? 0) + (match?.[0].length ?? 0);
  const spot = locator(text)(end - value.length, end);
  return { facts: [{ kind: 'toolchain', key: 'version', value: value.replace(/^v/, ''), spot }] };
}

/** `nodejs 20.1.0` in each line. */
export function readToolVersions(text: string): Reading {
  const locate = locator(text);
  const facts: Fact[] = [];
  for (const match of text.matchAll(/^[^\S\r\n]*([\w.-]+)[^\S\r\n]+(\S+)/gm)) {
    const [whole, key = '', value = ''] = match;
    const end = match.index + whole.length;
    facts.push({ kind: 'toolchain', key, value, spot: locate(end - value.length, end) });
  }
  return { facts };
}
