/** The same notes in every form that is asked for. */
import { printableJson, withoutLogCommands } from '../report/printable.ts';
import { plainMarkdown } from './escape.ts';
import type { NotesDocument, NotesLine, NotesSection } from './model.ts';
import type { SectionId } from './template.ts';

/** The form of the process, sections in its order. */
export function notesMarkdown(document: NotesDocument): string {
  const parts = document.sections.map((section) =>
    [`${'#'.repeat(section.level)} ${section.heading}`, ...spaced(section.lines)].join('\n'),
  );
  return `${parts.join('\n\n')}\n`;
}

/** An entry of a change log in the form of Keep a Changelog. Only what is known; no placeholders. */
export function notesChangelog(document: NotesDocument): string {
  const groups = changelogGroups(document).filter(({ lines }) => lines.length > 0);
  const version = document.version ?? 'Unreleased';
  const heading = `## [${version}]${document.date === undefined || document.version === undefined ? '' : ` - ${document.date}`}`;
  return `${[
    heading,
    ...groups.flatMap(({ title, lines }) => ['', `### ${title}`, '', ...lines]),
    ...(document.compare === undefined ? [] : ['', `[${version}]: ${document.compare}`]),
  ].join('\n')}\n`;
}

/** The body of a release on a host: the page has a title already. Sections without anything known are left out. */
export function notesGithub(document: NotesDocument): string {
  const parts = document.sections.filter(isForRelease).map((section) => {
    const lines = section.lines.filter(({ state }) => state === 'filled' || section.id === 'breaking');
    return [`## ${section.heading}`, '', ...spaced(lines)].join('\n');
  });
  const compare = document.compare === undefined ? [] : [`**Full changelog**: ${document.compare}`];
  return `${[...parts, ...compare].join('\n\n')}\n`;
}

/** Without markup, for mail and chat. */
export function notesText(document: NotesDocument): string {
  const parts = document.sections.map(({ id, heading, level, lines }) => {
    const title = level === 1 ? heading.toUpperCase() : heading;
    const rule = level === 3 ? [] : [(level === 1 ? '=' : '-').repeat(title.length)];
    return { id, text: [title, ...rule, ...spaced(lines).map(plainMarkdown)].join('\n') };
  });
  return withoutLogCommands(`${parts.map(({ text }) => text).join('\n\n')}\n`);
}

export function notesJson(document: NotesDocument): string {
  return printableJson(`${JSON.stringify({ schema: 'release-readiness/notes/1', ...document }, null, 2)}\n`);
}

/** Lines of a section with the empty lines that Markdown needs. */
export function spaced(lines: readonly NotesLine[]): readonly string[] {
  const texts: string[] = [];
  let last: NotesLine | undefined;
  for (const line of lines) {
    if (last !== undefined && needsGap(last, line)) {
      texts.push('');
    }
    texts.push(line.text);
    last = line;
  }
  return texts;
}

/** A numbered list and a paragraph are apart, and so are paragraphs that are not bold labels. */
function needsGap(before: NotesLine, after: NotesLine): boolean {
  if (after.form === 'step') {
    return before.form === 'paragraph' || before.form === 'bullet';
  }
  return after.form === 'paragraph' && (before.form !== 'paragraph' || !after.text.startsWith('**'));
}

function isForRelease({ id, lines }: NotesSection): boolean {
  if (id === 'title') {
    return false;
  }
  return id === 'breaking' || lines.some((line) => line.state === 'filled' && !saysNothing(line));
}

/** A section that says that there is nothing. */
function saysNothing({ text }: NotesLine): boolean {
  return text === 'None' || text === 'No steps are needed.';
}

interface Group {
  readonly title: string;
  readonly lines: readonly string[];
}

function changelogGroups({ sections }: NotesDocument): readonly Group[] {
  const of = (id: SectionId): readonly NotesLine[] =>
    (sections.find((section) => section.id === id)?.lines ?? []).filter(
      ({ state, form }) => state === 'filled' && form !== 'paragraph',
    );
  const texts = (lines: readonly NotesLine[]) => lines.map(({ text }) => text);
  const gone = of('breaking').filter(({ key, form }) => form === 'bullet' && /-removed:/.test(key));
  const kept = of('breaking').filter((line) => !gone.includes(line));
  return [
    { title: 'Added', lines: texts(of('features')) },
    {
      title: 'Changed',
      lines: [
        ...kept.map(({ text, form }) => (form === 'nested' ? text : text.replace(/^- /, '- **Breaking**: '))),
        ...texts([...of('improvements'), ...of('performance'), ...of('dependencies')]),
      ],
    },
    { title: 'Deprecated', lines: texts(of('deprecations')) },
    { title: 'Removed', lines: texts(gone).map((text) => text.replace(/^- /, '- **Breaking**: ')) },
    { title: 'Fixed', lines: texts(of('fixes')) },
    { title: 'Security', lines: texts(of('security')) },
  ];
}
