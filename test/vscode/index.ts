/**
 * Runs mocha inside the extension host. VS Code loads this file as
 * `extensionTestsPath` and calls `run`; a rejection is a failed run.
 *
 * TEST_SUITE    folder of the compiled test files
 * TEST_RESULTS  file for the results, because a host prints its tests among its own log
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Outcome, RunResults } from './results.ts';

export async function run(): Promise<void> {
  const suite = required('TEST_SUITE');
  // mocha is an ES module: loaded at run time, from its own place.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  for (const file of testFiles(suite)) mocha.addFile(file);
  const outcomes: Outcome[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', (test) => outcomes.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
    runner.on('fail', (test, error: Error) => {
      outcomes.push({
        title: test.fullTitle(),
        milliseconds: test.duration ?? 0,
        failure: error.stack ?? error.message,
      });
    });
  });
  const results: RunResults = { outcomes };
  fs.writeFileSync(required('TEST_RESULTS'), JSON.stringify(results, undefined, 2));
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  if (failed.length > 0) throw new Error(`${failed.length} failed`);
}

function testFiles(folder: string): string[] {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.test.cjs'));
  return files.toSorted().map((name) => path.join(folder, name));
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}
