/** Elements as values, so that what is drawn can be told without a browser. */
import type { ToHost } from './protocol.ts';

export interface PageElement {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly PageNode[];
  /** Sent when it is clicked. */
  readonly sends?: ToHost;
  /** Picture of the core: parsed as an image, never as a page. */
  readonly svg?: string;
}

/** A text is never markup. */
export type PageNode = PageElement | string;

export type Tag =
  | 'a'
  | 'article'
  | 'button'
  | 'caption'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'fieldset'
  | 'figure'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'header'
  | 'input'
  | 'label'
  | 'legend'
  | 'li'
  | 'main'
  | 'option'
  | 'p'
  | 'section'
  | 'select'
  | 'span'
  | 'summary'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul';

export function element(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (PageNode | readonly PageNode[] | undefined)[]
): PageElement {
  const given = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    tag,
    attributes: Object.fromEntries(given),
    children: children.flat().filter((child) => child !== undefined),
  };
}

export function button(
  label: string,
  sends: ToHost,
  attributes: Readonly<Record<string, string>> = {},
): PageElement {
  return { ...element('button', { type: 'button', ...attributes }, label), sends };
}

export function list(className: string, items: readonly string[]): PageElement | undefined {
  return items.length === 0
    ? undefined
    : element(
        'ul',
        { class: className },
        items.map((item) => element('li', {}, item)),
      );
}
