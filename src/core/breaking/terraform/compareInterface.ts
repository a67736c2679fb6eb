/** Variables and outputs: what callers of a module write, and what they get. */
import type { Collector } from './collector.ts';
import type { Block } from './hcl.ts';
import type { Module } from './module.ts';
import { fitOf, readTypeExpression } from './types.ts';
import { compareValidations } from './validations.ts';

/** Under `renamedOptional` a name that nobody has to set is told, and counts as no break. */
export function compareVariables(
  base: Module,
  head: Module,
  collector: Collector,
  renamedOptional: 'review' | 'major',
): void {
  const renames = renamesOf(base.variables, head.variables, sameVariable);
  const newNames = new Set(renames.values());
  for (const [name, block] of base.variables) {
    const now = head.variables.get(name);
    const subject = `var.${name}`;
    const renamed = renames.get(name);
    if (now !== undefined) compareVariable(name, block, now, collector);
    else if (renamed === undefined) {
      collector.add({ rule: 'terraform/variable-removed', subject, base: block.spot, head: anySpot(head) });
    } else {
      const args = { to: `var.${renamed}` };
      const spots = { base: block.spot, head: head.variables.get(renamed)?.spot };
      const level = block.attributes.has('default') ? { level: renamedOptional } : {};
      collector.add({ rule: 'terraform/variable-renamed', subject, args, ...spots, ...level });
    }
  }
  for (const [name, block] of head.variables) {
    if (base.variables.has(name) || newNames.has(name)) continue;
    const rule = block.attributes.has('default')
      ? 'terraform/variable-added'
      : 'terraform/variable-required-added';
    collector.add({ rule, subject: `var.${name}`, base: anySpot(base), head: block.spot });
  }
}

function compareVariable(name: string, base: Block, head: Block, collector: Collector): void {
  const subject = `var.${name}`;
  const spotsOf = (key: string): { readonly base: Block['spot']; readonly head: Block['spot'] } => ({
    base: base.attributes.get(key)?.spot ?? base.spot,
    head: head.attributes.get(key)?.spot ?? head.spot,
  });
  compareTypes(subject, base, head, collector, spotsOf('type'));
  const [from, to] = [textOf(base, 'default'), textOf(head, 'default')];
  const spots = spotsOf('default');
  if (from !== undefined && to === undefined) {
    collector.add({
      rule: 'terraform/variable-default-removed',
      subject,
      args: { from: shown(from) },
      ...spots,
    });
  } else if (from === undefined && to !== undefined) {
    collector.add({ rule: 'terraform/variable-default-added', subject, args: { to: shown(to) }, ...spots });
  } else if (from !== undefined && to !== undefined && from !== to) {
    const args = { from: shown(from), to: shown(to) };
    collector.add({ rule: 'terraform/variable-default-changed', subject, args, ...spots });
  }
  const nullable = textOf(base, 'nullable') !== 'false';
  if (nullable !== (textOf(head, 'nullable') !== 'false')) {
    const args = { from: String(nullable), to: String(!nullable) };
    const level = nullable ? {} : ({ level: 'minor' } as const);
    collector.add({
      rule: 'terraform/variable-nullable-changed',
      subject,
      args,
      ...spotsOf('nullable'),
      ...level,
    });
  }
  for (const key of ['sensitive', 'ephemeral']) {
    compareFlag({ rule: 'terraform/variable-hidden-changed', subject, key }, base, head, collector);
  }
  compareValidations(subject, base, head, collector);
}

function compareTypes(
  subject: string,
  base: Block,
  head: Block,
  collector: Collector,
  spots: { readonly base: Block['spot']; readonly head: Block['spot'] },
): void {
  const [from, to] = [textOf(base, 'type') ?? 'any', textOf(head, 'type') ?? 'any'];
  if (from === to) return;
  const before = readTypeExpression(base.attributes.get('type'));
  const after = readTypeExpression(head.attributes.get('type'));
  const fit = before === undefined || after === undefined ? 'unsure' : fitOf(before, after);
  if (fit === 'same') return;
  const rule =
    fit === 'never'
      ? 'terraform/variable-type-changed'
      : fit === 'wider'
        ? 'terraform/variable-type-widened'
        : 'terraform/variable-type-converted';
  collector.add({ rule, subject, args: { from: shown(from), to: shown(to) }, ...spots });
}

export function compareOutputs(base: Module, head: Module, collector: Collector): void {
  const renames = renamesOf(
    base.outputs,
    head.outputs,
    (one, other) => textOf(one, 'value') === textOf(other, 'value'),
  );
  const newNames = new Set(renames.values());
  for (const [name, block] of base.outputs) {
    const now = head.outputs.get(name);
    const subject = `output.${name}`;
    const renamed = renames.get(name);
    if (now !== undefined) {
      for (const key of ['sensitive', 'ephemeral']) {
        compareFlag({ rule: 'terraform/output-hidden-changed', subject, key }, block, now, collector);
      }
    } else if (renamed === undefined) {
      collector.add({ rule: 'terraform/output-removed', subject, base: block.spot, head: anySpot(head) });
    } else {
      const args = { to: `output.${renamed}` };
      const spots = { base: block.spot, head: head.outputs.get(renamed)?.spot };
      collector.add({ rule: 'terraform/output-renamed', subject, args, ...spots });
    }
  }
  for (const [name, block] of head.outputs) {
    if (base.outputs.has(name) || newNames.has(name)) continue;
    const found = { subject: `output.${name}`, base: anySpot(base), head: block.spot };
    collector.add({ rule: 'terraform/output-added', ...found });
  }
}

interface Flag {
  readonly rule: 'terraform/variable-hidden-changed' | 'terraform/output-hidden-changed';
  readonly subject: string;
  readonly key: string;
}

function compareFlag({ rule, subject, key }: Flag, base: Block, head: Block, collector: Collector): void {
  const from = textOf(base, key) ?? 'false';
  const to = textOf(head, key) ?? 'false';
  if (from === to) return;
  const spots = {
    base: base.attributes.get(key)?.spot ?? base.spot,
    head: head.attributes.get(key)?.spot ?? head.spot,
  };
  const level = to === 'false' ? ({ level: 'minor' } as const) : {};
  collector.add({ rule, subject, args: { key, from, to }, ...spots, ...level });
}

/** New name by old name, where one thing that is gone and one that is new are the same but for their names. */
function renamesOf(
  base: ReadonlyMap<string, Block>,
  head: ReadonlyMap<string, Block>,
  isSame: (one: Block, other: Block) => boolean,
): ReadonlyMap<string, string> {
  const gone = [...base].filter(([name]) => !head.has(name));
  const added = [...head].filter(([name]) => !base.has(name));
  const renames = new Map<string, string>();
  for (const [name, block] of gone) {
    const matches = added.filter(([, other]) => isSame(block, other));
    const [match] = matches;
    if (match === undefined || matches.length > 1) continue;
    if (gone.filter(([, other]) => isSame(other, match[1])).length === 1) renames.set(name, match[0]);
  }
  return renames;
}

function sameVariable(one: Block, other: Block): boolean {
  const description = textOf(one, 'description');
  if (textOf(one, 'type') !== textOf(other, 'type') || textOf(one, 'default') !== textOf(other, 'default'))
    return false;
  if (description !== undefined && description === textOf(other, 'description')) return true;
  return sharesWord(one.labels[0] ?? '', other.labels[0] ?? '');
}

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.split(/[_-]/));
  return b.split(/[_-]/).some((word) => words.has(word));
}

function anySpot({ spot }: Module): Block['spot'] | undefined {
  return spot;
}

export function textOf(block: Block, key: string): string | undefined {
  return block.attributes.get(key)?.text;
}

const mostShown = 80;

export function shown(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
