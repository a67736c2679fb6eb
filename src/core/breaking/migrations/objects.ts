/** What can be created and dropped, by the words of SQL; longer ones first. */
import type { ObjectKind } from './steps.ts';

export const objectKinds: readonly (readonly [words: string, kind: ObjectKind])[] = [
  ['temporary table', 'table'],
  ['foreign table', 'table'],
  ['foreign data wrapper', 'other'],
  ['table', 'table'],
  ['materialized view', 'view'],
  ['view', 'view'],
  ['type', 'type'],
  ['domain', 'type'],
  ['schema', 'schema'],
  ['database', 'database'],
  ['function', 'routine'],
  ['procedure', 'routine'],
  ['proc', 'routine'],
  ['routine', 'routine'],
  ['aggregate', 'routine'],
  ['sequence', 'sequence'],
  ['unique index', 'index'],
  ['index', 'index'],
  ['extension', 'extension'],
  ['synonym', 'view'],
  ['server', 'other'],
];
