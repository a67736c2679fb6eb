/** Words without case, white space and closing marks, for comparing what two people wrote. */
export function matchingText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s.:!]+$/, '')
    .trim();
}
