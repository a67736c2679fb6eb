/** Addresses that can be written down without asking the host. */
import type { Reference, RepositoryLinks } from '../history/model.ts';
import { codeSpan, oneLine } from './escape.ts';

/** `#412` as a link where the host is known; for another repository with its name in front. */
export function referenceLink(reference: Reference, links: RepositoryLinks | undefined): string {
  const mark = reference.kind === 'merge-request' ? '!' : reference.kind === 'key' ? '' : '#';
  const shown = oneLine(`${reference.repository ?? ''}${mark}${reference.id}`).replace(/[^\w#!./-]/g, '');
  const url = referenceUrl(reference, links);
  return url === undefined ? shown : `[${shown}](${url})`;
}

export function referenceUrl(reference: Reference, links: RepositoryLinks | undefined): string | undefined {
  if (links === undefined || reference.kind === 'key' || !/^\d{1,12}$/.test(reference.id)) {
    return undefined;
  }
  const url = safeUrl(baseUrl(reference, links));
  if (url === undefined) {
    return undefined;
  }
  const { id } = reference;
  switch (links.host) {
    case 'github':
      return `${url}/${reference.own ? 'pull' : 'issues'}/${id}`;
    case 'gitea':
      return `${url}/issues/${id}`;
    case 'gitlab':
      return `${url}/-/${reference.kind === 'merge-request' ? 'merge_requests' : 'issues'}/${id}`;
    case 'bitbucket':
      return `${url}/${reference.kind === 'issue' ? 'issues' : 'pull-requests'}/${id}`;
    case 'azure':
      return reference.kind === 'issue' ? undefined : `${url}/pullrequest/${id}`;
    case 'other':
      return undefined;
  }
}

/** `[a1b2c3d](…)`, or the short name as code. */
export function commitLink(id: string, links: RepositoryLinks | undefined): string {
  const short = codeSpan(id.slice(0, 7));
  const url = links === undefined ? undefined : safeUrl(links.url);
  if (url === undefined || links === undefined || links.host === 'other') {
    return short;
  }
  const folder = links.host === 'gitlab' ? '-/commit' : links.host === 'bitbucket' ? 'commits' : 'commit';
  return `[${short}](${url}/${folder}/${id})`;
}

/** Page of the differences of two releases. */
export function compareUrl(
  base: string,
  head: string,
  links: RepositoryLinks | undefined,
): string | undefined {
  const url = links === undefined ? undefined : safeUrl(links.url);
  if (url === undefined || links === undefined) {
    return undefined;
  }
  const [from, to] = [encodeURIComponent(base), encodeURIComponent(head)];
  switch (links.host) {
    case 'github':
    case 'gitea':
      return `${url}/compare/${from}...${to}`;
    case 'gitlab':
      return `${url}/-/compare/${from}...${to}`;
    case 'bitbucket':
      return `${url}/branches/compare/${to}..${from}`;
    case 'azure':
      return `${url}/branchCompare?baseVersion=GT${from}&targetVersion=GT${to}`;
    case 'other':
      return undefined;
  }
}

/** Where users report what is wrong. */
export function issuesUrl(links: RepositoryLinks | undefined): string | undefined {
  const url = links === undefined ? undefined : safeUrl(links.url);
  if (url === undefined) {
    return undefined;
  }
  return links?.host === 'gitlab'
    ? `${url}/-/issues`
    : links?.host === 'github' || links?.host === 'gitea' || links?.host === 'bitbucket'
      ? `${url}/issues`
      : undefined;
}

/** Nothing that ends the parentheses of a link or is no page. */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\/[^\s()<>"'`\\]{1,500}$/.test(url) ? url : undefined;
}

function baseUrl({ repository }: Reference, { url, slug }: RepositoryLinks): string {
  return repository !== undefined && /^[\w.-]+\/[\w.-]+$/.test(repository) && url.endsWith(slug)
    ? `${url.slice(0, url.length - slug.length)}${repository}`
    : url;
}
