"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
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

// test/vscode/restricted/activation.test.ts
var import_strict = __toESM(require("node:assert/strict"), 1);
var vscode = __toESM(require("vscode"), 1);
describe("Restricted Mode", () => {
  it("opens the workspace without trust", () => {
    import_strict.default.equal(vscode.workspace.isTrusted, false);
  });
  it("knows the extension", () => {
    import_strict.default.ok(vscode.extensions.getExtension("octoacme.release-readiness"));
  });
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vLi4vLi4vdGVzdC92c2NvZGUvcmVzdHJpY3RlZC9hY3RpdmF0aW9uLnRlc3QudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbImltcG9ydCBhc3NlcnQgZnJvbSAnbm9kZTphc3NlcnQvc3RyaWN0JztcbmltcG9ydCAqIGFzIHZzY29kZSBmcm9tICd2c2NvZGUnO1xuXG5kZXNjcmliZSgnUmVzdHJpY3RlZCBNb2RlJywgKCkgPT4ge1xuICBpdCgnb3BlbnMgdGhlIHdvcmtzcGFjZSB3aXRob3V0IHRydXN0JywgKCkgPT4ge1xuICAgIGFzc2VydC5lcXVhbCh2c2NvZGUud29ya3NwYWNlLmlzVHJ1c3RlZCwgZmFsc2UpO1xuICB9KTtcblxuICBpdCgna25vd3MgdGhlIGV4dGVuc2lvbicsICgpID0+IHtcbiAgICBhc3NlcnQub2sodnNjb2RlLmV4dGVuc2lvbnMuZ2V0RXh0ZW5zaW9uKCdvY3RvYWNtZS5yZWxlYXNlLXJlYWRpbmVzcycpKTtcbiAgfSk7XG59KTtcbiJdLAogICJtYXBwaW5ncyI6ICI7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7QUFBQSxvQkFBbUI7QUFDbkIsYUFBd0I7QUFFeEIsU0FBUyxtQkFBbUIsTUFBTTtBQUNoQyxLQUFHLHFDQUFxQyxNQUFNO0FBQzVDLGtCQUFBQSxRQUFPLE1BQWEsaUJBQVUsV0FBVyxLQUFLO0FBQUEsRUFDaEQsQ0FBQztBQUVELEtBQUcsdUJBQXVCLE1BQU07QUFDOUIsa0JBQUFBLFFBQU8sR0FBVSxrQkFBVyxhQUFhLDRCQUE0QixDQUFDO0FBQUEsRUFDeEUsQ0FBQztBQUNILENBQUM7IiwKICAibmFtZXMiOiBbImFzc2VydCJdCn0K
