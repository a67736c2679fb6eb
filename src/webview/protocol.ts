/** What the dashboard and the extension say to each other. Both sides check what they hear. */
import type { Answer } from '../core/metrics/answer.ts';
import type { Card, MetricsView, Picture, QuestionView, Table, TableRow } from '../core/metrics/view.ts';
import { each, nothingElse, number, oneOf, optional, shape, text, type Check } from './checks.ts';
import { wordKeys, type Words } from './words.ts';

export const periods = ['usual', '30d', '180d', '1y', 'all', 'custom'] as const;
export type Period = (typeof periods)[number];

export const exportFormats = ['csv', 'json', 'svg', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a person can do next where there is nothing to show, or not all of it. */
export const nextSteps = ['openFolder', 'trust', 'createChecklist', 'declareIncident', 'settings'] as const;
export type NextStep = (typeof nextSteps)[number];

/** What the figures are asked for. */
export interface Choice {
  /** URI of the workspace folder; absent: the first. */
  readonly folder?: string;
  readonly period: Period;
  /** Days such as 2026-11-23, both counted; only with period `custom`. */
  readonly since?: string;
  readonly until?: string;
  readonly package?: string;
  readonly leadTimeFrom: 'author' | 'committer';
  readonly bots: 'counted' | 'leftOut';
}

export const usualChoice: Choice = { period: 'usual', leadTimeFrom: 'author', bots: 'counted' };

/** Survives a reload of the window, in the page's own memory. */
export interface Memory {
  readonly choice: Choice;
  /** Ids of the lists that are unfolded. */
  readonly open: readonly string[];
}

export interface Step {
  readonly label: string;
  readonly step: NextStep;
}

/** What can be chosen, and what is. */
export interface Controls {
  readonly choice: Choice;
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  readonly packages: readonly string[];
  /** Why the choice makes no sense; figures of the choice before it stay. */
  readonly refused?: string;
}

/** Sentences are in the language of the window; those of the engine are English. */
export type PageState =
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'nothing';
      readonly title: string;
      readonly sentence: string;
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: 'metrics';
      readonly metrics: MetricsView;
      readonly controls: Controls;
      /** What was left out and why, and what to do about it. */
      readonly limits: readonly { readonly sentence: string; readonly steps: readonly Step[] }[];
      /** When everything was read, in words. */
      readonly read: string;
      readonly freshness: 'fresh' | 'stale' | 'reading';
    };

export type ToPage =
  | { readonly type: 'words'; readonly words: Words; readonly language: string }
  | { readonly type: 'state'; readonly state: PageState }
  /** Something has been done: said aloud, and shown for a while. */
  | { readonly type: 'done'; readonly sentence: string };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly choice: Choice }
  | { readonly type: 'refresh' }
  | { readonly type: 'open'; readonly file: string; readonly line?: number }
  | { readonly type: 'answer'; readonly id: string; readonly answer: Answer }
  /** Another release than the suggested one caused the incident: which, is asked. */
  | { readonly type: 'chooseCause'; readonly id: string }
  | { readonly type: 'export'; readonly format: ExportFormat }
  | { readonly type: 'step'; readonly step: NextStep };

export function isToHost(value: unknown): value is ToHost {
  return oneOfTypes(toHost, 'type', value);
}

export function isToPage(value: unknown): value is ToPage {
  return oneOfTypes(toPage, 'type', value);
}

export function isMemory(value: unknown): value is Memory {
  return memory(value);
}

/** One check for each member of a union, by its tag. */
function oneOfTypes(checks: Readonly<Record<string, Check>>, tag: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !(tag in value)) return false;
  const name: unknown = Reflect.get(value, tag);
  return typeof name === 'string' && Object.hasOwn(checks, name) && checks[name]?.(value) === true;
}

const date: Check = (value) => typeof value === 'string' && /^(?:\d{4}-\d\d-\d\d)?$/.test(value);

const choice = shape<Choice>({
  folder: optional(text),
  period: oneOf(periods),
  since: optional(date),
  until: optional(date),
  package: optional(text),
  leadTimeFrom: oneOf(['author', 'committer']),
  bots: oneOf(['counted', 'leftOut']),
});

const memory = shape<Memory>({ choice, open: each(text) });

const answers: Readonly<Record<Answer['kind'], Check>> = {
  fix: shape<Extract<Answer, { kind: 'fix' }>>({ kind: text, wasFix: oneOf(['yes', 'no']) }),
  cause: shape<Extract<Answer, { kind: 'cause' }>>({ kind: text, release: optional(text) }),
  outcome: shape<Extract<Answer, { kind: 'outcome' }>>({
    kind: text,
    outcome: oneOf(['succeeded', 'failed', 'rolled-back']),
  }),
};

const toHost: Readonly<Record<ToHost['type'], Check>> = {
  ready: nothingElse,
  choose: shape<Extract<ToHost, { type: 'choose' }>>({ type: text, choice }),
  refresh: nothingElse,
  open: shape<Extract<ToHost, { type: 'open' }>>({ type: text, file: text, line: optional(number) }),
  answer: shape<Extract<ToHost, { type: 'answer' }>>({
    type: text,
    id: text,
    answer: (value) => oneOfTypes(answers, 'kind', value),
  }),
  chooseCause: shape<Extract<ToHost, { type: 'chooseCause' }>>({ type: text, id: text }),
  export: shape<Extract<ToHost, { type: 'export' }>>({ type: text, format: oneOf(exportFormats) }),
  step: shape<Extract<ToHost, { type: 'step' }>>({ type: text, step: oneOf(nextSteps) }),
};

const step = shape<Step>({ label: text, step: oneOf(nextSteps) });

const table = shape<Table>({
  title: text,
  columns: each(text),
  rows: each(
    shape<TableRow>({
      cells: each(text),
      place: optional(shape<NonNullable<TableRow['place']>>({ file: text, line: optional(number) })),
    }),
  ),
  more: number,
});

const card = shape<Card>({
  id: text,
  title: text,
  group: text,
  state: oneOf(['told', 'few', 'none']),
  formerly: optional(text),
  value: text,
  why: optional(text),
  parts: each(shape<Card['parts'][number]>({ name: text, value: text })),
  count: text,
  window: text,
  source: text,
  definition: text,
  context: each(text),
  notes: each(text),
  list: table,
});

// The page draws from `svg` and `table`; it does not look into the chart.
const picture = shape<Picture>({
  id: text,
  metric: text,
  title: text,
  chart: (value) => typeof value === 'object',
  svg: text,
  table,
});

const question = shape<QuestionView>({
  question: shape<QuestionView['question']>({
    id: text,
    kind: oneOf(['fix', 'cause', 'outcome']),
    subject: text,
    suggested: optional(text),
    place: shape<QuestionView['question']['place']>({ file: text, key: text, line: optional(number) }),
  }),
  text,
  how: text,
});

const view = shape<MetricsView>({
  title: text,
  groups: each(shape<MetricsView['groups'][number]>({ title: text, cards: each(card) })),
  pictures: each(picture),
  questions: each(question),
  hints: each(text),
  notes: each(text),
});

const states: Readonly<Record<PageState['kind'], Check>> = {
  reading: shape<Extract<PageState, { kind: 'reading' }>>({ kind: text }),
  nothing: shape<Extract<PageState, { kind: 'nothing' }>>({
    kind: text,
    title: text,
    sentence: text,
    steps: each(step),
  }),
  metrics: shape<Extract<PageState, { kind: 'metrics' }>>({
    kind: text,
    metrics: view,
    controls: shape<Controls>({
      choice,
      folders: each(shape<Controls['folders'][number]>({ uri: text, name: text })),
      packages: each(text),
      refused: optional(text),
    }),
    limits: each(
      shape<{ readonly sentence: string; readonly steps: readonly Step[] }>({
        sentence: text,
        steps: each(step),
      }),
    ),
    read: text,
    freshness: oneOf(['fresh', 'stale', 'reading']),
  }),
};

const toPage: Readonly<Record<ToPage['type'], Check>> = {
  words: shape<Extract<ToPage, { type: 'words' }>>({
    type: text,
    language: text,
    words: (value) =>
      typeof value === 'object' &&
      value !== null &&
      wordKeys.every((key) => typeof Reflect.get(value, key) === 'string'),
  }),
  state: shape<Extract<ToPage, { type: 'state' }>>({
    type: text,
    state: (value) => oneOfTypes(states, 'kind', value),
  }),
  done: shape<Extract<ToPage, { type: 'done' }>>({ type: text, sentence: text }),
};
