/** Two contents that a torn file cannot be mistaken for. */
export const contents = { first: Buffer.alloc(300_000, 'a'), second: Buffer.alloc(200_000, 'b') } as const;
