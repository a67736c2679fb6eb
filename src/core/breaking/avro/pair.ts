/** Two schemas for the page of a rule. */
interface Texts {
  readonly file: string;
  readonly base: string;
  readonly head: string;
}

export function pair(base: unknown, head: unknown): Texts {
  const text = (schema: unknown): string => `${JSON.stringify(schema, null, 2)}\n`;
  return { file: 'order.avsc', base: text(base), head: text(head) };
}

/** Two lists of fields of one record. */
export function fields(base: readonly object[], head: readonly object[]): Texts {
  return pair(record(base), record(head));
}

/** Two types of one field. */
export function types(base: unknown, head: unknown): Texts {
  return fields([{ name: 'total', type: base }], [{ name: 'total', type: head }]);
}

export function record(list: readonly object[], more: object = {}): object {
  return { type: 'record', name: 'Order', ...more, fields: list };
}

/** Two sets of messages of one protocol. */
export function messages(base: object, head: object): Texts {
  const text = (list: object): string => `${JSON.stringify({ protocol: 'Shop', messages: list }, null, 2)}\n`;
  return { file: 'shop.avpr', base: text(base), head: text(head) };
}
