/**
 * Runs inside the page, so it is one function that uses nothing from outside. Looks for controls without
 * a name, texts without enough contrast, tables without headers, and levels of headings that are left out.
 */
export function faultsOf(): readonly string[] {
  const faults: string[] = [];
  const nameOf = (node: Element): string =>
    (
      node.getAttribute('aria-label') ??
      (node instanceof HTMLInputElement || node instanceof HTMLSelectElement
        ? [...(node.labels ?? [])].map(({ textContent }) => textContent).join(' ')
        : node.textContent)
    )?.trim() ?? '';
  for (const node of document.querySelectorAll(
    'a,button,input,select,summary,[role="region"],svg[role="img"]',
  )) {
    if (nameOf(node) === '') faults.push(`no name: ${node.outerHTML.slice(0, 80)}`);
  }
  const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => Number(tagName[1]));
  levels.forEach((level, index) => {
    if (level > (levels[index - 1] ?? 0) + 1) faults.push(`level ${level} after ${levels[index - 1] ?? 0}`);
  });
  for (const table of document.querySelectorAll('table')) {
    if (table.querySelector('caption') === null || table.querySelector('thead th[scope="col"]') === null)
      faults.push(`table without headers: ${table.textContent?.slice(0, 40)}`);
  }
  type Color = readonly [number, number, number, number];
  const colorOf = (text: string): Color => {
    const [r = 0, g = 0, b = 0, a = 1] = (/\(([^)]*)\)/.exec(text)?.[1] ?? '0,0,0,0')
      .split(/[\s,/]+/)
      .map(Number);
    return text.startsWith('color(srgb') ? [r, g, b, a] : [r / 255, g / 255, b / 255, a];
  };
  const over = ([r, g, b, a]: Color, [R, G, B]: Color): Color => [
    r * a + R * (1 - a),
    g * a + G * (1 - a),
    b * a + B * (1 - a),
    1,
  ];
  const backgroundOf = (node: Element | null): Color => {
    if (node === null) return [1, 1, 1, 1];
    const own = colorOf(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, backgroundOf(node.parentElement));
  };
  const luminance = (color: Color): number => {
    const [r = 0, g = 0, b = 0] = color
      .slice(0, 3)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const node = text.parentElement;
    if (node === null || text.textContent?.trim() === '' || !node.checkVisibility()) continue;
    if (['STYLE', 'SCRIPT', 'TITLE', 'DESC', 'title', 'desc', 'OPTION'].includes(node.tagName)) continue;
    const style = getComputedStyle(node);
    const background = backgroundOf(node);
    const drawn = colorOf(node instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [luminance(over(drawn, background)), luminance(background)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5)
      seen.add(
        `contrast ${ratio.toFixed(2)}: ${node.tagName}.${node.getAttribute('class') ?? ''} ${text.textContent?.trim().slice(0, 30)}`,
      );
  }
  return [...faults, ...seen];
}
