/** Whether one written type can stand in for another without anybody noticing. */

/** A result may become more exact: `T` to `T!`, also inside lists. */
export function isSafeForResults(before: string, after: string): boolean {
  if (isRequired(before)) return isRequired(after) && isSafeForResults(required(before), required(after));
  if (isRequired(after)) return isSafeForResults(before, required(after));
  if (isList(before)) return isList(after) && isSafeForResults(item(before), item(after));
  return before === after;
}

/** An input may become less exact: `T!` to `T`, also inside lists. */
export function isSafeForInputs(before: string, after: string): boolean {
  return isSafeForResults(after, before);
}

export function isRequired(type: string): boolean {
  return type.endsWith('!');
}

function isList(type: string): boolean {
  return type.startsWith('[');
}

function required(type: string): string {
  return type.slice(0, -1);
}

function item(type: string): string {
  return type.slice(1, -1);
}
