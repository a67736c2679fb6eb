/** What a folder of Terraform files offers to those who call it, and what it keeps in their state. */
import type { Attribute, Block, Reading, Spot } from './hcl.ts';
import { unquoted } from './hcl.ts';

export interface Module {
  readonly variables: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  /** By address: `aws_s3_bucket.logs`, `module.network`. */
  readonly resources: ReadonlyMap<string, Block>;
  readonly moves: readonly Move[];
  /** Addresses that leave the state on purpose. */
  readonly forgotten: ReadonlySet<string>;
  readonly requiredVersion: Constraint | undefined;
  readonly providers: ReadonlyMap<string, Provider>;
  /** It says where its state is kept, so it is run by itself and called by nobody. */
  readonly hasBackend: boolean;
  readonly spot: Spot | undefined;
}

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly spot: Spot;
}

export interface Constraint {
  readonly text: string;
  readonly spot: Spot;
}

export interface Provider {
  readonly source: string | undefined;
  readonly version: string | undefined;
  readonly spot: Spot;
}

export function moduleOf(files: readonly Reading[]): Module {
  const blocks = files.flatMap((file) => file.blocks);
  const settings = blocks.filter(({ type }) => type === 'terraform');
  const [first] = blocks;
  return {
    variables: named(blocks, 'variable'),
    outputs: named(blocks, 'output'),
    resources: new Map(blocks.flatMap((block) => addressed(block) ?? [])),
    moves: blocks.flatMap((block) => moveOf(block) ?? []),
    forgotten: new Set(
      blocks
        .filter(({ type }) => type === 'removed')
        .flatMap(({ attributes }) => addressIn(attributes.get('from')) ?? []),
    ),
    requiredVersion: settings
      .map(({ attributes }) => constraintOf(attributes.get('required_version')))
      .find((one) => one !== undefined),
    providers: new Map(settings.flatMap(providersIn)),
    hasBackend: settings.some((block) =>
      block.blocks.some(({ type }) => type === 'backend' || type === 'cloud'),
    ),
    spot: first?.spot,
  };
}

function named(blocks: readonly Block[], wanted: string): ReadonlyMap<string, Block> {
  return new Map(
    blocks.flatMap((block): readonly (readonly [string, Block])[] => {
      const [name] = block.labels;
      return block.type === wanted && name !== undefined ? [[name, block]] : [];
    }),
  );
}

function addressed(block: Block): readonly (readonly [string, Block])[] | undefined {
  const [type, name] = block.labels;
  if (block.type === 'module' && type !== undefined) return [[`module.${type}`, block]];
  return block.type === 'resource' && type !== undefined && name !== undefined
    ? [[`${type}.${name}`, block]]
    : undefined;
}

/** With an empty address where none is written. */
function moveOf({ type, attributes, spot }: Block): Move | undefined {
  if (type !== 'moved') return undefined;
  return { from: addressIn(attributes.get('from')) ?? '', to: addressIn(attributes.get('to')) ?? '', spot };
}

function addressIn(attribute: Attribute | undefined): string | undefined {
  return attribute?.tokens.map(({ text }) => text).join('');
}

function constraintOf(attribute: Attribute | undefined): Constraint | undefined {
  const [token] = attribute?.tokens ?? [];
  return attribute === undefined || token === undefined
    ? undefined
    : { text: unquoted(token.text), spot: attribute.spot };
}

function providersIn({ blocks }: Block): readonly (readonly [string, Provider])[] {
  return blocks
    .filter(({ type }) => type === 'required_providers')
    .flatMap(({ attributes }) =>
      [...attributes.values()].map((attribute): readonly [string, Provider] => [
        attribute.name,
        providerOf(attribute),
      ]),
    );
}

/** `{ source = "…", version = "…" }`, or a version alone. */
function providerOf({ tokens, spot }: Attribute): Provider {
  const [first] = tokens;
  if (first?.kind === 'string') return { source: undefined, version: unquoted(first.text), spot };
  const valueOf = (key: string): string | undefined => {
    const index = tokens.findIndex(
      ({ text }, at) => unquoted(text) === key && /^[=:]$/.test(tokens[at + 1]?.text ?? ''),
    );
    const value = index === -1 ? undefined : tokens[index + 2];
    return value?.kind === 'string' ? unquoted(value.text) : undefined;
  };
  return { source: valueOf('source'), version: valueOf('version'), spot };
}

/** The kind of a part of an address without its name and keys: `aws_s3_bucket`, `module`. */
export function kindOf(address: string): string {
  return address.slice(0, Math.max(address.indexOf('.'), 0));
}

/** An address without the keys of instances: `aws_s3_bucket.logs["a"]` is one of `aws_s3_bucket.logs`. */
export function withoutKeys(address: string): string {
  const bracket = address.indexOf('[');
  return bracket === -1 ? address : address.slice(0, bracket);
}
