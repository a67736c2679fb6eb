/** Rules that need nothing but the notes. */
import { parseVersion } from '../../base/semver.ts';
import { oneLine } from '../escape.ts';
import { publicIds } from '../place.ts';
import { referencesOf } from '../mentions.ts';
import { bodyOf } from '../read.ts';
import type { NotesView, ReadLine } from '../read.ts';
import { knownPlaceholders } from '../template.ts';
import type { Found, TextRule } from './model.ts';
import { contentOf, hasMigrationGuide, isForm, placeOf, saidIn, saysNone, spanOf } from './sections.ts';

/** Brackets of the form, in what is no code, heading or comment. */
export const placeholder: TextRule = ({ prose }) =>
  bracketsOf(prose)
    .filter(({ label, target }) => knownPlaceholders.has(label) && !target)
    .map(({ label, start, end }) => ({ args: { placeholder: label }, start, end, fix: { jump: start } }));

export const placeholderLike: TextRule = ({ prose }) => {
  const defined = new Set(
    [...prose.matchAll(/^ {0,3}\[([^\][\n]{1,200})\]:/gm)].map((found) =>
      folded(found[1] ?? '').toLowerCase(),
    ),
  );
  const brackets = bracketsOf(prose).filter(
    ({ label, target, isLabel }) =>
      !target &&
      !isLabel &&
      !knownPlaceholders.has(label) &&
      !defined.has(label.toLowerCase()) &&
      looksOpen.test(label) &&
      !isReference.test(label),
  );
  const marks = [...prose.matchAll(openMark)].map((found) => ({
    text: found[0].trim(),
    start: found.index + (found[0].length - found[0].trimStart().length),
    end: found.index + found[0].length,
  }));
  return [
    ...brackets.map(({ label, start, end }) => ({
      args: { text: `[${oneLine(label)}]` },
      start,
      end,
      fix: { jump: start },
    })),
    ...marks.map(({ text, start, end }) => ({ args: { text }, start, end, fix: { jump: start } })),
  ].toSorted((a, b) => a.start - b.start);
};

/** Several words that begin like a sentence, or one that names a blank. */
const looksOpen =
  /^(?:[A-Z][a-z'’]*(?:[ /,-]+[\w#'’()./%,-]+){1,14}|(?:Your|Name|Date|Version|Link|Owner|Team|Number|Email|URL|Url|Author|Product|Details|State|Title|Company|Placeholder|Contact|Amount|Duration|Reason)(?: [\w -]{1,60})?|(?:insert|enter|add|your|fill in|describe|link to|name of|number of|date of|to be)\b[\w ,/'-]{1,80})$/;
const isReference = /^(?:[A-Z][A-Z0-9]{1,9}-\d+|[Uu]nreleased|Yanked|v?\d[\w.-]*)$/;

const openMark =
  /\b(?:TBD|TBC|TBA|tbd|T\.B\.D)\b|(?<![\w])(?:\/\/ ?)(?:TODO|FIXME)\b|(?<=^[ \t]*(?:[-*+] |\d{1,3}\. )?(?:\*\*)?)(?:TODO|FIXME|XXX)\b(?=[:(\s*]|$)(?! (?:list|item|tree|comment|app|s\b))|\b(?:TODO|FIXME|XXX)(?=[:(]|[ \t]*$)/gm;

interface Bracket {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Followed by an address, a reference or a definition. */
  readonly target: boolean;
  /** An area in front of an entry: `- [Web Console] Fix …`. */
  readonly isLabel: boolean;
}

function bracketsOf(prose: string): readonly Bracket[] {
  return [...prose.matchAll(/(?<![\\!\]])\[([^\][]{1,200})\]/g)].flatMap((found) => {
    const label = folded(found[1] ?? '');
    const start = found.index;
    const end = start + found[0].length;
    // What stands in front matters only near the start of a line.
    const before =
      prose
        .slice(Math.max(0, start - 40), start)
        .split('\n')
        .at(-1) ?? '';
    const after = prose.slice(end, end + 300).split('\n', 1)[0] ?? '';
    const isDefinition = /^ {0,3}$/.test(before) && /^:[ \t]+\S+(?:[ \t]+["'(].*)?[ \t]*$/.test(after);
    const isFootnoteOrBox = /^(?:\^|[ xX~-]$|!)/.test(label);
    return isFootnoteOrBox
      ? []
      : [
          {
            label,
            start,
            end,
            target: /^[([]/.test(after) || isDefinition,
            isLabel: /^\s*(?:[-*+] |\d{1,3}[.)] )(?:\*\*)?$/.test(before) && /^(?:\*\*)?:? +\w/.test(after),
          },
        ];
  });
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export const emptySection: TextRule = ({ view }) =>
  view.sections.flatMap(({ heading, level, line, body, id }, index) => {
    const next = view.sections[index + 1];
    const hasInner = next !== undefined && next.level > level;
    const isTitle = level === 1 && id === 'title';
    const isEmpty = body.every(({ kind, text }) => kind === 'blank' || kind === 'comment' || isForm(text));
    return isEmpty &&
      !isTitle &&
      !(hasInner && body.every(({ text, kind }) => kind === 'blank' || text === ''))
      ? [{ args: { heading }, ...spanOf(line), fix: { jump: line.end } }]
      : [];
  });

/** Lines that say that something breaks. In a change log, "Removed" alone breaks nobody for sure. */
export function breakingSaid(view: NotesView): readonly ReadLine[] {
  const said = saidIn(view, 'breaking').filter(({ kind, text }) => kind !== 'text' || text.trim() !== '');
  return view.style === 'changelog'
    ? view.lines.filter(({ kind, text }) => kind === 'bullet' && /\bbreaking\b/i.test(text))
    : said;
}

/** Without the repository the version alone tells: 2.1.0 is no major one, 2.1.1 no minor one. */
export const breakingBump: TextRule = ({ view }) => {
  const version = parseVersion(view.title?.version ?? '');
  if (version === undefined || view.title?.version === undefined) {
    return [];
  }
  const { major, minor, patch } = version;
  const [breaks] = breakingSaid(view);
  const [feature] = saidIn(view, 'features');
  const isMajor = minor === 0 && patch === 0;
  const at = { version: view.title.version };
  if (breaks !== undefined && (major > 0 ? !isMajor : patch > 0)) {
    const args = { ...at, what: 'a breaking change', least: major > 0 ? 'major' : 'minor' };
    return [{ args, ...spanOf(breaks), fix: { jump: titleStart(view) } }];
  }
  return feature !== undefined && major > 0 && patch > 0
    ? [
        {
          args: { ...at, what: 'new features', least: 'minor' },
          ...spanOf(feature),
          fix: { jump: titleStart(view) },
        },
      ]
    : [];
};

function titleStart(view: NotesView): number {
  return view.lines.find(({ number }) => number === view.title?.line)?.start ?? 0;
}

export const breakingNoMigration: TextRule = (context) => {
  const { view } = context;
  const breaks = breakingSaid(view);
  const [first] = breaks;
  if (first === undefined || view.style === 'changelog') {
    return [];
  }
  const steps = [...saidIn(view, 'migration'), ...breaks].filter(({ kind }) => kind === 'step');
  const guide = hasMigrationGuide(view);
  return steps.length > 0 || guide
    ? []
    : [
        {
          ...placeOf(context, 'migration', 'breaking'),
          fix: { jump: placeOf(context, 'migration', 'breaking').end },
        },
      ];
};

export const deprecationIncomplete: TextRule = ({ view }) => {
  const lines = bodyOf(view, 'deprecations').filter(({ text }) => !saysNone(text));
  const groups: ReadLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (line.kind === 'bullet' && /^[-*+]/.test(line.text)) {
      groups.push([line]);
    } else if (group !== undefined) {
      group.push(line);
    }
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const text = group.map((line) => line.text).join('\n');
    if (first === undefined || knownIn(text)) {
      return [];
    }
    const missing = [
      ...(hasAlternative.test(text) ? [] : ['what to use instead']),
      ...(hasRemoval.test(text) ? [] : ['when it goes']),
    ];
    return missing.length === 0
      ? []
      : [
          {
            args: { subject: subjectIn(first.text), missing: missing.join(' and ') },
            ...spanOf(first),
            fix: { jump: first.end },
          },
        ];
  });
};

const hasAlternative =
  /\b(?:use|using|instead|replace[ds]?|replacement|in favou?r of|migrate to|switch to|prefer|alternative(?!\W*$)|no (?:alternative|replacement))\b/i;
const hasRemoval =
  /\b(?:remov(?:ed?|al|ing)|gone|dropped|end of life|eol|sunset)\b[^\n]*?(?:\bv?\d+(?:\.\d+)*\b|next (?:major|minor|release)|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4])|(?:\bv?\d+\.\d+|\d{4}-\d{2})[^\n]*\bremov/i;

/** Brackets of the form are told of by another rule. */
function knownIn(text: string): boolean {
  return bracketsOf(text).some(({ label, target }) => !target && knownPlaceholders.has(label));
}

function subjectIn(text: string): string {
  const content = contentOf(text);
  return oneLine(content.split(/: |, | - |\bis deprecated|\bDeprecated/, 1)[0] ?? content).slice(0, 80);
}

export const securityDetail: TextRule = ({ view }) =>
  saidIn(view, 'security')
    .filter(({ text }) => publicIds(text).length === 0 && tellsHow.test(contentOf(text)))
    .map((line) => ({ ...spanOf(line), fix: { jump: line.start } }));

const tellsHow =
  /\b(?:xss|cross-site|csrf|ssrf|sql injection|injection|overflow|use[- ]after[- ]free|traversal|bypass(?:ed|es|ing)?|leak(?:ed|s|ing|age)?|expos(?:ed?|ure|ing)|remote code|rce|privilege|escalat\w*|denial[- ]of[- ]service|redos|dos|vulnerab\w*|exploit\w*|attack\w*|unauthenticated|unauthori[sz]ed|spoof\w*|forg(?:ed|ery)|prototype pollution|deseriali[sz]ation|timing|credentials?|hard-?coded)\b/i;

export const knownAndFixed: TextRule = ({ view }) => {
  const fixed = new Map(
    bodyOf(view, 'fixes').flatMap(({ text }) => referencesOf(text).map(({ id }) => [id, true] as const)),
  );
  const fixedWords = new Set(
    bodyOf(view, 'fixes')
      .map(({ text }) => comparable(text))
      .filter((words) => words.length >= 12),
  );
  return bodyOf(view, 'knownIssues').flatMap((line) => {
    const both = referencesOf(line.text).find(({ id }) => fixed.has(id));
    if (both !== undefined) {
      const start = line.start + both.index;
      return [{ args: { reference: `#${both.id}` }, start, end: start + both.length, fix: { jump: start } }];
    }
    return fixedWords.has(comparable(line.text))
      ? [
          {
            args: { reference: `"${oneLine(contentOf(line.text)).slice(0, 80)}"` },
            ...spanOf(line),
            fix: { jump: line.start },
          },
        ]
      : [];
  });
};

/** What is said without the words that only say in which section it is. */
function comparable(text: string): string {
  return contentOf(text)
    .toLowerCase()
    .replace(
      /^(?:fixed (?:an? |the )?(?:issue|bug) where|resolved (?:an? |the )?problem with|fixed:?|known issue:?)\s+/,
      '',
    )
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The same words, or the same request in the same section. Answers to different questions may be alike. */
export const duplicate: TextRule = ({ view }) => {
  const words = new Map<string, ReadLine>();
  const requests = new Map<string, ReadLine>();
  const found: Found[] = [];
  for (const line of view.lines) {
    if (
      line.kind !== 'bullet' ||
      /^\s/.test(line.text) ||
      line.section === undefined ||
      !listsItems.has(line.section) ||
      isForm(line.text) ||
      saysNone(line.text)
    ) {
      continue;
    }
    const said = comparable(line.text);
    const only = referencesOf(line.text);
    const request = only.length === 1 && only[0] !== undefined ? `${line.section} ${only[0].id}` : undefined;
    const before =
      (said.length >= 8 ? words.get(said) : undefined) ??
      (request === undefined ? undefined : requests.get(request));
    if (before !== undefined) {
      found.push({ args: { line: before.number }, ...spanOf(line), fix: { jump: before.start } });
      continue;
    }
    words.set(said, line);
    if (request !== undefined) {
      requests.set(request, line);
    }
  }
  return found;
};

const listsItems: ReadonlySet<string> = new Set([
  'features',
  'improvements',
  'fixes',
  'performance',
  'security',
  'knownIssues',
  'breaking',
  'whatsNew',
]);
