/** Where definitions are looked for. */
const document = /\.(?:ya?ml|json)$/i;
const outsideApi =
  /(?:^|\/)(?:node_modules|vendor|third_party|__tests__|__mocks__|__fixtures__|tests?|e2e|fixtures|testdata|mocks?|examples?|samples?|benchmarks?)\//i;
const ofDefinitions = /(?:^|\/)[^/]*(?:crds?|custom-?resource-?definitions?)(?:[-_./][^/]*|\/.*)$/i;
const otherDocuments =
  /(?:^|\/)(?:package(?:-lock)?|composer|tsconfig|pnpm-lock|pnpm-workspace|\.gitlab-ci|azure-pipelines|mkdocs|docker-compose|compose)(?:\.[\w.-]+)?$|(?:^|\/)(?:\.github|\.circleci|\.vscode)\//i;

/** A file that may hold definitions. */
export function isCandidate(path: string | undefined): path is string {
  return path !== undefined && document.test(path) && !outsideApi.test(path) && !otherDocuments.test(path);
}

/** A file whose name or folder says that it holds nothing else. */
export function isDefinitionPath(path: string): boolean {
  return isCandidate(path) && ofDefinitions.test(path);
}
