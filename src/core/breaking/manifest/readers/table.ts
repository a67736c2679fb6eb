/** Which reader a manifest needs. */
import type { Reading } from '../facts.ts';
import { readAction, readWorkflow } from './action.ts';
import { readCargo } from './cargo.ts';
import { readChart } from './chart.ts';
import { readComposer } from './composer.ts';
import { readDockerfile } from './docker.ts';
import { readGem } from './gem.ts';
import { readGoModule } from './goModule.ts';
import { readMsbuild, readPom } from './xmlProjects.ts';
import { readPyproject, readSetupCfg } from './python.ts';
import { readToolVersions, readVersionFile } from './toolVersions.ts';

export interface ManifestKind {
  readonly id: string;
  readonly matches: RegExp;
  readonly read: (text: string) => Reading | Promise<Reading>;
}

export const packageJson = /(?:^|\/)package\.json$/;

export const manifestKinds: readonly ManifestKind[] = [
  { id: 'cargo', matches: /(?:^|\/)Cargo\.toml$/, read: readCargo },
  { id: 'pyproject', matches: /(?:^|\/)pyproject\.toml$/, read: readPyproject },
  { id: 'setup.cfg', matches: /(?:^|\/)setup\.cfg$/, read: readSetupCfg },
  { id: 'go', matches: /(?:^|\/)go\.mod$/, read: readGoModule },
  { id: 'maven', matches: /(?:^|\/)pom\.xml$/, read: readPom },
  { id: 'msbuild', matches: /\.(?:cs|fs|vb)proj$/, read: readMsbuild },
  { id: 'composer', matches: /(?:^|\/)composer\.json$/, read: readComposer },
  { id: 'gem', matches: /\.gemspec$|(?:^|\/)Gemfile$/, read: readGem },
  {
    id: 'docker',
    matches: /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i,
    read: readDockerfile,
  },
  { id: 'action', matches: /(?:^|\/)action\.ya?ml$/, read: readAction },
  { id: 'workflow', matches: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, read: readWorkflow },
  { id: 'helm', matches: /(?:^|\/)Chart\.yaml$/, read: readChart },
  {
    id: 'version',
    matches: /(?:^|\/)\.(?:nvmrc|node-version|ruby-version|python-version)$/,
    read: readVersionFile,
  },
  { id: 'tools', matches: /(?:^|\/)\.tool-versions$/, read: readToolVersions },
];
