/** The page of metrics in its panel: draws what it is told, tells what was clicked. */
import { controlIds } from './controls.ts';
import { drawPage } from './draw.ts';
import type { PageElement } from './element.ts';
import { isMemory, isToPage, periods } from './protocol.ts';
import type { Choice, Memory, PageState, ToHost } from './protocol.ts';
import type { Words } from './words.ts';

/** What VS Code gives a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: Memory): void;
};

const host = acquireVsCodeApi();
const messages = new WeakMap<Element, ToHost>();
const page = byId('page');
const announcement = byId('announcement');
let words: Words | undefined;
let state: PageState | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isToPage(data)) return;
  switch (data.type) {
    case 'words':
      document.documentElement.lang = data.language;
      words = data.words;
      break;
    case 'state':
      ({ state } = data);
      break;
    case 'done':
      announcement.textContent = data.sentence;
      return;
  }
  draw();
});

document.addEventListener('click', ({ target }) => {
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) {
    const message = messages.get(at);
    if (message !== undefined) {
      host.postMessage(message);
      return;
    }
  }
});

document.addEventListener('change', () => {
  if (state?.kind !== 'metrics') return;
  host.postMessage({ type: 'choose', choice: choiceFrom(state.controls.choice) });
});

// Folding is told in the capture phase only.
document.addEventListener('toggle', remember, true);
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});

host.postMessage({ type: 'ready' });

/** Everything anew; focus, place and unfolded lists stay as they were. */
function draw(): void {
  if (words === undefined || state === undefined) return;
  const focused = document.activeElement?.id ?? '';
  const open = new Set(
    page.childElementCount === 0 ? remembered() : [...openLists(), ...remembered().filter(isAbsent)],
  );
  const { scrollY } = window;
  page.replaceChildren(...drawPage(state, words).map(toDom));
  for (const details of document.querySelectorAll('details')) details.open = open.has(details.id);
  document.getElementById(focused)?.focus({ preventScroll: true });
  // A question that was answered is gone: the keyboard goes on from the top of the page, not from nowhere.
  if (focused !== '' && document.activeElement === document.body)
    byId('title').focus({ preventScroll: true });
  window.scrollTo({ top: scrollY });
  remember();
}

function isAbsent(id: string): boolean {
  return document.getElementById(id) === null;
}

function openLists(): readonly string[] {
  return [...document.querySelectorAll('details[open]')].map(({ id }) => id);
}

function remembered(): readonly string[] {
  const memory = host.getState();
  return isMemory(memory) ? memory.open : [];
}

function remember(): void {
  if (state?.kind === 'metrics') host.setState({ choice: state.controls.choice, open: openLists() });
}

function choiceFrom(before: Choice): Choice {
  const value = (id: string): string | undefined => {
    const control = document.getElementById(id);
    return control instanceof HTMLSelectElement || control instanceof HTMLInputElement
      ? control.value
      : undefined;
  };
  const bots = document.getElementById(controlIds.bots);
  const folder = value(controlIds.folder) ?? before.folder;
  const chosenPackage = value(controlIds.package) ?? '';
  const since = value(controlIds.since) ?? before.since;
  const until = value(controlIds.until) ?? before.until;
  return {
    ...(folder === undefined ? {} : { folder }),
    period: periods.find((period) => period === value(controlIds.period)) ?? before.period,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(chosenPackage === '' ? {} : { package: chosenPackage }),
    leadTimeFrom: value(controlIds.leadTimeFrom) === 'committer' ? 'committer' : 'author',
    bots: bots instanceof HTMLInputElement && !bots.checked ? 'leftOut' : 'counted',
  };
}

function toDom({ tag, attributes, children, sends, svg }: PageElement): Element {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.map((child) => (typeof child === 'string' ? child : toDom(child))));
  if (sends !== undefined) messages.set(node, sends);
  if (svg !== undefined) {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    if (parsed.nodeName === 'svg') node.append(document.importNode(parsed, true));
  }
  return node;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
