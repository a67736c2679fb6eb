/** What each line of a message is, before anybody asks what it says. */

export interface MessageLines {
  /** First line that is not empty, without blanks around it. */
  readonly subject: string;
  /** Lines after the subject, without the line ends. */
  readonly body: readonly string[];
}

/** Any text is a message. A message of several mebibytes is read up to a limit, its start to the last whole line. */
export function linesOf(message: string): MessageLines {
  const text =
    message.length > longest ? message.slice(0, message.lastIndexOf('\n', longest) + 1 || longest) : message;
  const end = text.indexOf('\n');
  if (end === -1 || end === text.length - 1) {
    const subject = text.trim();
    if (!subject.includes('\r')) {
      return { subject, body: [] };
    }
  }
  const lines = (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) {
    return { subject: '', body: [] };
  }
  let last = lines.length;
  while (last > first + 1 && lines[last - 1]?.trim() === '') {
    last--;
  }
  return { subject: (lines[first] ?? '').trim(), body: lines.slice(first + 1, last) };
}

const longest = 512 * 1024;

/** Lines with fenced code and HTML comments blanked, so that no keyword is found in them. */
export function proseOf(body: readonly string[]): readonly string[] {
  if (!body.some((line) => mayHide.test(line))) {
    return body;
  }
  let fence: string | undefined;
  let comment = false;
  return body.map((line) => {
    const mark = fenceShape.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length) {
        fence = undefined;
      }
      return '';
    }
    if (mark !== undefined) {
      fence = mark;
      return '';
    }
    if (comment) {
      comment = !line.includes('-->');
      return '';
    }
    const start = line.indexOf('<!--');
    if (start !== -1) {
      comment = line.indexOf('-->', start) === -1;
      return line.slice(0, start);
    }
    return line;
  });
}

const mayHide = /```|~~~|<!--/;
const fenceShape = /^\s{0,12}(`{3,}|~{3,})/;

/** Contents of fences with this word behind their opening marks. */
export function fencesOf(body: readonly string[], word: string): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < body.length; index++) {
    const open = /^\s{0,3}(`{3,}|~{3,})[ \t]*([\w-]+)[ \t]*$/.exec(body[index] ?? '');
    if (open?.[2]?.toLowerCase() !== word) {
      continue;
    }
    const inner: string[] = [];
    for (index++; index < body.length && !fenceShape.test(body[index] ?? ''); index++) {
      inner.push(body[index] ?? '');
    }
    found.push(inner.join('\n').trim());
  }
  return found;
}
