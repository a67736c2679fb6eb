/**
 * Measures the change engine on labelled pairs, one JSON object a line:
 *
 *   {id, base: {path: text}, head: {path: text}, expect: {breaking, rules?, config?, checked?, focus?, contested?}}
 *
 *   npm run score -- FILE.jsonl... [--out FILE] [--fail ID] [--only DETECTOR] [--profile DETECTOR=NAME]
 *
 * Each row is compared by `detect`, as two folders are, with the configuration that the row itself
 * brings and no other knowledge of it. A row is found breaking when a change of level `major` is
 * reported. Contested rows are compared but not counted. `--profile` is for rows of tools whose opinions are not our
 * usual ones; what a row itself brings goes before it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { findRules, loadCatalogue, messageOf } from '../src/core/breaking/catalog.ts';
import type { LoadedCatalogue } from '../src/core/breaking/catalog.ts';
import { detect } from '../src/core/breaking/detect.ts';
import type { Detection } from '../src/core/breaking/detect.ts';
import { detectorTable } from '../src/core/breaking/table.ts';
import { memoryComparison } from '../test/support/memoryTrees.ts';
import { configurationOf, ruleNames } from './scoreRows.ts';
import type { Row } from './scoreRows.ts';

interface Outcome {
  readonly row: Row;
  readonly detection: Detection;
  readonly found: boolean;
  readonly milliseconds: number;
}

const titles = [
  'file',
  'rows',
  'recall',
  'precision',
  'F1',
  'rules',
  'review',
  'not read',
  'crashes',
  'ms median',
  'ms worst',
  'peak MiB',
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    fail: { type: 'string' },
    profile: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
  },
});

if (positionals.length === 0) {
  process.stderr.write('Name at least one file of labelled pairs.\n');
  process.exitCode = 2;
} else {
  await score(positionals);
}

async function score(files: readonly string[]): Promise<void> {
  const catalogue = await loadCatalogue(detectorTable.filter(({ id }) => values.only?.includes(id) ?? true));
  const written: string[] = [];
  const lines: (readonly string[])[] = [titles];
  const all: Outcome[] = [];
  for (const file of files) {
    const rows = rowsOf(file).filter((row) => values.fail === undefined || row.id === values.fail);
    const outcomes: Outcome[] = [];
    for (const row of rows) {
      outcomes.push(await outcomeOf(row, catalogue));
    }
    all.push(...outcomes);
    written.push(...outcomes.map((outcome) => JSON.stringify(recordOf(outcome, catalogue))));
    if (outcomes.length > 0) {
      lines.push(figures(basename(file, '.jsonl'), outcomes, catalogue));
    }
  }
  if (values.fail !== undefined) {
    process.stdout.write(all.map((outcome) => shown(outcome, catalogue)).join('\n') || 'No such row.\n');
    return;
  }
  if (files.length > 1) {
    lines.push(figures('all', all, catalogue));
  }
  process.stdout.write(`${aligned(lines)}\n`);
  for (const id of catalogue.failed) {
    process.stderr.write(`The detector ${id} cannot be loaded.\n`);
  }
  if (values.out !== undefined) {
    writeFileSync(values.out, `${written.join('\n')}\n`);
  }
}

function rowsOf(file: string): readonly Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

async function outcomeOf(row: Row, catalogue: LoadedCatalogue): Promise<Outcome> {
  const { profiles, only, concerns } = configurationOf(row, catalogue);
  const began = performance.now();
  const chosen = Object.fromEntries((values.profile ?? []).map((one) => one.split('=')));
  const detection = await detect(
    memoryComparison(row.base, row.head, { profiles: { ...chosen, ...profiles } }),
    {
      elapsed: () => performance.now(),
      now: Date.now(),
      ...(only === undefined ? {} : { only }),
      detectors: detectorTable.filter(
        ({ id }) => !catalogue.failed.includes(id) && (values.only?.includes(id) ?? true),
      ),
    },
  );
  const milliseconds = performance.now() - began;
  const found = detection.changes.some((change) => change.level === 'major' && concerns(change));
  return { row, detection, found, milliseconds };
}

function figures(name: string, outcomes: readonly Outcome[], catalogue: LoadedCatalogue): readonly string[] {
  const counted = outcomes.filter(({ row }) => !isContested(row));
  const truly = counted.filter(({ row }) => row.expect.breaking);
  const found = counted.filter((outcome) => outcome.found);
  const both = found.filter(({ row }) => row.expect.breaking).length;
  const recall = ratio(both, truly.length);
  const precision = ratio(both, found.length);
  const f1 = ratio(2 * both, truly.length + found.length);
  const agreeing = counted.map((outcome) => agreement(outcome, catalogue)).filter((one) => one !== undefined);
  const times = outcomes.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const contested = outcomes.length - counted.length;
  return [
    name,
    `${counted.length}${contested === 0 ? '' : `+${contested}`}`,
    `${percent(recall)} (${both}/${truly.length})`,
    `${percent(precision)} (${both}/${found.length})`,
    percent(f1),
    agreeing.length === 0 ? '-' : `${agreeing.filter(Boolean).length}/${agreeing.length}`,
    String(counted.filter(onlyReview).length),
    String(outcomes.filter(({ detection }) => detection.notAnalysed.length > 0).length),
    String(outcomes.filter(crashed).length),
    (times[Math.floor(times.length / 2)] ?? 0).toFixed(1),
    (times.at(-1) ?? 0).toFixed(0),
    (process.resourceUsage().maxRSS / 1024).toFixed(0),
  ];
}

/**
 * Whether the rules that the row names, as far as ours carry their ids, are exactly those that were
 * reported, as far as they carry ids of the same tool. Undefined when nothing can be compared.
 */
function agreement({ row, detection }: Outcome, catalogue: LoadedCatalogue): boolean | undefined {
  const named = new Set(ruleNames(row).filter((name) => findRules(name, catalogue).length > 0));
  if (named.size === 0) {
    return undefined;
  }
  const reported = detection.changes.map(({ rule }) => rule);
  const covered = [...named].every((name) => {
    const ours = findRules(name, catalogue);
    return reported.some((rule) => ours.includes(rule));
  });
  const accounted = reported.every((rule) => {
    const aliases = catalogue.rule(rule)?.aliases ?? [];
    const same = aliases.filter((alias) => alias.startsWith(`${toolOf(row)}:`));
    return same.length === 0 || same.some((alias) => named.has(alias.slice(alias.indexOf(':') + 1)));
  });
  return covered && accounted;
}

function toolOf({ id }: Row): string {
  return id.slice(0, id.indexOf('/'));
}

function isContested({ expect }: Row): boolean {
  return expect.contested !== undefined && expect.contested !== false;
}

function onlyReview({ detection, found }: Outcome): boolean {
  return !found && detection.changes.some(({ level }) => level === 'review');
}

function crashed({ detection }: Outcome): boolean {
  return detection.notAnalysed.some(({ reason }) => reason === 'failed');
}

function recordOf({ row, detection, found, milliseconds }: Outcome, catalogue: LoadedCatalogue): object {
  return {
    id: row.id,
    expected: row.expect.breaking,
    found,
    ...(isContested(row) ? { contested: true } : {}),
    rules: ruleNames(row),
    changes: detection.changes.map((change) => ({
      rule: change.rule,
      level: change.level,
      subject: change.subject,
      message: messageOf(change, catalogue),
    })),
    notAnalysed: detection.notAnalysed,
    milliseconds: Math.round(milliseconds * 10) / 10,
  };
}

function shown(outcome: Outcome, catalogue: LoadedCatalogue): string {
  const { base, head } = outcome.row;
  const side = (title: string, files: Row['base']) =>
    Object.entries(files).map(([path, text]) => `--- ${title} ${path}\n${text}`);
  return [
    ...side('base', base),
    ...side('head', head),
    `--- expected ${JSON.stringify(outcome.row.expect, null, 1)}`,
    `--- outcome ${JSON.stringify(recordOf(outcome, catalogue), null, 1)}`,
    '',
  ].join('\n');
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function percent(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(3);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
