/** A repository that has been delivering for half a year: tags, records, incidents, and facts that nobody wrote down. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { git } from './repository.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Ten releases, the last of them three days ago; 1.9.1 is a patch of the day after 1.9.0, and one incident names no cause. */
export function writeDeliveries(folder: string, now: number): void {
  const start = Math.floor(now / hour) * hour - 183 * day;
  fs.mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet');
  const releases = [0, 20, 40, 60, 80, 100, 120, 140, 179, 180].map((on, index) => ({
    version: index === 9 ? '1.9.1' : `1.${index + 1}.0`,
    at: start + on * day,
  }));
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: history(releases), stdio: 'pipe' });
  git(folder, 'reset', '--quiet', '--hard', 'main');
  for (const [index, { version, at }] of releases.entries()) {
    if (index < 8) write(folder, `releases/${version}/release.yml`, record(version, at, index));
  }
  write(folder, 'incidents/slow.md', incident('Search is slow', at(releases[5]?.at, 5), '1.6.0', 3));
  write(folder, 'incidents/lost.md', incident('Orders are lost', at(releases[7]?.at, 30), undefined, 9));
}

function at(time = 0, hours = 0): number {
  return time + hours * hour;
}

function history(releases: readonly { readonly version: string; readonly at: number }[]): string {
  let mark = 0;
  return releases
    .map(({ version, at: released }) => {
      const commits = [5, 3, 1].map((days) => {
        const seconds = (released - days * day) / 1000;
        mark++;
        const from = mark === 1 ? '' : `from :${mark - 1}\n`;
        return `commit refs/heads/main\nmark :${mark}\ncommitter Ana <ana@example.com> ${seconds} +0000\ndata 6\nChange\n${from}M 644 inline file.txt\ndata 2\n${mark % 10}\n\n`;
      });
      return `${commits.join('')}tag v${version}\nfrom :${mark}\ntagger Ana <ana@example.com> ${released / 1000} +0000\ndata 8\nRelease\n\n`;
    })
    .join('');
}

function record(version: string, released: number, index: number): string {
  const outcome = index === 5 ? 'failed' : 'succeeded';
  return [
    'schema: release-readiness/release/1',
    `version: ${version}`,
    `started: ${new Date(released - (20 + index) * hour).toISOString()}`,
    `verified: ${new Date(released + hour).toISOString()}`,
    'planned: true',
    'deployments:',
    `  - { env: production, started: ${new Date(released - hour).toISOString()}, finished: ${new Date(released).toISOString()}${index === 7 ? '' : `, outcome: ${outcome}`} }`,
    'quality:',
    `  coverage: ${80 + index / 2}`,
    '',
  ].join('\n');
}

function incident(title: string, detected: number, cause: string | undefined, hours: number): string {
  return [
    '---',
    `title: ${title}`,
    'severity: SEV-2',
    'status: resolved',
    ...(cause === undefined ? [] : [`caused_by: ${cause}`]),
    `detected: ${new Date(detected).toISOString()}`,
    `resolved: ${new Date(detected + hours * hour).toISOString()}`,
    '---',
    '',
    `# ${title}`,
    '',
  ].join('\n');
}

function write(folder: string, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}
