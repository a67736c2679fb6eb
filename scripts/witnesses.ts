/** Compiles the witnesses of proven changes against two versions of a package as a dependency that is installed. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript6';
import type { ChangeReport } from '../src/core/report/breakingReport.ts';

export interface Witnesses {
  readonly checked: number;
  /** What does not compile before, or compiles after. */
  readonly failing: readonly string[];
}

export const none: Witnesses = { checked: 0, failing: [] };

/** @param before folder of the unpacked package of the base @param after the same of the head */
export function checkWitnesses(changes: readonly ChangeReport[], before: string, after: string): Witnesses {
  const proven = changes.filter(({ witness }) => witness !== undefined);
  if (proven.length === 0) return none;
  const texts = proven.map(({ witness }) => witness ?? '');
  const results = packagesIn(before)
    .filter((folder) => fs.existsSync(path.join(after, folder, 'package.json')))
    .map((folder) => [before, after].map((side) => errorsOf(texts, path.join(side, folder))));
  const failing = proven.flatMap(({ subject }, index) => {
    if (results.some(([old, now]) => old?.[index] === undefined && now?.[index] !== undefined)) return [];
    const error = results[0]?.[0]?.[index];
    return [
      error === undefined ? `${subject} compiles after` : `${subject} does not compile before: ${error}`,
    ];
  });
  return { checked: proven.length, failing };
}

/** The package itself first, then folders with a manifest of their own: each is asked for as a package. */
function packagesIn(root: string): readonly string[] {
  const below = fs
    .readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(root, entry.name, 'package.json')));
  return ['', ...below.map(({ name }) => name)];
}

/** The first error of each text; undefined for one that compiles. */
function errorsOf(texts: readonly string[], folder: string): readonly (string | undefined)[] {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'release-readiness-witness-'));
  try {
    fs.mkdirSync(path.join(scratch, 'node_modules'));
    fs.symlinkSync(folder, path.join(scratch, 'node_modules', 'pkg'));
    const files = texts.map((text, index) => {
      const file = path.join(scratch, `witness${index}.ts`);
      fs.writeFileSync(file, `${text}\nexport {};\n`);
      return file;
    });
    const program = ts.createProgram(files, {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: ['node'],
      typeRoots: [path.resolve(import.meta.dirname, '../node_modules/@types')],
      preserveSymlinks: true,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      ignoreDeprecations: '6.0',
    });
    return files.map((file) => {
      const source = program.getSourceFile(file);
      const [error] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return error === undefined
        ? undefined
        : ts.flattenDiagnosticMessageText(error.messageText, ' ').slice(0, 160);
    });
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
