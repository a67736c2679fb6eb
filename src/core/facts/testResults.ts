/** What files of results say: tests, coverage and scans, each with its age against the head commit. */
import type { Instant } from '../base/instant.ts';
import type { TestResult } from '../notes/facts.ts';

/** A file that may hold results. */
export interface ResultFile {
  readonly path: string;
  readonly text: string;
  /** When it was last written. */
  readonly written: Instant;
}

/** A file that is named like results and cannot be read as such. */
export interface UnreadResult {
  readonly path: string;
  readonly reason: 'syntax' | 'unsupported';
}

export interface TestResults {
  readonly results: readonly TestResult[];
  readonly unread: readonly UnreadResult[];
}

type Outcome = Pick<TestResult, 'format' | 'passed' | 'failed' | 'skipped' | 'coverage'>;

/** `committed`: when the head commit was made; absent when nobody knows, and nothing is stale then. */
export function testResults(
  files: readonly ResultFile[],
  head: { readonly committed?: Instant },
): TestResults {
  const results: TestResult[] = [];
  const unread: UnreadResult[] = [];
  for (const { path, text, written } of files) {
    const outcome = readResults(text);
    if (typeof outcome === 'string') unread.push({ path, reason: outcome });
    else {
      const stale = head.committed !== undefined && head.committed > written;
      results.push({ path, ...outcome, written, stale });
    }
  }
  return { results, unread };
}

/** Outcome by the content alone: a name can be anything. */
export function readResults(text: string): Outcome | UnreadResult['reason'] {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^(?:TN:|SF:)/.test(start)) return lcov(start);
  if (start.startsWith('{')) return fromJson(start);
  if (!start.startsWith('<')) return 'unsupported';
  const root = /<(testsuites?|coverage)\b/.exec(start.slice(0, 20_000))?.[1];
  if (root === 'coverage') return cobertura(start);
  return root === undefined ? 'unsupported' : junit(start);
}

const xmlTokens = /<!--|<!\[CDATA\[|<(\/?)(testcase|failure|error|skipped|testsuites?)\b/g;

/** Counts test cases, because totals of nested suites count twice. Text in comments and CDATA counts nothing. */
function junit(text: string): Outcome | 'syntax' {
  const counts = { cases: 0, failed: 0, skipped: 0 };
  let inCase: 'none' | 'passed' | 'failed' | 'skipped' = 'none';
  let open = 0;
  const close = (): void => {
    if (inCase === 'failed') counts.failed++;
    if (inCase === 'skipped') counts.skipped++;
    inCase = 'none';
  };
  xmlTokens.lastIndex = 0;
  for (let match = xmlTokens.exec(text); match !== null; match = xmlTokens.exec(text)) {
    const [token, closing, name] = match;
    if (token === '<!--' || token === '<![CDATA[') {
      const end = text.indexOf(token === '<!--' ? '-->' : ']]>', xmlTokens.lastIndex);
      if (end === -1) return 'syntax';
      xmlTokens.lastIndex = end;
      continue;
    }
    const end = tagEnd(text, xmlTokens.lastIndex);
    if (end === -1) return 'syntax';
    const closed = text.charAt(end - 1) === '/';
    if (name === 'testsuite' || name === 'testsuites') {
      if (!closed) open += closing === '/' ? -1 : 1;
    } else if (name === 'testcase') {
      close();
      if (closing !== '/') {
        counts.cases++;
        inCase = /\bstatus\s*=\s*["'](?:failed|error)["']/.test(text.slice(match.index, end))
          ? 'failed'
          : 'passed';
        if (closed) close();
      }
    } else if (closing !== '/' && inCase !== 'none') {
      inCase = name === 'skipped' && inCase !== 'failed' ? 'skipped' : name === 'skipped' ? inCase : 'failed';
    } else if (closing !== '/' && name !== 'skipped') {
      // A suite that could not even begin.
      counts.failed++;
      counts.cases++;
    }
    xmlTokens.lastIndex = end;
  }
  if (open !== 0) return 'syntax';
  const totals = counts.cases === 0 ? suiteTotals(text) : counts;
  const { cases, failed, skipped } = totals;
  return { format: 'junit', passed: Math.max(0, cases - failed - skipped), failed, skipped };
}

/** End of a tag, quoted values passed over. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}

/** Reports without cases say their totals in the root. */
function suiteTotals(text: string): { cases: number; failed: number; skipped: number } {
  const root = /<testsuites?\b[^>]{0,2000}>/.exec(text)?.[0] ?? '';
  const of = (name: string): number =>
    Number(new RegExp(`\\b${name}\\s*=\\s*["'](\\d+)["']`).exec(root)?.[1] ?? 0);
  return { cases: of('tests'), failed: of('failures') + of('errors'), skipped: of('skipped') };
}

function cobertura(text: string): Outcome | 'syntax' {
  const root = /<coverage\b[^>]{0,2000}>/.exec(text)?.[0] ?? '';
  const rate = Number(/\bline-rate\s*=\s*["']([\d.]+)["']/.exec(root)?.[1] ?? Number.NaN);
  if (Number.isNaN(rate)) {
    // Clover puts the same root around other figures.
    const metrics = /<metrics\b[^>]{0,2000}>/.exec(text)?.[0] ?? '';
    const of = (name: string): number =>
      Number(new RegExp(`\\b${name}="(\\d+)"`).exec(metrics)?.[1] ?? Number.NaN);
    const share = of('coveredstatements') / of('statements');
    return Number.isFinite(share) ? { format: 'cobertura', coverage: percent(share) } : 'syntax';
  }
  return text.trimEnd().endsWith('</coverage>') ? { format: 'cobertura', coverage: percent(rate) } : 'syntax';
}

function lcov(text: string): Outcome | 'syntax' {
  let [found, hit] = [0, 0];
  let [lines, hits] = [0, 0];
  let open = false;
  for (const match of text.matchAll(/^(SF|LF|LH|DA|end_of_record)(?::(\d*)(?:,(\d+))?)?/gm)) {
    const [, key, first = '0', second = '0'] = match;
    if (key === 'SF') open = true;
    if (key === 'end_of_record') open = false;
    if (key === 'LF') found += Number(first);
    if (key === 'LH') hit += Number(first);
    if (key === 'DA') {
      lines++;
      if (Number(second) > 0) hits++;
    }
  }
  if (open) return 'syntax';
  const [all, covered] = found === 0 ? [lines, hits] : [found, hit];
  return all === 0 ? 'syntax' : { format: 'lcov', coverage: percent(covered / all) };
}

function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
}

type Json = Readonly<Record<string, unknown>>;

function fromJson(text: string): Outcome | UnreadResult['reason'] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'syntax';
  }
  if (!isMap(value)) return 'unsupported';
  if (Array.isArray(value['runs'])) return sarif(value['runs']);
  if (typeof value['numTotalTests'] === 'number') return jest(value);
  const total = value['total'];
  const lines = isMap(total) ? total['lines'] : undefined;
  const share = isMap(lines) ? lines['pct'] : undefined;
  // The summary of istanbul: what lcov says, as JSON.
  return typeof share === 'number' ? { format: 'lcov', coverage: share } : 'unsupported';
}

function jest(value: Json): Outcome {
  const of = (key: string): number => (typeof value[key] === 'number' ? value[key] : 0);
  // A suite that does not start has no failed test of its own.
  const broken =
    value['success'] === false && of('numFailedTests') === 0 ? Math.max(1, of('numFailedTestSuites')) : 0;
  return {
    format: 'openHandles' in value || 'numRuntimeErrorTestSuites' in value ? 'jest' : 'vitest',
    passed: of('numPassedTests'),
    failed: of('numFailedTests') + broken,
    skipped: of('numPendingTests') + of('numTodoTests'),
  };
}

function sarif(runs: readonly unknown[]): Outcome {
  const results = runs.flatMap((run) => {
    const list = isMap(run) ? run['results'] : undefined;
    return Array.isArray(list) ? list.filter(isMap) : [];
  });
  const suppressed = (result: Json): boolean => {
    const list = result['suppressions'];
    return (
      Array.isArray(list) && list.some((one) => !isMap(one) || (one['status'] ?? 'accepted') === 'accepted')
    );
  };
  const counted = results.filter((result) => (result['kind'] ?? 'fail') === 'fail');
  const open = counted.filter((result) => !suppressed(result));
  // A tool that stopped has found nothing, which is not the same as nothing to find.
  const stopped = runs.filter((run) => {
    const list = isMap(run) ? run['invocations'] : undefined;
    return Array.isArray(list) && list.some((one) => isMap(one) && one['executionSuccessful'] === false);
  }).length;
  return {
    format: 'sarif',
    failed: open.filter((result) => levelOf(result) === 'error').length + stopped,
    skipped: counted.length - open.length,
  };
}

function levelOf(result: Json): unknown {
  return result['level'] ?? 'warning';
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
