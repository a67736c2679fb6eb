/** Takes the wrapping of hosts away: what a merge of a pull request brings is its title and its text. */
import type { MessageLines } from './lines.ts';
import type { Reference } from './model.ts';

export interface Unwrapped extends MessageLines {
  /** `pull`: a host merged something a person asked for; `plain`: git merged two branches. */
  readonly merge?: 'pull' | 'plain';
  readonly own: readonly Reference[];
}

export function unwrap({ subject, body }: MessageLines): Unwrapped {
  if (!mayWrap.test(subject)) {
    return { subject, body, own: [] };
  }
  return (
    azure(subject, body) ??
    numbered(subject, body) ??
    gitlab(subject, body) ?? {
      subject,
      body,
      own: [],
      ...(plainMerge.test(subject) ? { merge: 'plain' } : {}),
    }
  );
}

const mayWrap = /^(?:Merge|Auto merge|Pull request)/;

/** GitHub, Gitea, Bitbucket, and the queues that merge for them. */
function numbered(subject: string, body: readonly string[]): Unwrapped | undefined {
  for (const shape of numberedShapes) {
    const id = shape.exec(subject)?.[1];
    if (id !== undefined) {
      const reference: Reference = { kind: 'pull', id, own: true };
      const { title, rest } = firstParagraph(body);
      const plain = title.replace(queueTitle, '').replace(serverTitle, '');
      return { subject: plain === '' ? subject : plain, body: rest, merge: 'pull', own: [reference] };
    }
  }
  return undefined;
}

const numberedShapes = [
  /^Merge pull request #(\d{1,9})\b/,
  /^Merge pull request '[^'\n]{0,200}' \(#(\d{1,9})\)/,
  /^Merged in \S{1,200} \(pull request #(\d{1,9})\)/,
  /^Pull request #(\d{1,9}): /,
  /^Merge #(\d{1,9})\b/,
  /^Auto merge of #(\d{1,9}) - /,
];

/** `123: title r=…` of merge queues. */
const queueTitle = /^#?\d{1,9}: /;
/** `* commit '…':` of servers that list what they merge. */
const serverTitle = /^\* commit '[0-9a-f]{7,64}':[ \t]*/;

function azure(subject: string, body: readonly string[]): Unwrapped | undefined {
  const shaped = /^Merged PR (\d{1,9}): (\S.*)$/.exec(subject);
  return shaped === null
    ? undefined
    : {
        subject: shaped[2] ?? '',
        body,
        merge: 'pull',
        own: [{ kind: 'pull', id: shaped[1] ?? '', own: true }],
      };
}

/** The request is named at the end; the title comes first, unless the merge has none. */
function gitlab(subject: string, body: readonly string[]): Unwrapped | undefined {
  if (!subject.startsWith("Merge branch '")) {
    return undefined;
  }
  const at = body.findLastIndex((line) => line.startsWith('See merge request '));
  const shaped = /^See merge request (?:(\S{1,200}))?!(\d{1,9})\s*$/.exec(body[at] ?? '');
  if (shaped === null) {
    return undefined;
  }
  const own: Reference = { kind: 'merge-request', id: shaped[2] ?? '', own: true };
  const inner = [...body.slice(0, at), ...body.slice(at + 1)];
  const { title, rest } = firstParagraph(inner);
  return title === '' || title.startsWith('Closes ')
    ? { subject, body: inner, merge: 'pull', own: [own] }
    : { subject: title, body: rest, merge: 'pull', own: [own] };
}

const plainMerge = /^Merge (?:(?:remote-tracking )?branch(?:es)?|tag|commit|remote|[\w./-]{1,200} into) ?\b/;

function firstParagraph(body: readonly string[]): {
  readonly title: string;
  readonly rest: readonly string[];
} {
  const at = body.findIndex((line) => line.trim() !== '');
  return at === -1 ? { title: '', rest: [] } : { title: (body[at] ?? '').trim(), rest: body.slice(at + 1) };
}

const nestedStart = /^(?:BEGIN_|commit [0-9a-f]{7})/;

/** Commits that `git merge --squash` and templates of bots put into one message, each with its own lines. */
export function nestedMessages(body: readonly string[]): readonly MessageLines[] {
  const nested: MessageLines[] = [];
  if (!body.some((line) => nestedStart.test(line))) {
    return nested;
  }
  for (let at = 0; at < body.length; at++) {
    const line = body[at] ?? '';
    if (line === 'BEGIN_NESTED_COMMIT' || line === 'BEGIN_COMMIT_OVERRIDE') {
      const end = body.indexOf(line.replace('BEGIN', 'END'), at);
      const inner = body.slice(at + 1, end === -1 ? body.length : end);
      nested.push({ subject: (inner[0] ?? '').trim(), body: inner.slice(1) });
      at = end === -1 ? body.length : end;
    } else if (/^commit [0-9a-f]{40,64}$/.test(line)) {
      const end = body.findIndex((other, index) => index > at && /^commit [0-9a-f]{40,64}$/.test(other));
      const inner = body
        .slice(at + 1, end === -1 ? body.length : end)
        .filter((other) => /^(?: {4}|\s*$)/.test(other));
      const lines = inner.map((other) => other.slice(4));
      const first = lines.findIndex((other) => other.trim() !== '');
      if (first !== -1) {
        nested.push({ subject: (lines[first] ?? '').trim(), body: lines.slice(first + 1) });
      }
      at = end === -1 ? body.length : end - 1;
    }
  }
  return nested;
}

/** The body without the commits that are nested in it. */
export function withoutNested(body: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let inside: string | undefined;
  for (const line of body) {
    if (inside === undefined && /^BEGIN_(?:NESTED_COMMIT|COMMIT_OVERRIDE)$/.test(line)) {
      inside = line.replace('BEGIN', 'END');
    } else if (inside === undefined && /^commit [0-9a-f]{40,64}$/.test(line)) {
      break;
    } else if (inside === line) {
      inside = undefined;
    } else if (inside === undefined) {
      kept.push(line);
    }
  }
  return kept;
}
