/** `metrics` for people: on a terminal and as Markdown, from the same view that a page shows. */
import type { Card, MetricsView, Table } from '../metrics/view.ts';
import { escapeMarkdown } from './markdown.ts';
import { printable, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

export function metricsText(view: MetricsView, style: TextStyle): string {
  const lines = [
    ...view.groups.flatMap(({ title, cards }) => [
      style.bold(title),
      ...cards.flatMap((card) => cardLines(card, style)),
      '',
    ]),
    ...section('Planning', view.hints, style),
    ...section(
      'To be answered',
      view.questions.flatMap(({ question, text, how }) => [
        text,
        `  ${how}`,
        `  Or: metrics --answer ${question.id}=ANSWER`,
      ]),
      style,
    ),
    ...section('Notes', view.notes, style),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

function cardLines(card: Card, style: TextStyle): readonly string[] {
  const parts = card.parts.map(({ name, value }) => `${printable(name)}: ${value}`).join('; ');
  const head = [style.bold(card.value), ...(parts === '' ? [] : [parts])].join('; ');
  return [
    `  ${card.title}${card.formerly === undefined ? '' : ` (${card.formerly})`}: ${head}`,
    `    ${style.faint(`${card.count}; ${card.window}; ${card.source}`)}`,
    ...[...(card.why === undefined ? [] : [card.why]), ...card.context, ...card.notes].map(
      (words) => `    ${style.faint(printable(words))}`,
    ),
    ...(card.state === 'few' ? listLines(card.list) : []),
  ];
}

function listLines({ rows, more }: Table): readonly string[] {
  return [
    ...rows.map(({ cells }) => `      ${printable(cells.filter((cell) => cell !== '').join('  '))}`),
    ...(more === 0 ? [] : [`      and ${more} more`]),
  ];
}

function section(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines.map((line) => `  ${printable(line)}`), ''];
}

export function metricsMarkdown(view: MetricsView): string {
  const lines = [
    `# ${view.title}`,
    '',
    ...view.groups.flatMap(({ title, cards }) => [
      `## ${title}`,
      '',
      ...table(
        ['Metric', 'Value', 'Of', 'Window', 'Source'],
        cards.map((card) => [
          card.title + (card.formerly === undefined ? '' : ` (${card.formerly})`),
          [card.value, ...card.parts.map(({ name, value }) => `${name}: ${value}`)].join('; '),
          card.count,
          card.window,
          card.source,
        ]),
      ),
      ...cards.flatMap(cardMarkdown),
    ]),
    ...view.pictures.flatMap(({ table: values }) => [
      `### ${escapeMarkdown(values.title)}`,
      '',
      ...tableOf(values),
    ]),
    ...bullets('Planning', view.hints),
    ...bullets(
      'To be answered',
      view.questions.map(({ text, how }) => `${text} ${how}`),
    ),
    ...bullets('Notes', view.notes),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

function cardMarkdown(card: Card): readonly string[] {
  const words = [...(card.why === undefined ? [] : [card.why]), ...card.context, ...card.notes];
  return [
    `### ${card.title}`,
    '',
    card.definition,
    '',
    ...words.map((line) => `- ${escapeMarkdown(line)}`),
    ...(words.length === 0 ? [] : ['']),
    ...(card.list.rows.length === 0
      ? []
      : ['<details><summary>The list behind it</summary>', '', ...tableOf(card.list), '</details>', '']),
  ];
}

function tableOf({ columns, rows, more }: Table): readonly string[] {
  return [
    ...table(
      columns,
      rows.map(({ cells }) => cells),
    ),
    ...(more === 0 ? [] : [`and ${more} more`, '']),
  ];
}

function bullets(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : [`## ${title}`, '', ...lines.map((line) => `- ${escapeMarkdown(line)}`), ''];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line), ''];
}
