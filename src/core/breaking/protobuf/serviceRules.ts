import type { Rule } from '../detector.ts';
import { pair } from './pair.ts';

const messages = 'message Order {\n  string id = 1;\n}\nmessage Item {\n  string name = 2;\n}';
const service = (methods: string): string => `${messages}\nservice Shop {\n  ${methods}\n}`;
const get = 'rpc Get(Order) returns (Item);';
const list = 'rpc List(Order) returns (Item);';

export const serviceRules = {
  'protobuf/service-removed': {
    level: 'major',
    sentence: 'The service {subject} is gone from its file{now}.',
    fix: 'Keep the service, mark it as deprecated, and remove it when nobody calls it any more.',
    why: 'Clients get an error for every call where the server no longer knows the service. In languages that name code after files a move to another file breaks the code.',
    aliases: ['buf:SERVICE_NO_DELETE'],
    example: pair(service(get), messages),
    nearMiss: pair(service(get), `service Shop {\n  ${get}\n}\n${messages}`),
  },
  'protobuf/service-renamed': {
    level: 'major',
    sentence: 'The service {subject} is now called {to}.',
    fix: 'Serve the old name beside the new one until nobody calls it any more.',
    why: 'The name is a part of the path of every call, so clients with the old name get an error.',
    aliases: ['buf:SERVICE_NO_DELETE', 'buf:PACKAGE_SERVICE_NO_DELETE'],
    example: pair(service(get), service(get).replace('Shop', 'Store')),
    nearMiss: pair(service(get), service(list).replace('Shop', 'Store')),
  },
  'protobuf/rpc-removed': {
    level: 'major',
    sentence: 'The method {subject} is gone.',
    fix: 'Keep the method, mark it as deprecated, and remove it when nobody calls it any more.',
    why: 'Clients that call it get an error.',
    aliases: ['buf:RPC_NO_DELETE'],
    example: pair(service(`${get}\n  ${list}`), service(get)),
    nearMiss: pair(service(`${get}\n  ${list}`), service(`${list}\n  ${get}`)),
  },
  'protobuf/rpc-request-type-changed': {
    level: 'major',
    sentence: 'The request of {subject} was {from} and is now {to}.',
    fix: 'Add a method with the new request and keep this one.',
    why: 'Clients send the old message, which the server reads as the new one: values end up in other fields or get lost.',
    aliases: ['buf:RPC_SAME_REQUEST_TYPE'],
    example: pair(service(get), service('rpc Get(Item) returns (Item);')),
    nearMiss: pair(service(get), service('rpc Get(.shop.Order) returns (Item);')),
  },
  'protobuf/rpc-response-type-changed': {
    level: 'major',
    sentence: 'The response of {subject} was {from} and is now {to}.',
    fix: 'Add a method with the new response and keep this one.',
    why: 'Clients read the new message as the old one: values end up in other fields or get lost.',
    aliases: ['buf:RPC_SAME_RESPONSE_TYPE'],
    example: pair(service(get), service('rpc Get(Order) returns (Order);')),
    nearMiss: pair(service(get), service('rpc Get(Order) returns (shop.Item) {}')),
  },
  'protobuf/rpc-client-streaming-changed': {
    level: 'major',
    sentence: 'The requests of {subject} were {from} and are now {to}.',
    fix: 'Add a method with the other mode and keep this one.',
    why: 'Both sides have to agree on how many messages are sent. Generated code has another signature.',
    aliases: ['buf:RPC_SAME_CLIENT_STREAMING'],
    example: pair(service(get), service('rpc Get(stream Order) returns (Item);')),
    nearMiss: pair(service(get), service('rpc Get(Order) returns (Item) {}')),
  },
  'protobuf/rpc-server-streaming-changed': {
    level: 'major',
    sentence: 'The responses of {subject} were {from} and are now {to}.',
    fix: 'Add a method with the other mode and keep this one.',
    why: 'Both sides have to agree on how many messages are sent. Generated code has another signature.',
    aliases: ['buf:RPC_SAME_SERVER_STREAMING'],
    example: pair(service(get), service('rpc Get(Order) returns (stream Item);')),
    nearMiss: pair(service(get), service('rpc Get(Order) returns (Item) {}')),
  },
  'protobuf/rpc-idempotency-changed': {
    level: 'major',
    sentence: 'The idempotency of {subject} was {from} and is now {to}.',
    fix: 'Put the old level back.',
    why: 'Clients and proxies repeat calls, or send them as GET requests, because of this option. They go on to do so with the old schema.',
    aliases: ['buf:RPC_SAME_IDEMPOTENCY_LEVEL'],
    example: pair(
      service('rpc Get(Order) returns (Item) {\n    option idempotency_level = IDEMPOTENT;\n  }'),
      service('rpc Get(Order) returns (Item) {\n    option idempotency_level = NO_SIDE_EFFECTS;\n  }'),
    ),
    nearMiss: pair(
      service('rpc Get(Order) returns (Item) {\n    option idempotency_level = IDEMPOTENCY_UNKNOWN;\n  }'),
      service(get),
    ),
  },
  'protobuf/service-added': {
    level: 'minor',
    sentence: 'The service {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody calls it yet.',
    aliases: [],
    example: pair(messages, service(get)),
    nearMiss: pair(service(get), `service Shop {\n  ${get}\n}\n${messages}`),
  },
  'protobuf/rpc-added': {
    level: 'minor',
    sentence: 'The method {subject} is new.',
    fix: 'Nothing to do; whoever implements the service by hand gets a new method to write.',
    why: 'Nobody calls it yet.',
    aliases: [],
    example: pair(service(get), service(`${get}\n  ${list}`)),
    nearMiss: pair(service(`${get}\n  ${list}`), service(`${list}\n  ${get}`)),
  },
} satisfies Readonly<Record<string, Rule>>;
