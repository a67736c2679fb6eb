/** One line of the input without its end, or the fact that it was too long to keep. */
export type InputLine = { readonly kind: 'line'; readonly bytes: Buffer } | { readonly kind: 'tooLong' };

/** Splits bytes at line feeds and never holds more than `limit` of them. A last line without an end counts. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<InputLine, void, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array): void => {
    length += part.length;
    if (length > limit) parts = [];
    else parts.push(part);
  };
  const line = (): InputLine => {
    const whole: InputLine =
      length > limit ? { kind: 'tooLong' } : { kind: 'line', bytes: Buffer.concat(parts) };
    parts = [];
    length = 0;
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end; (end = chunk.indexOf(0x0a, start)) !== -1; start = end + 1) {
      take(chunk.subarray(start, end));
      yield line();
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield line();
}
