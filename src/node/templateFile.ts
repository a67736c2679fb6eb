/** Reads the template that a person names, from inside the folder and nowhere else. */
import { realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { maxParsedSize } from '../core/checklist/largeText.ts';
import { chooseTemplate } from '../core/release/chooseTemplate.ts';
import { guideTemplate, guideTemplateName } from '../core/release/guideTemplate.ts';
import { templateRefusalSentence } from '../core/release/templateRefusals.ts';
import type { StartTemplate } from '../core/release/startRelease.ts';
import { readText } from './readText.ts';

export type FoundTemplate =
  | ({ readonly ok: true } & StartTemplate & {
        /** File without the part; absent for the built-in one. */
        readonly file?: string;
        readonly part?: string;
        /** Line of the file that the text begins in; 0 when it was made from a form. */
        readonly line: number;
      })
  /** A sentence. */
  | { readonly ok: false; readonly message: string };

/** `spec`: `guide`, a path relative to the folder, or a path and `#part`. */
export function readTemplate(folder: string, spec: string): FoundTemplate {
  if (spec === guideTemplateName) return { ok: true, path: spec, text: guideTemplate, line: 1 };
  const { typed, part } = splitSpec(folder, spec);
  const inside = insideOf(folder, typed);
  if (inside === undefined) {
    return {
      ok: false,
      message: `${typed} is not there, or lies outside of the folder. Copy it into the folder.`,
    };
  }
  const read = readText(resolve(folder, typed), { maxBytes: maxParsedSize });
  if (read.status === 'unreadable') {
    return {
      ok: false,
      message: `${typed} cannot be used as a template: ${unreadable(read.reason, read.detail)}`,
    };
  }
  const chosen = chooseTemplate(read.text, inside, part);
  if (!chosen.ok) return { ok: false, message: templateRefusalSentence(chosen, { file: inside, part }) };
  const path = part === undefined ? inside : `${inside}#${part}`;
  return {
    ok: true,
    path,
    file: inside,
    text: chosen.text,
    line: chosen.line,
    ...(part === undefined ? {} : { part }),
  };
}

/** A name may hold `#` itself: the longest start of it that is a file wins. */
function splitSpec(
  folder: string,
  spec: string,
): { readonly typed: string; readonly part: string | undefined } {
  for (let at = spec.length; at > 0; at = spec.lastIndexOf('#', at - 1)) {
    const typed = spec.slice(0, at);
    if (isFile(resolve(folder, typed))) {
      return { typed, part: at === spec.length ? undefined : spec.slice(at + 1) };
    }
  }
  const first = spec.indexOf('#');
  return { typed: first <= 0 ? spec : spec.slice(0, first), part: undefined };
}

function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Path from the folder, `/` separated; undefined when the file, or what a link leads to, is not inside. */
function insideOf(folder: string, typed: string): string | undefined {
  try {
    const root = realpathSync(folder);
    const path = resolve(root, relative(folder, resolve(folder, typed)));
    const below = root.endsWith(sep) ? root : root + sep;
    return path.startsWith(below) && realpathSync(path).startsWith(below)
      ? relative(root, path).split(sep).join('/')
      : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(reason: string, detail: string): string {
  switch (reason) {
    case 'notUtf8':
      return `it is not UTF-8 (${detail}). Convert it first.`;
    case 'tooLarge':
      return `it is too large (${detail}).`;
    case 'notAFile':
      return 'it is not a regular file.';
    case 'denied':
      return 'it cannot be read: permission is missing.';
    default:
      return `it cannot be read (${detail}).`;
  }
}
