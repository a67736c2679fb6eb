/** What kind of files changed, by their paths: evidence for the conditions of a checklist. */
import type { ChangeFact } from '../checklist/conditions.ts';
import type { Answer } from '../readiness/model.ts';
import type { ChangedFile } from './detector.ts';

/** Facts that paths can answer. */
export type PathFact = Extract<ChangeFact, 'migrations' | 'ui' | 'dependencies' | 'configuration'>;

interface PathRule {
  /** A changed file of this kind answers yes. */
  readonly sure: RegExp;
  /** A changed file of this kind may be one: nobody knows without looking into it. */
  readonly perhaps?: RegExp;
  /** `migrations`, `files of the user interface`. */
  readonly words: string;
}

const rules: Readonly<Record<PathFact, PathRule>> = {
  migrations: {
    words: 'a migration',
    sure: /(?:^|\/)(?:migrations?|db\/migrate|migrate|alembic\/versions|flyway|liquibase|changelogs?\/db)\/.+\.(?:sql|[cm]?[jt]s|py|rb|php|go|cs|java|kt|xml|ya?ml|ex|exs)$|(?:^|\/)V\d+(?:[._]\d+)*__[^/]+\.sql$|(?:^|\/)schema\.(?:prisma|rb)$|(?:^|\/)structure\.sql$/i,
    perhaps: /\.sql$|(?:^|\/)migrations?(?:\/|[.-])/i,
  },
  ui: {
    words: 'part of the user interface',
    sure: /\.(?:tsx|jsx|vue|svelte|astro|css|scss|sass|less|styl|html?|hbs|ejs|erb|haml|pug|cshtml|razor|xaml|storyboard|xib|qml|svg)$/i,
    perhaps:
      /(?:^|\/)(?:components?|pages|views?|screens|widgets|ui|frontend|public|assets|templates|layouts?|locales?|i18n)\//i,
  },
  dependencies: {
    words: 'a lock file or a manifest of dependencies',
    sure: /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|pubspec\.lock|Podfile\.lock|Package\.resolved|requirements[^/]*\.txt)$/i,
    perhaps:
      /(?:^|\/)(?:package\.json|Cargo\.toml|go\.mod|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|Gemfile|composer\.json|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|pubspec\.yaml|Podfile|Package\.swift|[^/]+\.(?:csproj|fsproj|vbproj|gemspec)|Directory\.Packages\.props|libs\.versions\.toml)$/i,
  },
  configuration: {
    words: 'configuration',
    sure: /(?:^|\/)\.env(?:\.[^/]*)?$|(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$|(?:^|\/)values[^/]*\.ya?ml$|(?:^|\/)(?:config|conf|settings|helm|charts|k8s|kubernetes|terraform|deploy|infra)\/|\.(?:tf|tfvars|properties|ini|conf|cfg)$|(?:^|\/)(?:app)?settings[^/]*\.(?:json|ya?ml|py)$|(?:^|\/)application[^/]*\.(?:ya?ml|properties)$/i,
    perhaps: /\.(?:ya?ml|toml|json|xml|plist)$|(?:^|\/)Dockerfile/i,
  },
};

/** Tests, samples and texts for people change nothing that runs. */
const aside =
  /(?:^|\/)(?:__tests__|tests?|spec|specs|fixtures?|testdata|examples?|samples?|docs?|\.github|\.vscode|node_modules|releases)\/|\.(?:md|markdown|rst|adoc|txt)$|\.(?:test|spec)\.[^/]+$/i;
/** Texts that are dependencies all the same. */
const notAside = /(?:^|\/)requirements[^/]*\.txt$/i;

/** "No" is said only when every changed file was listed, and none of them might be one. */
export function pathFacts(changed: readonly ChangedFile[]): Readonly<Record<PathFact, Answer>> {
  const paths = changed
    .map((file) => file.head ?? file.base ?? '')
    .filter((path) => notAside.test(path) || !aside.test(path));
  const answer = ({ sure, perhaps, words }: PathRule): Answer => {
    const found = paths.filter((path) => sure.test(path));
    if (found.length > 0) return { known: true, holds: true, evidence: evidenceOf(found) };
    if (perhaps !== undefined && paths.some((path) => perhaps.test(path))) {
      return { known: false, why: 'notAnalysed' };
    }
    return { known: true, holds: false, evidence: `None of ${changed.length} changed files is ${words}.` };
  };
  return {
    migrations: answer(rules.migrations),
    ui: answer(rules.ui),
    dependencies: answer(rules.dependencies),
    configuration: answer(rules.configuration),
  };
}

/** `3 files under migrations`, or the one file. */
function evidenceOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1) return first;
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [one = []] = folders;
  const common = one.filter((part, index) => folders.every((folder) => folder[index] === part));
  const shared = one.slice(0, common.length).join('/');
  return shared === '' ? `${first} and ${paths.length - 1} more` : `${paths.length} files under ${shared}/`;
}
