import type { Fact, Reading } from '../facts.ts';
import { entriesOf, readYamlTree, textOf } from './yamlTree.ts';

/** Chart.yaml of Helm: how a chart is asked for, and the clusters that it can be installed on. */
export async function readChart(text: string): Promise<Reading> {
  const { root, error } = await readYamlTree(text);
  const facts = entriesOf(root).flatMap(({ key, value, spot }): readonly Fact[] => {
    if (key === 'name') return [{ kind: 'name', key, value: textOf(value), spot }];
    return key === 'kubeVersion'
      ? [{ kind: 'runtime', key, value: textOf(value), dialect: 'npm', spot }]
      : [];
  });
  return error === undefined ? { facts } : { facts, error };
}
