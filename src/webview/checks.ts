/** Small checks of values that came as messages. A field that is not named does not pass. */
export type Check = (value: unknown) => boolean;

/** Longer than any text that is shown. */
const longest = 1_000_000;

export const text: Check = (value) => typeof value === 'string' && value.length <= longest;

export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);

export function oneOf(values: readonly string[]): Check {
  return (value) => typeof value === 'string' && values.includes(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function each(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** Every field of the type has its check. */
export function shape<T extends object>(fields: Readonly<Record<keyof T, Check>>): Check {
  const checks = new Map<string, Check>(Object.entries(fields));
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => checks.has(key)) &&
    [...checks].every(([key, check]) => check(Reflect.get(value, key)));
}

/** A message that is its own tag. */
export const nothingElse: Check = shape<{ readonly type: string }>({ type: text });
