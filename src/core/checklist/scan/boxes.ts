/**
 * Whether a text can hold a box at all, before anybody cuts it into lines.
 */
import { findInput, mayOpenBox } from './prose.ts';

/**
 * False only for a text whose blocks have neither tasks nor near misses, so
 * that a caller who asks for nothing else need not read it.
 */
export function hasBoxes(text: string): boolean {
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    if (mayOpenBox(text.charCodeAt(at + 1), text.charCodeAt(at + 2))) return true;
  }
  return boxCharacters.test(text) || findInput(text, 0) < text.length;
}

/** Signs that are a box, or open one, without `[`. */
const boxCharacters = /[［【〔☐☑☒⬜□▢]|\ud83d[\uddf9\uddf7\udd32\udd33]/;
