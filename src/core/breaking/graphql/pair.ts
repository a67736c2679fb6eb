/** Two texts of a schema for the page of a rule. */
export function pair(
  base: string,
  head: string,
): { readonly file: string; readonly base: string; readonly head: string } {
  return { file: 'schema.graphql', base: `${base}\n`, head: `${head}\n` };
}
