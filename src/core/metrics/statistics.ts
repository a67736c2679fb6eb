/** Order statistics. */

/** The value below which the share `q` of the values lies, between neighbours by straight line; undefined without values. */
export function quantile(values: readonly number[], q: number): number | undefined {
  const sorted = Float64Array.from(values).toSorted();
  if (sorted.length === 0) return undefined;
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}
