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

// test/vscode/index.ts
var vscode_exports = {};
__export(vscode_exports, {
  run: () => run
});
module.exports = __toCommonJS(vscode_exports);
var import_node_fs = __toESM(require("node:fs"), 1);
var import_node_path = __toESM(require("node:path"), 1);
var import_mocha = require("mocha");
async function run() {
  const suite = required("TEST_SUITE");
  const mocha = new import_mocha.Mocha({ ui: "bdd", timeout: 6e4, reporter: class {
  } });
  for (const file of testFiles(suite)) mocha.addFile(file);
  const outcomes = [];
  await new Promise((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on("pass", (test) => outcomes.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
    runner.on("fail", (test, error) => {
      outcomes.push({
        title: test.fullTitle(),
        milliseconds: test.duration ?? 0,
        failure: error.stack ?? error.message
      });
    });
  });
  const results = { outcomes };
  import_node_fs.default.writeFileSync(required("TEST_RESULTS"), JSON.stringify(results, void 0, 2));
  const failed = outcomes.filter(({ failure }) => failure !== void 0);
  if (failed.length > 0) throw new Error(`${failed.length} failed`);
}
function testFiles(folder) {
  const files = import_node_fs.default.readdirSync(folder).filter((name) => name.endsWith(".test.cjs"));
  return files.toSorted().map((name) => import_node_path.default.join(folder, name));
}
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  run
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vLi4vdGVzdC92c2NvZGUvaW5kZXgudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbIi8qKlxuICogUnVucyBtb2NoYSBpbnNpZGUgdGhlIGV4dGVuc2lvbiBob3N0LiBWUyBDb2RlIGxvYWRzIHRoaXMgZmlsZSBhc1xuICogYGV4dGVuc2lvblRlc3RzUGF0aGAgYW5kIGNhbGxzIGBydW5gOyBhIHJlamVjdGlvbiBpcyBhIGZhaWxlZCBydW4uXG4gKlxuICogVEVTVF9TVUlURSAgICBmb2xkZXIgb2YgdGhlIGNvbXBpbGVkIHRlc3QgZmlsZXNcbiAqIFRFU1RfUkVTVUxUUyAgZmlsZSBmb3IgdGhlIHJlc3VsdHMsIGJlY2F1c2UgYSBob3N0IHByaW50cyBpdHMgdGVzdHMgYW1vbmcgaXRzIG93biBsb2dcbiAqL1xuaW1wb3J0IGZzIGZyb20gJ25vZGU6ZnMnO1xuaW1wb3J0IHBhdGggZnJvbSAnbm9kZTpwYXRoJztcbmltcG9ydCB7IE1vY2hhIH0gZnJvbSAnbW9jaGEnO1xuaW1wb3J0IHR5cGUgeyBPdXRjb21lLCBSdW5SZXN1bHRzIH0gZnJvbSAnLi9yZXN1bHRzLnRzJztcblxuZXhwb3J0IGFzeW5jIGZ1bmN0aW9uIHJ1bigpOiBQcm9taXNlPHZvaWQ+IHtcbiAgY29uc3Qgc3VpdGUgPSByZXF1aXJlZCgnVEVTVF9TVUlURScpO1xuICBjb25zdCBtb2NoYSA9IG5ldyBNb2NoYSh7IHVpOiAnYmRkJywgdGltZW91dDogNjBfMDAwLCByZXBvcnRlcjogY2xhc3Mge30gfSk7XG4gIGZvciAoY29uc3QgZmlsZSBvZiB0ZXN0RmlsZXMoc3VpdGUpKSBtb2NoYS5hZGRGaWxlKGZpbGUpO1xuICBjb25zdCBvdXRjb21lczogT3V0Y29tZVtdID0gW107XG4gIGF3YWl0IG5ldyBQcm9taXNlPHZvaWQ+KChyZXNvbHZlKSA9PiB7XG4gICAgY29uc3QgcnVubmVyID0gbW9jaGEucnVuKCgpID0+IHJlc29sdmUoKSk7XG4gICAgcnVubmVyLm9uKCdwYXNzJywgKHRlc3QpID0+IG91dGNvbWVzLnB1c2goeyB0aXRsZTogdGVzdC5mdWxsVGl0bGUoKSwgbWlsbGlzZWNvbmRzOiB0ZXN0LmR1cmF0aW9uID8/IDAgfSkpO1xuICAgIHJ1bm5lci5vbignZmFpbCcsICh0ZXN0LCBlcnJvcjogRXJyb3IpID0+IHtcbiAgICAgIG91dGNvbWVzLnB1c2goe1xuICAgICAgICB0aXRsZTogdGVzdC5mdWxsVGl0bGUoKSxcbiAgICAgICAgbWlsbGlzZWNvbmRzOiB0ZXN0LmR1cmF0aW9uID8/IDAsXG4gICAgICAgIGZhaWx1cmU6IGVycm9yLnN0YWNrID8/IGVycm9yLm1lc3NhZ2UsXG4gICAgICB9KTtcbiAgICB9KTtcbiAgfSk7XG4gIGNvbnN0IHJlc3VsdHM6IFJ1blJlc3VsdHMgPSB7IG91dGNvbWVzIH07XG4gIGZzLndyaXRlRmlsZVN5bmMocmVxdWlyZWQoJ1RFU1RfUkVTVUxUUycpLCBKU09OLnN0cmluZ2lmeShyZXN1bHRzLCB1bmRlZmluZWQsIDIpKTtcbiAgY29uc3QgZmFpbGVkID0gb3V0Y29tZXMuZmlsdGVyKCh7IGZhaWx1cmUgfSkgPT4gZmFpbHVyZSAhPT0gdW5kZWZpbmVkKTtcbiAgaWYgKGZhaWxlZC5sZW5ndGggPiAwKSB0aHJvdyBuZXcgRXJyb3IoYCR7ZmFpbGVkLmxlbmd0aH0gZmFpbGVkYCk7XG59XG5cbmZ1bmN0aW9uIHRlc3RGaWxlcyhmb2xkZXI6IHN0cmluZyk6IHN0cmluZ1tdIHtcbiAgY29uc3QgZmlsZXMgPSBmcy5yZWFkZGlyU3luYyhmb2xkZXIpLmZpbHRlcigobmFtZSkgPT4gbmFtZS5lbmRzV2l0aCgnLnRlc3QuY2pzJykpO1xuICByZXR1cm4gZmlsZXMudG9Tb3J0ZWQoKS5tYXAoKG5hbWUpID0+IHBhdGguam9pbihmb2xkZXIsIG5hbWUpKTtcbn1cblxuZnVuY3Rpb24gcmVxdWlyZWQobmFtZTogc3RyaW5nKTogc3RyaW5nIHtcbiAgY29uc3QgdmFsdWUgPSBwcm9jZXNzLmVudltuYW1lXTtcbiAgaWYgKCF2YWx1ZSkgdGhyb3cgbmV3IEVycm9yKGAke25hbWV9IGlzIG5vdCBzZXQuYCk7XG4gIHJldHVybiB2YWx1ZTtcbn1cbiJdLAogICJtYXBwaW5ncyI6ICI7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7OztBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFPQSxxQkFBZTtBQUNmLHVCQUFpQjtBQUNqQixtQkFBc0I7QUFHdEIsZUFBc0IsTUFBcUI7QUFDekMsUUFBTSxRQUFRLFNBQVMsWUFBWTtBQUNuQyxRQUFNLFFBQVEsSUFBSSxtQkFBTSxFQUFFLElBQUksT0FBTyxTQUFTLEtBQVEsVUFBVSxNQUFNO0FBQUEsRUFBQyxFQUFFLENBQUM7QUFDMUUsYUFBVyxRQUFRLFVBQVUsS0FBSyxFQUFHLE9BQU0sUUFBUSxJQUFJO0FBQ3ZELFFBQU0sV0FBc0IsQ0FBQztBQUM3QixRQUFNLElBQUksUUFBYyxDQUFDLFlBQVk7QUFDbkMsVUFBTSxTQUFTLE1BQU0sSUFBSSxNQUFNLFFBQVEsQ0FBQztBQUN4QyxXQUFPLEdBQUcsUUFBUSxDQUFDLFNBQVMsU0FBUyxLQUFLLEVBQUUsT0FBTyxLQUFLLFVBQVUsR0FBRyxjQUFjLEtBQUssWUFBWSxFQUFFLENBQUMsQ0FBQztBQUN4RyxXQUFPLEdBQUcsUUFBUSxDQUFDLE1BQU0sVUFBaUI7QUFDeEMsZUFBUyxLQUFLO0FBQUEsUUFDWixPQUFPLEtBQUssVUFBVTtBQUFBLFFBQ3RCLGNBQWMsS0FBSyxZQUFZO0FBQUEsUUFDL0IsU0FBUyxNQUFNLFNBQVMsTUFBTTtBQUFBLE1BQ2hDLENBQUM7QUFBQSxJQUNILENBQUM7QUFBQSxFQUNILENBQUM7QUFDRCxRQUFNLFVBQXNCLEVBQUUsU0FBUztBQUN2QyxpQkFBQUEsUUFBRyxjQUFjLFNBQVMsY0FBYyxHQUFHLEtBQUssVUFBVSxTQUFTLFFBQVcsQ0FBQyxDQUFDO0FBQ2hGLFFBQU0sU0FBUyxTQUFTLE9BQU8sQ0FBQyxFQUFFLFFBQVEsTUFBTSxZQUFZLE1BQVM7QUFDckUsTUFBSSxPQUFPLFNBQVMsRUFBRyxPQUFNLElBQUksTUFBTSxHQUFHLE9BQU8sTUFBTSxTQUFTO0FBQ2xFO0FBRUEsU0FBUyxVQUFVLFFBQTBCO0FBQzNDLFFBQU0sUUFBUSxlQUFBQSxRQUFHLFlBQVksTUFBTSxFQUFFLE9BQU8sQ0FBQyxTQUFTLEtBQUssU0FBUyxXQUFXLENBQUM7QUFDaEYsU0FBTyxNQUFNLFNBQVMsRUFBRSxJQUFJLENBQUMsU0FBUyxpQkFBQUMsUUFBSyxLQUFLLFFBQVEsSUFBSSxDQUFDO0FBQy9EO0FBRUEsU0FBUyxTQUFTLE1BQXNCO0FBQ3RDLFFBQU0sUUFBUSxRQUFRLElBQUksSUFBSTtBQUM5QixNQUFJLENBQUMsTUFBTyxPQUFNLElBQUksTUFBTSxHQUFHLElBQUksY0FBYztBQUNqRCxTQUFPO0FBQ1Q7IiwKICAibmFtZXMiOiBbImZzIiwgInBhdGgiXQp9Cg==
