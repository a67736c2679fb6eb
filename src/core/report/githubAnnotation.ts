/** One annotation of GitHub Actions; nothing in it can begin another command. */
import type { Place } from '../breaking/change.ts';
import { printable } from './printable.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

export function annotation(
  command: AnnotationLevel,
  { place, title, message }: { readonly place?: Place; readonly title: string; readonly message: string },
): string {
  const properties = [
    ...(place === undefined
      ? []
      : [`file=${property(place.path)}`, `line=${place.line}`, `col=${place.column}`]),
    ...(place?.endLine === undefined ? [] : [`endLine=${place.endLine}`]),
    `title=${property(title)}`,
  ];
  return `::${command} ${properties.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
