import assert from 'node:assert/strict';
import { metricsOf } from '../../src/core/metrics/metrics.ts';
import type { MetricsOptions } from '../../src/core/metrics/model.ts';
import { metricsView } from '../../src/core/metrics/view.ts';
import { drawPage } from '../../src/webview/draw.ts';
import type { PageElement, PageNode } from '../../src/webview/element.ts';
import { isToHost, usualChoice } from '../../src/webview/protocol.ts';
import type { PageState } from '../../src/webview/protocol.ts';
import { wordKeys, type Words } from '../../src/webview/words.ts';
import { day, deployed, epoch, incident, inputOf } from '../support/metrics.ts';

const words = Object.fromEntries(wordKeys.map((key) => [key, `${key} {0}`])) as Words;
const hostile = '<img src=x onerror="alert(1)">&</script>';

type MetricsState = Extract<PageState, { kind: 'metrics' }>;

function state(more: Partial<MetricsState> = {}, options: Partial<MetricsOptions> = {}): MetricsState {
  const input = inputOf({
    records: [
      ...[0, 5, 10, 15, 20].map((on) => deployed(`1.${on}.0`, on)),
      deployed('1.20.1', 21, ''),
      deployed('1.30.0', 35, ', outcome: ""'),
    ],
    incidents: [incident(hostile, { file: 'incidents/a.md', detected: epoch + 22 * day })],
  });
  return {
    kind: 'metrics',
    metrics: metricsView(metricsOf(input, { now: epoch + 40 * day, ...options })),
    controls: { choice: usualChoice, folders: [], packages: [] },
    limits: [],
    read: 'now',
    freshness: 'fresh',
    ...more,
  };
}

function all(nodes: readonly PageNode[]): readonly PageElement[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...all(node.children)]));
}

function textOf(node: PageNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

function draw(shown: PageState): readonly PageElement[] {
  return all(drawPage(shown, words));
}

const shown: readonly (readonly [name: string, state: PageState])[] = [
  ['while it reads', { kind: 'reading' }],
  [
    'without anything',
    { kind: 'nothing', title: 'None', sentence: 'Begin.', steps: [{ label: 'Open', step: 'openFolder' }] },
  ],
  ['with figures', state()],
  [
    'with everything that can be chosen',
    state({
      controls: {
        choice: { ...usualChoice, period: 'custom', since: '2026-01-01' },
        folders: [
          { uri: 'file:///a', name: 'a' },
          { uri: 'file:///b', name: 'b' },
        ],
        packages: ['client'],
        refused: 'No.',
      },
      limits: [{ sentence: 'No git.', steps: [{ label: 'Trust', step: 'trust' }] }],
      freshness: 'stale',
    }),
  ],
];

describe('the page of metrics, drawn', () => {
  for (const [name, given] of shown) {
    it(`${name}: has one main part, one id a thing, and a name for each control`, () => {
      const elements = draw(given);
      assert.equal(elements.filter(({ tag }) => tag === 'main').length, 1);
      const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
      assert.deepEqual(ids, [...new Set(ids)]);
      const labelled = new Set(
        elements.filter(({ tag }) => tag === 'label').flatMap(({ children }) => children),
      );
      for (const control of elements) {
        if (control.tag === 'button') assert.notEqual(textOf(control).trim(), '');
        if (control.tag === 'select' || control.tag === 'input') {
          assert.ok(labelled.has(control), control.attributes['id']);
          assert.ok(control.attributes['id']);
        }
        if (control.sends !== undefined) assert.equal(isToHost(control.sends), true, textOf(control));
      }
    });
  }

  it('gives each figure its name, n, window, source, definition and the list behind it', () => {
    const given = state();
    const articles = draw(given).filter(({ tag }) => tag === 'article');
    const cards = given.metrics.groups.flatMap((group) => group.cards);
    assert.equal(articles.length, 14);
    for (const [index, card] of cards.entries()) {
      const text = textOf(articles[index] ?? '');
      for (const part of [card.title, card.value, card.count, card.window, card.source, card.definition]) {
        assert.ok(text.includes(part), `${card.id}: ${part}`);
      }
      const [list] = all(articles[index]?.children ?? []).filter(({ tag }) => tag === 'details');
      const rows = all(list?.children ?? []).filter(({ tag }) => tag === 'tr').length;
      assert.equal(rows, card.list.rows.length === 0 ? 0 : card.list.rows.length + 1, card.id);
    }
    const former = textOf(
      articles.find(({ attributes }) => attributes['aria-labelledby'] === 'card-recovery-time') ?? '',
    );
    assert.match(former, /formerly/);
  });

  it('stands a table with headers beside each picture, which brings no style of its own', () => {
    const figures = draw(state()).filter(({ tag }) => tag === 'figure');
    assert.ok(figures.length > 0);
    for (const figure of figures) {
      const parts = all(figure.children);
      assert.equal(parts.filter(({ svg }) => svg !== undefined).length, 1);
      assert.ok(parts.some(({ tag, attributes }) => tag === 'th' && attributes['scope'] === 'col'));
      assert.ok(parts.some(({ tag }) => tag === 'caption'));
    }
  });

  it('asks each question with its answers, and with an answer that names no release', () => {
    const sent = draw(state()).flatMap(({ sends }) => (sends?.type === 'answer' ? [sends] : []));
    const kinds = sent.map(({ id, answer }) => `${id} ${answer.kind}`);
    assert.deepEqual(new Set(kinds), new Set(['fix:1.20.1 fix', 'cause:incidents/a.md cause', kinds.at(-1)]));
    assert.equal(sent.at(-1)?.answer.kind, 'outcome');
    assert.ok(sent.some(({ answer }) => answer.kind === 'cause' && answer.release === undefined));
  });

  it('opens a row that has a place, and no other', () => {
    const elements = draw(state());
    const rows = elements.filter(
      ({ tag, children }) => tag === 'tr' && textOf(children[0] ?? '') === '1.5.0',
    );
    const opened = all(rows).flatMap(({ sends }) => (sends?.type === 'open' ? [sends.file] : []));
    assert.deepEqual([...new Set(opened)], ['releases/1.5.0/release.yml']);
  });

  it('keeps what a file says as text, whatever it looks like', () => {
    const elements = draw(state());
    const holding = elements.filter(({ children }) =>
      children.some((child) => typeof child === 'string' && child.includes(hostile)),
    );
    assert.ok(holding.length > 0);
    for (const { attributes } of elements) {
      for (const name of Object.keys(attributes)) assert.doesNotMatch(name, /^on|^style$|^srcdoc$/);
    }
  });

  it('marks what is old, and asks for days only where they are chosen', () => {
    const text = (given: PageState): string => drawPage(given, words).map(textOf).join('');
    assert.doesNotMatch(text(state()), /stale|firstDay/);
    assert.match(text(state({ freshness: 'stale' })), /stale/);
    const controls = { choice: { ...usualChoice, period: 'custom' }, folders: [], packages: [] } as const;
    assert.match(text(state({ controls })), /firstDay/);
  });
});
