/**
 * Many small checklists for properties that run a hundred thousand times:
 * cheap to make, the same for the same seed, with every line end, bullet and
 * mark, notes, odd characters and lines that look like tasks.
 */

export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  next(below: number): number;
  pick<T>(values: readonly T[]): T;
}

/** A small generator of numbers (mulberry32), good enough to vary inputs. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  return {
    next,
    pick: (values) => {
      const value = values[next(values.length)];
      if (value === undefined) throw new RangeError('Nothing to pick from.');
      return value;
    },
  };
}

export function taskDocument(random: Random): string {
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  const lines = Array.from({ length: 4 + random.next(6) }, () => line(random));
  const text = lines.join(end) + random.pick([end, end, '', `${end}${end}`]);
  return random.next(12) === 0 ? `\ufeff${text}` : text;
}

export const taskWords = [
  'Tests pass',
  'Tag it',
  'Docs (if UI changes)',
  '~~Old~~',
  'Über 😀',
  '`a \u2014 b`',
  '[link](x) [ ] y',
  'set to [x]',
] as const;

function line(random: Random): string {
  const kind = random.next(12);
  if (kind === 0) return random.pick(['# Area', '## Stage (T-24h)', '', '']);
  if (kind === 1)
    return random.pick([
      'plain words',
      '',
      '| a | b |',
      '- bullet',
      '[ ] no bullet',
      '- [-] odd',
      '<!-- - [ ] x -->',
    ]);
  const indent = random.pick(['', '', '', '', '  ', '    ']);
  const bullet = random.pick(['-', '-', '*', '+', '1.', '2)']);
  const mark = random.pick([' ', ' ', ' ', 'x', 'X']);
  const words = random.pick(taskWords);
  const notes = random.pick([
    '',
    '',
    '',
    ' \u2014 @ana',
    ' \u2014 blocked: x \u00b7 @ben',
    ' -- due T-2h',
    ' <!-- rr: id=a -->',
  ]);
  return `${indent}${bullet} [${mark}] ${words}${notes}${random.pick(['', '', '', ' ', '\t', '  '])}`;
}
