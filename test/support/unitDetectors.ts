/** Detectors that behave as their id says, for the threads that have to live with them. */
import type { Change } from '../../src/core/breaking/change.ts';
import type { Budget, Compared, Comparison, Detector, Unit } from '../../src/core/breaking/detector.ts';
import type { DetectorEntry } from '../../src/core/breaking/table.ts';

type Compare = Detector['compare'];

const behaviours: Readonly<Record<string, Compare>> = {
  /** Reports the text of both sides of each file, and how many files each side has. */
  reads: async (unit, comparison) => ({
    changes: await Promise.all(unit.files.map((file) => changeOf(unit, file, comparison))),
    notAnalysed: [],
  }),
  loops: () => {
    for (;;);
  },
  fills: () => {
    const held: unknown[] = [];
    for (;;) {
      held.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
    }
  },
  throws: () => Promise.reject(new Error('on purpose')),
  throwsLater: () => {
    setImmediate(() => {
      throw new Error('where nobody looks');
    });
    return new Promise<Compared>(() => undefined);
  },
  exits: () => {
    process.exit(3);
  },
  /** Looks at its budget until that is over, and says which part of it. */
  listens: async (unit, _, budget) => {
    const started = budget.elapsed();
    while (!isOver(started, budget)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const reason = budget.cancelled() ? 'cancelled' : 'timeBudget';
    return { changes: [], notAnalysed: [{ path: unit.path, reason, detail: 'said by itself' }] };
  },
};

export const unitDetectors: readonly DetectorEntry[] = [
  ...Object.entries(behaviours).map(([id, compare]) => entry(id, compare)),
  { id: 'missing', heavy: true, load: () => Promise.reject(new Error('no such file')) },
];

/** The entry of one detector; its units are the files that end with its id. */
export function unitDetector(id: string): DetectorEntry {
  const found = unitDetectors.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`There is no detector ${id}.`);
  }
  return found;
}

function entry(id: string, compare: Compare): DetectorEntry {
  const detector: Detector = {
    id,
    profiles: ['default'],
    rules: {},
    units: ({ changed }) =>
      changed
        .filter((file) => (file.head ?? file.base)?.endsWith(`.${id}`) === true)
        .map((file): Unit => ({ detector: id, path: file.head ?? file.base ?? '', files: [file] })),
    compare,
  };
  return { id, heavy: true, load: () => Promise.resolve(detector) };
}

async function changeOf(
  unit: Unit,
  file: Unit['files'][number],
  { base, head, profiles }: Comparison,
): Promise<Change> {
  const [before, after, nothing] = await Promise.all([
    base.read(file.base ?? 'nowhere'),
    head.read(file.head ?? 'nowhere'),
    head.read('nowhere'),
  ]);
  return {
    rule: 'reads/all',
    detector: 'reads',
    level: 'minor',
    confidence: 'proven',
    subject: unit.path,
    args: {
      before: before.ok ? before.text : before.reason,
      after: after.ok ? after.text : after.reason,
      nothing: nothing.ok ? nothing.text : nothing.reason,
      paths: [...base.paths, ...head.paths].join(' '),
      has: `${base.has(unit.path)} ${head.has(unit.path)}`,
      profile: profiles['reads'] ?? '',
    },
    head: { path: unit.path, line: 1, column: 1 },
  };
}

function isOver(started: number, budget: Budget): boolean {
  return budget.cancelled() || budget.elapsed() - started > budget.milliseconds;
}
