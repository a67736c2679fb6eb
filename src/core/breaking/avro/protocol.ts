/** Messages of a protocol: old clients call a new server, so what it answers is read with the old types. */
import type { Purpose } from './collector.ts';
import { compareTypes } from './compareTypes.ts';
import type { Sides } from './walk.ts';
import { compareFields } from './compareNamed.ts';
import type { AvroType, Message, Protocol, Union } from './schema.ts';

export function compareProtocols(sides: Sides, base: Protocol, head: Protocol): void {
  const { collector } = sides;
  for (const [name, message] of base.messages) {
    const now = head.messages.get(name);
    const purpose: Purpose = 'data';
    if (now === undefined) {
      const found = { subject: name, base: message.spot, head: head.spot, purpose };
      collector.add({ rule: 'avro/message-removed', ...found, newFails: true, oldFails: false });
    } else compareMessages(sides, message, now);
  }
  for (const [name, message] of head.messages) {
    if (base.messages.has(name)) continue;
    const found = { subject: name, base: base.spot, head: message.spot, pointer: message.pointer };
    collector.add({
      rule: 'avro/message-added',
      ...found,
      purpose: 'data',
      newFails: false,
      oldFails: true,
    });
  }
}

function compareMessages(sides: Sides, base: Message, head: Message): void {
  const { name } = head;
  compareFields(sides, {
    title: name,
    before: base.request,
    after: head.request,
    base: base.spot,
    head: head.spot,
    purpose: 'data',
  });
  // What waits was found in the request; it is compared before the answer.
  const answer = (before: AvroType, after: AvroType, subject: string): void =>
    compareTypes(sides, { base: before, head: after, subject, purpose: 'answer' });
  answer(base.response, head.response, `${name} response`);
  answer(withText(base.errors), withText(head.errors), `${name} errors`);
  if (base.oneWay !== head.oneWay) {
    const found = { subject: name, base: base.spot, head: head.spot, pointer: head.pointer };
    const args = { from: base.oneWay ? 'one-way' : 'answered', to: head.oneWay ? 'one-way' : 'answered' };
    const fails = { newFails: true, oldFails: true };
    sides.collector.add({ rule: 'avro/message-one-way-changed', ...found, args, purpose: 'data', ...fails });
  }
}

/** Any message may fail with a text besides the errors that it declares. */
function withText(errors: Union): Union {
  const text: AvroType = { kind: 'string', spot: errors.spot, pointer: errors.pointer };
  return { ...errors, branches: [text, ...errors.branches] };
}
