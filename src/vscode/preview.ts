import type { MarkdownIt } from 'markdown-it';

const box = /^\[([ xX])\][ \t]/;

/**
 * Shows task items of the built-in Markdown preview as boxes. They are disabled:
 * the file is changed in the editor or in the Readiness view.
 */
export function taskBoxes(markdown: MarkdownIt, isOn: () => boolean): MarkdownIt {
  markdown.core.ruler.after('inline', 'release-readiness-boxes', (state) => {
    if (!isOn()) return;
    state.tokens.forEach((token, index) => {
      const [first] = token.children ?? [];
      const item = state.tokens[index - 2];
      if (token.type !== 'inline' || first?.type !== 'text' || item?.type !== 'list_item_open') return;
      const match = box.exec(first.content);
      if (match === null) return;
      first.content = first.content.slice(match[0].length);
      const input = new state.Token('html_inline', '', 0);
      const checked = match[1] === ' ' ? '' : ' checked';
      input.content = `<input type="checkbox" disabled${checked}> `;
      token.children?.unshift(input);
      item.attrJoin('class', 'task-list-item');
    });
  });
  return markdown;
}
