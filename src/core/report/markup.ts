import { printable } from './printable.ts';

/** Text for HTML and XML, in elements and in quoted attributes. Characters that XML cannot hold are left out. */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('##', '&#35;&#35;');
}
