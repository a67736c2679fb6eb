/** Two texts of a schema for the page of a rule, without what is the same in all of them. */
export function pair(
  base: string,
  head: string,
): { readonly file: string; readonly base: string; readonly head: string } {
  return { file: 'order.schema.json', base: `${base}\n`, head: head === '' ? '' : `${head}\n` };
}

/** A pair of schemas for one property. */
export function field(base: string, head: string): ReturnType<typeof pair> {
  const whole = (schema: string): string => `{"type": "object", "properties": {"size": ${schema}}}`;
  return pair(whole(base), whole(head));
}
