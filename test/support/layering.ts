/** What each layer of src/ may import, and a scan that finds what does not keep to it. */
import fs from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export interface Violation {
  /** Relative to src/, `/` between folders. */
  readonly file: string;
  readonly line: number;
  readonly kind: 'layer' | 'module' | 'outside' | 'computed' | 'folder' | 'syntax';
  /** The import as written; empty when it is computed. */
  readonly target: string;
}

interface Rule {
  readonly layers: readonly string[];
  /** Bare specifiers; `node:` stands for every built-in module. */
  readonly modules: readonly string[];
  /** Modules that only a type may come from. */
  readonly types?: readonly string[];
  /** Layers that only a type may come from. */
  readonly typesOf?: readonly string[];
  /** The one file of another layer that may be imported. */
  readonly file?: string;
  /** May read the package's own manifest. */
  readonly manifest?: true;
}

const rules: Readonly<Record<string, Rule>> = {
  core: {
    layers: ['core'],
    modules: ['markdown-it', 'yaml', 'valibot', 'picomatch', 'typescript6', 'node-diff3'],
  },
  node: { layers: ['core', 'node'], modules: ['node:', 'simple-git'] },
  cli: { layers: ['core', 'node', 'cli'], modules: ['node:'], manifest: true },
  vscode: {
    layers: ['core', 'node', 'vscode'],
    modules: ['vscode'],
    types: ['markdown-it'],
    file: 'webview/protocol.ts',
    typesOf: ['webview'],
    manifest: true,
  },
  webview: { layers: ['webview'], typesOf: ['core'], modules: [] },
};

/** Reads every source below `src`; type imports, dynamic imports and `require` count like any other. */
export function findViolations(src: string): readonly Violation[] {
  return sources(src).flatMap((file) => check(file, fs.readFileSync(path.join(src, file), 'utf8')));
}

function sources(src: string): readonly string[] {
  const entries = fs.readdirSync(src, { recursive: true, encoding: 'utf8' });
  return entries
    .map((entry) => entry.replaceAll(path.sep, '/'))
    .filter((entry) => /\.[cm]?[jt]sx?$/.test(entry))
    .toSorted();
}

function check(file: string, text: string): readonly Violation[] {
  const rule = rules[file.split('/')[0] ?? ''];
  if (!rule) return [{ file, line: 1, kind: 'folder', target: file }];
  const { imports, broken } = readImports(file, text);
  const violations = imports.flatMap(({ target, offset, isType }): Violation[] => {
    const allowed = isType && rule.types?.includes(target ?? '');
    const layers = [...rule.layers, ...(isType ? (rule.typesOf ?? []) : [])];
    const kind = allowed ? undefined : judge({ ...rule, layers }, file, target);
    return kind ? [{ file, line: lineOf(text, offset), kind, target: target ?? '' }] : [];
  });
  return broken ? [...violations, { file, line: 1, kind: 'syntax', target: '' }] : violations;
}

function judge(rule: Rule, file: string, target: string | undefined): Violation['kind'] | undefined {
  if (target === undefined) return 'computed';
  if (!target.startsWith('.')) {
    const allowed = rule.modules.some((name) =>
      name.endsWith(':') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
    );
    return allowed ? undefined : 'module';
  }
  const resolved = path.posix.join(path.posix.dirname(file), target);
  if (resolved.startsWith('../'))
    return rule.manifest && resolved === '../package.json' ? undefined : 'outside';
  if (resolved === rule.file) return undefined;
  return rule.layers.includes(resolved.split('/')[0] ?? '') ? undefined : 'layer';
}

interface Import {
  readonly target: string | undefined;
  readonly offset: number;
  readonly isType: boolean;
}

function readImports(
  file: string,
  text: string,
): { readonly imports: readonly Import[]; readonly broken: boolean } {
  const { program, errors } = parseSync(file, text);
  const imports: Import[] = [];
  const add = (node: { readonly start: number; readonly importKind?: unknown }, source: unknown) => {
    const value = (source as { readonly value?: unknown } | null)?.value;
    const target = typeof value === 'string' ? value : undefined;
    imports.push({ target, offset: node.start, isType: node.importKind === 'type' });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source),
    ExportAllDeclaration: (node) => add(node, node.source),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node, node.source);
    },
    ImportExpression: (node) => add(node, node.source),
    TSImportType: (node) => add(node, node.source),
    TSExternalModuleReference: (node) => add(node, node.expression),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') add(node, node.arguments[0]);
    },
  }).visit(program);
  return { imports, broken: errors.length > 0 };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
