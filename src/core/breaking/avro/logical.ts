/** Logical types: what a primitive or fixed value means. */
import type { DocumentNode } from '../document/node.ts';
import { member, stringOf } from '../document/node.ts';
import type { Logical } from './schema.ts';

/** Types that may carry a logical type; on any other the attribute has to be ignored. */
const carriers: Readonly<Record<string, readonly string[]>> = {
  decimal: ['bytes', 'fixed'],
  'big-decimal': ['bytes'],
  uuid: ['string', 'fixed'],
  date: ['int'],
  'time-millis': ['int'],
  'time-micros': ['long'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
  'timestamp-nanos': ['long'],
  'local-timestamp-millis': ['long'],
  'local-timestamp-micros': ['long'],
  'local-timestamp-nanos': ['long'],
  duration: ['fixed'],
};

/** Undefined for one that is not known or not valid: readers ignore it. */
export function readLogical(value: DocumentNode, carrier: string): Logical | undefined {
  const name = stringOf(member(value, 'logicalType'));
  if (name === undefined || !Object.hasOwn(carriers, name)) return undefined;
  if (carriers[name]?.includes(carrier) !== true) return undefined;
  if (name !== 'decimal') return { name };
  const precision = numberIn(value, 'precision');
  const scale = numberIn(value, 'scale') ?? 0;
  const valid = precision !== undefined && precision > 0 && scale >= 0 && scale <= precision;
  return valid ? { name, precision, scale } : undefined;
}

/** Whether a value that was written under one meaning has the same under the other. */
export function logicalFits(reader: Logical | undefined, writer: Logical | undefined): boolean {
  if (reader === undefined || writer === undefined) return true;
  if (reader.name !== writer.name) return false;
  return reader.scale === writer.scale && (reader.precision ?? 0) >= (writer.precision ?? 0);
}

function numberIn(value: DocumentNode, key: string): number | undefined {
  const found = member(value, key);
  return found?.kind === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}
