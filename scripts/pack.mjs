/**
 * Puts CommonJS chunks together in a few files. esbuild makes a chunk for every
 * set of modules that load together, most of them tiny, and a file costs more
 * to open than its code costs to read. Inside a file each chunk stays a
 * function of its own, run when somebody first asks for it.
 */

/**
 * @typedef {object} Chunk
 * @property {string} name File name that other chunks require it by; unique.
 * @property {string} code CommonJS.
 * @property {readonly string[]} startsWith Entries that load it at their start: each holds a copy of its own.
 * @property {readonly string[]} users Entries that load it later.
 * @property {string | undefined} file The packed file for those, relative to the entries: `./x.cjs`.
 */

/** @typedef {{ file: string, text: string }} Packed */

/**
 * @param {readonly Chunk[]} chunks
 * @param {readonly string[]} entries `x` for a file `./x.cjs` whose exports are those of the chunk `x.cjs`.
 * @param {Readonly<Record<string, string>>} shared Packages that are files of their own, relative to the entries.
 * @returns {Packed[]}
 */
export function pack(chunks, entries, shared = {}) {
  const table = (/** @type {readonly Chunk[]} */ members) =>
    `{${members.map(({ name, code }) => `${JSON.stringify(name)}(module,exports,require,__filename){${code}}`).join(',\n')}}`;
  const files = new Set(chunks.flatMap(({ file }) => file ?? []));
  return [
    ...entries.map((entry) => {
      const own = chunks.filter(({ startsWith }) => startsWith.includes(entry));
      const later = chunks.filter(({ users }) => users.includes(entry));
      const where = Object.fromEntries(
        [...files].map((file) => [file, later.filter((one) => one.file === file).map(({ name }) => name)]),
      );
      const parts = table(own);
      const first = JSON.stringify(`${entry}.cjs`);
      return {
        file: `./${entry}.cjs`,
        text: loader(parts, JSON.stringify(where), first, JSON.stringify(shared)),
      };
    }),
    ...[...files].map((file) => ({
      file,
      text: `module.exports=${table(chunks.filter((chunk) => chunk.file === file))};\n`,
    })),
  ];
}

/**
 * A chunk that asks for another gets its exports; whatever is no chunk is a
 * module of the machine (`node:fs`) or of the host (`vscode`). A chunk that
 * failed fails again for whoever asks next, as modules do; half of it is never
 * handed out. For every chunk
 * `__filename` is that of the entry, wherever the chunk lies.
 * @param {string} parts Source of the entry's own chunks.
 * @param {string} files Source of a map from the other files to their chunks.
 * @param {string} entry Source of the name of the first chunk.
 * @param {string} shared Source of a map from packages to their files.
 */
function loader(parts, files, entry, shared) {
  return `let parts=${parts};
const where={};
for(const [file,names] of Object.entries(${files}))for(const name of names)where[name]=file;
const shared=${shared};
const loaded={};
const failed={};
function load(name){
if(name in failed)throw failed[name];
if(!loaded[name]){
if(!parts[name])parts={...require(where[name]),...parts};
const module=loaded[name]={exports:{}};
try{parts[name](module,module.exports,need,__filename)}catch(error){failed[name]=error;throw error}
}
return loaded[name].exports;
}
function need(id){
const name=id.slice(id.lastIndexOf("/")+1);
return id.startsWith(".")&&(parts[name]||where[name])?load(name):require(shared[id]||id);
}
module.exports=load(${entry});
`;
}
