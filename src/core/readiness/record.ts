/** The release record (`releases/<version>/release.yml`) as far as readiness reads it. */
import type { Instant } from '../base/instant.ts';
import type { ReleaseType } from '../policy/model.ts';

export interface ReleaseRecord {
  readonly version?: string;
  readonly type?: ReleaseType;
  readonly previous?: string;
  readonly plannedStart?: Instant;
  readonly started?: Instant;
  readonly verified?: Instant;
  readonly signOffs: readonly {
    readonly role: string;
    readonly by?: string;
    readonly at?: Instant;
    readonly commit?: string;
    readonly line: number;
  }[];
  readonly deployments: readonly {
    readonly env: string;
    readonly ref?: string;
    readonly started?: Instant;
    readonly finished?: Instant;
    readonly outcome?: string;
    readonly line: number;
  }[];
  readonly rollbacks: readonly {
    readonly decided?: Instant;
    readonly verified?: Instant;
    readonly line: number;
  }[];
  readonly decisions: readonly {
    readonly at?: Instant;
    readonly by?: string;
    readonly verdict: string;
    readonly note?: string;
    readonly line: number;
  }[];
  /** Freeze overrides that somebody recorded: name of the freeze, by whom, why. */
  readonly overrides: readonly {
    readonly freeze: string;
    readonly by?: string;
    readonly reason?: string;
    readonly line: number;
  }[];
}
