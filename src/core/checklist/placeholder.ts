/** Place-holders that nobody filled in. */

/**
 * The first place-holder of a text as written (`vX.Y.Z`, `{{version}}`, `[[ name ]]`,
 * `<pilot>`, `YYYY-MM-DD`, `[Date]`), or undefined. Inside code only the forms
 * count that no language uses: code is full of brackets. `isReference` tells
 * which words in square brackets are links.
 */
export function findPlaceholder(source: string, isReference: (label: string) => boolean): string | undefined {
  if (!/[[{<]|[xX]\.[yYxX]|YY/.test(source)) {
    return undefined;
  }
  const anywhere = inAnyText.exec(source);
  if (anywhere !== null) {
    return anywhere[0];
  }
  const prose = source.replace(/(`+)[^`]*\1/g, ' ');
  for (const [found, label] of prose.matchAll(inProse)) {
    if (label === undefined || (!isReference(label) && !notAPlaceholder.test(label))) {
      return found;
    }
  }
  return undefined;
}

const inAnyText = new RegExp(
  [
    '\\{\\{\\s*[\\w.-]+(?: [\\w.-]+)*\\s*\\}\\}',
    '(?<![\\w.])v?[xX]\\.[yYxX](?:\\.[zZxX])?(?![\\w.])',
    '\\bYYYY[-/.](?:MM|mm)[-/.](?:DD|dd)\\b',
    '<(?:[a-z]+[-_ ])*(?:version|name|tag|branch|date|hash|commit|milestone|release|number|url|username|user|environment|project|repo|id)>',
  ].join('|'),
);

const htmlNames =
  'a|abbr|b|big|blockquote|body|br|button|center|code|del|details|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|label|li|mark|nav|ol|p|path|pre|s|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|th|thead|tr|u|ul|video';

/** Words in square brackets begin like a name or an order, and are not a link, a footnote or a box. */
const inProse = new RegExp(
  [
    '\\[\\[\\s*[^\\][]{1,60}\\s*\\]\\]',
    `(?<![\\w/\\\\])<(?!(?:${htmlNames})[\\s/>])[a-zA-Z][\\w-]+(?: [\\w-]+){0,3}>`,
    '(?<![\\]\\w!\\\\[])\\[((?:[A-Z][\\w/-]*)(?: [\\w/#-]+){0,5})\\](?![(\\[:\\]])',
  ].join('|'),
  'g',
);
/** Labels that mark an item, and names of code. */
const notAPlaceholder =
  /^(?:[A-Z]{2,}|[A-Z][a-z]+[A-Z]\w*|Unreleased|Optional|Required|Automated|Manual|Blocker|Mac only|Linux only|Windows only|Mandatory|Critical|New|Beta|Stable)$/;
