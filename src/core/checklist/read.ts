/**
 * The one way from the text of a file to a checklist.
 */
import type { Parsed } from '../base/finding.ts';
import type { Checklist, ChecklistFindingCode, SectionKind } from './model.ts';

export interface ReadOptions {
  /** Path relative to the workspace folder, `/` separated. Decides the format. */
  readonly file: string;
  /** `full`: markdown-it; `scan`: the line scanner. Same answer, other cost. */
  readonly reader: 'full' | 'scan';
  /** Section titles (exact or `*` globs) that the policy types by hand. */
  readonly sectionKinds?: readonly { readonly title: string; readonly kind: SectionKind }[];
}

export type ReadChecklist = (text: string, options: ReadOptions) => Parsed<Checklist, ChecklistFindingCode>;

export type ReaderName = 'markdown' | 'scan' | 'yaml';

/** Reads a text with the reader that its name and the options ask for; the reference parser loads only when it is needed. */
export async function readChecklist(
  text: string,
  options: ReadOptions,
): Promise<Parsed<Checklist, ChecklistFindingCode>> {
  const name = readerFor(options);
  if (name === 'scan') {
    const { tryScanMarkdown } = await import('./scanMarkdown.ts');
    const read = tryScanMarkdown(text, options);
    if (read !== undefined) {
      return read;
    }
  }
  const read = await loadReader(name === 'scan' ? 'markdown' : name);
  return read(text, options);
}

/** Loads one reader. The heavy parsers load here and nowhere earlier. */
export async function loadReader(format: ReaderName): Promise<ReadChecklist> {
  return readers[format]();
}

const readers: Readonly<Record<ReaderName, () => Promise<ReadChecklist>>> = {
  markdown: async () => (await import('./readMarkdown.ts')).readMarkdown,
  scan: scanWithFallback,
  yaml: async () => (await import('./readYaml.ts')).readYaml,
};

/** The scanner reads most texts; the parser behind it is loaded with it, since a reader answers at once. */
async function scanWithFallback(): Promise<ReadChecklist> {
  const [{ scanMarkdownWith }, readMarkdown] = await Promise.all([
    import('./scanMarkdown.ts'),
    loadReader('markdown'),
  ]);
  return scanMarkdownWith(readMarkdown);
}

/** The reader for a file: YAML by its ending, Markdown else, scanned or in full as asked. */
export function readerFor(options: Pick<ReadOptions, 'file' | 'reader'>): ReaderName {
  if (/\.ya?ml$/i.test(options.file)) {
    return 'yaml';
  }
  return options.reader === 'scan' ? 'scan' : 'markdown';
}
