/** What kind of file a path names. The policy's globs replace the rules below, class by class. */
import { globMatcher } from '../base/glob.ts';
import type { ChangedFile } from '../breaking/detector.ts';
import type { Answer } from '../readiness/model.ts';

export const fileClasses = [
  'api',
  'migrations',
  'ui',
  'dependencies',
  'configuration',
  'flags',
  'infrastructure',
  'docs',
  'tests',
  'security',
] as const;
export type FileClass = (typeof fileClasses)[number];

/** Globs of the policy; a class without any keeps the built-in rules. */
export type FactPaths = Readonly<Partial<Record<FileClass, readonly string[]>>>;

/** `perhaps`: only a look into the file can tell. */
export type PathSays = 'yes' | 'perhaps' | 'no';
export type PathClasses = (path: string, fileClass: FileClass) => PathSays;

interface PathRule {
  /** A changed file of this kind answers yes. */
  readonly sure: RegExp;
  /** A changed file of this kind may be one: nobody knows without looking into it. */
  readonly perhaps?: RegExp;
  /** Is none, though its path looks like one. */
  readonly never?: RegExp;
  /** Tests, samples and texts for people change nothing that runs; true for classes that are about them. */
  readonly aside?: true;
  /** `a migration`, `part of the user interface`. */
  readonly words: string;
}

const rules: Readonly<Record<FileClass, PathRule>> = {
  api: {
    words: 'a description of an API',
    sure: /(?:^|\/)(?:open-?api|swagger|asyncapi)[^/]*\.(?:ya?ml|json)$|(?:^|\/)(?:openapi|swagger|asyncapi)\/.+\.(?:ya?ml|json)$|\.(?:proto|thrift|avsc|avdl|wsdl|raml|smithy|tsp|graphqls?|gql)$/i,
  },
  migrations: {
    words: 'a migration',
    sure: /(?:^|\/)(?:migrations?|db\/migrate|migrate|alembic\/versions|flyway|liquibase|changelogs?\/db|db\/changelogs?)\/.+\.(?:sql|[cm]?[jt]s|py|rb|php|go|cs|java|kt|xml|ya?ml|ex|exs)$|(?:^|\/)[VU]\d+(?:[._]\d+)*__[^/]+\.sql$|(?:^|\/)schema\.(?:prisma|rb)$|(?:^|\/)structure\.sql$|\.(?:up|down)\.sql$|(?:^|\/)migrations?(?:[._-][^/]*)?\.sql$/i,
    perhaps: /\.sql$|(?:^|\/)migrations?(?:\/|[.-])|(?:^|\/)db\/.+\.rb$/i,
    never: /(?:^|\/)migrations?\/(?:__init__\.py|index\.[cm]?[jt]s|migration_lock\.toml)$/i,
  },
  ui: {
    words: 'part of the user interface',
    sure: /\.(?:tsx|jsx|vue|svelte|astro|css|scss|sass|less|styl|html?|hbs|ejs|erb|haml|slim|pug|twig|liquid|mustache|cshtml|razor|xaml|axaml|storyboard|xib|qml|svg|woff2?|ttf|otf)$|\.blade\.php$|\.resx$|(?:^|\/)messages(?:_\w+)?\.properties$|(?:^|\/)(?:locales?|i18n|l10n|translations?|lang)\/.+\.(?:json|ya?ml|po|properties|arb|xlf|ftl|php)$|(?:^|\/)res\/(?:layout|drawable|values|menu)[^/]*\//i,
    perhaps:
      /(?:^|\/)(?:components?|pages|views?|screens|widgets|ui|frontend|public|static|assets|templates|layouts?|resources\/js)\/(?!.*\.(?:ya?ml|toml|tpl|tf|sql|lock|gradle|[cf]sproj)$)(?!(?:.*\/)?(?:package(?:-lock)?|composer|tsconfig[^/]*)\.json$)/i,
  },
  dependencies: {
    words: 'a lock file or a manifest of dependencies',
    sure: /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|pubspec\.lock|Podfile\.lock|Package\.resolved|Chart\.lock|\.terraform\.lock\.hcl|(?:requirements[^/]*|constraints|requirements\/[^/]+)\.(?:txt|in))$/i,
    perhaps:
      /(?:^|\/)(?:package\.json|Cargo\.toml|go\.mod|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|Gemfile|composer\.json|pom\.xml|[^/]+\.gradle(?:\.kts)?|mix\.exs|pubspec\.yaml|Podfile|Package\.swift|Chart\.yaml|[^/]+\.(?:csproj|fsproj|vbproj|gemspec)|Directory\.(?:Packages|Build)\.props|[^/]*\.versions\.toml)$/i,
  },
  configuration: {
    words: 'configuration',
    sure: /(?:^|\/)\.?env(?:\.(?!(?:py|rb|go|php|rs|java|kt|cs)$)[^/]*)?(?:[._-](?:example|sample|template|dist))?$|(?:^|\/)config(?:uration)?(?:[._-][^/]*)?\.(?:ya?ml|toml|json)$|(?:^|\/)(?:web|app)(?:\.[^/]*)?\.config$|(?:^|\/)(?:logback|log4j2?)[^/]*\.(?:xml|ya?ml|properties)$|(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$|(?:^|\/)values[^/]*\.ya?ml$|(?:^|\/)(?:config|conf|settings|helm|charts|k8s|kubernetes|terraform|deploy|infra)\/|\.(?:tf|tfvars|properties|ini|conf|cfg)$|(?:^|\/)(?:app)?settings[^/]*\.(?:json|ya?ml|py)$|(?:^|\/)application[^/]*\.(?:ya?ml|properties)$/i,
    perhaps: /\.(?:ya?ml|toml|json|xml|plist)$|(?:^|\/)Dockerfile|(?:^|\/)config\.[a-z]+$/i,
    never:
      /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|composer\.(?:json|lock)|pnpm-(?:lock|workspace)\.yaml|Cargo\.toml|pyproject\.toml|pom\.xml|libs\.versions\.toml|tsconfig[^/]*\.json|jsconfig\.json|lerna\.json|nx\.json|turbo\.json|renovate\.json5?|dependabot\.ya?ml|\.pre-commit-config\.ya?ml|mkdocs\.ya?ml|\.(?:eslint|prettier|stylelint|babel|oxlint|markdownlint|editorconfig|nyc|mocha)[^/]*|setup\.cfg|Chart\.(?:yaml|lock)|\.terraform\.lock\.hcl|\.golangci[^/]*|\.goreleaser\.ya?ml|sqlc\.ya?ml|buf(?:\.\w+)?\.ya?ml|rustfmt\.toml|clippy\.toml|deny\.toml|rust-toolchain\.toml|diesel\.toml|global\.json|phpunit\.xml(?:\.dist)?|\.gitlab-ci\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|messages(?:_\w+)?\.properties|tox\.ini|pytest\.ini|mypy\.ini|[^/]+\.schema\.json|pubspec\.(?:yaml|lock))$|(?:^|\/)(?:\.sqlx|\.cargo|\.circleci|\.storybook|locales?|i18n|l10n|translations?)\/|(?:^|\/)config\/routes(?:\.\w+$|\/)|(?:^|\/)(?:db\/changelogs?|migrations?)\/|(?:^|\/)meta\/(?:_journal|\d+_snapshot)\.json$|(?:^|\/)(?:open-?api|swagger|asyncapi)[^/]*\.(?:ya?ml|json)$|(?:^|\/)(?:openapi|swagger|asyncapi)\//i,
  },
  flags: {
    words: 'about feature flags',
    sure: /(?:^|\/)[^/]*(?:feature[-_.]?(?:flags?|toggles?)|flags|toggles)[^/]*\.(?:json|ya?ml|toml|properties|ini)$|(?:^|\/)(?:feature[-_]?flags?|flags|toggles|flagd)\/.+\.(?:json|ya?ml|toml)$/i,
  },
  infrastructure: {
    words: 'infrastructure',
    sure: /\.(?:tf|tfvars|bicep|nomad|hcl)$|(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$|(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$|(?:^|\/)(?:terraform|infra(?:structure)?|k8s|kubernetes|helm|charts|kustomize|ansible|pulumi|cloudformation|cdk|argocd|manifests|deploy(?:ment)?s?)\/.+|(?:^|\/)(?:serverless|skaffold|fly|render|app|cloudbuild)\.(?:ya?ml|toml)$|(?:^|\/)(?:Procfile|Vagrantfile|Chart\.yaml|kustomization\.ya?ml|template\.ya?ml|samconfig\.toml|nginx[^/]*\.conf)$/i,
    perhaps: /\.ya?ml$/i,
    never: /(?:^|\/)\.tflint\.hcl$/i,
  },
  docs: {
    words: 'documentation',
    aside: true,
    sure: /(?:^|\/)(?:docs?|documentation|handbook|wiki)\/|\.(?:md|mdx|markdown|rst|adoc|asciidoc)$|(?:^|\/)(?:mkdocs\.ya?ml|README[^/]*)$/i,
    never:
      /(?:^|\/)\.github\/|(?:^|\/)releases?\/|(?:^|\/)(?:CHANGELOG|CODEOWNERS)[^/]*$|(?:^|\/)node_modules\//i,
  },
  tests: {
    words: 'a test',
    aside: true,
    sure: /(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress|testdata|fixtures?)\/|[._-](?:test|spec|cy)\.[^/]+$|(?:^|\/)(?:test_[^/]+|tests)\.py$|_test\.(?:go|py|rb|exs|dart)$|(?:Tests?|IT|Spec)\.(?:java|kt|cs|scala|swift|php)$/,
    never: /(?:^|\/)node_modules\//,
  },
  security: {
    words: 'relevant for security',
    aside: true,
    sure: /(?:^|\/)(?:auth(?:n|z|entication|orization)?|oauth2?|oidc|saml|sso|login|sessions?|permissions?|rbac|acl|polic(?:y|ies)|crypto(?:graphy)?|encryption|security|secrets?|certs?|certificates|keys|jwt|vault)(?:\/|[._-][^/]*$|\.[^/]+$)|(?:^|\/)[^/]*(?:auth(?!or(?!i[sz]))|crypto|password|credential|secret|security|permission|csrf|cors|jwt|oauth|saml)[^/]*\.(?:[cm]?[jt]sx?|py|rb|go|java|kt|cs|php|rs|ex|exs|swift|scala|c|cc|cpp|h)$|(?:^|\/)(?:CODEOWNERS|SECURITY\.md|\.gitleaks[^/]*|\.npmrc|\.snyk|\.trivyignore|\.netrc)$|(?:^|\/)\.github\/(?:workflows|actions)\/|(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)Jenkinsfile[^/]*$|(?:^|\/)\.circleci\/|(?:^|\/)azure-pipelines[^/]*\.ya?ml$|(?:^|\/)credentials[^/]*\.(?:enc|ya?ml|json)$|\.(?:pem|key|crt|p12|pfx|jks)$/i,
    never:
      /(?:^|\/)(?:__tests__|tests?|specs?|fixtures?|testdata|docs?|node_modules)\/|(?:^|\/)releases\/policy\.ya?ml$|[._-](?:test|spec)\.[^/]+$/i,
  },
};

const aside =
  /(?:^|\/)(?:__tests__|tests?|spec|specs|fixtures?|testdata|examples?|samples?|docs?|\.github|\.vscode|node_modules|releases)\/|\.(?:md|markdown|rst|adoc|txt)$|\.(?:test|spec)\.[^/]+$/i;
/** Texts that are dependencies all the same. */
const notAside = /(?:^|\/)(?:requirements[^/]*|constraints|requirements\/[^/]+)\.(?:txt|in)$/i;

export function pathClasses(globs: FactPaths = {}): PathClasses {
  const own = new Map(
    fileClasses.flatMap((fileClass) => {
      const given = globs[fileClass] ?? [];
      return given.length === 0 ? [] : [[fileClass, globMatcher(given)] as const];
    }),
  );
  return (path, fileClass) => {
    const matches = own.get(fileClass);
    if (matches !== undefined) return matches(path) ? 'yes' : 'no';
    const rule = rules[fileClass];
    if (rule.aside !== true && aside.test(path) && !notAside.test(path)) return 'no';
    if (rule.never?.test(path) === true) return 'no';
    if (rule.sure.test(path)) return 'yes';
    return rule.perhaps?.test(path) === true ? 'perhaps' : 'no';
  };
}

export function pathOf(file: ChangedFile): string {
  return file.head ?? file.base ?? '';
}

/** What paths alone can say. "No" is said only when every changed file was listed, and none of them might be one. */
export function pathFacts(
  changed: readonly ChangedFile[],
  classes: PathClasses = pathClasses(),
): Readonly<Record<FileClass, Answer>> {
  const paths = changed.map(pathOf);
  const answer = (fileClass: FileClass): Answer => {
    const found = paths.filter((path) => classes(path, fileClass) === 'yes');
    if (found.length > 0) return { known: true, holds: true, evidence: evidenceOf(found) };
    if (paths.some((path) => classes(path, fileClass) === 'perhaps')) {
      return { known: false, why: 'notAnalysed' };
    }
    return { known: true, holds: false, evidence: noneOf(changed.length, fileClass) };
  };
  return byClass(answer);
}

export function byClass<T>(of: (fileClass: FileClass) => T): Readonly<Record<FileClass, T>> {
  return {
    api: of('api'),
    migrations: of('migrations'),
    ui: of('ui'),
    dependencies: of('dependencies'),
    configuration: of('configuration'),
    flags: of('flags'),
    infrastructure: of('infrastructure'),
    docs: of('docs'),
    tests: of('tests'),
    security: of('security'),
  };
}

/** `None of 12 changed files is a migration.` */
export function noneOf(count: number, fileClass: FileClass): string {
  return `None of ${count} changed files is ${rules[fileClass].words}.`;
}

/** `3 files under migrations/`, or the one file. */
export function evidenceOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1) return first;
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [one = []] = folders;
  const differs = one.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  const shared = one.slice(0, differs === -1 ? one.length : differs).join('/');
  return shared === '' ? `${first} and ${paths.length - 1} more` : `${paths.length} files under ${shared}/`;
}
