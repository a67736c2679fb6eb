/** Two texts of a schema for the page of a rule. */
export function pair(
  base: string,
  head: string,
): { readonly file: string; readonly base: string; readonly head: string } {
  return pairOf('syntax = "proto3";\npackage shop;', base, head);
}

/** The same with another beginning. */
export function pairOf(
  start: string,
  base: string,
  head: string,
): { readonly file: string; readonly base: string; readonly head: string } {
  return { file: 'shop.proto', base: `${start}\n${base}\n`, head: `${start}\n${head}\n` };
}
