/** Result files of test runs on the disk: they are seldom committed, and their age is part of what they say. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../core/base/instant.ts';
import { testResults } from '../../core/facts/testResults.ts';
import type { ResultFile } from '../../core/facts/testResults.ts';
import type { TestResult } from '../../core/notes/facts.ts';

/** Newest first; what cannot be read is no evidence. */
export function resultFiles(folder: string, head: { readonly committed?: Instant }): readonly TestResult[] {
  const files: ResultFile[] = [];
  visit(folder, '', 0, files);
  return testResults(files, head).results.toSorted(
    (a, b) => b.written - a.written || (a.path < b.path ? -1 : 1),
  );
}

const mostFiles = 200;
const largestFile = 20 * 1024 * 1024;
const deepest = 4;

function visit(root: string, path: string, depth: number, found: ResultFile[]): void {
  for (const entry of entriesOf(join(root, path))) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`;
    if (found.length >= mostFiles) {
      return;
    }
    if (entry.isDirectory()) {
      if (depth < deepest && isResultFolder(entry.name, depth)) {
        visit(root, inner, depth + 1, found);
      }
    } else if (entry.isFile() && resultName.test(entry.name)) {
      const file = readResult(root, inner);
      if (file !== undefined) {
        found.push(file);
      }
    }
  }
}

/** Folders of results, and those that hold them. */
function isResultFolder(name: string, depth: number): boolean {
  return depth === 0 ? topFolder.test(name) : !/^(?:node_modules|\.git|src|lib|classes)$/.test(name);
}

const topFolder =
  /^(?:\.?(?:test-?)?(?:results?|reports?)|test-output|coverage|\.nyc_output|build|target|out|artifacts|junit|TestResults)$/i;
const resultName =
  /^(?:junit[\w.-]{0,60}\.xml|TEST-[\w.-]{1,120}\.xml|[\w.-]{0,60}(?:test-?results?|test-?report|results)[\w.-]{0,40}\.(?:xml|json)|(?:jest|vitest|mocha)[\w.-]{0,40}\.(?:json|xml)|lcov\.info|cobertura[\w.-]{0,40}\.xml|coverage\.xml|[\w.-]{1,60}-junit\.xml)$/i;

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readResult(root: string, path: string): ResultFile | undefined {
  try {
    const file = join(root, path);
    const { size, mtimeMs } = statSync(file);
    return size > largestFile
      ? undefined
      : { path, text: readFileSync(file, 'utf8'), written: Math.floor(mtimeMs) };
  } catch {
    return undefined;
  }
}
