/** Conditions that the value of a variable has to meet. */
import type { Collector } from './collector.ts';
import type { Attribute, Block } from './hcl.ts';

export function compareValidations(subject: string, base: Block, head: Block, collector: Collector): void {
  const before = conditionsOf(base);
  const after = conditionsOf(head);
  const gone = before.filter(({ text }) => !after.some((one) => one.text === text));
  const added = after.filter(({ text }) => !before.some((one) => one.text === text));
  for (const condition of added) {
    const old = gone.shift();
    const spots = { base: old?.spot ?? base.spot, head: condition.spot };
    if (old === undefined) {
      collector.add({ rule: 'terraform/validation-added', subject, ...spots });
      continue;
    }
    const values = allowedIn(old);
    const newValues = allowedIn(condition);
    if (values === undefined || newValues === undefined) {
      collector.add({ rule: 'terraform/validation-changed', subject, ...spots });
      continue;
    }
    const refused = values.filter((value) => !newValues.includes(value));
    if (refused.length > 0) {
      const args = { from: refused.join(', ') };
      collector.add({ rule: 'terraform/validation-value-removed', subject, args, ...spots });
    } else if (newValues.some((value) => !values.includes(value))) {
      collector.add({ rule: 'terraform/validation-loosened', subject, ...spots });
    }
  }
  const [old] = gone;
  if (old === undefined) return;
  collector.add({ rule: 'terraform/validation-loosened', subject, base: old.spot, head: head.spot });
}

function conditionsOf({ blocks }: Block): readonly Attribute[] {
  return blocks.flatMap(({ type, attributes }) => {
    const condition = type === 'validation' ? attributes.get('condition') : undefined;
    return condition === undefined ? [] : [condition];
  });
}

/** The values of a condition that is no more than `contains([…], var.name)`. */
function allowedIn({ tokens }: Attribute): readonly string[] | undefined {
  const words = tokens.map(({ text }) => text);
  if (words.slice(0, 3).join(' ') !== 'contains ( [') return undefined;
  const end = words.indexOf(']');
  const rest = words.slice(end + 1).join('');
  if (end === -1 || !/^,var\.[\w-]+\)$/.test(rest)) return undefined;
  const values = tokens.slice(3, end).filter(({ text }) => text !== ',');
  return values.every(({ kind }) => kind === 'string' || kind === 'number')
    ? values.map(({ text }) => text)
    : undefined;
}
