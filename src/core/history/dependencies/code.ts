/** Manifests that are programs, read line by line as they are usually written: Ruby, Gradle, Elixir. */
import type { Declared } from './model.ts';

/** `gem "rack", "~> 2.0"`, and groups that only development needs. */
export function readGemfile(text: string): readonly Declared[] {
  const groups: boolean[] = [];
  return linesOf(text).flatMap((line, index): readonly Declared[] => {
    if (/^\s*end\b/.test(line)) groups.pop();
    else if (/\bdo\s*(?:\|[^|]{0,80}\|)?\s*(?:#.*)?$/.test(line)) {
      groups.push(/^\s*group\b/.test(line) && isForDevelopment(line));
    }
    const shaped = gem.exec(line);
    if (shaped === null) return [];
    const [, name = '', version = '', rest = ''] = shaped;
    const development =
      groups.includes(true) || (/\bgroups?:|:groups?\s*=>/.test(rest) && isForDevelopment(rest));
    return [
      { name, version: version.trim(), kind: development ? 'development' : 'runtime', line: index + 1 },
    ];
  });
}

const gem = /^\s*gem\s*\(?\s*["']([\w.-]{1,100})["'](?:\s*,\s*["']([^"']{1,100})["'])?([^#]*)/;

/** Only groups that are not there in production. */
function isForDevelopment(line: string): boolean {
  const names = [...line.matchAll(/:(\w{1,40})\b(?!\s*=>)/g)].flatMap(([, name]) => name ?? []);
  return (
    names.length > 0 &&
    names.every((name) => /^(?:development|dev|tests?|lint|docs?|ci|cucumber)$/.test(name))
  );
}

export function readGemspec(text: string): readonly Declared[] {
  return linesOf(text).flatMap((line, index): readonly Declared[] => {
    const shaped =
      /^\s*\w{1,40}\.add_((?:runtime_|development_)?)dependency\s*\(?\s*["']([\w.-]{1,100})["'](?:\s*,\s*["']([^"']{1,100})["'])?/.exec(
        line,
      );
    if (shaped === null) return [];
    const kind = shaped[1] === 'development_' ? 'development' : 'runtime';
    return [{ name: shaped[2] ?? '', version: shaped[3] ?? '', kind, line: index + 1 }];
  });
}

/** `implementation("group:name:1.0")` and `id("plugin") version "1.0"`; `platform(…)` around it does not matter. */
export function readGradleBuild(text: string): readonly Declared[] {
  return linesOf(text).flatMap((line, index): readonly Declared[] => {
    const plugin =
      /^\s*id\s*\(?\s*["']([\w.-]{1,200})["']\s*\)?\s*version\s*\(?\s*["']([^"']{1,100})["']/.exec(line);
    if (plugin !== null) {
      return [{ name: plugin[1] ?? '', version: plugin[2] ?? '', kind: 'build', line: index + 1 }];
    }
    const shaped =
      /^\s*(\w{0,60}?(?:[aA]pi|[iI]mplementation|[cC]ompile|[rR]untime|[rR]untimeOnly|[cC]ompileOnly|[pP]rocessor|kapt|ksp|classpath))\s*\(?\s*(?:(?:platform|enforcedPlatform)\s*\(\s*)?["']([\w.-]{1,200}:[\w.-]{1,200}):([^"':@]{1,100})/.exec(
        line,
      );
    if (shaped === null) return [];
    const [, configuration = '', name = '', version = ''] = shaped;
    return [{ name, version, kind: kindOf(configuration), line: index + 1 }];
  });
}

function kindOf(configuration: string): Declared['kind'] {
  if (/test/i.test(configuration)) return 'development';
  return /processor$|^(?:kapt|ksp|classpath)$/i.test(configuration) ? 'build' : 'runtime';
}

/** `{:phoenix, "~> 1.7"}`; `only: :test` is for development. */
export function readMix(text: string): readonly Declared[] {
  return linesOf(text).flatMap((line, index): readonly Declared[] => {
    const shaped = /^[^#{]{0,80}\{\s*:(\w{1,100})\s*,\s*"([^"]{1,100})"([^}]{0,200})/.exec(line);
    if (shaped === null) return [];
    const only = /\bonly:\s*(.*)$/.exec(shaped[3] ?? '')?.[1];
    const kind = only !== undefined && isForDevelopment(only) ? 'development' : 'runtime';
    return [{ name: shaped[1] ?? '', version: shaped[2] ?? '', kind, line: index + 1 }];
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).map((line) => (/^\s*(?:#|\/\/)/.test(line) ? '' : line));
}
