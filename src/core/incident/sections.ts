/** The prose of an incident file. This file reaches the Markdown parser: load it with `import()`. */
import { documentOf, ownLines, sectionOf } from './document.ts';
import type { IncidentSection } from './document.ts';

export type ProseSection = Extract<IncidentSection, 'impact' | 'rootCause' | 'enabled'>;
/** Empty text: nobody wrote anything. */
export type IncidentSections = Readonly<Record<ProseSection, string>>;

export function proseOf(text: string, file: string): IncidentSections {
  const document = documentOf(text, file);
  const prose = (name: ProseSection): string => {
    const section = sectionOf(document, name);
    if (section === undefined) return '';
    return ownLines(document, section)
      .map((line) => line.text)
      .join('\n')
      .trim();
  };
  return { impact: prose('impact'), rootCause: prose('rootCause'), enabled: prose('enabled') };
}
