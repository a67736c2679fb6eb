/** Services of the same name, and their methods. */
import type { Context } from './context.ts';
import { isSurelyGone, isSurelyNew } from './context.ts';
import type { Method, MethodType, ProtoFile } from './model.ts';
import { optionOf } from './model.ts';
import { renamed } from './renames.ts';
import { resolveType } from './resolve.ts';
import type { RuleId } from './rules.ts';
import type { ServiceEntry, Side } from './side.ts';
import { sameType } from './compareTypes.ts';

export function compareService(context: Context, before: ServiceEntry, after: ServiceEntry): void {
  const { collector } = context;
  const scope = before.declaration.fullName;
  const methods = new Map(after.declaration.methods.map((method) => [method.name, method]));
  const known = new Set(before.declaration.methods.map(({ name }) => name));
  for (const method of before.declaration.methods) {
    const now = methods.get(method.name);
    const subject = `${scope}.${method.name}`;
    if (now !== undefined) compareMethod(context, before, after, [method, now]);
    else if (isSurelyGone(context, method.name, after.declaration)) {
      const places = { base: method.spot, head: after.declaration.spot };
      collector.add({ rule: 'protobuf/rpc-removed', subject, ...places });
    }
  }
  for (const method of after.declaration.methods) {
    if (known.has(method.name) || !isSurelyNew(context, method.name, before.declaration)) continue;
    const places = { base: before.declaration.spot, head: method.spot };
    collector.add({ rule: 'protobuf/rpc-added', subject: `${scope}.${method.name}`, ...places });
  }
}

function compareMethod(
  context: Context,
  { declaration, file }: ServiceEntry,
  { file: fileNow, declaration: serviceNow }: ServiceEntry,
  [before, after]: readonly [Method, Method],
): void {
  const { collector } = context;
  const subject = `${declaration.fullName}.${before.name}`;
  const compareMessageType = (rule: RuleId, was: MethodType, is: MethodType): void => {
    const from = typeName(context.base, file, declaration.fullName, was);
    const to = typeName(context.head, fileNow, serviceNow.fullName, is);
    if (sameType(context, from, to)) return;
    const args = { from: renamed(context.renames, from.name), to: to.name };
    collector.add({ rule, subject, args, base: was.spot, head: is.spot });
  };
  compareMessageType('protobuf/rpc-request-type-changed', before.request, after.request);
  compareMessageType('protobuf/rpc-response-type-changed', before.response, after.response);
  const compareValue = (rule: RuleId, from: string, to: string): void => {
    if (from !== to)
      collector.add({ rule, subject, args: { from, to }, base: before.spot, head: after.spot });
  };
  const mode = ({ streaming }: MethodType): string => (streaming ? 'streaming' : 'unary');
  compareValue('protobuf/rpc-client-streaming-changed', mode(before.request), mode(after.request));
  compareValue('protobuf/rpc-server-streaming-changed', mode(before.response), mode(after.response));
  const level = ({ options }: Method): string =>
    optionOf(options, 'idempotency_level')?.value ?? 'IDEMPOTENCY_UNKNOWN';
  if (level(before) !== level(after)) {
    collector.add({
      rule: 'protobuf/rpc-idempotency-changed',
      subject,
      args: { from: level(before), to: level(after) },
      base: before.spot,
      head: optionOf(after.options, 'idempotency_level')?.spot ?? after.spot,
    });
  }
}

function typeName(
  side: Side,
  file: ProtoFile,
  scope: string,
  { type }: MethodType,
): ReturnType<typeof resolveType> {
  return resolveType(side.names, file, scope, type);
}
