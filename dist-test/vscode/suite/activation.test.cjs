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

// test/vscode/suite/activation.test.ts
var import_strict = __toESM(require("node:assert/strict"), 1);
var vscode = __toESM(require("vscode"), 1);
describe("activation", () => {
  it("activates in this VS Code", async () => {
    const extension = vscode.extensions.getExtension("octoacme.release-readiness");
    import_strict.default.ok(extension, "the extension is installed");
    await extension.activate();
    import_strict.default.equal(extension.isActive, true);
  });
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vLi4vLi4vdGVzdC92c2NvZGUvc3VpdGUvYWN0aXZhdGlvbi50ZXN0LnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyJpbXBvcnQgYXNzZXJ0IGZyb20gJ25vZGU6YXNzZXJ0L3N0cmljdCc7XG5pbXBvcnQgKiBhcyB2c2NvZGUgZnJvbSAndnNjb2RlJztcblxuZGVzY3JpYmUoJ2FjdGl2YXRpb24nLCAoKSA9PiB7XG4gIGl0KCdhY3RpdmF0ZXMgaW4gdGhpcyBWUyBDb2RlJywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IGV4dGVuc2lvbiA9IHZzY29kZS5leHRlbnNpb25zLmdldEV4dGVuc2lvbignb2N0b2FjbWUucmVsZWFzZS1yZWFkaW5lc3MnKTtcbiAgICBhc3NlcnQub2soZXh0ZW5zaW9uLCAndGhlIGV4dGVuc2lvbiBpcyBpbnN0YWxsZWQnKTtcbiAgICBhd2FpdCBleHRlbnNpb24uYWN0aXZhdGUoKTtcbiAgICBhc3NlcnQuZXF1YWwoZXh0ZW5zaW9uLmlzQWN0aXZlLCB0cnVlKTtcbiAgfSk7XG59KTtcbiJdLAogICJtYXBwaW5ncyI6ICI7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7QUFBQSxvQkFBbUI7QUFDbkIsYUFBd0I7QUFFeEIsU0FBUyxjQUFjLE1BQU07QUFDM0IsS0FBRyw2QkFBNkIsWUFBWTtBQUMxQyxVQUFNLFlBQW1CLGtCQUFXLGFBQWEsNEJBQTRCO0FBQzdFLGtCQUFBQSxRQUFPLEdBQUcsV0FBVyw0QkFBNEI7QUFDakQsVUFBTSxVQUFVLFNBQVM7QUFDekIsa0JBQUFBLFFBQU8sTUFBTSxVQUFVLFVBQVUsSUFBSTtBQUFBLEVBQ3ZDLENBQUM7QUFDSCxDQUFDOyIsCiAgIm5hbWVzIjogWyJhc3NlcnQiXQp9Cg==
