import type { Fact, Reading } from '../facts.ts';
import { locator } from '../locate.ts';

/** A gemspec, or the `ruby` line of a Gemfile; only literal values are read. */
export function readGem(text: string): Reading {
  const locate = locator(text);
  const facts: Fact[] = [];
  for (const match of text.matchAll(
    /^[^\S\r\n]*\w+\.(name|required_ruby_version|executables)[^\S\r\n]*(?:=|<<|\+=)[^\S\r\n]*(.+)$/gm,
  )) {
    const [whole, word = '', written = ''] = match;
    const start = match.index + whole.indexOf(word);
    const spot = locate(start, start + word.length);
    const values = literals(written);
    if (word === 'name' && values[0] !== undefined)
      facts.push({ kind: 'name', key: 'name', value: values[0], spot });
    if (word === 'required_ruby_version' && values.length > 0) {
      facts.push({ kind: 'runtime', key: 'ruby', value: values.join(', '), dialect: 'ruby', spot });
    }
    if (word === 'executables')
      for (const key of values) facts.push({ kind: 'command', key, value: '', spot });
  }
  return { facts };
}

/** Quoted strings and `%w[a b]`; a text with code in it is none of them. */
function literals(written: string): readonly string[] {
  const words = /^%w[[({]([^\])}]*)[\])}]/.exec(written);
  if (words !== null) return (words[1] ?? '').split(/\s+/).filter((word) => word !== '');
  const found = [...written.replace(/\s#.*$/, '').matchAll(/"([^"#]*)"|'([^']*)'/g)];
  return found.map((match) => match[1] ?? match[2] ?? '');
}
