/** Calls of Rails migrations about columns. */
import type { Call } from './ruby.ts';
import type { Value } from './rubyValues.ts';
import { nameOf, spanOf } from './railsConstraints.ts';
import type { Action, Column, Span } from './steps.ts';

export function addColumn(call: Call, name: Value, type: Value | undefined): readonly Action[] {
  const column = columnNamed(name.text, type?.text ?? '', {
    options: call.options,
    span: spanOf(name),
    near: spanOf(call),
  });
  return [
    {
      kind: 'add column',
      column,
      ifNotExists: call.options.get('if_not_exists')?.kind === 'true',
      ...spanOf(call),
    },
  ];
}

interface Around {
  readonly options: ReadonlyMap<string, Value>;
  readonly span: Span;
  readonly near: Span;
}

export function columnNamed(name: string, type: string, { options, span, near }: Around): Column {
  const value = options.get('default');
  const stored = options.get('stored')?.kind === 'true';
  return {
    name: { parts: [name], ...span },
    type: typeText(type, options),
    typeSpan: near,
    notNull: options.get('null')?.kind === 'false',
    unique: false,
    primary: options.get('primary_key')?.kind === 'true' || type === 'primary_key',
    references: options.has('foreign_key') && options.get('foreign_key')?.kind !== 'false',
    check: false,
    generated:
      type === 'virtual'
        ? stored
          ? 'stored'
          : 'virtual'
        : /serial|^primary_key$/.test(type)
          ? 'identity'
          : undefined,
    default:
      value === undefined || value.kind === 'nil'
        ? undefined
        : value.kind === 'code'
          ? 'volatile'
          : 'constant',
  };
}

/** `string, limit: 20` as `varchar(20)`. */
function typeText(type: string, options: ReadonlyMap<string, Value>): string {
  const limit = options.get('limit')?.text;
  if (type === 'integer' && limit === '8') return 'bigint';
  if (type === 'integer' && limit === '2') return 'smallint';
  const sizes = [limit ?? options.get('precision')?.text, options.get('scale')?.text].filter(
    (one) => one !== undefined && /^\d+$/.test(one),
  );
  const array = options.get('array')?.kind === 'true' ? '[]' : '';
  return `${type}${sizes.length === 0 ? '' : `(${sizes.join(',')})`}${array}`;
}

export function timestamps(call: Call): readonly Action[] {
  const allowed = call.options.get('null')?.kind === 'true';
  return ['created_at', 'updated_at'].map((name) => {
    const column = columnNamed(name, 'datetime', {
      options: call.options,
      span: spanOf(call),
      near: spanOf(call),
    });
    return {
      kind: 'add column',
      column: { ...column, notNull: !allowed },
      ifNotExists: false,
      ...spanOf(call),
    };
  });
}

export function dropColumn(call: Call, { text, ...span }: Value): Action {
  return {
    kind: 'drop column',
    column: { parts: [text], ...spanOf(span) },
    ifExists: call.options.get('if_exists')?.kind === 'true',
    ...spanOf(call),
  };
}

export function dropNamed(call: Call, name: string): Action {
  return {
    kind: 'drop column',
    column: { parts: [name], ...spanOf(call) },
    ifExists: false,
    ...spanOf(call),
  };
}

export function dropReference(call: Call, name: Value): readonly Action[] {
  const isPolymorphic = call.options.get('polymorphic')?.kind === 'true';
  return ['_id', ...(isPolymorphic ? ['_type'] : [])].map((end) =>
    dropColumn(call, { ...name, text: name.text + end }),
  );
}

export function addReference(call: Call, name: Value): readonly Action[] {
  const type = call.options.get('type')?.text ?? 'bigint';
  const column = columnNamed(`${name.text}_id`, type, {
    options: call.options,
    span: spanOf(name),
    near: spanOf(call),
  });
  const foreign = call.options.get('foreign_key');
  const unchecked = foreign?.options.get('validate')?.kind === 'false';
  return [
    {
      kind: 'add column',
      column: { ...column, references: column.references && !unchecked },
      ifNotExists: false,
      ...spanOf(call),
    },
  ];
}

export function changeColumn(call: Call, name: Value, type: Value | undefined): readonly Action[] {
  if (type === undefined) return [];
  const column = { parts: [name.text], ...spanOf(name) };
  const notNull: readonly Action[] =
    call.options.get('null')?.kind === 'false'
      ? [{ kind: 'set not null', column, default: false, ...spanOf(call) }]
      : [];
  return [
    {
      kind: 'change type',
      column,
      type: typeText(type.text, call.options),
      typeSpan: spanOf(type),
      ...spanOf(call),
    },
    ...notNull,
  ];
}

export function changeNull(
  span: Span,
  column: Value | undefined,
  allowed: Value | undefined,
  value: Value | undefined,
): readonly Action[] {
  if (column === undefined) return [];
  const name = nameOf(column);
  if (allowed?.kind === 'true') return [{ kind: 'drop not null', column: name, ...spanOf(span) }];
  if (allowed?.kind !== 'false') return [{ kind: 'not understood', ...spanOf(span) }];
  return [{ kind: 'set not null', column: name, default: value !== undefined, ...spanOf(span) }];
}

export function changeDefault(
  span: Span,
  column: Value | undefined,
  to: Value | undefined,
): readonly Action[] {
  if (column === undefined) return [];
  return [
    { kind: to?.kind === 'nil' ? 'drop default' : 'set default', column: nameOf(column), ...spanOf(span) },
  ];
}
