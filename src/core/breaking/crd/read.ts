/** The definitions of one file. */
import type { NotAnalysed } from '../change.ts';
import type { Tree } from '../detector.ts';
import { readDocuments } from '../document/read.ts';
import { locator } from '../manifest/locate.ts';
import type { Definition } from './definition.ts';
import { definitionsIn } from './definition.ts';

export interface FileDefinitions {
  readonly definitions: readonly Definition[];
  /** What is missing here may only be unread. */
  readonly unread?: NotAnalysed;
  /** Reads what was passed over because it is the same on both sides. */
  readonly passedOver?: () => Promise<readonly Definition[]>;
}

const none: FileDefinitions = { definitions: [] };
const word = 'CustomResourceDefinition';

type Side = 'base' | 'head';

/** Reading YAML takes long: documents that are the same on both sides are left for those who ask. */
export async function readPair(
  trees: Readonly<Record<Side, Tree>>,
  paths: Readonly<Record<Side, string | undefined>>,
): Promise<Readonly<Record<Side, FileDefinitions>>> {
  const base = await readText(trees.base, paths.base);
  const head = await readText(trees.head, paths.head);
  const shared =
    base?.text === undefined || head?.text === undefined ? undefined : sharedParts(base.text, head.text);
  return { base: await definitionsOf(base, 'base', shared), head: await definitionsOf(head, 'head', shared) };
}

export async function readDefinitions(tree: Tree, path: string, side: Side): Promise<FileDefinitions> {
  return definitionsOf(await readText(tree, path), side, undefined);
}

type Read =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly text?: undefined; readonly unread: NotAnalysed };

/** Undefined for a file that holds no definition. */
async function readText(tree: Tree, path: string | undefined): Promise<Read | undefined> {
  if (path === undefined) return undefined;
  const read = await tree.read(path);
  if (!read.ok) return { path, unread: { path, reason: read.reason, detail: read.detail } };
  return read.text.includes(word) ? { path, text: withoutDirectives(read.text) } : undefined;
}

async function definitionsOf(
  read: Read | undefined,
  side: Side,
  shared: ReadonlySet<string> | undefined,
): Promise<FileDefinitions> {
  if (read === undefined) return none;
  if (read.text === undefined) return { definitions: [], unread: read.unread };
  const { path, text } = read;
  const left = shared === undefined || shared.size === 0 ? text : without(text, shared);
  const { documents, problems } = await readDocuments({ path, text: left });
  const definitions = documents.flatMap(definitionsIn);
  const problem = problems.find(({ code }) => code !== 'duplicateKey' && code !== 'unsupportedKey');
  if (problem !== undefined) {
    const { line, column } = locator(text)(problem.offset, problem.offset);
    const isTemplate = text.includes('{{');
    const detail = `${side}:${line}:${column}${isTemplate ? ': a template' : ''}`;
    return { definitions: [], unread: { path, reason: isTemplate ? 'unsupported' : 'syntax', detail } };
  }
  if (left === text) return { definitions };
  return { definitions, passedOver: async () => (await definitionsOf(read, side, undefined)).definitions };
}

/** Documents of a YAML file, the lines between them left out. */
const between = /^---(?=\s|$).*$/m;

function sharedParts(base: string, head: string): ReadonlySet<string> {
  const parts = new Set(base.split(between));
  return parts.size < 2 ? new Set() : new Set(head.split(between).filter((part) => parts.has(part)));
}

/** Turns the lines of some documents into comments. */
function without(text: string, parts: ReadonlySet<string>): string {
  const kept: string[] = [];
  let at = 0;
  for (const part of text.split(between)) {
    const start = text.indexOf(part, at);
    kept.push(text.slice(at, start), parts.has(part) ? part.replaceAll(/^./gm, '#') : part);
    at = start + part.length;
  }
  return kept.join('') + text.slice(at);
}

/** Blanks lines that hold nothing but a directive of a template, such as those around definitions in charts. */
function withoutDirectives(text: string): string {
  if (!text.includes('{{')) return text;
  return text.replaceAll(/^[ \t]*\{\{[^{}\r\n]*\}\}[ \t]*$/gm, (line) => ' '.repeat(line.length));
}
