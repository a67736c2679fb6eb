/** Reads what a commit message says about compatibility, by the conventions for such messages. */

export interface CommitText {
  /** Object name. */
  readonly commit: string;
  /** The whole message. */
  readonly message: string;
  /** Paths that the commit changed. */
  readonly paths: readonly string[];
}

export interface MessageReading {
  /** Lower case; absent for a message that follows no convention. */
  readonly type?: string;
  readonly scope?: string;
  /** The first line without type and scope. */
  readonly description: string;
  /** First paragraph of what the message says is breaking; absent when it declares nothing. */
  readonly breaking?: string;
  /** Object name of the commit that this one takes back. */
  readonly reverts?: string;
}

/** Total: any text is a message. */
export function readMessage(message: string): MessageReading {
  const lines = message.replace(/\r\n?/g, '\n').split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const subject = (lines[first] ?? '').trim();
  const header = headerShape.exec(subject)?.groups;
  const description = header?.['description']?.trim() ?? subject;
  const footer = breakingFooter(lines.slice(first + 1));
  const breaking = footer ?? (header?.['mark'] === undefined ? undefined : description);
  const reverts = revertShape.exec(message)?.[1];
  const scope = header?.['scope']?.trim();
  return {
    ...(header?.['type'] === undefined ? {} : { type: header['type'].toLowerCase() }),
    ...(scope === undefined || scope === '' ? {} : { scope }),
    description,
    ...(breaking === undefined ? {} : { breaking }),
    ...(reverts === undefined ? {} : { reverts }),
  };
}

/** `type(scope)!: description`. */
const headerShape =
  /^(?<type>[A-Za-z][\w-]{0,40})(?:\((?<scope>[^()\n]{0,100})\))?(?<mark>!)?:[ \t]+(?<description>\S.*)$/;

/** Only capitals count: sentences speak of breaking changes too. */
const footerShape = /^BREAKING[ -]CHANGES?(?:\([^()\n]{0,100}\))?[ \t]*(?::[ \t]*| #)(?<text>.*)$/;
const nextFooter = /^(?:[A-Za-z][\w-]*|BREAKING CHANGE)(?:: | #)\S/;

const revertShape = /^This reverts commit ([0-9a-f]{7,64})\b/m;

/** Text of the first footer that declares a break, up to the end of its paragraph. */
function breakingFooter(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => footerShape.test(line.trimStart()));
  if (at === -1) {
    return undefined;
  }
  const text = [footerShape.exec((lines[at] ?? '').trimStart())?.groups?.['text']?.trim() ?? ''];
  let next = at + 1;
  // A heading of its own line is followed by the words, with or without an empty line between.
  while (text[0] === '' && next < lines.length && lines[next]?.trim() === '') {
    next++;
  }
  for (; next < lines.length; next++) {
    const line = (lines[next] ?? '').trim();
    if (line === '' || nextFooter.test(line)) {
      break;
    }
    text.push(line);
  }
  return text.join(' ').trim();
}
