import type { Change } from '../../../../src/core/breaking/change.ts';
import { crdDetector } from '../../../../src/core/breaking/crd/index.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import type { Files, MemoryOptions } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

const unlimited: Budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };

export async function run(
  base: Files,
  head: Files,
  options?: MemoryOptions,
  budget = unlimited,
): Promise<Compared> {
  const comparison = memoryComparison(base, head, options);
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of crdDetector.units(comparison)) {
    const compared = await crdDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** `field-removed Backup.spec.keep major` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject, level }) => `${rule.replace('crd/', '')} ${subject} ${level}`);
}

/** A definition with one version. */
export function definitionOf(spec: object, more: object = {}): object {
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Backup', plural: 'backups' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
      ...more,
    },
  };
}
