import type { Fact, Reading } from '../facts.ts';
import { locator } from '../locate.ts';

const instruction =
  /^[^\S\r\n]*(ARG|FROM|EXPOSE|ENTRYPOINT|USER)[^\S\r\n]+((?:[^\r\n\\]|\\(?:\r\n|[^]))*)/gim;

/** A Dockerfile: only the last stage is what people run. */
export function readDockerfile(text: string): Reading {
  const locate = locator(text);
  let facts: Fact[] = [];
  const stages = new Map<string, string>();
  /** Defaults of the arguments that stand before the first stage; only those reach a `FROM`. */
  const defaults = new Map<string, string>();
  for (const match of text.matchAll(instruction)) {
    const word = (match[1] ?? '').toUpperCase();
    const value = (match[2] ?? '').replaceAll(/\\\r?\n/g, ' ').trim();
    const start = match.index + match[0].search(/\S/);
    const spot = locate(start, start + word.length);
    if (word === 'ARG') {
      const [, name = '', given = ''] = /^(\w+)=(.*)$/.exec(value) ?? [];
      if (facts.length === 0) defaults.set(name, expanded(given.replace(/^(["'])(.*)\1$/, '$2'), defaults));
    } else if (word === 'FROM') {
      const [written = '', , name] = value.replace(/^(?:--\S+\s+)+/, '').split(/\s+/);
      const image = expanded(written, defaults);
      const real = stages.get(image) ?? image;
      if (name !== undefined) stages.set(name, real);
      facts = [{ kind: 'image', key: 'FROM', value: real, spot }];
    } else if (word === 'EXPOSE') {
      for (const port of value.split(/\s+/))
        facts.push({ kind: 'port', key: port.replace(/\/tcp$/i, ''), value: port, spot });
    } else {
      facts = facts.filter((fact) => fact.key !== word);
      facts.push({ kind: 'container', key: word, value: value.replaceAll(/\s+/g, ' '), spot });
    }
  }
  return { facts };
}

/** `$NAME`, `${NAME}` and `${NAME:-other}`; a name without a default stays as it is written. */
function expanded(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:(\w+)|\{(\w+)(?::?-([^{}]*))?\})/g,
    (whole, plain: string | undefined, braced: string | undefined, other: string | undefined) =>
      defaults.get(plain ?? braced ?? '') ?? other ?? whole,
  );
}
