/** Who may call an operation, with what credentials, and where. */
import type { DocumentNode } from '../document/node.ts';
import { entriesOf, entryOf, member, stringOf } from '../document/node.ts';
import type { Api, Element, Operation, Requirement } from './model.ts';
import { scalarTextOf } from './parts.ts';
import type { Sides } from './sides.ts';
import { isUnstable } from './sides.ts';

export function compareSecurity(sides: Sides, before: Operation, after: Operation): void {
  const { collector, schemes } = sides;
  const common = {
    subject: before.title,
    base: before.security.spot,
    head: after.security.spot,
    flow: 'input',
    unstable: isUnstable(before),
  } as const;
  const base = before.security.alternatives.map((one) => renamed(one, schemes));
  const head = after.security.alternatives;
  const refused = base.filter((one) => !isEnough(one, head));
  const [first] = head;
  if (base.length === 0 && first !== undefined && !isEnough(new Map(), head)) {
    collector.add({ ...common, rule: 'openapi/security-added', args: { to: listed(head) } });
  }
  for (const one of refused) {
    const scopes = missingScopes(one, head);
    if (one.size === 0) {
      collector.add({ ...common, rule: 'openapi/security-added', args: { to: listed(head) } });
    } else if (scopes === undefined) {
      const args = { from: named(one), to: listed(head) };
      collector.add({ ...common, rule: 'openapi/security-alternative-removed', args });
    } else {
      const args = { to: scopes.join(', ') };
      collector.add({ ...common, rule: 'openapi/security-scope-added', args });
    }
  }
  if (refused.length > 0 || base.length === 0) return;
  const opened = head.filter((one) => !isEnough(one, base));
  if (opened.length > 0 || head.length === 0) {
    const args = { to: head.length === 0 ? 'no credentials' : listed(opened) };
    collector.add({ ...common, rule: 'openapi/security-relaxed', args });
  }
}

/** Whether somebody who has these credentials meets one of the alternatives. */
function isEnough(credentials: Requirement, alternatives: readonly Requirement[]): boolean {
  return (
    alternatives.length === 0 ||
    alternatives.some((one) =>
      [...one].every(([scheme, scopes]) => {
        const held = credentials.get(scheme);
        return held !== undefined && [...scopes].every((scope) => held.has(scope));
      }),
    )
  );
}

/** What the nearest alternative with the same schemes asks for in addition; undefined when there is none. */
function missingScopes(one: Requirement, head: readonly Requirement[]): readonly string[] | undefined {
  const missing = head
    .filter((other) => [...other.keys()].every((scheme) => one.has(scheme)))
    .map((other) =>
      [...other].flatMap(([scheme, scopes]) =>
        [...scopes].filter((scope) => one.get(scheme)?.has(scope) !== true),
      ),
    );
  return missing.toSorted((a, b) => a.length - b.length)[0];
}

function renamed(requirement: Requirement, schemes: ReadonlyMap<string, string>): Requirement {
  return new Map([...requirement].map(([scheme, scopes]) => [schemes.get(scheme) ?? scheme, scopes]));
}

function listed(alternatives: readonly Requirement[]): string {
  return alternatives.map(named).join(' or ');
}

function named(requirement: Requirement): string {
  if (requirement.size === 0) return 'no credentials';
  return [...requirement]
    .map(([scheme, scopes]) => (scopes.size === 0 ? scheme : `${scheme} (${[...scopes].join(', ')})`))
    .join(' and ');
}

/** New names of schemes that are otherwise the same, by their old ones. */
export function renamedSchemes(base: Api, head: Api): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const fresh = [...head.securitySchemes].filter(([name]) => !base.securitySchemes.has(name));
  for (const [name, scheme] of base.securitySchemes) {
    if (head.securitySchemes.has(name)) continue;
    const same = fresh.findIndex(([, other]) => schemeText(other) === schemeText(scheme));
    const [found] = same === -1 ? [] : fresh.splice(same, 1);
    if (found !== undefined) names.set(name, found[0]);
  }
  return names;
}

const schemeKeywords = ['type', 'in', 'name', 'scheme', 'bearerFormat', 'openIdConnectUrl'] as const;
const flowKeywords = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'] as const;

function schemeText(scheme: Element): string {
  const flows = [...flowsOf(scheme.node)].map(([name, flow]) => [
    name,
    ...flowKeywords.map((keyword) => scalarTextOf(member(flow, keyword)) ?? null),
  ]);
  return JSON.stringify([...schemeKeywords.map((keyword) => valueOf(scheme.node, keyword) ?? null), flows]);
}

/** As they are compared: names of HTTP schemes and headers know no case, and basic is a scheme of HTTP. */
function valueOf(node: DocumentNode, keyword: string): string | undefined {
  const value = scalarTextOf(member(node, keyword));
  const type = stringOf(member(node, 'type'));
  if (type === 'basic') return { type: 'http', scheme: 'basic' }[keyword] ?? value;
  const isHeader = keyword === 'name' && stringOf(member(node, 'in')) === 'header';
  return keyword === 'scheme' || isHeader ? value?.toLowerCase() : value;
}

/** Swagger 2.0 has one flow, under other names. */
function flowsOf(node: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const single = stringOf(member(node, 'flow'));
  if (single !== undefined) {
    const names: Readonly<Record<string, string>> = {
      application: 'clientCredentials',
      accessCode: 'authorizationCode',
    };
    return new Map([[names[single] ?? single, node]]);
  }
  return new Map(
    entriesOf(member(node, 'flows'))
      .filter(({ key }) => !key.startsWith('x-'))
      .map(({ key, value }) => [key, value]),
  );
}

export function compareSchemes(sides: Sides, base: Api, head: Api): void {
  for (const [name, before] of base.securitySchemes) {
    const after = head.securitySchemes.get(name);
    if (after !== undefined) compareScheme(sides, name, before, after);
  }
}

function compareScheme({ collector }: Sides, name: string, before: Element, after: Element): void {
  const common = {
    subject: `the security scheme ${name}`,
    base: before.spot,
    head: after.spot,
    flow: 'input',
  } as const;
  const changed = (keyword: string, from: string | undefined, to: string | undefined): boolean => {
    if (from === to) return false;
    const args = { keyword, from: from ?? 'none', to: to ?? 'none' };
    collector.add({ ...common, rule: 'openapi/security-scheme-changed', args });
    return true;
  };
  for (const keyword of schemeKeywords) {
    const type = changed(keyword, valueOf(before.node, keyword), valueOf(after.node, keyword));
    // Another type or place has other keywords.
    if (type && (keyword === 'type' || keyword === 'in')) return;
  }
  const now = flowsOf(after.node);
  for (const [flow, was] of flowsOf(before.node)) {
    const is = now.get(flow);
    if (is === undefined) {
      collector.add({ ...common, rule: 'openapi/oauth-flow-removed', args: { from: flow } });
      continue;
    }
    for (const keyword of flowKeywords) {
      changed(keyword, scalarTextOf(member(was, keyword)), scalarTextOf(member(is, keyword)));
    }
    compareScopes(collector, common, member(was, 'scopes'), member(is, 'scopes'));
  }
}

function compareScopes(
  collector: Sides['collector'],
  common: { readonly subject: string; readonly base: Element['spot']; readonly head: Element['spot'] },
  was: DocumentNode | undefined,
  is: DocumentNode | undefined,
): void {
  for (const entry of entriesOf(was)) {
    if (entryOf(is, entry.key) !== undefined) continue;
    const args = { from: entry.key };
    collector.add({ ...common, rule: 'openapi/oauth-scope-removed', args, base: entry });
  }
  for (const entry of entriesOf(is)) {
    if (entryOf(was, entry.key) !== undefined) continue;
    collector.add({ ...common, rule: 'openapi/oauth-scope-added', args: { to: entry.key }, head: entry });
  }
}

/** A description without servers is served where it lies. */
export function compareServers({ collector }: Sides, base: Api, head: Api): void {
  const left = base.servers.filter(({ url }) => head.servers.some((other) => other.url === url));
  const gone = base.servers.filter((one) => !left.includes(one));
  const [first] = gone;
  if (first === undefined) return;
  const to = head.servers[0];
  if (left.length > 0) {
    for (const one of gone) {
      const common = { subject: one.url, base: one.spot, head: to?.spot ?? head.spot };
      collector.add({ ...common, rule: 'openapi/server-removed' });
    }
    return;
  }
  collector.add({
    rule: 'openapi/servers-replaced',
    subject: first.url,
    args: { from: gone.map(({ url }) => url).join(', '), to: to?.url ?? 'none' },
    base: first.spot,
    head: to?.spot ?? head.spot,
  });
}
