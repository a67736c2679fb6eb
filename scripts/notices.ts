/**
 * Writes ThirdPartyNotices.txt: the licence of every package whose code is in
 * dist/. `node scripts/notices.ts` after a change of dependencies.
 */
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { root } from './setup.mjs';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its manifest. */
  readonly licence: string;
  /** Text of its licence file. */
  readonly text: string;
}

const licenceFile = /^(?:licen[cs]e|copying)(?:[.-].*)?$/i;

/** The packages that a list of bundled sources comes from, by name. */
export function shippedPackages(inputs: readonly string[]): readonly ShippedPackage[] {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return [...folders].map(readPackage).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function notices(packages: readonly ShippedPackage[]): string {
  const line = '-'.repeat(78);
  const sections = packages.map(
    ({ name, version, licence, text }) =>
      `${line}\n${name} ${version} (${licence})\n${line}\n\n${text.trim()}\n`,
  );
  return `Release Readiness contains the packages below, each under its own licence.\n\n${sections.join('\n')}`;
}

function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function readPackage(folder: string): ShippedPackage {
  const place = path.join(root, folder);
  const manifest = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = fs.readdirSync(place).find((name) => licenceFile.test(name));
  if (!file) throw new Error(`${manifest.name} has no licence file.`);
  const text = fs.readFileSync(path.join(place, file), 'utf8').replaceAll('\r\n', '\n');
  return { name: manifest.name, version: manifest.version, licence: manifest.license ?? 'none', text };
}

if (import.meta.main) {
  const { inputs } = await build();
  const packages = shippedPackages(inputs);
  fs.writeFileSync(path.join(root, 'ThirdPartyNotices.txt'), notices(packages));
  process.stdout.write(`${packages.map(({ name, version }) => `${name} ${version}`).join('\n')}\n`);
}
