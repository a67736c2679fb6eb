/** The moment that a window counts from. */
export const anchors = ['start', 'finish', 'rollback', 'declared', 'restored'] as const;
export type Anchor = (typeof anchors)[number];

/**
 * A time window of a heading or of a note. Offsets are milliseconds from the
 * anchor, negative before it. `from` absent: open before; `to` absent: open after.
 */
export interface Window {
  readonly text: string;
  readonly anchor: Anchor;
  readonly from?: number;
  readonly to?: number;
  /** A bare `T-24`: the number, in the unit that the policy names (`tminus_unit`). */
  readonly withoutUnit?: number;
}

/** When an item is due. */
export type Due =
  | {
      /** Calendar date, with a time of day or to the end of the day; zone as written, else the policy's. */
      readonly kind: 'date';
      readonly text: string;
      readonly date: string; // YYYY-MM-DD, a day that exists
      readonly time?: string; // HH:MM
      readonly zone?: string; // `UTC`, `Z`, `+02:00` or an IANA name
    }
  | { readonly kind: 'window'; readonly text: string; readonly window: Window }
  | { readonly kind: 'unreadable'; readonly text: string };

/**
 * The window that a heading names: `T-minus 24 hours`, `T+5 minutes`, `Six weeks
 * before`, `Within 30 minutes`, `24-48 hours`, a bare `T-24`. A length of time
 * alone ("Stand-up (15 minutes)") is a window only under words that place it
 * before or after a release. `T` counts from the planned start; lengths after
 * the release count from the end of the deployment, or from what they name
 * (rollback, incident, restoration).
 */
export function parseWindow(heading: string): Window | undefined {
  if (!/[\dT½]|week|day|hour|minute|month|\p{Lo}|\p{Script=Cyrillic}/iu.test(heading)) {
    return undefined;
  }
  const parenthesis = /[(（]([^()（）]*)[)）]\s*$/.exec(heading);
  if (parenthesis?.[1] !== undefined) {
    const inner = parenthesis[1].trim();
    const found = fromT(inner) ?? fromLength(inner, { around: heading, bare: 'allowed' });
    if (found !== undefined) {
      return found;
    }
  }
  return fromT(heading) ?? fromLength(heading, { around: heading, bare: 'refused' });
}

/** The due time of a note (`due …`, `within …`); undefined when the note is not about time. */
export function parseDue(note: string): Due | undefined {
  const opening = /^(due|within)\b\s*:?\s*/i.exec(note);
  if (opening === null) {
    return undefined;
  }
  const text = note.trim();
  if (opening[1]?.toLowerCase() === 'within') {
    return windowDue(text, text);
  }
  const rest = text.slice(opening[0].length).replace(/^(?:by|on|at)\s+/i, '');
  return dateDue(text, rest) ?? windowDue(text, rest);
}

function windowDue(text: string, words: string): Due {
  const window = fromT(words) ?? fromLength(words, { around: words, bare: 'refused' });
  const whole = window !== undefined && covers(words, window.text);
  return whole ? { kind: 'window', text, window } : { kind: 'unreadable', text };
}

/** Nothing but the window is there, apart from words that say what it is before or after. */
function covers(words: string, windowText: string): boolean {
  const rest = words.replace(windowText, '');
  return !/[\d:]/.test(rest) && rest.length < 60;
}

const dateShape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[A-Za-z]{2,5}|[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+)?$/;

function dateDue(text: string, words: string): Due | undefined {
  const match = dateShape.exec(words);
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, zone] = match;
  if (!isCalendarDay(Number(year), Number(month), Number(day)) || !isTime(hour, minute)) {
    return { kind: 'unreadable', text };
  }
  return {
    kind: 'date',
    text,
    date: `${year}-${month}-${day}`,
    ...(hour !== undefined && { time: `${hour.padStart(2, '0')}:${minute}` }),
    ...(zone !== undefined && { zone }),
  };
}

/** Whether the day is in the calendar: 2026-02-30 is not. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && year > 0 && day >= 1 && day <= days;
}

function isTime(hour: string | undefined, minute: string | undefined): boolean {
  return hour === undefined || (Number(hour) < 24 && Number(minute) < 60);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Words for units, by language: en, de, fr, es, ru, zh, ja. A month is 30 days. */
const unitWords: readonly (readonly [length: number, words: string])[] = [
  [30 * day, 'months?|Monate?n?|mois|mes(?:es)?|месяц(?:а|ев)?|个月|個月|[ヶか]月'],
  [7 * day, 'w|wks?|weeks?|Wochen?|semaines?|semanas?|недел[яьюи]|周|週間?'],
  [day, 'd|days?|Tage?n?|jours?|d[ií]as?|дн(?:я|ей)|день|сут(?:ки|ок)|天|日'],
  [hour, 'h|hrs?|hours?|Stunden?|Std\\.?|heures?|horas?|час(?:а|ов)?|小时|小時|時間'],
  [minute, 'm|mins?|minutes?|Minuten?|minutos?|мин(?:ут[аыу]?)?|分钟|分鐘|分'],
];
const units = unitWords.map(([length, words]) => [length, new RegExp(`^(?:${words})$`, 'iu')] as const);
const unit = `(?:${unitWords.map(([, words]) => words).join('|')})`;

const numberWords: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};
const amount = `(?:\\d{1,5}(?:[.,]\\d{1,3})?½?|½|${Object.keys(numberWords).join('|')})`;

function toNumber(written: string): number {
  const word = numberWords[written.toLowerCase()];
  if (word !== undefined) {
    return word;
  }
  const half = written.endsWith('½') ? 0.5 : 0;
  return Number(written.replace('½', '').replace(',', '.')) + half;
}

function toLength(written: string): number {
  return units.find(([, words]) => words.test(written))?.[0] ?? 0;
}

const tShape = new RegExp(
  `(?<![\\p{L}\\p{N}])T(?:[\\s-]*(minus|plus)[\\s-]*|\\s*([-–−+])\\s*)(${amount})(?:\\s*[- ]?(${unit}))?(?![\\p{L}\\p{N}])`,
  'gu',
);

/** How nearly everybody writes it: `T-24h`. The whole shape knows the words of seven languages, which takes its time. */
const simpleT = /^T([-+])(\d{1,5})([wdhm])$/;
const simpleUnits: Readonly<Record<string, number>> = { w: 7 * day, d: day, h: hour, m: minute };

function fromT(words: string): Window | undefined {
  if (!words.includes('T')) {
    return undefined;
  }
  const simple = simpleT.exec(words);
  if (simple !== null) {
    const [, sign, number = '', unitLetter = ''] = simple;
    const length = Number(number) * (simpleUnits[unitLetter] ?? 0);
    return { text: words, anchor: 'start', to: sign === '+' ? length : -length || 0 };
  }
  const found = [...words.matchAll(tShape)];
  const first = found[0];
  if (first === undefined) {
    return undefined;
  }
  const last = found.at(-1) ?? first;
  const text = words.slice(first.index, last.index + last[0].length);
  const [from, to] = [tOffset(first), tOffset(last)];
  if (from.offset === undefined || to.offset === undefined) {
    return { text, anchor: 'start', withoutUnit: to.number };
  }
  return { text, anchor: 'start', ...(first !== last && { from: from.offset }), to: to.offset };
}

function tOffset(match: RegExpExecArray): { readonly number: number; readonly offset?: number } {
  const [, word, sign, written = '0', unitWord] = match;
  const after = word?.toLowerCase() === 'plus' || sign === '+';
  const number = (after ? 1 : -1) * toNumber(written) || 0;
  if (number === 0) {
    return { number, offset: 0 };
  }
  return unitWord === undefined ? { number } : { number, offset: number * toLength(unitWord) };
}

const lengthShape = new RegExp(
  `(?<![A-Za-zÀ-ɏЀ-ӿ\\d.,-])(?:(${amount})\\s*(?:[-–—~～]|to|bis|à|до)\\s*)?(?<!\\d)(${amount})[\\s-]*(?:(?:business|working|calendar)\\s+)?(${unit})(?!\\p{L}(?<![\\p{Lo}]))`,
  'iu',
);
const beforeWords =
  /\b(?:before|prior|ahead|in advance|out|earlier|vor|vorher|avant|antes)\b|(?<!\p{L})(?:до|за)(?!\p{L})|前/iu;
const afterWords =
  /\b(?:after|following|later|past|nach|danach|después|despues|tras)\b|\baprès|(?<!\p{L})(?:после|через)(?!\p{L})|[后後]/iu;
const withinWords =
  /\b(?:within|first|innerhalb|binnen|sous|dentro)\b|в течение|以内|[之]?内|en moins de|dans les/iu;
const beforePlace = /\bpre[- ]?\p{L}|\bbefore\b|\bprior\b/iu;
const afterPlace = /\bpost[- ]?\p{L}|\bafter\b|\bmonitor|\bfollow[- ]?up|\bverif|\bwatch|\bhypercare\b/iu;

function fromLength(
  words: string,
  options: { readonly around: string; readonly bare: 'allowed' | 'refused' },
): Window | undefined {
  const match = lengthShape.exec(words);
  if (match === null) {
    return undefined;
  }
  const [matched, low, high = '0', unitWord = ''] = match;
  const length = toLength(unitWord);
  const far = toNumber(high) * length;
  const near = low === undefined ? undefined : toNumber(low) * length;
  const outside = words.replace(matched, ' ');
  const direction = beforeWords.test(outside) ? 'before' : afterWords.test(outside) ? 'after' : undefined;
  const within = withinWords.test(words);
  if (direction === undefined && !within) {
    return options.bare === 'allowed' ? fromBareLength(words, options.around, near, far) : undefined;
  }
  if (direction === 'before') {
    return { text: words, anchor: 'start', ...before(near, far, within) };
  }
  return { text: words, anchor: anchorOf(words), ...after(near, far, within) };
}

function fromBareLength(
  text: string,
  around: string,
  near: number | undefined,
  far: number,
): Window | undefined {
  if (afterPlace.test(around)) {
    return { text, anchor: anchorOf(around), from: near ?? 0, to: far };
  }
  return beforePlace.test(around) ? { text, anchor: 'start', ...before(near, far, false) } : undefined;
}

function before(near: number | undefined, far: number, within: boolean): Pick<Window, 'from' | 'to'> {
  if (near !== undefined) {
    return { from: -far, to: -near };
  }
  return within ? { from: -far, to: 0 } : { to: -far };
}

function after(near: number | undefined, far: number, within: boolean): Pick<Window, 'from' | 'to'> {
  if (near !== undefined) {
    return { from: near, to: far };
  }
  return within ? { from: 0, to: far } : { to: far };
}

function anchorOf(words: string): Anchor {
  if (/\broll(?:ing|ed)?[- ]?back/i.test(words)) {
    return 'rollback';
  }
  if (/\brestor|\bresol(?:ved|ution)/i.test(words)) {
    return 'restored';
  }
  return /\bincident|\bdeclar|\bdetect/i.test(words) ? 'declared' : 'finish';
}
