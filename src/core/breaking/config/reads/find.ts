/** Variables of the environment that one source file reads. */
import type { Language, Need } from './languages.ts';
import { languages } from './languages.ts';
import { maskCode } from './mask.ts';
import { environmentNames, readsThrough } from './aliases.ts';

export interface VariableRead {
  readonly name: string;
  readonly need: Need;
  /** Offsets of the name. */
  readonly start: number;
  readonly end: number;
  /** The line, without blanks around it. */
  readonly line: string;
}

export function languageOf(path: string): Language | undefined {
  // Asked several times for each file of a comparison, and again for the next one.
  let language = byPath.get(path);
  if (language === undefined) {
    language = asideFile.test(path) ? null : (languages.find(({ files }) => files.test(path)) ?? null);
    if (byPath.size >= mostPaths) byPath.clear();
    byPath.set(path, language);
  }
  return language ?? undefined;
}

const byPath = new Map<string, Language | null>();
const mostPaths = 100_000;

/** What is no part of the program: tests, samples, texts, output of a build, declarations. */
const asideFile =
  /(?:^|\/)(?:node_modules|vendor|third_party|__tests__|__mocks__|__fixtures__|__snapshots__|tests?|spec|specs|e2e|fixtures?|testdata|examples?|samples?|docs?|bench|benchmarks?|dist|build|out|target|coverage)\/|[._-](?:test|spec|stories|bench)s?\.[^/]+$|(?:^|\/)(?:test_[^/]*\.py|conftest\.py|(?:jest|vitest|playwright|karma|cypress)\.[^/]+)$|(?:Test|Tests|Spec)\.(?:java|kt|scala|cs|php)$|\.min\.[cm]?js$|\.d\.[cm]?ts$/i;

export function readsIn(text: string, language: Language): readonly VariableRead[] {
  if (!language.hint.test(text)) return [];
  const code = maskCode(text, language.syntax);
  const found = new Map<number, VariableRead>();
  for (const { pattern, need } of language.reads) {
    for (const match of code.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['name'] ?? [0, 0];
      if (found.has(start)) continue;
      add(found, { start, end, from: match.index, to: match.index + match[0].length, need });
    }
  }
  if (language === languages[0]) {
    const names = environmentNames(code, text);
    for (const one of destructured(code, names)) add(found, one);
    for (const pattern of names.flatMap(readsThrough)) {
      for (const match of code.matchAll(pattern)) {
        const [start, end] = match.indices?.groups?.['name'] ?? [0, 0];
        add(found, { start, end, from: match.index, to: match.index + match[0].length, need: 'plain' });
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.start - b.start);

  function add(to: Map<number, VariableRead>, one: Found): void {
    const name = text.slice(one.start, one.end);
    if (!/^[A-Za-z_]\w*$/.test(name) || given.has(name)) return;
    const need = decided(code, one, language);
    if (need !== 'written')
      to.set(one.start, { name, need, start: one.start, end: one.end, line: lineAt(text, one.start) });
  }
}

interface Found {
  readonly start: number;
  readonly end: number;
  /** Of the whole expression. */
  readonly from: number;
  readonly to: number;
  readonly need: Need;
}

const reach = 80;

function decided(code: string, one: Found, language: Language): Need | 'written' {
  if (one.need === 'default' || one.need === 'mention') return one.need;
  const after = code.slice(one.to, one.to + reach);
  const before = code.slice(Math.max(0, one.from - reach), one.from);
  const verdict = language.after.find(([pattern]) => pattern.test(after))?.[1];
  // `if (!process.env.X) throw` fails; without the test that comes first, a throw says nothing.
  const tested = language.before.find(([pattern]) => pattern.test(before))?.[1];
  if (verdict === 'required' && /^\s*\)/.test(after)) return /!\s*$/.test(before) ? 'required' : 'asked';
  return verdict ?? tested ?? one.need;
}

/** `const { A, B = 'x', C: c } = process.env`. */
function destructured(code: string, names: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  for (const match of code.matchAll(taken)) {
    if (match[2] !== undefined && !names.includes(match[2])) continue;
    const inside = match[1] ?? '';
    let at = match.index + 1;
    for (const part of inside.split(',')) {
      const name = /^\s*([A-Za-z_]\w*)/.exec(part);
      if (name !== null) {
        const end = at + name[0].length;
        const start = end - (name[1] ?? '').length;
        found.push({
          start,
          end,
          from: start,
          to: code.length,
          need: part.includes('=') ? 'default' : 'plain',
        });
      }
      at += part.length + 1;
    }
  }
  return found;
}

const taken =
  /\{([^{}=]{0,2000}(?:=[^{}]{0,2000})?)\}\s*=\s*(?:(?:process|import\.meta)\.env|([A-Za-z_$][\w$]*))(?![\w$])(?!\s*(?:\.|\?\.|\[|\())/g;

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text
    .slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end)
    .trim()
    .slice(0, 400);
}

/** Set by the system, the shell, the terminal, the pipeline or the build tool: nobody has to set them for the program. */
const given: ReadonlySet<string> = new Set(
  'PATH HOME USER USERNAME LOGNAME SHELL PWD OLDPWD TMPDIR TMP TEMP LANG LC_ALL LC_CTYPE TERM COLORTERM COLUMNS LINES HOSTNAME EDITOR VISUAL PAGER DISPLAY TZ CI NO_COLOR FORCE_COLOR NODE_ENV APPDATA LOCALAPPDATA PROGRAMFILES USERPROFILE SYSTEMROOT COMSPEC XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME MODE DEV PROD SSR BASE_URL CARGO_MANIFEST_DIR CARGO_PKG_VERSION CARGO_PKG_NAME OUT_DIR IFS UID EUID PPID RANDOM SECONDS LINENO BASH_SOURCE BASH_VERSION FUNCNAME OPTARG OPTIND PIPESTATUS REPLY'.split(
    ' ',
  ),
);
