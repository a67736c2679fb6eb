/** The message of a commit object that a log shows only in part; undefined when the log shows all of it. */
export function wholeMessage(bytes: Buffer): string | undefined {
  const at = bytes.indexOf('\n\n');
  if (at === -1 || bytes.indexOf(0, at) === -1) {
    return undefined;
  }
  const encoding = /^encoding ([\w.:-]{1,40})$/m.exec(bytes.toString('latin1', 0, at))?.[1] ?? 'utf-8';
  return decoded(bytes.subarray(at + 2), encoding);
}

/** An encoding that nobody knows is read as UTF-8. */
function decoded(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
