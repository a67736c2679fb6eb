/**
 * Measures how commits are read on labelled rows, one JSON object a line:
 *
 *   {id, kind: parse | invalid | bump | changelog, commits: [message], options?, hashes?, expect: {...}}
 *
 *   node scripts/commits.ts FILE.jsonl... [--fail ID]
 *
 * A row counts as a default row when it has no options, or those of the tool it comes from are its
 * defaults. Rows with options of another tool are shown apart: those options mean nothing here.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommitReading } from '../src/core/history/model.ts';
import { placementsOf } from '../src/core/history/placement.ts';
import { readCommit } from '../src/core/history/readCommit.ts';
import { meaningOf } from '../src/core/history/types.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly commits: readonly string[];
  readonly hashes?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>> | null;
  readonly expect: Expected;
}

interface Expected {
  readonly conventional?: boolean;
  readonly types?: readonly (string | null)[];
  readonly scopes?: readonly (string | null)[];
  readonly subjects?: readonly string[];
  readonly breaking?: boolean;
  readonly bump?: string | null;
  readonly count?: number;
  readonly noteCount?: number;
  readonly notes?: readonly { readonly title?: string; readonly text: string }[];
  readonly footers?: readonly { readonly token: string; readonly value: string }[];
  readonly byMessage?: Readonly<Record<string, { readonly type?: string; readonly scope?: string }>>;
  readonly contains?: readonly (string | { readonly re?: string; readonly contains?: string })[];
  readonly notContains?: readonly (string | { readonly re?: string; readonly contains?: string })[];
}

const titles: Readonly<Record<string, string>> = { features: '### Features', fixes: '### Bug Fixes' };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fail: { type: 'string' } } });
if (positionals.length === 0) {
  process.stderr.write('Name at least one file of labelled rows.\n');
  process.exitCode = 2;
} else {
  score(positionals);
}

function score(files: readonly string[]): void {
  const all = { default: [0, 0], options: [0, 0] } as Record<'default' | 'options', [number, number]>;
  for (const file of files) {
    const counts: typeof all = { default: [0, 0], options: [0, 0] };
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Row);
    for (const row of rows.filter(({ id }) => values.fail === undefined || id === values.fail)) {
      const problems = disagreements(row);
      const group = isDefault(row) ? 'default' : 'options';
      for (const count of [counts, all]) {
        count[group][0] += problems.length === 0 ? 1 : 0;
        count[group][1]++;
      }
      if (problems.length > 0) {
        process.stdout.write(`  ${group} ${row.id}: ${problems.join('; ')}\n`);
      }
    }
    process.stdout.write(`${basename(file, '.jsonl')}: ${figures(counts)}\n`);
  }
  process.stdout.write(`all: ${figures(all)}\n`);
}

function figures(counts: Readonly<Record<'default' | 'options', readonly [number, number]>>): string {
  return (['default', 'options'] as const)
    .map((group) => {
      const [agreed, rows] = counts[group];
      return `${group} ${agreed} of ${rows}${rows === 0 ? '' : ` (${((100 * agreed) / rows).toFixed(1)} %)`}`;
    })
    .join(', ');
}

function isDefault({ options }: Row): boolean {
  const given = options ?? {};
  return (
    Object.keys(given).length === 0 ||
    given['all'] === true ||
    (given['features_always_bump_minor'] === true && given['breaking_always_bump_major'] === true)
  );
}

function disagreements(row: Row): readonly string[] {
  const readings = row.commits.map((message, index) => read(message, row.hashes?.[index] ?? `${index}`));
  return row.kind === 'changelog' ? changelogProblems(row, readings) : parseProblems(row, readings);
}

function read(message: string, id: string): CommitReading {
  const nobody = { name: '', email: '' };
  return readCommit({
    id,
    parents: [],
    author: nobody,
    committer: nobody,
    authored: 0,
    committed: 0,
    message,
  });
}

function parseProblems({ expect }: Row, readings: readonly CommitReading[]): readonly string[] {
  const entries = readings.flatMap((reading) => reading.entries);
  const notes = entries.flatMap(({ breaking }) => (breaking === undefined ? [] : [breaking.text]));
  const named = new Map(entries.map((entry) => [entry.description, entry]));
  const problems: string[] = [];
  const same = (what: string, wanted: unknown, found: unknown) => {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(found)) {
      problems.push(`${what} ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    }
  };
  if (expect.conventional !== undefined) {
    same(
      'conventional',
      expect.conventional,
      readings.some(({ kind }) => kind !== 'plain'),
    );
  }
  same('count', expect.count, entries.length);
  if (expect.byMessage === undefined) {
    same(
      'types',
      expect.types,
      entries.map(({ type }) => type ?? null),
    );
    same(
      'scopes',
      expect.scopes,
      entries.map(({ scopes }) => scopes[0] ?? null),
    );
  }
  for (const [message, wanted] of Object.entries(expect.byMessage ?? {})) {
    same(`type of ${message}`, wanted.type, named.get(message)?.type);
    same(`scope of ${message}`, wanted.scope, named.get(message)?.scopes[0]);
  }
  same(
    'subjects',
    expect.subjects,
    entries.map(({ description }) => description),
  );
  same('breaking', expect.breaking, notes.length > 0);
  for (const note of expect.notes ?? []) {
    const found =
      note.title === 'RELEASE AS'
        ? readings.flatMap(({ marks }) => marks['release-as'] ?? []).includes(note.text)
        : notes.includes(note.text);
    same(`note ${note.text}`, true, found);
  }
  footerProblems(expect, readings, same);
  if (expect.bump !== undefined && expect.bump !== null) {
    same('bump', expect.bump, bumpOf(readings));
  }
  return problems;
}

/** Notes about breaks are compared as `breaking`; whether they are a footer or a part of the body is grammar. */
function footerProblems(
  expect: Expected,
  readings: readonly CommitReading[],
  same: (what: string, wanted: unknown, found: unknown) => void,
): void {
  const isBreak = (token: string) => /^breaking[ -]change$/i.test(token);
  const found = readings.flatMap(({ footers }) =>
    footers.map(({ token, value }) => ({ token: token.replace(/\([^)]*\)/, ''), value })),
  );
  const plain = (footers: typeof found) => footers.filter(({ token }) => !isBreak(token));
  if (expect.footers !== undefined) {
    same('footers', plain([...expect.footers]), plain(found));
    for (const footer of expect.footers.filter(({ token }) => isBreak(token))) {
      const all = found.map(({ token, value }) => `${token}: ${value}`);
      same(`footer ${footer.token}`, true, all.includes(`${footer.token}: ${footer.value}`));
    }
  }
}

/** What the messages ask for, before any policy for versions below 1.0.0. */
function bumpOf(readings: readonly CommitReading[]): string {
  const entries = readings.flatMap((reading) => reading.entries);
  if (entries.some(({ breaking }) => breaking !== undefined)) {
    return 'major';
  }
  return entries.some(({ type }) => type !== undefined && meaningOf(type) === 'feature') ? 'minor' : 'patch';
}

/** Headings, items and references; addresses come from settings that the row does not hold. */
function changelogProblems({ expect }: Row, readings: readonly CommitReading[]): readonly string[] {
  const placements = placementsOf(readings);
  const lines = readings.flatMap((reading) => {
    const place = placements.get(reading.commit.id);
    if (place?.outcome !== 'placed') {
      return [];
    }
    const references = reading.references.map(({ id }) => `#${id}`);
    return reading.entries.flatMap(({ scopes: [scope], description }) => [
      titles[place.section] ?? place.section,
      `* ${scope === undefined ? '' : `**${scope}:** `}${description}`,
      ...references,
    ]);
  });
  const text = lines.join('\n');
  const holds = (wanted: NonNullable<Expected['contains']>[number]): boolean => {
    const re = typeof wanted === 'string' ? undefined : wanted.re;
    const contains = typeof wanted === 'string' ? wanted : wanted.contains;
    if (re !== undefined) {
      return new RegExp(re).test(text);
    }
    if (contains === undefined || !contains.startsWith('* ')) {
      return true;
    }
    const item = /^(\* .*?)(?: \(\[| \d{3}\b|$)/.exec(contains)?.[1] ?? contains;
    const issue = /closes \[?(#\d+)/.exec(contains)?.[1];
    return lines.includes(item) && (issue === undefined || lines.includes(issue));
  };
  return [
    ...(expect.contains ?? [])
      .filter((wanted) => !holds(wanted))
      .map((wanted) => `lacks ${JSON.stringify(wanted)}`),
    ...(expect.notContains ?? [])
      .filter((wanted) => typeof wanted !== 'string' || wanted.startsWith('* '))
      .filter((wanted) => holds(wanted))
      .map((wanted) => `holds ${JSON.stringify(wanted)}`),
  ];
}
