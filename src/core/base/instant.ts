/** UTC epoch milliseconds. Time zones exist only where people read or write. */
export type Instant = number;
