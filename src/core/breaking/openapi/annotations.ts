/**
 * What schemas say beyond the values that they allow: default values, deprecation, and keywords that do
 * not fit the type, which nobody checks but which tell what was meant.
 */
import type { DocumentEntry, DocumentNode, Span } from '../document/node.ts';
import { booleanOf, entriesOf, entryOf, itemsOf, member, numberOf, stringOf } from '../document/node.ts';
import { canonical, shown } from '../jsonschema/values.ts';
import { compareLifecycle } from './compareLifecycle.ts';
import type { Lifecycle } from './model.ts';
import { lifecycleOf } from './parts.ts';
import type { Flow, Place, Sides } from './sides.ts';

/** A schema and all that hold together with it by `allOf`. */
type Layers = readonly DocumentNode[];

interface Step {
  readonly base: DocumentNode;
  readonly head: DocumentNode;
  /** ` .owner.name`; empty at the root. */
  readonly path: string;
}

interface Here {
  readonly base: Layers;
  readonly head: Layers;
  readonly path: string;
}

interface Walk {
  readonly sides: Sides;
  readonly place: Place;
  readonly flow: Flow;
}

export function compareAnnotations(sides: Sides, place: Place, base: DocumentNode, head: DocumentNode): void {
  const flows: readonly Flow[] = place.direction === 'both' ? ['input', 'output'] : [place.direction];
  for (const flow of flows) {
    // Nearest first, so that a schema that many ways lead to is named by the shortest one.
    const waiting: Step[] = [{ base, head, path: '' }];
    for (const step of waiting) {
      if (sides.stop()) return;
      waiting.push(...visit({ sides, place, flow }, step));
    }
  }
}

function visit(run: Walk, step: Step): readonly Step[] {
  const { sides, flow, place } = run;
  const base = sides.resolve.base(step.base);
  const head = sides.resolve.head(step.head);
  if (base?.kind !== 'object' || head?.kind !== 'object') return [];
  // A default value of a parameter means more than that of a property.
  const kind = step.path === '' ? place.kind : 'body';
  if (!isNew(sides, `${flow} ${kind}`, base, head)) return [];
  const layers = { base: layersOf(base, sides.resolve.base), head: layersOf(head, sides.resolve.head) };
  const hidden = flow === 'input' ? 'readOnly' : 'writeOnly';
  if (Object.values(layers).some((side) => booleanOf(said(side, hidden)?.value) === true)) return [];
  const here: Here = { ...step, ...layers };
  compareDefault(run, here);
  if (step.path !== '') {
    const spots = { base: spotOf(here.base, 'deprecated'), head: spotOf(here.head, 'deprecated') };
    const named = { ...spots, subject: place.use + step.path, unstable: place.unstable };
    compareLifecycle(sides, lifecycleIn(here.base), lifecycleIn(here.head), named);
  }
  compareMisfits(run, here);
  compareExtensible(run, here);
  return childrenOf(here);
}

const mostLayers = 100;

function layersOf(node: DocumentNode, resolve: Sides['resolve']['base']): Layers {
  const layers = new Set([node]);
  for (const layer of layers) {
    for (const one of itemsOf(member(layer, 'allOf'))) {
      const end = resolve(one);
      if (end !== undefined && layers.size < mostLayers) layers.add(end);
    }
  }
  return [...layers];
}

/** What the first of the layers says that says it. */
function said(layers: Layers, keyword: string): DocumentEntry | undefined {
  for (const layer of layers) {
    const entry = entryOf(layer, keyword);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function lifecycleIn(layers: Layers): Lifecycle {
  const holder = layers.find((layer) => entryOf(layer, 'deprecated') !== undefined);
  return lifecycleOf(holder ?? layers[0]);
}

/** Whether a pair of bodies has been reached before, be it from somewhere else. */
export function isReached(
  { resolve, seen }: Sides,
  flow: Place['direction'],
  schemas: { readonly base: DocumentNode; readonly head: DocumentNode },
): boolean {
  const [base, head] = [resolve.base(schemas.base), resolve.head(schemas.head)];
  if (base === undefined || head === undefined) return false;
  return seen.get(base)?.get(head)?.has(`${flow} body`) === true;
}

/** Every pair of schemas is looked at once for each way of use. */
function isNew({ seen }: Sides, key: string, base: DocumentNode, head: DocumentNode): boolean {
  let heads = seen.get(base);
  if (heads === undefined) {
    heads = new Map();
    seen.set(base, heads);
  }
  const keys = heads.get(head) ?? new Set();
  heads.set(head, keys);
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

function childrenOf({ base, head, path }: Here): readonly Step[] {
  const steps: Step[] = [];
  const below = (one: DocumentNode | undefined, other: DocumentNode | undefined, segment: string): void => {
    if (one === undefined || other === undefined) return;
    steps.push({
      base: one,
      head: other,
      path: path + (path === '' ? ` ${segment}` : segment),
    });
  };
  const others = new Map(propertiesOf(head).map(({ key, value }) => [key, value]));
  for (const { key, value } of propertiesOf(base)) below(value, others.get(key), `.${key}`);
  below(said(base, 'items')?.value, said(head, 'items')?.value, '[]');
  below(said(base, 'additionalProperties')?.value, said(head, 'additionalProperties')?.value, '[*]');
  for (const keyword of ['anyOf', 'oneOf']) {
    const right = itemsOf(said(head, keyword)?.value);
    for (const one of itemsOf(said(base, keyword)?.value)) {
      const name = stringOf(member(one, '$ref'));
      const other = right.find((item) => name !== undefined && stringOf(member(item, '$ref')) === name);
      // The path goes on as if the alternative were the schema itself.
      if (other !== undefined) steps.push({ base: one, head: other, path });
    }
  }
  return steps;
}

function propertiesOf(layers: Layers): readonly DocumentEntry[] {
  return layers.flatMap((layer) => entriesOf(member(layer, 'properties')));
}

function compareDefault({ sides, place, flow }: Walk, { base, head, path }: Here): void {
  const [was, is] = [said(base, 'default'), said(head, 'default')];
  const [from, to] = [was, is].map((entry) => (entry === undefined ? '-' : canonical(entry.value)));
  if (from === to) return;
  const { use, kind, unstable } = place;
  const text = (entry: DocumentEntry | undefined): string =>
    entry === undefined ? 'none' : shown(entry.value);
  sides.collector.add({
    rule:
      kind === 'parameter' && path === '' ? 'openapi/parameter-default-changed' : 'openapi/default-changed',
    subject: use + path,
    args: { from: text(was), to: text(is) },
    base: was ?? startOf(base),
    head: is ?? startOf(head),
    flow,
    unstable,
  });
}

/** Bounds by the types that they speak of; `1`: a higher value allows less. */
const bounds: Readonly<Record<string, readonly [type: string, sign: 1 | -1]>> = {
  minimum: ['number', 1],
  exclusiveMinimum: ['number', 1],
  maximum: ['number', -1],
  exclusiveMaximum: ['number', -1],
  minLength: ['string', 1],
  maxLength: ['string', -1],
  minItems: ['array', 1],
  maxItems: ['array', -1],
  minProperties: ['object', 1],
  maxProperties: ['object', -1],
};

function compareMisfits({ sides, place, flow }: Walk, { base, head, path }: Here): void {
  const types = typesOf(base);
  if (types.length === 0 || types.join() !== typesOf(head).join()) return;
  for (const [keyword, [type, sign]] of Object.entries(bounds)) {
    if (types.some((one) => one === type || (one === 'integer' && type === 'number'))) continue;
    const [was, is] = [said(base, keyword), said(head, keyword)];
    const [from, to] = [numberOf(was?.value), numberOf(is?.value)];
    if (from === to || (was !== undefined && from === undefined) || (is !== undefined && to === undefined))
      continue;
    const narrower = to !== undefined && (from === undefined || (to - from) * sign > 0);
    const rule = narrower
      ? flow === 'input'
        ? 'openapi/request-limit-tightened'
        : 'openapi/limit-compatible'
      : flow === 'input'
        ? 'openapi/limit-compatible'
        : 'openapi/response-limit-loosened';
    sides.collector.add({
      rule,
      cause: 'bound',
      subject: place.use + path,
      args: { keyword, from: from ?? 'none', to: to ?? 'none' },
      base: was ?? startOf(base),
      head: is ?? startOf(head),
      flow,
      unstable: place.unstable,
    });
  }
}

function typesOf(layers: Layers): readonly string[] {
  const type = said(layers, 'type')?.value;
  const single = stringOf(type);
  return single === undefined
    ? itemsOf(type)
        .map(stringOf)
        .filter((one) => one !== undefined)
    : [single];
}

/** Values of `x-extensible-enum` are examples for those who read, and all there is for those who write. */
function compareExtensible({ sides, place, flow }: Walk, { base, head, path }: Here): void {
  const was = said(base, 'x-extensible-enum');
  const is = said(head, 'x-extensible-enum');
  if (flow === 'output' || was === undefined || is === undefined) return;
  const left = new Set(itemsOf(is.value).map(canonical));
  const gone = itemsOf(was.value).filter((value) => !left.has(canonical(value)));
  if (gone.length === 0) return;
  sides.collector.add({
    rule: 'openapi/request-enum-value-removed',
    subject: place.use + path,
    args: { values: gone.map(shown).join(', ') },
    base: was,
    head: is,
    flow,
    unstable: place.unstable,
  });
}

function spotOf(layers: Layers, keyword: string): Span {
  return said(layers, keyword) ?? startOf(layers);
}

function startOf([first]: Layers): Span {
  const { source, start, end } = first ?? nowhere;
  return { source, start, end: Math.min(start + 1, end) };
}

const nowhere: Span = { source: { path: '', text: '' }, start: 0, end: 0 };
