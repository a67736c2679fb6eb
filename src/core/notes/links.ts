/** Addresses in Markdown; which address a number has is known to the history. */
import { commitLink as commitUrl, referenceLink as referenceUrl } from '../history/links.ts';
import type { Reference, RepositoryLinks } from '../history/model.ts';
import { codeSpan, oneLine } from './escape.ts';

/** `#412` as a link where the host is known; for another repository with its name in front. */
export function referenceText(reference: Reference, links: RepositoryLinks | undefined): string {
  const mark = reference.kind === 'merge-request' ? '!' : reference.kind === 'key' ? '' : '#';
  const shown = oneLine(`${reference.repository ?? ''}${mark}${reference.id}`).replace(/[^\w#!./-]/g, '');
  const url = safeUrl(referenceUrl(reference, links));
  return url === undefined ? shown : `[${shown}](${url})`;
}

/** `[a1b2c3d](…)`, or the short name as code. */
export function commitText(id: string, links: RepositoryLinks | undefined): string {
  const short = codeSpan(id.slice(0, 7));
  const url = links === undefined ? undefined : safeUrl(commitUrl(links, id));
  return url === undefined ? short : `[${short}](${url})`;
}

/** Where users report what is wrong. */
export function issuesUrl(links: RepositoryLinks | undefined): string | undefined {
  const url = safeUrl(links?.url);
  switch (url === undefined ? undefined : links?.host) {
    case 'gitlab':
      return `${url}/-/issues`;
    case 'github':
    case 'gitea':
    case 'bitbucket':
      return `${url}/issues`;
    default:
      return undefined;
  }
}

/** Nothing that ends the parentheses of a link or is no page. */
export function safeUrl(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\/[^\s()<>"'`\\]{1,500}$/.test(url) ? url : undefined;
}
