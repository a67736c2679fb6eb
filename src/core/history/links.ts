/** Addresses of pull requests, issues, commits and comparisons, made from the remote without asking it. */
import type { Reference, RepositoryLinks } from './model.ts';

/** `url.<base>.insteadOf` settings of git: the longest prefix that fits is replaced. */
export interface InsteadOf {
  readonly base: string;
  readonly prefix: string;
}

/** Undefined for a folder, and for what names no host. Credentials, ports of ssh and queries are left behind. */
export function repositoryLinks(
  remote: string,
  replace: readonly InsteadOf[] = [],
): RepositoryLinks | undefined {
  const place = placeOf(replaced(remote.trim(), replace));
  if (place === undefined) {
    return undefined;
  }
  const { host: name, path } = place;
  const azure = azurePlace(name, path);
  if (azure !== undefined) {
    return azure;
  }
  const slug = path
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '')
    .replace(/^scm\//, '');
  if (!/^[\w.~-]{1,100}(?:\/[\w.~-]{1,100}){1,8}$/.test(slug)) {
    return undefined;
  }
  return { host: hostOf(name), url: `${place.scheme}://${name}${place.port}/${slug}`, slug };
}

function replaced(remote: string, replace: readonly InsteadOf[]): string {
  const [best] = replace
    .filter(({ prefix }) => prefix !== '' && remote.startsWith(prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return best === undefined ? remote : best.base + remote.slice(best.prefix.length);
}

interface Place {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** With its colon; empty for the usual one. */
  readonly port: string;
  readonly path: string;
}

function placeOf(remote: string): Place | undefined {
  if (remote.length > 2000) {
    return undefined;
  }
  const url = /^(?:git\+)?(https?|ssh|git):\/\/(?:[^/?#\s]*@)?([\w.-]+)(:\d{1,5})?(\/[^?#\s]*)/i.exec(remote);
  if (url !== null) {
    const [, scheme = '', host = '', port = '', path = ''] = url;
    const web = /^http/i.test(scheme);
    const plain = scheme.toLowerCase() === 'http';
    return { scheme: plain ? 'http' : 'https', host: webHost(host), port: web ? port : '', path };
  }
  const scp = /^(?:[^@/:\s]{1,100}@)?([\w.-]{2,200}):(?!\/\/|\\)\/?([^?#\s]+)$/.exec(remote);
  // One letter before the colon is a drive.
  return scp === null
    ? undefined
    : { scheme: 'https', host: webHost(scp[1] ?? ''), port: '', path: `/${scp[2] ?? ''}` };
}

function webHost(host: string): string {
  const lower = host.toLowerCase();
  return lower === 'ssh.github.com' ? 'github.com' : lower === 'altssh.gitlab.com' ? 'gitlab.com' : lower;
}

function hostOf(name: string): RepositoryLinks['host'] {
  if (/(?:^|\.)github\./.test(name)) return 'github';
  if (/(?:^|\.)gitlab\./.test(name)) return 'gitlab';
  if (/(?:^|\.)bitbucket\./.test(name)) return 'bitbucket';
  return /(?:^|\.)(?:gitea|codeberg|forgejo)\./.test(name) ? 'gitea' : 'other';
}

function azurePlace(host: string, path: string): RepositoryLinks | undefined {
  const web = /^\/([\w.%-]{1,100})\/([\w.%-]{1,100})\/_git\/([\w.%-]{1,100})$/.exec(path);
  const ssh = /^\/v3\/([\w.%-]{1,100})\/([\w.%-]{1,100})\/([\w.%-]{1,100})$/.exec(path);
  const old = /^\/([\w.%-]{1,100})\/_git\/([\w.%-]{1,100})$/.exec(path);
  if (host === 'dev.azure.com' && web !== null) {
    return azureLinks(web[1], web[2], web[3]);
  }
  if (host === 'ssh.dev.azure.com' && ssh !== null) {
    return azureLinks(ssh[1], ssh[2], ssh[3]);
  }
  const organisation = /^([\w-]{1,100})\.visualstudio\.com$/.exec(host)?.[1];
  return organisation !== undefined && old !== null ? azureLinks(organisation, old[1], old[2]) : undefined;
}

function azureLinks(organisation = '', project = '', repository = ''): RepositoryLinks {
  const url = `https://dev.azure.com/${organisation}/${project}/_git/${repository}`;
  return { host: 'azure', url, slug: `${organisation}/${project}/${repository}` };
}

/** Undefined where no address is certain. `keyBase` is the address in front of a ticket's key. */
export function referenceLink(
  reference: Reference,
  links: RepositoryLinks | undefined,
  keyBase?: string,
): string | undefined {
  const { kind, id, repository } = reference;
  if (kind === 'key') {
    return keyBase === undefined ? undefined : `${keyBase.replace(/\/?$/, '/')}${id}`;
  }
  if (links === undefined) {
    return undefined;
  }
  const url = repository === undefined ? links.url : otherRepository(links, repository);
  return url === undefined ? undefined : addressOf(links.host, url, kind, id);
}

function addressOf(
  host: RepositoryLinks['host'],
  url: string,
  kind: 'issue' | 'pull' | 'merge-request',
  id: string,
): string | undefined {
  switch (host) {
    case 'github':
      // Issues lead on to pull requests there, not the other way round.
      return `${url}/${kind === 'issue' ? 'issues' : 'pull'}/${id}`;
    case 'gitea':
      return `${url}/${kind === 'issue' ? 'issues' : 'pulls'}/${id}`;
    case 'gitlab':
      return `${url}/-/${kind === 'issue' ? 'issues' : 'merge_requests'}/${id}`;
    case 'bitbucket':
      return kind === 'issue' ? `${url}/issues/${id}` : `${url}/pull-requests/${id}`;
    case 'azure':
      return kind === 'issue'
        ? `${url.replace(/\/_git\/[^/]*$/, '')}/_workitems/edit/${id}`
        : `${url}/pullrequest/${id}`;
    case 'other':
      return undefined;
  }
}

function otherRepository({ url, slug, host }: RepositoryLinks, repository: string): string | undefined {
  return host === 'azure' || !url.endsWith(`/${slug}`)
    ? undefined
    : `${url.slice(0, -slug.length)}${repository}`;
}

export function commitLink({ host, url }: RepositoryLinks, commit: string): string | undefined {
  switch (host) {
    case 'gitlab':
      return `${url}/-/commit/${commit}`;
    case 'bitbucket':
      return `${url}/commits/${commit}`;
    case 'other':
      return undefined;
    default:
      return `${url}/commit/${commit}`;
  }
}

export function compareLink({ host, url }: RepositoryLinks, base: string, head: string): string | undefined {
  const [from, to] = [base, head].map((name) => encodeURIComponent(name).replaceAll('%2F', '/'));
  switch (host) {
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
