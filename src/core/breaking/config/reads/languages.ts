/** How programs read variables of their environment, by language. */
import type { StringShape, Syntax } from './mask.ts';

/**
 * What happens without the variable: the program fails (`required`), goes on without a value (`plain`), has a value
 * of its own (`default`), or only asks whether there is one (`asked`). `mention`: it may be a variable of the
 * program itself, so that it is neither new nor gone.
 */
export type Need = 'required' | 'plain' | 'default' | 'asked' | 'mention';

export interface ReadPattern {
  /** Flags `g` and `d`; the group `name` is the variable, in the filled text. */
  readonly pattern: RegExp;
  readonly need: Need;
}

export interface Language {
  readonly files: RegExp;
  /** A text without it reads nothing. */
  readonly hint: RegExp;
  readonly syntax: Syntax;
  readonly reads: readonly ReadPattern[];
  /** What follows, or stands before, and decides otherwise; the first that fits. */
  readonly after: readonly (readonly [RegExp, Need | 'written'])[];
  readonly before: readonly (readonly [RegExp, Need | 'written'])[];
}

/** A string of which `name` is the inside, in the filled text. */
export const quoted = String.raw`\s*(?<quote>["'\x60])(?<name>\u0001+)\k<quote>`;

function read(source: string, need: Need): ReadPattern {
  return {
    pattern: new RegExp(
      source.replaceAll('NAME', () => quoted),
      'gd',
    ),
    need,
  };
}

const single: StringShape = { open: "'", close: "'", escapes: true };
const double: StringShape = { open: '"', close: '"', escapes: true };
const triple: StringShape = { open: '"""', close: '"""', escapes: true, lines: true };
const slashes = { line: ['//'], block: [['/*', '*/']] } as const;
const written = [/^\s*=(?![=~>])/, 'written'] as const;
const compared = [/^\s*\)?\s*[!=]==?/, 'asked'] as const;

export const languages: readonly Language[] = [
  {
    files: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    hint: /\benv\b/,
    syntax: {
      ...slashes,
      strings: [single, double, { open: '`', close: '`', escapes: true, lines: true, code: '${' }],
      patterns: true,
    },
    reads: [
      read(
        String.raw`\b(?:process|import\.meta|Bun)\s*\??\.\s*env\s*(?:\?\.|\.)\s*(?<name>[A-Za-z_]\w*)`,
        'plain',
      ),
      read(String.raw`\b(?:process|import\.meta|Bun)\s*\??\.\s*env\s*(?:\?\.)?\[NAME\s*\]`, 'plain'),
      read(String.raw`\bDeno\.env\.get\(NAME\s*\)`, 'plain'),
    ],
    after: [
      written,
      [/^\s*!?\s*(?:\?\?|\|\|)/, 'default'],
      compared,
      [/^\s*(?:&&|\?(?![.?]))/, 'asked'],
      [/^\s*\)\s*\{?\s*throw\b/, 'required'],
    ],
    before: [
      [/\bdelete\s+$/, 'written'],
      [/(?:!!\s*|\bBoolean\(\s*|\bif\s*\(\s*!?\s*|&&\s*|\?\s*|\btypeof\s+)$/, 'asked'],
    ],
  },
  {
    files: /\.pyw?$/,
    hint: /environ|getenv/,
    syntax: {
      line: ['#'],
      block: [],
      strings: [
        { open: 'f"""', close: '"""', escapes: true, lines: true, code: '{' },
        { open: "f'''", close: "'''", escapes: true, lines: true, code: '{' },
        { ...double, open: 'f"', code: '{' },
        { ...single, open: "f'", code: '{' },
        triple,
        { open: "'''", close: "'''", escapes: true, lines: true },
        single,
        double,
      ],
    },
    reads: [
      read(String.raw`\benviron\[NAME\s*\]`, 'required'),
      read(String.raw`\benviron\.get\(NAME\s*,`, 'default'),
      read(String.raw`\benviron\.get\(NAME\s*\)`, 'plain'),
      read(String.raw`\benviron\.(?:setdefault|pop)\(NAME\s*,`, 'default'),
      read(String.raw`\bgetenv\(NAME\s*,`, 'default'),
      read(String.raw`\bgetenv\(NAME\s*\)`, 'plain'),
      read(String.raw`(?<quote>["'])(?<name>\u0001+)\k<quote>\s+(?:not\s+)?in\s+os\.environ\b`, 'asked'),
    ],
    after: [written, [/^\s*or\b/, 'default'], compared, [/^\s+if\b/, 'asked']],
    before: [
      [/\bdel\s+(?:os\.)?$/, 'written'],
      [/\b(?:if|elif|bool\(|not)\s*(?:os\.)?$/, 'asked'],
    ],
  },
  {
    files: /\.go$/,
    hint: /Getenv|LookupEnv/,
    syntax: { ...slashes, strings: [single, double, { open: '`', close: '`', lines: true }] },
    reads: [
      read(String.raw`\bos\.Getenv\(NAME\s*\)`, 'plain'),
      read(String.raw`\bos\.LookupEnv\(NAME\s*\)`, 'asked'),
    ],
    after: [compared],
    before: [[/\bcmp\.Or\(\s*$/, 'default']],
  },
  {
    files: /(?:\.(?:rb|rake|ru|erb)|(?:^|\/)(?:Rakefile|config\.ru))$/,
    hint: /\bENV\b/,
    syntax: {
      line: ['#'],
      block: [['\n=begin', '\n=end']],
      strings: [single, { ...double, code: '#{' }],
    },
    reads: [
      read(String.raw`\bENV\[NAME\s*\]`, 'plain'),
      read(String.raw`\bENV\.fetch\(NAME\s*\)`, 'required'),
      read(String.raw`\bENV\.fetch\(NAME\s*,`, 'default'),
      read(String.raw`\bENV\.(?:key|has_key|include)\?\(NAME\s*\)`, 'asked'),
    ],
    after: [
      written,
      [/^\s*(?:\|\||or)\s*(?:raise|abort|fail)\b/, 'required'],
      [/^\s*(?:\|\||or\b|\{|do\b)/, 'default'],
      compared,
    ],
    before: [[/\b(?:if|unless)\s+!?$/, 'asked']],
  },
  {
    files: /\.(?:java|kts?|scala|groovy|gradle)$/,
    hint: /getenv/,
    syntax: { ...slashes, strings: [triple, single, { ...double, code: '${' }] },
    reads: [
      read(String.raw`\bSystem\s*\.\s*getenv\(NAME\s*\)`, 'plain'),
      read(String.raw`\bSystem\s*\.\s*getenv\(\s*\)\s*\.\s*getOrDefault\(NAME\s*,`, 'default'),
      // Two patterns: not every Node that this runs on takes one name for groups of two branches.
      read(String.raw`\bSystem\s*\.\s*getenv\(\s*\)\s*\.\s*get\(NAME\s*\)`, 'plain'),
      read(String.raw`\bSystem\s*\.\s*getenv\(\s*\)\s*\[NAME\s*\]`, 'plain'),
    ],
    after: [[/^\s*\?:\s*(?:throw|error\()/, 'required'], [/^\s*\?:/, 'default'], compared],
    before: [
      [/\brequireNonNull\(\s*$/, 'required'],
      [/\brequireNonNullElse\(\s*$/, 'default'],
      [/\bOptional\.ofNullable\(\s*$/, 'default'],
    ],
  },
  {
    files: /\.rs$/,
    hint: /\benv\b/,
    syntax: {
      ...slashes,
      strings: [
        { open: 'r#"', close: '"#', lines: true },
        { ...double, lines: true },
      ],
      lifetimes: true,
    },
    reads: [
      read(String.raw`\benv::var(?:_os)?\(NAME\s*\)`, 'plain'),
      read(String.raw`\benv!\(NAME\s*[,)]`, 'required'),
      read(String.raw`\boption_env!\(NAME\s*\)`, 'asked'),
    ],
    after: [
      [/^\s*\.\s*(?:unwrap_or|unwrap_or_else|unwrap_or_default|map_or|map_or_else|or_else)\b/, 'default'],
      [/^\s*\.\s*(?:is_ok|is_err|is_some|is_none|ok)\b/, 'asked'],
      [/^\s*(?:\.\s*(?:unwrap|expect)\b|\?)/, 'required'],
      [/^\s*\.\s*(?:map_err|context|with_context)\([^)\n]*\)\s*\?/, 'required'],
    ],
    before: [[/\b(?:if|while)\s+let\s+(?:Ok|Some)\([^)\n]{0,40}\)\s*=\s*(?:std::)?$/, 'asked']],
  },
  {
    files: /\.php$/,
    hint: /getenv|_ENV|\benv\(/,
    syntax: {
      line: ['//', '#'],
      block: [['/*', '*/']],
      strings: [
        { ...single, lines: true },
        { ...double, lines: true },
      ],
    },
    reads: [
      read(String.raw`(?<![\w>:])getenv\(NAME\s*[,)]`, 'plain'),
      read(String.raw`\$_ENV\[NAME\s*\]`, 'plain'),
      read(String.raw`(?<![\w>:$])env\(NAME\s*\)`, 'plain'),
      read(String.raw`(?<![\w>:$])env\(NAME\s*,`, 'default'),
    ],
    after: [
      written,
      [/^\s*(?:\?\?|\?:|\|\|)\s*throw\b/, 'required'],
      [/^\s*(?:\?\?|\?:)/, 'default'],
      compared,
    ],
    before: [[/\b(?:isset|empty)\(\s*$/, 'asked']],
  },
  {
    files: /\.(?:cs|fs|vb)$/,
    hint: /GetEnvironmentVariable/,
    syntax: {
      ...slashes,
      strings: [
        { open: '@"', close: '"', lines: true },
        { ...double, open: '$"', code: '{' },
        triple,
        single,
        double,
      ],
    },
    reads: [read(String.raw`\bEnvironment\s*\.\s*GetEnvironmentVariable\(NAME\s*[,)]`, 'plain')],
    after: [[/^\s*\?\?\s*throw\b/, 'required'], [/^\s*\?\?/, 'default'], compared],
    before: [],
  },
  {
    files: /\.exs?$/,
    hint: /_env/,
    syntax: { line: ['#'], block: [], strings: [triple, { ...double, code: '#{', lines: true }] },
    reads: [
      read(String.raw`\bSystem\.fetch_env!\(NAME\s*\)`, 'required'),
      read(String.raw`\bSystem\.get_env\(NAME\s*\)`, 'plain'),
      read(String.raw`\bSystem\.get_env\(NAME\s*,`, 'default'),
    ],
    after: [[/^\s*\|\|\s*raise\b/, 'required'], [/^\s*\|\|/, 'default'], compared],
    before: [],
  },
  {
    files: /\.(?:c|cc|cpp|cxx|h|hpp)$/,
    hint: /getenv/,
    syntax: { ...slashes, strings: [single, double] },
    reads: [read(String.raw`\bgetenv\(NAME\s*\)`, 'plain')],
    after: [compared],
    before: [],
  },
  {
    files: /(?:\.(?:sh|bash|zsh|ksh)|(?:^|\/)(?:docker-)?entrypoint)$/,
    hint: /\$/,
    syntax: {
      line: ['#'],
      block: [],
      strings: [
        { open: "'", close: "'", lines: true },
        { ...double, lines: true, kept: true },
      ],
      spaced: true,
    },
    reads: [
      read(String.raw`(?<!\\)\$\{(?<name>[A-Z_][A-Z0-9_]*):?\?`, 'required'),
      read(String.raw`(?<!\\)\$\{(?<name>[A-Z_][A-Z0-9_]*):?[-=]`, 'default'),
      read(String.raw`(?<!\\)\$\{?(?<name>[A-Z_][A-Z0-9_]*)`, 'mention'),
    ],
    after: [],
    before: [],
  },
];
