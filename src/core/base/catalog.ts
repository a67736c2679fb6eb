import type { Args } from './finding.ts';

/** How much a finding asks of a person, before policy changes it. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface CatalogEntry {
  readonly severity: Severity;
  /** One short sentence; `{name}` stands for an argument. */
  readonly sentence: string;
  /** What to do about it, one short sentence; `{name}` stands for an argument. */
  readonly fix: string;
}

export type Catalog<Code extends string> = Readonly<Record<Code, CatalogEntry>>;

/** Fills `{name}` in a template; a name without a value stays as it is, so that a slip shows. */
export function fill(template: string, args: Args): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : whole,
  );
}
