/** The head of the page: what is shown, how fresh it is, and what can be chosen. */
import { button, element } from './element.ts';
import type { PageElement, PageNode } from './element.ts';
import { exportFormats, periods } from './protocol.ts';
import type { Choice, Controls, ExportFormat, PageState, Period, Step } from './protocol.ts';
import { filled, type WordKey, type Words } from './words.ts';

type MetricsState = Extract<PageState, { kind: 'metrics' }>;

/** Names of the controls; the page reads them to make the next choice. */
export const controlIds = {
  folder: 'choice-folder',
  period: 'choice-period',
  since: 'choice-since',
  until: 'choice-until',
  package: 'choice-package',
  leadTimeFrom: 'choice-lead-time',
  bots: 'choice-bots',
} as const;

export function pageHead(state: MetricsState, words: Words): PageElement {
  const { metrics, controls, limits, read, freshness } = state;
  const questions = metrics.questions.length;
  return element(
    'header',
    {},
    element('h1', { id: 'title', tabindex: '-1' }, metrics.title),
    element(
      'p',
      { class: 'faint' },
      filled(words.lastRead, read),
      ...(questions === 0
        ? []
        : [' · ', element('a', { href: '#questions' }, filled(words.questionsWait, questions))]),
    ),
    freshnessLine(freshness, words),
    limits.map(({ sentence, steps }) =>
      element('div', { class: 'limit' }, element('p', {}, sentence), stepButtons(steps)),
    ),
    choiceForm(controls, words),
    controls.refused === undefined
      ? undefined
      : element('p', { class: 'refused', role: 'alert' }, controls.refused),
  );
}

export function stepButtons(steps: readonly Step[]): PageElement | undefined {
  return steps.length === 0
    ? undefined
    : element(
        'div',
        { class: 'buttons' },
        steps.map(({ label, step }) => button(label, { type: 'step', step }, { id: `step-${step}` })),
      );
}

function freshnessLine(freshness: MetricsState['freshness'], words: Words): PageElement | undefined {
  switch (freshness) {
    case 'fresh':
      return undefined;
    case 'reading':
      return element('p', { class: 'stale' }, words.reading);
    case 'stale':
      return element('p', { class: 'stale' }, words.stale);
  }
}

const periodWords: Readonly<Record<Period, WordKey>> = {
  usual: 'periodUsual',
  '30d': 'period30d',
  '180d': 'period180d',
  '1y': 'period1y',
  all: 'periodAll',
  custom: 'periodCustom',
};

function choiceForm({ choice, folders, packages }: Controls, words: Words): PageElement {
  const isCustom = choice.period === 'custom';
  return element(
    'section',
    { class: 'controls', 'aria-label': words.chosen },
    folders.length < 2
      ? undefined
      : field(
          words.folder,
          select(
            controlIds.folder,
            choice.folder ?? folders[0]?.uri ?? '',
            folders.map(({ uri, name }) => [uri, name]),
          ),
        ),
    field(
      words.period,
      select(
        controlIds.period,
        choice.period,
        periods.map((period) => [period, words[periodWords[period]]]),
      ),
    ),
    isCustom ? dateField(words.firstDay, controlIds.since, choice.since) : undefined,
    isCustom ? dateField(words.lastDay, controlIds.until, choice.until) : undefined,
    packages.length === 0
      ? undefined
      : field(
          words.package,
          select(controlIds.package, choice.package ?? '', [
            ['', words.allPackages],
            ...packages.map((name): readonly [string, string] => [name, name]),
          ]),
        ),
    field(
      words.leadTimeFrom,
      select(controlIds.leadTimeFrom, choice.leadTimeFrom, [
        ['author', words.authorDate],
        ['committer', words.committerDate],
      ]),
    ),
    element('label', { class: 'box' }, botsBox(choice), element('span', {}, words.countBots)),
    button(words.refresh, { type: 'refresh' }, { id: 'refresh', class: 'primary' }),
    exportButtons(words),
  );
}

function exportButtons(words: Words): PageElement {
  const names: Readonly<Record<ExportFormat, string>> = {
    csv: 'CSV',
    json: 'JSON',
    svg: 'SVG',
    markdown: 'Markdown',
  };
  return element(
    'fieldset',
    { class: 'export' },
    element('legend', {}, words.export),
    exportFormats.map((format) =>
      button(
        names[format],
        { type: 'export', format },
        { id: `export-${format}`, 'aria-label': filled(words.exportAs, names[format]) },
      ),
    ),
  );
}

function field(label: string, control: PageElement): PageElement {
  return element('label', { class: 'field' }, element('span', {}, label), control);
}

function dateField(label: string, id: string, value: string | undefined): PageElement {
  return field(label, element('input', { type: 'date', id, value }));
}

function botsBox({ bots }: Choice): PageElement {
  return element('input', {
    type: 'checkbox',
    id: controlIds.bots,
    checked: bots === 'counted' ? '' : undefined,
  });
}

function select(
  id: string,
  chosen: string,
  options: readonly (readonly [value: string, label: string])[],
): PageElement {
  const nodes: readonly PageNode[] = options.map(([value, label]) =>
    element('option', { value, selected: value === chosen ? '' : undefined }, label),
  );
  return element('select', { id }, nodes);
}
