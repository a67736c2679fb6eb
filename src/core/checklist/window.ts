/** The moment that a window counts from. */
export const anchors = ['start', 'finish', 'rollback', 'declared', 'restored'] as const;
export type Anchor = (typeof anchors)[number];

/**
 * A time window of a heading or of a note. Offsets are milliseconds from the
 * anchor, negative before it. `from` absent: open before; `to` absent: open after.
 */
export interface Window {
  readonly text: string;
  readonly anchor: Anchor;
  readonly from?: number;
  readonly to?: number;
  /** A bare `T-24`: the number, in the unit that the policy names (`tminus_unit`). */
  readonly withoutUnit?: number;
}

/** When an item is due. */
export type Due =
  | {
      /** Calendar date, with a time of day or to the end of the day; zone as written, else the policy's. */
      readonly kind: 'date';
      readonly text: string;
      readonly date: string; // YYYY-MM-DD, a day that exists
      readonly time?: string; // HH:MM
      readonly zone?: string; // `UTC`, `Z`, `+02:00` or an IANA name
    }
  | { readonly kind: 'window'; readonly text: string; readonly window: Window }
  | { readonly kind: 'unreadable'; readonly text: string };
