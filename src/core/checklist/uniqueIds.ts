/** Ids of one file that stay apart: a repeat gets an ordinal, `id~2`, `id~3`. */
export interface UniqueIds {
  /** The id wanted when it is free, else the id with the next ordinal. */
  take(wanted: string): string;
  isTaken(id: string): boolean;
}

/** `reserved` ids are given only by `takeReserved`. */
export function createUniqueIds(reserved: readonly string[]): UniqueIds & {
  /** A reserved id for its first owner; any later one gets an ordinal. */
  takeReserved(id: string): string;
} {
  const taken = new Set<string>();
  const kept = new Set(reserved);
  const lastOrdinal = new Map<string, number>();
  const withOrdinal = (wanted: string): string => {
    for (let ordinal = (lastOrdinal.get(wanted) ?? 1) + 1; ; ordinal++) {
      const id = `${wanted}~${ordinal}`;
      if (!taken.has(id) && !kept.has(id)) {
        lastOrdinal.set(wanted, ordinal);
        taken.add(id);
        return id;
      }
    }
  };
  const first = (id: string): string => {
    taken.add(id);
    return id;
  };
  return {
    take: (wanted) => (taken.has(wanted) || kept.has(wanted) ? withOrdinal(wanted) : first(wanted)),
    takeReserved: (id) => (taken.has(id) ? withOrdinal(id) : first(id)),
    isTaken: (id) => taken.has(id),
  };
}
