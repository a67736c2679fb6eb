/** JSON-RPC 2.0 as data: what a line means, and the answers to it. */
import { isUtf8 } from 'node:buffer';

export type Id = string | number;

export const errorCodes = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
} as const;

export interface RpcError {
  readonly code: (typeof errorCodes)[keyof typeof errorCodes];
  readonly message: string;
}

export type Params = Readonly<Record<string, unknown>>;

/** `nothing`: an answer to something that was never asked; it asks for none. */
export type Incoming =
  | { readonly kind: 'request'; readonly id: Id; readonly method: string; readonly params: Params }
  | { readonly kind: 'notification'; readonly method: string; readonly params: Params }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly id: Id | null; readonly error: RpcError };

export type Outgoing =
  | { readonly jsonrpc: '2.0'; readonly id: Id; readonly result: Params }
  | { readonly jsonrpc: '2.0'; readonly id: Id | null; readonly error: RpcError }
  | { readonly jsonrpc: '2.0'; readonly method: string; readonly params: Params };

/** The value on a line; undefined with an error when it is no JSON. */
export function valueOf(bytes: Buffer): { readonly value: unknown } | { readonly error: RpcError } {
  if (!isUtf8(bytes)) return { error: rpcError('parse', 'The message is not UTF-8.') };
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { error: rpcError('parse', 'The message is not JSON. Send one JSON-RPC message a line.') };
  }
}

export function readMessage(value: unknown): Incoming {
  const message = recordOf(value);
  if (message === undefined) return wrong(null, 'A message is a JSON object.');
  const { id } = message;
  const known = isId(id) ? id : null;
  if (message['jsonrpc'] !== '2.0') return wrong(known, 'jsonrpc is "2.0".');
  const { method } = message;
  if (method === undefined && ('result' in message || 'error' in message)) return { kind: 'nothing' };
  if (typeof method !== 'string') return wrong(known, 'method is a text.');
  if ('id' in message && known === null) return wrong(null, 'id is a text or a number.');
  const params = 'params' in message ? recordOf(message['params']) : {};
  if (params === undefined) {
    return known === null
      ? { kind: 'nothing' }
      : { kind: 'wrong', id: known, error: rpcError('invalidParams', 'params is an object.') };
  }
  return known === null
    ? { kind: 'notification', method, params }
    : { kind: 'request', id: known, method, params };
}

export function rpcError(code: keyof typeof errorCodes, message: string): RpcError {
  return { code: errorCodes[code], message };
}

export function isId(value: unknown): value is Id {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

export function recordOf(value: unknown): Params | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function wrong(id: Id | null, message: string): Incoming {
  return { kind: 'wrong', id, error: rpcError('invalidRequest', message) };
}
