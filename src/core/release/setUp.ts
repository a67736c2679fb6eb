/** The files that a repository needs to begin with, and the lines that git needs to merge checklists. */
import type { TextEdit } from '../base/text.ts';
import { guideTemplate } from './guideTemplate.ts';
import { policyPath } from '../policy/policyPath.ts';
import { policyTemplate } from './policyTemplate.ts';

export const ciSystems = ['github', 'shell'] as const;
export type CiSystem = (typeof ciSystems)[number];

export const templatePath = 'docs/release-checklist.md';
export const gitAttributesPath = '.gitattributes';

export interface SetUpFile {
  readonly file: string;
  readonly text: string;
}

export interface SetUpRequest {
  readonly ci: CiSystem;
  /** Version of the program that the repository will run. */
  readonly program: string;
  /** False: a file stands where the template would; it may be a checklist in use, so the policy keeps it. */
  readonly template: boolean;
}

export function setUpFiles({ ci, program, template }: SetUpRequest): readonly SetUpFile[] {
  return [
    { file: policyPath, text: template ? policyTemplate(templatePath) : policyTemplate() },
    { file: templatePath, text: guideTemplate },
    ci === 'github'
      ? { file: '.github/workflows/release-readiness.yml', text: githubWorkflow(program) }
      : { file: 'releases/check.sh', text: shellRecipe(program) },
  ];
}

/** Sets up the driver that the attributes name; git keeps it outside of what a clone gets. */
export const mergeDriverCommand =
  'git config merge.checklist.driver "release-readiness merge-driver %O %A %B %P --marker-size %L"';

const patterns = ['releases/*/checklist.md', 'incidents/*.md'] as const;

/** Lines for `.gitattributes` that are missing, in its line ends. A pattern with a merge driver keeps it. */
export function gitAttributesEdits(text: string): readonly TextEdit[] {
  const known = text.split(/\r\n|\n|\r/).map((line) => line.trim().split(/\s+/));
  const missing = patterns.filter(
    (pattern) =>
      !known.some(
        ([name, ...attributes]) => name === pattern && attributes.some((one) => /^[-!]?merge\b/.test(one)),
      ),
  );
  if (missing.length === 0) return [];
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const lines = missing.map((pattern) => `${pattern} merge=checklist${end}`).join('');
  const opening = text === '' || /[\r\n]$/.test(text) ? '' : end;
  return [{ start: text.length, end: text.length, newText: `${opening}${lines}` }];
}

/** Asks for the verdict in any shell; the words of the exit status are in the documentation. */
export function shellRecipe(program: string): string {
  return `#!/bin/sh
# Asks for the verdict of a release: sh releases/check.sh VERSION [options of check]
# Exit status: 0 go, 1 no-go, 2 bad usage, 3 cannot tell, 4 conditional go.
set -u
if [ "$#" -lt 1 ] || [ -z "$1" ]; then
  echo "Usage: sh releases/check.sh VERSION" >&2
  exit 2
fi
version=\${1##*/}
version=\${version#v}
shift
if command -v release-readiness >/dev/null 2>&1; then
  exec release-readiness check --release "$version" "$@"
fi
exec npx --yes release-readiness@${program} check --release "$version" "$@"
`;
}

/** Expressions reach the script as variables only: a branch may be called anything. */
function githubWorkflow(program: string): string {
  return `# Asks for the verdict when a release branch moves, when a release is tagged, or by hand.
name: Release readiness
on:
  push:
    branches: ['release/**']
    tags: ['v*']
  workflow_dispatch:
    inputs:
      release:
        description: Version of the release, for example 1.4.0
        required: true
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - name: Verdict
        env:
          RELEASE: \${{ inputs.release || github.ref_name }}
        run: |
          version="\${RELEASE##*/}"
          version="\${version#v}"
          npx --yes release-readiness@${program} check --release "$version" --format markdown >> "$GITHUB_STEP_SUMMARY" || true
          npx --yes release-readiness@${program} check --release "$version" --format github
`;
}
