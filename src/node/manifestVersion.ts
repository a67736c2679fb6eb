import { join } from 'node:path';
import { parseVersion } from '../core/base/semver.ts';
import type { Version } from '../core/base/semver.ts';
import { readText } from './readText.ts';

/** The version that package.json of a folder names; undefined when it names none. */
export function readManifestVersion(folder: string): Version | undefined {
  const read = readText(join(folder, 'package.json'));
  if (read.status !== 'read') return undefined;
  try {
    const parsed: unknown = JSON.parse(read.text);
    return typeof parsed === 'object' && parsed !== null && 'version' in parsed
      ? parseVersion(String(parsed.version))
      : undefined;
  } catch {
    return undefined;
  }
}
