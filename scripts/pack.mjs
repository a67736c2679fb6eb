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
 * @property {string} file The packed file it goes to, relative to the entry's folder: `./x.cjs`, or '' for the entry.
 */

/** @typedef {{ file: string, text: string }} Packed */

/**
 * @param {readonly Chunk[]} chunks
 * @param {string} entry Name of the chunk whose exports are those of the entry file.
 * @param {Readonly<Record<string, string>>} shared Packages that are files of their own, relative to the entry's folder.
 * @returns {Packed[]}
 */
export function pack(chunks, entry, shared = {}) {
  const files = [...new Set(chunks.map(({ file }) => file))].filter((file) => file !== '');
  const table = (/** @type {string} */ file) => {
    const members = chunks.filter((chunk) => chunk.file === file);
    return `{${members.map(({ name, code }) => `${JSON.stringify(name)}(module,exports,require,__filename){${code}}`).join(',\n')}}`;
  };
  const where = Object.fromEntries(
    chunks.filter(({ file }) => file !== '').map(({ name, file }) => [name, file]),
  );
  return [
    {
      file: '',
      text: loader(table(''), JSON.stringify(where), JSON.stringify(entry), JSON.stringify(shared)),
    },
    ...files.map((file) => ({ file, text: `module.exports=${table(file)};\n` })),
  ];
}

/**
 * A chunk that asks for another gets its exports; whatever is no chunk is a
 * module of the machine (`node:fs`) or of the host (`vscode`). A chunk that
 * failed fails again for whoever asks next, as modules do; half of it is never
 * handed out. For every chunk
 * `__filename` is that of the entry, wherever the chunk lies.
 * @param {string} parts Source of the entry's own chunks.
 * @param {string} where Source of a map from the other chunks to their files.
 * @param {string} entry Source of the name of the first chunk.
 * @param {string} shared Source of a map from packages to their files.
 */
function loader(parts, where, entry, shared) {
  return `const parts=${parts};
const where=${where};
const shared=${shared};
const loaded={};
const failed={};
function load(name){
if(name in failed)throw failed[name];
if(!loaded[name]){
if(!parts[name])Object.assign(parts,require(where[name]));
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
