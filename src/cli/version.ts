/** Version of this program, from its manifest. */
export async function ownVersion(): Promise<string> {
  return (await import('../../package.json', { with: { type: 'json' } })).default.version;
}
