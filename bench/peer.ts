/**
 * `node bench/peer.ts OLD NEW --peer DIR`: the built command line tool on two folders of a published package,
 * against `@microsoft/api-extractor` as it is installed in DIR, which writes a report of one side and compares
 * nothing: its time counts once for each side. Whole processes, in the same rounds.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { race, table } from './measure.ts';
import type { Contestant } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { peer: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
const [older, newer] = positionals.map((folder) => resolve(folder));

if (older === undefined || newer === undefined || values.peer === undefined) {
  process.stderr.write('Name two folders and, with --peer, where @microsoft/api-extractor is installed.\n');
  process.exitCode = 2;
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'release-readiness-peer-'));
  try {
    const contestants = [
      extractor(scratch, resolve(values.peer), [older, newer]),
      ours(older, newer, join(scratch, 'kept')),
      ours(older, newer),
    ];
    process.stdout.write(table(race(contestants, { folder: scratch, rounds: Number(values.rounds) })));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What it finds is no failure here. */
function ours(before: string, after: string, cache?: string): Contestant {
  const tool = [process.execPath, resolve(import.meta.dirname, '../dist/cli.cjs'), 'breaking'];
  const kept = cache === undefined ? [] : ['--cache', cache];
  return {
    name: cache === undefined ? 'breaking --dirs' : 'breaking --dirs --cache, the later runs',
    command: ['sh', '-c', '"$@"; [ $? -ne 2 ]', 'sh', ...tool, ...kept, '--dirs', before, after],
  };
}

function extractor(scratch: string, peer: string, folders: readonly string[]): Contestant {
  const program = join(peer, 'node_modules/@microsoft/api-extractor/bin/api-extractor');
  const configs = folders.map((folder, index) => {
    // It looks for the manifest above its own settings, which have no place in the package.
    const place = join(scratch, `side-${index}`);
    mkdirSync(place);
    copyFileSync(join(folder, 'package.json'), join(place, 'package.json'));
    const file = join(place, 'extractor.json');
    writeFileSync(file, JSON.stringify(extractorConfig(folder, scratch, index)));
    return file;
  });
  const script = 'for config in "$@"; do "$NODE" "$TOOL" run --local --config "$config" || exit; done';
  return {
    name: 'api-extractor, both sides',
    command: ['env', `NODE=${process.execPath}`, `TOOL=${program}`, 'sh', '-c', script, 'sh', ...configs],
  };
}

function extractorConfig(folder: string, scratch: string, index: number): object {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly types?: string;
    readonly typings?: string;
  };
  const entry = manifest.types ?? manifest.typings ?? 'index.d.ts';
  const quiet = { default: { logLevel: 'none' } };
  return {
    projectFolder: folder,
    mainEntryPointFilePath: join(folder, entry),
    compiler: {
      overrideTsconfig: { compilerOptions: { target: 'es2022', module: 'commonjs' }, files: [entry] },
    },
    apiReport: {
      enabled: true,
      reportFileName: `report-${index}`,
      reportFolder: scratch,
      reportTempFolder: join(scratch, `temporary-${index}`),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      extractorMessageReporting: quiet,
      compilerMessageReporting: quiet,
      tsdocMessageReporting: quiet,
    },
  };
}
