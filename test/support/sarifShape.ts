/** Paths of what SARIF 2.1.0 requires and the log lacks or gets wrong, for the parts that the reports use. */
export function sarifProblems(log: unknown): readonly string[] {
  const problems: string[] = [];
  const require = (holds: boolean, path: string) => {
    if (!holds) problems.push(path);
  };
  const root = record(log);
  require(root['version'] === '2.1.0', 'version');
  require(typeof root['$schema'] === 'string' && /sarif-2\.1\.0/.test(root['$schema']), '$schema');
  require(Array.isArray(root['runs']) && root['runs'].length > 0, 'runs');
  for (const [runIndex, run] of list(root['runs']).entries()) {
    const at = `runs[${runIndex}]`;
    const driver = record(record(record(run)['tool'])['driver']);
    require(isText(driver['name']), `${at}.tool.driver.name`);
    require(/^\d+\.\d+\.\d+/.test(String(driver['semanticVersion'])), `${at}.tool.driver.semanticVersion`);
    const rules = list(driver['rules']).map((rule) => record(rule)['id']);
    require(new Set(rules).size === rules.length && rules.every(isText), `${at}.tool.driver.rules`);
    require(Array.isArray(record(run)['results']), `${at}.results`);
    for (const [index, result] of list(record(run)['results']).entries()) {
      problems.push(...resultProblems(record(result), rules, `${at}.results[${index}]`));
    }
  }
  return problems;
}

function resultProblems(result: Fields, rules: readonly unknown[], at: string): readonly string[] {
  const problems: string[] = [];
  if (!isText(record(result['message'])['text'])) problems.push(`${at}.message.text`);
  if (!['none', 'note', 'warning', 'error'].includes(String(result['level']))) problems.push(`${at}.level`);
  if (rules[Number(result['ruleIndex'])] !== result['ruleId']) problems.push(`${at}.ruleIndex`);
  for (const [index, location] of list(result['locations']).entries()) {
    const physical = record(record(location)['physicalLocation']);
    const path = `${at}.locations[${index}].physicalLocation`;
    const { uri } = record(physical['artifactLocation']);
    if (typeof uri !== 'string' || !/^[A-Za-z0-9\-._~/%!$&'()*+,;=:@]+$/.test(uri)) {
      problems.push(`${path}.artifactLocation.uri`);
    }
    const region = physical['region'];
    for (const name of ['startLine', 'startColumn']) {
      const value = record(region)[name];
      if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 1))
        problems.push(`${path}.region.${name}`);
    }
    if (region !== undefined && record(region)['startLine'] === undefined)
      problems.push(`${path}.region.startLine`);
  }
  return problems;
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
