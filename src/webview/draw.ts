/** Draws each state of the page. Whatever is shown was decided by the engine. */
import type { Card, MetricsView, Picture, QuestionView, Table, TableRow } from '../core/metrics/view.ts';
import { pageHead, stepButtons } from './controls.ts';
import { button, element, list } from './element.ts';
import type { PageElement, PageNode } from './element.ts';
import type { PageState, ToHost } from './protocol.ts';
import { filled, type Words } from './words.ts';

export function drawPage(state: PageState, words: Words): readonly PageElement[] {
  switch (state.kind) {
    case 'reading':
      return [element('main', { class: 'empty' }, element('p', {}, words.reading))];
    case 'nothing':
      return [
        element(
          'main',
          { class: 'empty' },
          element('h1', { id: 'title', tabindex: '-1' }, state.title),
          element('p', {}, state.sentence),
          stepButtons(state.steps),
        ),
      ];
    case 'metrics':
      return [pageHead(state, words), element('main', {}, ...sections(state.metrics, words))];
  }
}

function sections(metrics: MetricsView, words: Words): readonly (PageElement | undefined)[] {
  return [
    ...metrics.groups.map(({ title, cards }, index) =>
      section(`group-${index}`, title, [
        element(
          'div',
          { class: 'cards' },
          cards.map((card) => drawCard(card, words)),
        ),
      ]),
    ),
    metrics.questions.length === 0
      ? undefined
      : section('questions', words.questions, [
          element('p', { class: 'faint' }, words.questionsWhy),
          element(
            'ul',
            { class: 'questions' },
            metrics.questions.map((question) => drawQuestion(question, words)),
          ),
        ]),
    metrics.pictures.length === 0
      ? undefined
      : section(
          'pictures',
          words.pictures,
          metrics.pictures.map((picture) => drawPicture(picture, words)),
        ),
    listSection('planning', words.planning, metrics.hints),
    listSection('notes', words.notes, metrics.notes),
  ];
}

function section(id: string, title: string, children: readonly PageNode[]): PageElement {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    children,
  );
}

function listSection(id: string, title: string, items: readonly string[]): PageElement | undefined {
  const drawn = list('plain', items);
  return drawn === undefined ? undefined : section(id, title, [drawn]);
}

function drawCard(card: Card, words: Words): PageElement {
  const { id, title, state, formerly, value, why, parts, count, window, source } = card;
  return element(
    'article',
    { class: `card ${state}`, 'aria-labelledby': `card-${id}` },
    element('h3', { id: `card-${id}` }, title),
    formerly === undefined ? undefined : element('p', { class: 'faint' }, filled(words.formerly, formerly)),
    element('p', { class: 'value' }, value),
    why === undefined ? undefined : element('p', { class: 'why' }, why),
    element(
      'dl',
      {},
      parts.flatMap((part) => pair(part.name, part.value)),
      pair(words.counted, count),
      pair(words.window, window),
      pair(words.source, source),
    ),
    list('faint', [...card.context, ...card.notes]),
    element('p', { class: 'definition' }, card.definition),
    element(
      'details',
      { id: `list-${id}` },
      element('summary', {}, filled(words.list, card.list.rows.length + card.list.more)),
      drawTable(card.list, { id: `row-${id}`, words }),
    ),
  );
}

function pair(name: string, value: string): readonly PageElement[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

function drawPicture({ id, title, svg, table }: Picture, words: Words): PageElement {
  const drawing: PageElement = { ...element('div', { class: 'drawing' }), svg };
  return element(
    'figure',
    { class: 'picture', id: `picture-${id}`, 'aria-label': title },
    drawing,
    drawTable(table, { id: `row-${id}`, words }),
  );
}

/** Wide tables scroll by themselves, which needs the focus. */
function drawTable(
  { title, columns, rows, more }: Table,
  { id, words }: { readonly id: string; readonly words: Words },
): PageElement {
  if (rows.length === 0) return element('p', { class: 'faint' }, words.noRows);
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': title },
    element(
      'table',
      {},
      element('caption', {}, title),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map((column) => element('th', { scope: 'col' }, column)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map((row, index) => drawRow(row, { id: `${id}-${index}`, words })),
      ),
    ),
    more === 0 ? undefined : element('p', { class: 'faint' }, filled(words.moreRows, more)),
  );
}

function drawRow(
  { cells, place }: TableRow,
  { id, words }: { readonly id: string; readonly words: Words },
): PageElement {
  const [first = '', ...others] = cells;
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      place === undefined
        ? first
        : button(
            first,
            { type: 'open', ...place },
            { class: 'link', title: filled(words.openPlace, place.file), id },
          ),
    ),
    others.map((cell) => element('td', {}, cell)),
  );
}

function drawQuestion({ question, text, how }: QuestionView, words: Words): PageElement {
  return element(
    'li',
    {},
    element('p', {}, text),
    element(
      'div',
      { class: 'buttons' },
      answersOf(question, words).map(({ label, sends }, index) =>
        button(label, sends, {
          id: `answer ${question.id} ${index}`,
          'aria-label': `${label}. ${text}`,
        }),
      ),
    ),
    element('p', { class: 'faint' }, how),
  );
}

interface Choosable {
  readonly label: string;
  readonly sends: ToHost;
}

function answersOf(question: QuestionView['question'], words: Words): readonly Choosable[] {
  const { id, kind, suggested } = question;
  switch (kind) {
    case 'fix':
      return [
        { label: words.yesFix, sends: { type: 'answer', id, answer: { kind: 'fix', wasFix: 'yes' } } },
        { label: words.noFix, sends: { type: 'answer', id, answer: { kind: 'fix', wasFix: 'no' } } },
      ];
    case 'cause':
      return [
        ...(suggested === undefined
          ? []
          : [
              {
                label: filled(words.causedBy, suggested),
                sends: { type: 'answer', id, answer: { kind: 'cause', release: suggested } } as const,
              },
            ]),
        { label: words.otherCause, sends: { type: 'chooseCause', id } },
        {
          label: words.noCause,
          sends: { type: 'answer', id, answer: { kind: 'cause', release: undefined } },
        },
      ];
    case 'outcome':
      return (
        [
          ['succeeded', words.succeeded],
          ['failed', words.failed],
          ['rolled-back', words.rolledBack],
        ] as const
      ).map(([outcome, label]) => ({
        label,
        sends: { type: 'answer', id, answer: { kind: 'outcome', outcome } },
      }));
  }
}
