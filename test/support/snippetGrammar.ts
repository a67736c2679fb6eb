/** A strict reader of the grammar of editors' snippets: what it does not know is a problem. */

export interface SnippetReading {
  readonly problems: readonly string[];
  /** Numbers of the stops in the order of the text. */
  readonly stops: readonly number[];
  /** The text with the defaults in place. */
  readonly text: string;
}

const variables = new Set([
  'TM_SELECTED_TEXT',
  'CURRENT_YEAR',
  'CURRENT_MONTH',
  'CURRENT_DATE',
  'CURRENT_HOUR',
  'CURRENT_MINUTE',
]);

export function readSnippet(source: string): SnippetReading {
  const problems: string[] = [];
  const stops: number[] = [];
  let at = 0;

  function sequence(end: string): string {
    let text = '';
    while (at < source.length && source[at] !== end) {
      const unit = source[at];
      if (unit === '\\') {
        if (!/[\\$}]/.test(source[at + 1] ?? '')) problems.push(`escape at ${at}`);
        text += source[at + 1] ?? '';
        at += 2;
      } else if (unit === '$') {
        text += dollar();
      } else {
        text += unit;
        at++;
      }
    }
    if (end !== '') {
      if (source[at] !== end) problems.push(`no ${end} for the opening one`);
      at++;
    }
    return text;
  }

  function dollar(): string {
    const plain = /^\$(\d+|[A-Z_]+)/.exec(source.slice(at));
    if (plain?.[1] !== undefined) {
      at += plain[0].length;
      return named(plain[1]);
    }
    const open = /^\$\{(\d+|[A-Z_]+)/.exec(source.slice(at));
    if (open?.[1] === undefined) {
      problems.push(`a lone $ at ${at}`);
      at++;
      return '$';
    }
    at += open[0].length;
    const value = named(open[1]);
    const next = source[at];
    if (next === '}') {
      at++;
      return value;
    }
    if (next === ':') {
      at++;
      return sequence('}') || value;
    }
    const choice = /^\|([^|$\\]+)\|\}/.exec(source.slice(at));
    if (choice?.[1] !== undefined && /^\d+$/.test(open[1])) {
      at += choice[0].length;
      return choice[1].split(',')[0] ?? '';
    }
    const transform = /^\/((?:[^/\\]|\\.)+)\/((?:[^/\\]|\\.)*)\/[gimu]*\}/.exec(source.slice(at));
    if (transform?.[1] !== undefined) {
      at += transform[0].length;
      try {
        RegExp(transform[1]);
      } catch {
        problems.push(`the pattern ${transform[1]}`);
      }
      if (/\$(?!\{\d+:[+?-]?[^}]*\}|\d)/.test(transform[2] ?? ''))
        problems.push(`the replacement ${transform[2]}`);
      return '';
    }
    problems.push(`what follows \${${open[1]} at ${at}`);
    at++;
    return '';
  }

  function named(name: string): string {
    if (/^\d+$/.test(name)) {
      stops.push(Number(name));
      return '';
    }
    if (!variables.has(name)) problems.push(`the variable ${name}`);
    return name === 'TM_SELECTED_TEXT' ? '' : '0';
  }

  const text = sequence('');
  return { problems, stops, text };
}
