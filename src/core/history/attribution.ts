/** Which release first contains a commit, for all releases at once. */

/** Commits in the order of `rev-list --topo-order`: no commit before one of its children. */
export interface Graph {
  readonly ids: readonly string[];
  /** Places in `ids` of the parents of all commits, one commit after the other; -1 for a parent outside. */
  readonly parents: Int32Array;
  /** Where the parents of each commit start in `parents`; one more at the end. */
  readonly starts: Int32Array;
  /** Seconds; a clock that went wrong is corrected here. */
  readonly times: readonly number[];
}

export interface GraphBuilder {
  add(id: string, parents: readonly string[], seconds: number): void;
  graph(): Graph;
}

export function graphBuilder(): GraphBuilder {
  const ids: string[] = [];
  const times: number[] = [];
  const parents: number[] = [];
  const starts: number[] = [0];
  /** For each parent that has not come yet, the last place in `parents` that waits for it; `earlier` has the others. */
  const waiting = new Map<string, number>();
  const earlier: number[] = [];
  return {
    add: (id, named, seconds) => {
      const last = waiting.get(id);
      if (last !== undefined) {
        waiting.delete(id);
        for (let slot = last; slot !== -1; slot = earlier[slot] ?? -1) {
          parents[slot] = ids.length;
        }
      }
      for (const parent of named) {
        earlier.push(waiting.get(parent) ?? -1);
        waiting.set(parent, parents.length);
        parents.push(-1);
      }
      ids.push(id);
      times.push(seconds);
      starts.push(parents.length);
    },
    graph: () => ({ ids, times, parents: Int32Array.from(parents), starts: Int32Array.from(starts) }),
  };
}

export interface Attribution<T> {
  /** Releases that the history contains, oldest first: an ancestor is before its descendants. */
  readonly releases: readonly T[];
  /** Place in `releases` for each commit of the graph; -1 for what no release contains yet. */
  readonly owner: Int32Array;
}

/**
 * A commit belongs to the first release that contains it. Each commit is visited once, whatever the
 * number of releases.
 */
export function attribute<T extends { readonly commit: string }>(
  graph: Graph,
  releases: readonly T[],
): Attribution<T> {
  const { ids, parents, starts } = graph;
  const places = placesOf(ids, releases);
  const age = corrected(graph);
  const order = releases
    .flatMap((release) => {
      const place = places.get(release.commit);
      return place === undefined ? [] : [{ release, place }];
    })
    .toSorted((a, b) => (age[a.place] ?? 0) - (age[b.place] ?? 0) || b.place - a.place);
  const owner = new Int32Array(ids.length).fill(-1);
  const stack: number[] = [];
  for (const [index, { place }] of order.entries()) {
    stack.push(place);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (owner[at] === -1) {
        owner[at] = index;
        for (let next = starts[at] ?? 0; next < (starts[at + 1] ?? 0); next++) {
          const parent = parents[next] ?? -1;
          if (parent !== -1 && owner[parent] === -1) {
            stack.push(parent);
          }
        }
      }
    }
  }
  return { releases: order.map(({ release }) => release), owner };
}

function placesOf(
  ids: readonly string[],
  releases: readonly { readonly commit: string }[],
): ReadonlyMap<string, number> {
  const wanted = new Set(releases.map(({ commit }) => commit));
  const places = new Map<string, number>();
  for (const [place, id] of ids.entries()) {
    if (wanted.has(id)) {
      places.set(id, place);
    }
  }
  return places;
}

/** Times at which no commit is older than its parents, so that sorting by them never puts a child first. */
function corrected({ parents, starts, times }: Graph): Float64Array {
  const age = new Float64Array(times.length);
  for (let place = times.length - 1; place >= 0; place--) {
    let own = times[place] ?? 0;
    for (let next = starts[place] ?? 0; next < (starts[place + 1] ?? 0); next++) {
      const parent = parents[next] ?? -1;
      own = parent === -1 ? own : Math.max(own, (age[parent] ?? 0) + 1);
    }
    age[place] = own;
  }
  return age;
}
