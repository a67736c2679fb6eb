import type { Fact, FactKind, Reading } from '../facts.ts';
import { callable } from '../facts.ts';
import type { YamlEntry, YamlTree } from './yamlTree.ts';
import { entriesOf, entryIn, readYamlTree, textOf } from './yamlTree.ts';

/** action.yml: what a workflow passes in, gets out, and runs on. */
export async function readAction(text: string): Promise<Reading> {
  const tree = await readYamlTree(text);
  const using = entryIn(entryIn(tree.root, 'runs')?.value, 'using');
  return reading(tree, [
    ...inputFacts(entriesOf(entryIn(tree.root, 'inputs')?.value), ''),
    ...outputFacts(entriesOf(entryIn(tree.root, 'outputs')?.value)),
    ...(using === undefined
      ? []
      : [
          {
            kind: 'actionRuntime' as const,
            key: 'runs.using',
            value: textOf(using.value),
            spot: using.spot,
          },
        ]),
  ]);
}

/** A workflow that others call: its inputs, secrets and outputs. */
export async function readWorkflow(text: string): Promise<Reading> {
  const tree = await readYamlTree(text);
  const on = entryIn(tree.root, 'on');
  const call = entryIn(on?.value, callable);
  if (on === undefined || (call === undefined && !eventsIn(on).includes(callable))) return reading(tree, []);
  const table = (name: string): readonly YamlEntry[] => entriesOf(entryIn(call?.value, name)?.value);
  const facts = [
    ...inputFacts(table('inputs'), ''),
    ...inputFacts(table('secrets'), 'secrets.'),
    ...outputFacts(table('outputs')),
  ];
  return reading(tree, [
    { kind: 'callable', key: callable, value: '', spot: (call ?? on).spot },
    ...facts.map((fact) => ({ ...fact, of: callable })),
  ]);
}

/** `on: push` and `on: [push, workflow_call]`. */
function eventsIn({ value }: YamlEntry): readonly string[] {
  return value.kind === 'list' ? value.items.map(textOf) : [textOf(value)];
}

/** Names of inputs, secrets and outputs are the same whatever their case. */
function named(kind: FactKind, prefix: string, { key, spot }: YamlEntry): Fact {
  return { kind, key: `${prefix}${key}`, id: `${prefix}${key.toLowerCase()}`, value: '', spot };
}

function inputFacts(inputs: readonly YamlEntry[], prefix: string): readonly Fact[] {
  return inputs.flatMap((input) => {
    const required = textOf(entryIn(input.value, 'required')?.value) === 'true';
    const isAsked = required && entryIn(input.value, 'default') === undefined;
    return [named('input', prefix, input), ...(isAsked ? [named('requiredInput', prefix, input)] : [])];
  });
}

function outputFacts(outputs: readonly YamlEntry[]): readonly Fact[] {
  return outputs.map((output) => named('output', '', output));
}

function reading({ error }: YamlTree, facts: readonly Fact[]): Reading {
  return error === undefined ? { facts } : { facts, error };
}
