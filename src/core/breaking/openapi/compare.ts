/** Two descriptions side by side. */
import type { Change } from '../change.ts';
import { createSession } from '../jsonschema/session.ts';
import type { Libraries } from '../jsonschema/engine.ts';
import { createCollector } from './collector.ts';
import { compareOperations, compareWebhooks } from './compareOperations.ts';
import { compareSchemes, compareServers, renamedSchemes } from './compareSecurity.ts';
import type { Api } from './model.ts';
import { createResolve } from './parts.ts';
import { addDifferences } from './differences.ts';
import type { Sides } from './sides.ts';
import { compareSchema } from './compareSchema.ts';

export interface CompareOptions {
  readonly profile: string;
  readonly now: number | undefined;
  readonly stop: () => boolean;
}

export function compareApis(
  base: Api,
  head: Api,
  libraries: Libraries,
  { profile, now, stop }: CompareOptions,
): readonly Change[] {
  const collector = createCollector(profile);
  // Of two dialects the older one: it knows what the newer one says beside what only it says.
  const isOld = [base, head].some(({ version }) => /^(?:2|3\.0)/.test(version));
  const session = createSession(libraries, {
    dialect: isOld ? 'openapi30' : 'openapi31',
    openContent: 'declared',
    stop,
  });
  const uses: Sides['uses'] = new Map();
  const sides: Sides = {
    collector,
    session,
    profile,
    now,
    uses,
    schemes: renamedSchemes(base, head),
    resolve: { base: createResolve(libraries.base), head: createResolve(libraries.head) },
    seen: new Map(),
    stop,
  };
  compareOperations(sides, base, head);
  compareWebhooks(sides, base, head);
  compareSchemes(sides, base, head);
  compareServers(sides, base, head);
  if (isLibrary(base) && isLibrary(head)) compareComponents(sides, base, head);
  addDifferences(sides);
  return collector.changes();
}

/** Nobody can call it or be called by it: other descriptions use its parts. */
function isLibrary({ operations, webhooks }: Api): boolean {
  return operations.length + webhooks.length === 0;
}

function compareComponents(sides: Sides, base: Api, head: Api): void {
  for (const [name, was] of base.schemas) {
    const is = head.schemas.get(name);
    const place = { use: name, kind: 'component', direction: 'both', unstable: false } as const;
    compareSchema(sides, place, { base: was.node, head: is?.node });
  }
}
