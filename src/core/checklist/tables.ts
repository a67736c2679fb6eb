/**
 * Marks that GitHub shows as text and a reader takes for boxes all the same:
 * sign-off tables, "Release Type: [ ] Patch [ ] Minor" and "☐ GO ☐ NO-GO".
 */
import { allLines, visibleLinesAt, type Line } from './lines.ts';
import { plainText } from './plainText.ts';
import type { Blocks } from './blocks.ts';
import type { Choice, Decision, Item, Section, SignOffRow } from './model.ts';

export interface Marks {
  readonly signOffs: readonly SignOffRow[];
  readonly choices: readonly Choice[];
  readonly decisions: readonly Decision[];
}

/** Reads what stands outside task items; `sectionOf` gives the index of the section of a line. */
export function readMarks(text: string, blocks: Blocks, sectionOf: (line: number) => number): Marks {
  const signOffs: SignOffRow[] = [];
  const choices: Choice[] = [];
  const decisions: Decision[] = [];
  const taskLines = new Set(blocks.tasks.map((task) => task.line));
  for (const line of visibleLinesAt(text, blocks, marksIn(text, blocks))) {
    if (taskLines.has(line.number)) {
      continue;
    }
    if (line.text.trimStart().startsWith('|')) {
      const row = signOffRow(text, line, sectionOf(line.number));
      if (row !== undefined) {
        signOffs.push(row);
        continue;
      }
    }
    const options = readOptions(line.text);
    const decision = decisionOf(options);
    if (decision !== undefined) {
      decisions.push({ line: line.number, section: sectionOf(line.number), value: decision });
    } else if (options.length >= 2 && !line.text.includes('|')) {
      choices.push({ line: line.number, label: labelBefore(line.text), options });
    }
  }
  return { signOffs, choices, decisions };
}

/** A go / no-go question written as sibling tasks, next to each other. */
export function taskDecision(items: readonly Item[]): Decision | undefined {
  const [first] = items;
  if (first === undefined) {
    return undefined;
  }
  const options = items.map((item) => ({ text: item.text, chosen: item.checked, column: item.column }));
  const value = decisionOf(options);
  return value === undefined ? undefined : { line: first.line, section: first.section, value };
}

/** Whether the words of an item can be one answer to the go / no-go question. */
export function saysGoOrNoGo(text: string): boolean {
  return answerOf(text) !== undefined;
}

interface Option {
  readonly text: string;
  readonly chosen: boolean;
  readonly column: number;
}

const ballots = '\u2610\u2611\u2612\u2705\u274c';
const ballot = /[\u2610\u2611\u2612\u2705\u274c]/g;

/** Offsets of ballot characters, of boxes that are no task's and of rows that ask for a signature, ascending. */
function marksIn(text: string, blocks: Blocks): readonly number[] {
  const offsets: number[] = [];
  let task = 0;
  for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) {
    while ((blocks.tasks[task]?.markOffset ?? Infinity) < at + 1) {
      task++;
    }
    if (isBox(text, at) && blocks.tasks[task]?.markOffset !== at + 1) {
      offsets.push(at);
    }
  }
  const others = [...Array.from(text.matchAll(ballot), (match) => match.index), ...answerRows(text)];
  return others.length === 0 ? offsets : [...offsets, ...others].toSorted((a, b) => a - b);
}

function isBox(text: string, at: number): boolean {
  const mark = text.charAt(at + 1);
  return text.charAt(at + 2) === ']' && (mark === ' ' || mark === 'x' || mark === 'X');
}

const box = new RegExp(`\\[([ xX])\\]|([${ballots}])\\ufe0f?`, 'gu');

/** More boxes than this on one line are no question. */
const maxOptions = 20;

function readOptions(line: string): Option[] {
  const boxes = [...line.matchAll(box)];
  if (boxes.length > maxOptions) {
    return [];
  }
  return boxes.map((match, index) => {
    const from = match.index + match[0].length;
    const to = boxes[index + 1]?.index ?? line.length;
    return {
      text: plainText(line.slice(from, to)).replace(/^[\s|/,;*]+|[\s|/,;*]+$/g, ''),
      chosen: isChosen(match),
      column: match.index + 1,
    };
  });
}

function isChosen(match: RegExpMatchArray): boolean {
  return match[1] === undefined ? match[2] !== '\u2610' : match[1] !== ' ';
}

function labelBefore(line: string): string {
  const first = line.search(new RegExp(box.source, 'u'));
  return plainText(line.slice(0, first).replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')).replace(/[\s:：]+$/, '');
}

const goWords = /^(?:final )?go(?![\p{L}\p{N}])(?!\s*[-/ ]\s*(?:no|live|to)\b)/iu;
const noGoWords = /^no[- ]?go(?![\p{L}\p{N}])/iu;

/** Between the two: a go with strings attached. */
const conditionalWords =
  /^(?:conditional(?:ly)?(?:[- ]+go(?![\p{L}\p{N}])|$)|go[- ]+with[- ]+(?:conditions?|caution|risks?|restrictions?|exceptions?)(?![\p{L}\p{N}]))/iu;
/** "Hold", "Postpone the release": no go today. */
const holdWords = /^(?:on )?(?:hold|delay|postpone|defer)(?:e?d)?(?: (?:the )?release)?$/iu;
/** With nothing beside it, only this much is an answer; "No-go criteria agreed" is a step. */
const loneNoGo = /^no[- ]?go[.!]?$/iu;

type GoAnswer = 'go' | 'conditional' | 'noGo';

/** The first letters of all answers; one look at most items is enough. The long s folds to the other one. */
const mayAnswer = /^(?:no|on |hold|del|po[s\u017f]t|def|go|final|cond)/i;

function answerOf(text: string): GoAnswer | undefined {
  if (!mayAnswer.test(text)) {
    return undefined;
  }
  if (conditionalWords.test(text)) {
    return 'conditional';
  }
  if (noGoWords.test(text) || holdWords.test(text)) {
    return 'noGo';
  }
  return goWords.test(text) ? 'go' : undefined;
}

/** What was answered where all options are answers, with GO and NO-GO among them, or a NO-GO stands alone. */
function decisionOf(options: readonly Option[]): Decision['value'] | undefined {
  const answers = options.map((option) => answerOf(option.text));
  const alone = options.length === 1 && loneNoGo.test(options[0]?.text ?? '');
  if (answers.includes(undefined) || !((answers.includes('go') && answers.includes('noGo')) || alone)) {
    return undefined;
  }
  const chosen = answers.filter((_, index) => options[index]?.chosen === true);
  return chosen.length > 1 ? 'both' : (chosen[0] ?? 'open');
}

const roleHeader =
  /^(?:roles?|approvers?|teams?|stakeholders?|reviewers?|departments?|functions?|responsible|signatory|party|sign-?offs?|rolle|rôle|rol|роль|角色|役割)\b|^(?:роль|角色|役割|担当)/iu;
const nameHeader = /^(?:name|by|who|person|owner|signed by|approved by|approver|имя|姓名|氏名)$/iu;
const approvalWords =
  /\bsign|\bapprov|\bdecision|\bgo\b|\bno-?go\b|\bverdict|\bagree|\baccept|freigabe|согласован|批准|承認/iu;
const refusal = /^(?:no[- ]?go|reject\w*|refus\w*|declin\w*|not approved|abgelehnt|no)\b/iu;

/** A row of a table with a role column, in a table that speaks of approval. */
function signOffRow(text: string, line: Line, section: number): SignOffRow | undefined {
  const header = headerOf(text, line.start);
  const roleColumn = header?.findIndex((cell) => roleHeader.test(cell)) ?? -1;
  if (header === undefined || roleColumn === -1) {
    return undefined;
  }
  const cells = splitRow(line.text);
  const role = plainText(cells[roleColumn] ?? '').trim();
  const options = cells.flatMap((cell, column) =>
    cellOptions(cell, header[column] ?? '', column !== roleColumn),
  );
  if (role === '' || !approvalWords.test(`${header.join(' ')} ${line.text}`)) {
    return undefined;
  }
  const chosen = options.filter((option) => option.chosen);
  const value =
    options.length === 0
      ? writtenAnswer(cells.filter((_, column) => column !== roleColumn && isAnswerColumn(header[column])))
      : chosen.some(isRefusal)
        ? 'refused'
        : chosen.length > 0
          ? 'given'
          : 'open';
  if (value === undefined) {
    return undefined;
  }
  const by = plainText(
    cells[header.findIndex((cell, column) => column !== roleColumn && nameHeader.test(cell))] ?? '',
  );
  const named = by !== '' && !/^(?:\[.*\]|<.*>|[_.\u2026-]+|tbd|tba|n\/a)$/i.test(by);
  return { line: line.number, section, role, ...(named && { by }), value };
}

/** Columns whose cells are the answer itself, in words, without a box. */
const answerHeader =
  /^(?:signature|signed(?: off)?|sign-?off|approved|decision|go ?\/ ?no-?go|verdict|unterschrift|freigabe|подпись|签名|署名)\??$/iu;
const answerHeaderInText =
  /\|[ \t*_]*(?:signature|signed|sign-?off|approved|decision|go ?\/ ?no-?go|verdict|unterschrift|freigabe|подпись|签名|署名)/iu;
const unanswered =
  /^(?:|[-\u2013\u2014_.\u2026?\s]+|\[.*\]|<.*>|tbd|tba|todo|pending|open|awaiting.*|waiting.*|not yet|yes ?\/ ?no|y ?\/ ?n|go ?\/ ?no-?go|approved? ?\/ ?reject(?:ed)?)$/iu;
const refusalInWords =
  /^(?:no[- ]?go|reject\w*|refus\w*|declin\w*|denied|not approved|abgelehnt)(?![\p{L}\p{N}])|^(?:no|nein|\u2717|\u2718)(?:$|\s*[,.:;(\u2013\u2014-])/iu;

function isAnswerColumn(header: string | undefined): boolean {
  return header !== undefined && answerHeader.test(header);
}

/** What the cells under "Signature" or "Approved" say; undefined for a table without such a column. */
function writtenAnswer(cells: readonly string[]): SignOffRow['value'] | undefined {
  if (cells.length === 0) {
    return undefined;
  }
  const words = cells.map((cell) => plainText(cell).trim());
  if (words.some((answer) => refusalInWords.test(answer))) {
    return 'refused';
  }
  return words.some((answer) => !unanswered.test(answer)) ? 'given' : 'open';
}

/** Offsets of the rows below headers that ask for a signature or an approval. */
function answerRows(text: string): readonly number[] {
  if (!answerHeaderInText.test(text)) {
    return [];
  }
  const rows: number[] = [];
  let inside = false;
  const lines = allLines(text);
  for (const [index, { text: line, start }] of lines.entries()) {
    if (dashRow.test(line)) {
      inside = answerHeaderInText.test(lines[index - 1]?.text ?? '');
    } else if (!line.includes('|')) {
      inside = false;
    } else if (inside) {
      rows.push(start);
    }
  }
  return rows;
}

function cellOptions(cell: string, header: string, counts: boolean): Option[] {
  return counts
    ? readOptions(cell).map((option) => ({
        ...option,
        text: `${option.text || header}${isCross(cell) ? '\u274c' : ''}`,
      }))
    : [];
}

function isCross(cell: string): boolean {
  return cell.includes('\u274c') && !/[\u2610\u2611\u2705]/.test(cell);
}

function isRefusal(option: Option): boolean {
  return refusal.test(option.text) || option.text.endsWith('\u274c');
}

/** Header cells of the table around a row: the lines above it up to the row of dashes. */
function headerOf(text: string, rowStart: number): readonly string[] | undefined {
  let end = rowStart;
  for (let above = 0; above < maxTableRows && end > 0; above++) {
    const line = lineBefore(text, end);
    if (!line.text.includes('|')) {
      return undefined;
    }
    if (dashRow.test(line.text)) {
      const header = lineBefore(text, line.start).text;
      return header.includes('|') ? splitRow(header).map((cell) => plainText(cell).trim()) : undefined;
    }
    end = line.start;
  }
  return undefined;
}

/** The line between the header of a table and its rows. */
const dashRow = /^(?=.*\|)[\s|:-]*-[\s|:-]*$/;

/** Sign-off tables are short; a longer one is a list of something else. */
const maxTableRows = 60;

function lineBefore(text: string, end: number): { readonly text: string; readonly start: number } {
  let stop = end;
  if (text.charAt(stop - 1) === '\n') {
    stop--;
  }
  if (text.charAt(stop - 1) === '\r') {
    stop--;
  }
  let start = stop;
  while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) {
    start--;
  }
  return { text: text.slice(start, stop), start };
}

function splitRow(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** Lines that `marks` gives a meaning: a near miss there is no loss. */
export function meaningfulLines(marks: Marks): ReadonlySet<number> {
  return new Set([...marks.signOffs, ...marks.choices, ...marks.decisions].map((mark) => mark.line));
}

/** Index of the innermost section of a line. */
export function sectionAt(sections: readonly Section[], line: number): number {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.line ?? 0) <= line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
