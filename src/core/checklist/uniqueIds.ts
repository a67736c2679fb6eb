/** Ids of one file that stay apart: a repeat gets an ordinal, `id~2`, `id~3`. */
export interface UniqueIds {
  /** The id wanted when it is free, else the id with the next ordinal; `repeats` when somebody had it before. */
  take(wanted: string): UniqueId;
  /** A reserved id for its first owner; any later one gets an ordinal. */
  takeReserved(id: string): UniqueId;
}

export interface UniqueId {
  readonly id: string;
  readonly repeats: boolean;
}

/** `reserved` ids are given by `takeReserved` alone. */
export function createUniqueIds(reserved: readonly string[]): UniqueIds {
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
  const takeReserved = (id: string): UniqueId => {
    const size = taken.size;
    const isNew = taken.add(id).size > size;
    return isNew ? { id, repeats: false } : { id: withOrdinal(id), repeats: true };
  };
  return {
    take: (wanted) =>
      kept.size > 0 && kept.has(wanted)
        ? { id: withOrdinal(wanted), repeats: taken.has(wanted) }
        : takeReserved(wanted),
    takeReserved,
  };
}
