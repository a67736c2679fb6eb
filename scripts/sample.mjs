/**
 * Writes a small repository in the middle of a release: what `npm start` opens
 * and what the tests inside VS Code work on. Times count from the moment of
 * writing, so that the release is always two days ahead.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const guide = path.join(root, 'test/fixtures/checklists/release-guide.md');
const hour = 3_600_000;
const day = 24 * hour;

/**
 * @param {string} folder Created when missing; must be empty or an earlier sample.
 * @param {{ now?: number }} [options] Epoch milliseconds that the sample's times count from.
 */
export function writeSample(folder, options = {}) {
  // Whole hours read better.
  const now = Math.floor((options.now ?? Date.now()) / hour) * hour;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const git = repository(folder, now);
  git.start();
  for (const [index, commit] of commits(now).entries()) {
    for (const [file, text] of Object.entries(commit.files)) write(folder, file, text);
    git.commit(commit.message, now - (8 - index) * day);
    if (commit.tag) git.tag(commit.tag);
  }
}

/**
 * @param {number} now
 * @returns {readonly { message: string, files: Record<string, string>, tag?: string }[]}
 */
function commits(now) {
  return [
    {
      message: 'feat: count open orders',
      files: {
        'package.json': `${JSON.stringify({ name: 'orders', version: '1.3.2', private: true, type: 'module', exports: { '.': './src/orders.js', './client': './src/client.ts' } }, undefined, 2)}\n`,
        'src/orders.js': ordersSource,
        'src/client.ts': clientSource,
        'README.md': '# Orders\n\nCounts the orders that are still open.\n',
        'docs/release-guide.md': fs.existsSync(guide) ? fs.readFileSync(guide, 'utf8') : shortGuide,
      },
      tag: 'v1.3.2',
    },
    {
      message: 'feat: remember when an order was closed',
      files: {
        'src/orders.js': ordersSource.replace('open: true', 'open: true, closed: undefined'),
        'migrations/0007-closed-at.sql': 'ALTER TABLE orders ADD COLUMN closed_at timestamp;\n',
      },
    },
    {
      message: 'chore: open the checklist of 1.4.0',
      files: {
        'releases/policy.yml': policy,
        'releases/1.4.0/release.yml': record(now),
        'releases/1.4.0/checklist.md': checklist(now),
        '.github/ISSUE_TEMPLATE/release.yml': issueForm,
      },
    },
  ];
}

/**
 * @param {string} folder
 * @param {number} now
 */
function repository(folder, now) {
  const identity = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid'];
  /**
   * @param {readonly string[]} args
   * @param {number} [at]
   */
  const run = (args, at = now) => {
    const date = new Date(at).toISOString();
    const env = {
      ...process.env,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_CONFIG_GLOBAL: noConfiguration,
    };
    execFileSync('git', [...identity, ...args], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  return {
    start: () => run(['init', '--quiet', '--initial-branch=main']),
    /** @param {string} message @param {number} at */
    commit: (message, at) => {
      run(['add', '--all']);
      run(['commit', '--quiet', '--message', message], at);
    },
    /** @param {string} name */
    tag: (name) => run(['tag', name]),
  };
}

const noConfiguration = process.platform === 'win32' ? 'NUL' : '/dev/null';

/**
 * @param {string} folder
 * @param {string} file
 * @param {string} text
 */
function write(folder, file, text) {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

/** @param {number} at */
function minute(at) {
  return `${new Date(at).toISOString().slice(0, 16)}:00Z`;
}

/** @param {number} at */
function date(at) {
  return new Date(at).toISOString().slice(0, 10);
}

/** @param {number} now */
function record(now) {
  return `schema: release-readiness/release/1
version: 1.4.0
type: minor
previous: v1.3.2
planned_start: ${minute(now + 2 * day)}
signoffs:
  - { role: qa, by: "@ana", at: ${minute(now - 3 * hour)} }
deployments: []
decisions: []
`;
}

/** @param {number} now */
function checklist(now) {
  return `# Release 1.4.0

## Pre-release Requirements

### Code Readiness
- [x] All acceptance criteria met and validated — @ana
- [x] All planned PRs merged to release branch — @ben
- [x] CI pipeline passing — [run 812](https://ci.example.invalid/812)
- [ ] Security scans completed with no critical issues — @ben · due ${date(now + day)}

### Documentation
- [x] Release notes drafted — @ana
- [ ] API documentation updated (if applicable)
- [ ] ~~Migration guide written (for breaking changes)~~ — N/A: nothing breaks in this release · @ana

### Testing
- [x] Regression suite passed — role:qa
- [ ] Performance testing completed (if applicable) — blocked: the staging machine is down
- [ ] Accessibility testing done (if UI changes) — waived until ${date(now + 9 * day)} by @ben: no screen changed

### Operational Readiness
- [ ] Rollback plan documented and tested — @ben · doing
- [ ] Database migrations tested (if applicable) — @ben
- [x] Monitoring and alerts configured

## Deployment

### Pre-Deployment (T-minus 24 hours)
- [ ] Verify all pre-release requirements met
- [ ] Confirm deployment window with stakeholders — @ana

### Production Deployment
- [ ] Create the release tag
- [ ] Deploy to production
   - [ ] Watch error rates for 15 minutes
   - [ ] Announce the result

### Post-Deployment Verification (Within 30 minutes)
- [ ] Smoke tests pass — role:qa
- [ ] No new errors in the log
`;
}

const policy = `schema: release-readiness/policy/1
timezone: UTC
roles:
  qa: ["@ana"]
  release-manager: ["@ben"]
waivers: { max_days: 30, approvers: [release-manager] }
`;

const issueForm = `name: Release
description: Opens one issue for each release.
title: "Release "
body:
  - type: input
    id: version
    attributes:
      label: Version
  - type: checkboxes
    id: before
    attributes:
      label: Before the release
      options:
        - label: Changelog is up to date
        - label: Everybody who has to know has been told
          required: true
`;

const clientSource = `/** Asks a server for orders. */
export interface Order {
  readonly id: string;
  readonly open: boolean;
}

/** Orders of one customer, the newest first. */
export async function findOrders(customer: string): Promise<readonly Order[]> {
  const answer = await fetch('/orders?customer=' + encodeURIComponent(customer));
  return (await answer.json()) as readonly Order[];
}

/** How many of them are open. */
export function countOpen(orders: readonly Order[]): number {
  return orders.filter((order) => order.open).length;
}
`;

const ordersSource = `/** Orders that nobody has closed yet. */
export function openOrders(orders) {
  return orders.filter((order) => order.open);
}

export const newOrder = (id) => ({ id, open: true });
`;

const shortGuide = `# Release guide

## Code Readiness
- [ ] All planned changes merged
- [ ] CI pipeline passing

## Deployment
- [ ] Deploy to staging
- [ ] Deploy to production
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeSample(path.resolve(process.argv[2] ?? path.join(root, '.sample')));
}
