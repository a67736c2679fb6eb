/** Resources and modules by their addresses, which the state of every user holds, and the versions that are needed. */
import type { Collector } from './collector.ts';
import { shown, textOf } from './compareInterface.ts';
import { compareConstraints } from './constraints.ts';
import type { Block } from './hcl.ts';
import type { Module, Move } from './module.ts';
import { kindOf, withoutKeys } from './module.ts';

export function compareResources(base: Module, head: Module, collector: Collector): void {
  const moved = new Set(head.moves.map(({ from }) => withoutKeys(from)));
  const added = [...head.resources].filter(([address]) => !base.resources.has(address));
  for (const [address, block] of base.resources) {
    const now = head.resources.get(address);
    if (now !== undefined) {
      compareBlock(address, block, now, { collector, isMoved: moved.has(address) });
      continue;
    }
    if (moved.has(address)) continue;
    const level = head.forgotten.has(address) ? ({ level: 'review' } as const) : {};
    const isModule = block.type === 'module';
    const [renamed] = added.filter(
      ([other, one]) => kindOf(other) === kindOf(address) && sameBody(one, block),
    );
    if (renamed === undefined) {
      const rule = isModule ? 'terraform/module-removed' : 'terraform/resource-removed';
      collector.add({ rule, subject: address, base: block.spot, head: head.spot, ...level });
    } else {
      const rule = isModule ? 'terraform/module-renamed' : 'terraform/resource-renamed';
      const args = { to: renamed[0] };
      collector.add({ rule, subject: address, args, base: block.spot, head: renamed[1].spot, ...level });
    }
  }
  compareMoves(base, head, collector);
}

function sameBody(one: Block, other: Block): boolean {
  const textIn = (block: Block): string =>
    JSON.stringify([
      [...block.attributes.values()]
        .map(({ name, text }) => [name, text])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
      block.blocks.map((inner) => [inner.type, inner.labels, textIn(inner)]),
    ]);
  return one.attributes.size + one.blocks.length > 0 && textIn(one) === textIn(other);
}

function compareBlock(
  subject: string,
  base: Block,
  head: Block,
  { collector, isMoved }: { readonly collector: Collector; readonly isMoved: boolean },
): void {
  const spots = { base: base.spot, head: head.spot };
  const [from, to] = [instancesOf(base), instancesOf(head)];
  // From one instance to a count Terraform finds the way by itself.
  if (from !== to && !isMoved && (from === 'for_each' || to === 'for_each')) {
    collector.add({ rule: 'terraform/instances-changed', subject, args: { from, to }, ...spots });
  }
  if (base.type !== 'module') return;
  for (const [key, rule] of [
    ['source', 'terraform/module-source-changed'],
    ['version', 'terraform/module-version-changed'],
  ] as const) {
    const [before = 'none', after = 'none'] = [textOf(base, key), textOf(head, key)];
    if (before === after) continue;
    collector.add({ rule, subject, args: { from: shown(before), to: shown(after) }, ...spots });
  }
}

function instancesOf({ attributes }: Block): string {
  return attributes.has('for_each') ? 'for_each' : attributes.has('count') ? 'count' : 'single';
}

/** Moves that are new and cannot be made. */
function compareMoves(base: Module, head: Module, collector: Collector): void {
  const known = new Set(base.moves.map(({ from, to }) => `${from} ${to}`));
  const seen = new Map<string, Move>();
  for (const move of head.moves) {
    const { from, to, spot } = move;
    const twice = seen.get(`from ${from}`) ?? seen.get(`to ${to}`);
    seen.set(`from ${from}`, move);
    seen.set(`to ${to}`, move);
    if (known.has(`${from} ${to}`)) continue;
    const found = { subject: from, args: { to }, base: base.spot, head: spot };
    if (twice !== undefined) collector.add({ rule: 'terraform/moved-conflicting', ...found });
    else if (!isPossible(move, head)) collector.add({ rule: 'terraform/moved-invalid', ...found });
  }
}

function isPossible({ from, to }: Move, head: Module): boolean {
  if (from === '' || to === '' || from.startsWith('module.') !== to.startsWith('module.'))
    return isIntoModule(from, to);
  if (head.resources.has(from) && !to.startsWith(`${from}[`) && withoutKeys(to) !== from) return false;
  const target = withoutKeys(to);
  // What lies within another module is not known here.
  const isInside = target.startsWith('module.') && target.split('.').length > 2;
  return (
    isInside || head.resources.has(target) || head.moves.some((other) => withoutKeys(other.from) === target)
  );
}

/** A resource may move into a module or out of one; a module as a whole is none. */
function isIntoModule(from: string, to: string): boolean {
  const [inner, outer] = from.startsWith('module.') ? [from, to] : [to, from];
  return outer !== '' && withoutKeys(inner).split('.').length > 2;
}

export function compareVersions(base: Module, head: Module, collector: Collector): void {
  const before = base.requiredVersion;
  const after = head.requiredVersion;
  const spots = { base: before?.spot ?? base.spot, head: after?.spot ?? head.spot };
  const args = { from: before?.text ?? 'none', to: after?.text ?? 'none' };
  const compared = compareConstraints(before?.text, after?.text);
  const found = { subject: 'required_version', args, ...spots };
  if (compared === 'looser') collector.add({ rule: 'terraform/version-loosened', ...found });
  else if (compared !== 'same') {
    const level = compared === 'unknown' ? ({ level: 'review' } as const) : {};
    collector.add({ rule: 'terraform/version-constrained', ...found, ...level });
  }
  for (const [name, provider] of head.providers) {
    const old = base.providers.get(name);
    const where = { base: old?.spot ?? base.spot, head: provider.spot };
    const subject = `provider ${name}`;
    if (
      old?.source !== undefined &&
      provider.source !== undefined &&
      !sameSource(old.source, provider.source)
    ) {
      const sources = { from: old.source, to: provider.source };
      collector.add({ rule: 'terraform/provider-source-changed', subject, args: sources, ...where });
      continue;
    }
    const fits = compareConstraints(old?.version, provider.version);
    const constraint = { from: old?.version ?? 'none', to: provider.version ?? 'none' };
    if (fits === 'looser') {
      collector.add({ rule: 'terraform/version-loosened', subject, args: constraint, ...where });
    } else if (fits !== 'same') {
      // A module that has named no provider may have used any; a further one is one that it did not have.
      const isNew = old === undefined && base.providers.size > 0 && !uses(base, name);
      const level = fits === 'unknown' || isNew ? ({ level: 'review' } as const) : {};
      collector.add({
        rule: 'terraform/provider-constrained',
        subject,
        args: constraint,
        ...where,
        ...level,
      });
    }
  }
}

function sameSource(a: string, b: string): boolean {
  const full = (source: string): string => {
    const parts = source.toLowerCase().split('/');
    return ['registry.terraform.io', 'hashicorp', '']
      .slice(0, 3 - parts.length)
      .concat(parts)
      .join('/');
  };
  return full(a) === full(b);
}

/** Whether the module used the provider before it said which versions. */
function uses({ resources }: Module, provider: string): boolean {
  return [...resources.keys()].some((address) => address.startsWith(`${provider}_`));
}
