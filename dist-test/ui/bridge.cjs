"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// test/ui/bridge.ts
var bridge_exports = {};
__export(bridge_exports, {
  run: () => run
});
module.exports = __toCommonJS(bridge_exports);
var import_node_fs = __toESM(require("node:fs"), 1);
var import_node_http = __toESM(require("node:http"), 1);
var vscode = __toESM(require("vscode"), 1);
async function run() {
  const file = process.env.BRIDGE_FILE;
  if (!file) throw new Error("BRIDGE_FILE is not set.");
  await new Promise((resolve, reject) => {
    const server = import_node_http.default.createServer((request, response) => {
      void read(request).then(async (body) => {
        if (request.url === "/stop") {
          response.end("{}");
          server.close();
          resolve();
          return;
        }
        response.end(JSON.stringify(await answer(JSON.parse(body))));
      });
    });
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return;
      import_node_fs.default.writeFileSync(`${file}.new`, String(address.port));
      import_node_fs.default.renameSync(`${file}.new`, file);
    });
  });
}
async function answer(request) {
  try {
    const call = new Function("vscode", "argument", `return (${request.source})(vscode, argument);`);
    return { value: await call(vscode, request.argument) };
  } catch (error) {
    return { error: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
}
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  run
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vLi4vdGVzdC91aS9icmlkZ2UudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbIi8qKlxuICogVGhlIHdheSBmcm9tIGEgd2luZG93IHRlc3QgaW50byB0aGUgZXh0ZW5zaW9uIGhvc3QuIFZTIENvZGUgbG9hZHMgdGhpcyBmaWxlXG4gKiBhcyBgZXh0ZW5zaW9uVGVzdHNQYXRoYDsgaXQgYW5zd2VycyBvbiBsb29wYmFjayB1bnRpbCBpdCBpcyB0b2xkIHRvIHN0b3AuXG4gKlxuICogQlJJREdFX0ZJTEUgIGZpbGUgdGhhdCByZWNlaXZlcyB0aGUgcG9ydFxuICovXG5pbXBvcnQgZnMgZnJvbSAnbm9kZTpmcyc7XG5pbXBvcnQgaHR0cCBmcm9tICdub2RlOmh0dHAnO1xuaW1wb3J0ICogYXMgdnNjb2RlIGZyb20gJ3ZzY29kZSc7XG5pbXBvcnQgdHlwZSB7IEJyaWRnZUFuc3dlciwgQnJpZGdlUmVxdWVzdCB9IGZyb20gJy4vYnJpZGdlUHJvdG9jb2wudHMnO1xuXG5leHBvcnQgYXN5bmMgZnVuY3Rpb24gcnVuKCk6IFByb21pc2U8dm9pZD4ge1xuICBjb25zdCBmaWxlID0gcHJvY2Vzcy5lbnYuQlJJREdFX0ZJTEU7XG4gIGlmICghZmlsZSkgdGhyb3cgbmV3IEVycm9yKCdCUklER0VfRklMRSBpcyBub3Qgc2V0LicpO1xuICBhd2FpdCBuZXcgUHJvbWlzZTx2b2lkPigocmVzb2x2ZSwgcmVqZWN0KSA9PiB7XG4gICAgY29uc3Qgc2VydmVyID0gaHR0cC5jcmVhdGVTZXJ2ZXIoKHJlcXVlc3QsIHJlc3BvbnNlKSA9PiB7XG4gICAgICB2b2lkIHJlYWQocmVxdWVzdCkudGhlbihhc3luYyAoYm9keSkgPT4ge1xuICAgICAgICBpZiAocmVxdWVzdC51cmwgPT09ICcvc3RvcCcpIHtcbiAgICAgICAgICByZXNwb25zZS5lbmQoJ3t9Jyk7XG4gICAgICAgICAgc2VydmVyLmNsb3NlKCk7XG4gICAgICAgICAgcmVzb2x2ZSgpO1xuICAgICAgICAgIHJldHVybjtcbiAgICAgICAgfVxuICAgICAgICByZXNwb25zZS5lbmQoSlNPTi5zdHJpbmdpZnkoYXdhaXQgYW5zd2VyKEpTT04ucGFyc2UoYm9keSkgYXMgQnJpZGdlUmVxdWVzdCkpKTtcbiAgICAgIH0pO1xuICAgIH0pO1xuICAgIHNlcnZlci5vbmNlKCdlcnJvcicsIHJlamVjdCk7XG4gICAgc2VydmVyLmxpc3RlbigwLCAnMTI3LjAuMC4xJywgKCkgPT4ge1xuICAgICAgY29uc3QgYWRkcmVzcyA9IHNlcnZlci5hZGRyZXNzKCk7XG4gICAgICBpZiAoYWRkcmVzcyA9PT0gbnVsbCB8fCB0eXBlb2YgYWRkcmVzcyA9PT0gJ3N0cmluZycpIHJldHVybjtcbiAgICAgIC8vIFJlbmFtZWQgaW50byBwbGFjZSwgc28gdGhhdCBub2JvZHkgcmVhZHMgaGFsZiBhIG51bWJlci5cbiAgICAgIGZzLndyaXRlRmlsZVN5bmMoYCR7ZmlsZX0ubmV3YCwgU3RyaW5nKGFkZHJlc3MucG9ydCkpO1xuICAgICAgZnMucmVuYW1lU3luYyhgJHtmaWxlfS5uZXdgLCBmaWxlKTtcbiAgICB9KTtcbiAgfSk7XG59XG5cbmFzeW5jIGZ1bmN0aW9uIGFuc3dlcihyZXF1ZXN0OiBCcmlkZ2VSZXF1ZXN0KTogUHJvbWlzZTxCcmlkZ2VBbnN3ZXI+IHtcbiAgdHJ5IHtcbiAgICAvLyBUaGUgdGVzdCdzIG93biBmdW5jdGlvbiwgYXMgdGV4dDogaXQgc2VlcyBub3RoaW5nIG9mIHRoZSBmaWxlIHRoYXQgaXQgd2FzIHdyaXR0ZW4gaW4uXG4gICAgY29uc3QgY2FsbCA9IG5ldyBGdW5jdGlvbigndnNjb2RlJywgJ2FyZ3VtZW50JywgYHJldHVybiAoJHtyZXF1ZXN0LnNvdXJjZX0pKHZzY29kZSwgYXJndW1lbnQpO2ApIGFzIChcbiAgICAgIGFwaTogdHlwZW9mIHZzY29kZSxcbiAgICAgIGFyZ3VtZW50OiB1bmtub3duLFxuICAgICkgPT4gdW5rbm93bjtcbiAgICByZXR1cm4geyB2YWx1ZTogYXdhaXQgY2FsbCh2c2NvZGUsIHJlcXVlc3QuYXJndW1lbnQpIH07XG4gIH0gY2F0Y2ggKGVycm9yKSB7XG4gICAgcmV0dXJuIHsgZXJyb3I6IGVycm9yIGluc3RhbmNlb2YgRXJyb3IgPyAoZXJyb3Iuc3RhY2sgPz8gZXJyb3IubWVzc2FnZSkgOiBTdHJpbmcoZXJyb3IpIH07XG4gIH1cbn1cblxuYXN5bmMgZnVuY3Rpb24gcmVhZChyZXF1ZXN0OiBodHRwLkluY29taW5nTWVzc2FnZSk6IFByb21pc2U8c3RyaW5nPiB7XG4gIGNvbnN0IGNodW5rczogQnVmZmVyW10gPSBbXTtcbiAgZm9yIGF3YWl0IChjb25zdCBjaHVuayBvZiByZXF1ZXN0KSBjaHVua3MucHVzaChjaHVuayBhcyBCdWZmZXIpO1xuICByZXR1cm4gQnVmZmVyLmNvbmNhdChjaHVua3MpLnRvU3RyaW5nKCd1dGY4Jyk7XG59XG4iXSwKICAibWFwcGluZ3MiOiAiOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBTUEscUJBQWU7QUFDZix1QkFBaUI7QUFDakIsYUFBd0I7QUFHeEIsZUFBc0IsTUFBcUI7QUFDekMsUUFBTSxPQUFPLFFBQVEsSUFBSTtBQUN6QixNQUFJLENBQUMsS0FBTSxPQUFNLElBQUksTUFBTSx5QkFBeUI7QUFDcEQsUUFBTSxJQUFJLFFBQWMsQ0FBQyxTQUFTLFdBQVc7QUFDM0MsVUFBTSxTQUFTLGlCQUFBQSxRQUFLLGFBQWEsQ0FBQyxTQUFTLGFBQWE7QUFDdEQsV0FBSyxLQUFLLE9BQU8sRUFBRSxLQUFLLE9BQU8sU0FBUztBQUN0QyxZQUFJLFFBQVEsUUFBUSxTQUFTO0FBQzNCLG1CQUFTLElBQUksSUFBSTtBQUNqQixpQkFBTyxNQUFNO0FBQ2Isa0JBQVE7QUFDUjtBQUFBLFFBQ0Y7QUFDQSxpQkFBUyxJQUFJLEtBQUssVUFBVSxNQUFNLE9BQU8sS0FBSyxNQUFNLElBQUksQ0FBa0IsQ0FBQyxDQUFDO0FBQUEsTUFDOUUsQ0FBQztBQUFBLElBQ0gsQ0FBQztBQUNELFdBQU8sS0FBSyxTQUFTLE1BQU07QUFDM0IsV0FBTyxPQUFPLEdBQUcsYUFBYSxNQUFNO0FBQ2xDLFlBQU0sVUFBVSxPQUFPLFFBQVE7QUFDL0IsVUFBSSxZQUFZLFFBQVEsT0FBTyxZQUFZLFNBQVU7QUFFckQscUJBQUFDLFFBQUcsY0FBYyxHQUFHLElBQUksUUFBUSxPQUFPLFFBQVEsSUFBSSxDQUFDO0FBQ3BELHFCQUFBQSxRQUFHLFdBQVcsR0FBRyxJQUFJLFFBQVEsSUFBSTtBQUFBLElBQ25DLENBQUM7QUFBQSxFQUNILENBQUM7QUFDSDtBQUVBLGVBQWUsT0FBTyxTQUErQztBQUNuRSxNQUFJO0FBRUYsVUFBTSxPQUFPLElBQUksU0FBUyxVQUFVLFlBQVksV0FBVyxRQUFRLE1BQU0sc0JBQXNCO0FBSS9GLFdBQU8sRUFBRSxPQUFPLE1BQU0sS0FBSyxRQUFRLFFBQVEsUUFBUSxFQUFFO0FBQUEsRUFDdkQsU0FBUyxPQUFPO0FBQ2QsV0FBTyxFQUFFLE9BQU8saUJBQWlCLFFBQVMsTUFBTSxTQUFTLE1BQU0sVUFBVyxPQUFPLEtBQUssRUFBRTtBQUFBLEVBQzFGO0FBQ0Y7QUFFQSxlQUFlLEtBQUssU0FBZ0Q7QUFDbEUsUUFBTSxTQUFtQixDQUFDO0FBQzFCLG1CQUFpQixTQUFTLFFBQVMsUUFBTyxLQUFLLEtBQWU7QUFDOUQsU0FBTyxPQUFPLE9BQU8sTUFBTSxFQUFFLFNBQVMsTUFBTTtBQUM5QzsiLAogICJuYW1lcyI6IFsiaHR0cCIsICJmcyJdCn0K
