/**
 * The way from a window test into the extension host. VS Code loads this file
 * as `extensionTestsPath`; it answers on loopback until it is told to stop.
 *
 * BRIDGE_FILE  file that receives the port
 */
import fs from 'node:fs';
import http from 'node:http';
import * as vscode from 'vscode';
import type { BridgeAnswer, BridgeRequest } from './bridgeProtocol.ts';

export async function run(): Promise<void> {
  const file = process.env.BRIDGE_FILE;
  if (!file) throw new Error('BRIDGE_FILE is not set.');
  await new Promise<void>((resolve, reject) => {
    const server = http.createServer((request, response) => {
      void read(request).then(async (body) => {
        if (request.url === '/stop') {
          response.end('{}');
          server.close();
          resolve();
          return;
        }
        response.end(JSON.stringify(await answer(JSON.parse(body) as BridgeRequest)));
      });
    });
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return;
      // Renamed into place, so that nobody reads half a number.
      fs.writeFileSync(`${file}.new`, String(address.port));
      fs.renameSync(`${file}.new`, file);
    });
  });
}

async function answer(request: BridgeRequest): Promise<BridgeAnswer> {
  try {
    // The test's own function, as text: it sees nothing of the file that it was written in.
    const call = new Function('vscode', 'argument', `return (${request.source})(vscode, argument);`) as (
      api: typeof vscode,
      argument: unknown,
    ) => unknown;
    return { value: await call(vscode, request.argument) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function read(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
