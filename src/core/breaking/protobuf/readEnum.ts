/** Enums, and ranges and names that are reserved. */
import { advance, isWord, passSign, passWord, tokenText } from './lexer.ts';
import type { Enum, EnumValue, Option, PlacedRange, Spot } from './model.ts';
import { fullNameOf } from './model.ts';
import { readOption, readOptionList } from './readOptions.ts';
import type { Reader, Stop } from './reader.ts';
import { readBody, readInteger, readStrings, spotFrom, spotHere } from './reader.ts';

const largestValue = 2_147_483_647;

/** `enum Name { ... }` with a word `export` or `local` before it or not. */
export function readEnum(reader: Reader, scope: string, enums: Enum[]): Stop {
  const { lexer } = reader;
  const start = lexer.start;
  passWord(lexer, 'export');
  passWord(lexer, 'local');
  advance(lexer);
  if (lexer.kind !== 'name') return lexer.start;
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  if (!passSign(lexer, '{')) return lexer.start;
  const values: EnumValue[] = [];
  const options: Option[] = [];
  const reserved = { ranges: [] as PlacedRange[], names: new Map<string, Spot>() };
  const { broken } = readBody(reader, () => {
    // A value may bear the name of a keyword.
    const member = tokenText(lexer);
    if (member === 'option' || member === 'reserved') {
      const value = readValue(reader, values);
      if (value === undefined) return undefined;
      if (value !== 'another') return value;
      return member === 'option' ? readOption(reader, options) : readReserved(reader, reserved, largestValue);
    }
    const stop = readValue(reader, values);
    return stop === 'another' ? lexer.start : stop;
  });
  enums.push({
    name,
    fullName: fullNameOf(scope, name),
    values,
    options,
    reserved,
    broken,
    spot: spotFrom(reader, start),
    nameSpot,
  });
  return undefined;
}

/** `another`: it is no value, and the cursor has not moved. */
function readValue(reader: Reader, values: EnumValue[]): Stop | 'another' {
  const { lexer } = reader;
  if (lexer.kind !== 'name') return 'another';
  const start = lexer.start;
  const before = { ...lexer };
  const name = tokenText(lexer);
  const nameSpot = spotHere(reader);
  advance(lexer);
  if (!passSign(lexer, '=')) {
    Object.assign(lexer, before);
    return 'another';
  }
  const numberStart = lexer.start;
  const number = readInteger(lexer);
  if (number === undefined) return lexer.start;
  const numberSpot = spotFrom(reader, numberStart);
  const options: Option[] = [];
  const stop = readOptionList(reader, options);
  if (stop !== undefined) return stop;
  if (!passSign(lexer, ';')) return lexer.start;
  values.push({ name, number, options, spot: spotFrom(reader, start), nameSpot, numberSpot });
  return undefined;
}

/** `reserved 1, 3 to 5, 9 to max;`, `reserved "a", "b";` or `reserved a, b;`, also after `extensions`. */
export function readReserved(
  reader: Reader,
  parts: { readonly ranges: PlacedRange[]; readonly names: Map<string, Spot> },
  largest: number,
): Stop {
  const { lexer } = reader;
  advance(lexer);
  for (;;) {
    const start = lexer.start;
    if (lexer.kind === 'string') {
      const name = readStrings(lexer) ?? '';
      parts.names.set(name, spotFrom(reader, start));
    } else if (lexer.kind === 'name') {
      parts.names.set(tokenText(lexer), spotHere(reader));
      advance(lexer);
    } else {
      const from = readInteger(lexer);
      if (from === undefined) return lexer.start;
      let to: number | undefined = from;
      if (passWord(lexer, 'to')) {
        if (isWord(lexer, 'max')) {
          advance(lexer);
          to = largest;
        } else to = readInteger(lexer);
      }
      if (to === undefined) return lexer.start;
      parts.ranges.push({ from, to, spot: spotFrom(reader, start) });
    }
    if (passSign(lexer, ',')) continue;
    const stop = readOptionList(reader, []);
    if (stop !== undefined) return stop;
    return passSign(lexer, ';') ? undefined : lexer.start;
  }
}
