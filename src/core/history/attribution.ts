/** Which release first contains a commit, for all releases at once. */

/** Commits in the order of `rev-list --topo-order`: no commit before one of its children. */
export interface Graph {
  readonly ids: readonly string[];
  /** Places of the parents of each commit in `ids`; parents outside are left out. */
  readonly parents: readonly (readonly number[])[];
  /** Seconds; a clock that went wrong is corrected here. */
  readonly times: readonly number[];
}

export interface GraphBuilder {
  add(id: string, parents: readonly string[], seconds: number): void;
  graph(): Graph;
}

export function graphBuilder(): GraphBuilder {
  const ids: string[] = [];
  const named: (readonly string[])[] = [];
  const times: number[] = [];
  return {
    add: (id, parents, seconds) => {
      ids.push(id);
      named.push(parents);
      times.push(seconds);
    },
    graph: () => {
      const places = new Map(ids.map((id, place) => [id, place] as const));
      return {
        ids,
        times,
        parents: named.map((parents) =>
          parents.map((parent) => places.get(parent)).filter((place) => place !== undefined),
        ),
      };
    },
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
  { ids, parents, times }: Graph,
  releases: readonly T[],
): Attribution<T> {
  const places = placesOf(ids, releases);
  const age = corrected(parents, times);
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
        for (const parent of parents[at] ?? []) {
          if (owner[parent] === -1) {
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
function corrected(parents: Graph['parents'], times: readonly number[]): Float64Array {
  const age = new Float64Array(times.length);
  for (let place = times.length - 1; place >= 0; place--) {
    let own = times[place] ?? 0;
    for (const parent of parents[place] ?? []) {
      own = Math.max(own, (age[parent] ?? 0) + 1);
    }
    age[place] = own;
  }
  return age;
}
