// node gateway/ide/build.mjs [out dir]
// Bundles the IDE's page code, styles, fonts and Monaco's workers. File names carry a hash of their content.
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const browser = fileURLToPath(new URL('browser/', import.meta.url))
const outdir = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../../dist/gateway/ide/assets', import.meta.url)))

const shared = {
  outdir,
  bundle: true,
  minify: true,
  metafile: true,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  legalComments: 'none',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
}

const workers = {
  'json-worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql-worker': 'monaco-graphql/esm/graphql.worker.js',
  'editor-worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
}

// graphiql/style.css has all of Monaco's styles, icon font included. Monaco's modules import them a second time, and from
// a chunk that is loaded late, whose style sheet nothing would put on the page.
const monacoStylesOnce = {
  name: 'monaco-styles-once',
  setup({ onLoad }) {
    onLoad({ filter: /monaco-editor[\\/]esm[\\/].*\.css$/ }, () => ({ contents: '', loader: 'empty' }))
  },
}

// GraphiQL's prettify button reads named exports of these two, and their old names lead to CommonJS, which has none.
const prettierPlugins = {
  'prettier/parser-graphql': 'prettier/plugins/graphql',
  'prettier/parser-babel': 'prettier/plugins/babel',
}

function entryFile({ metafile: { outputs } }, name) {
  const file = Object.keys(outputs).find((output) => outputs[output].entryPoint && path.basename(output).startsWith(`${name}-`))
  return path.basename(file)
}

rmSync(outdir, { recursive: true, force: true })
mkdirSync(outdir, { recursive: true })

const workerBuild = await build({ ...shared, entryPoints: workers, format: 'iife' })
const workerFiles = Object.fromEntries(Object.keys(workers).map((name) => [name, entryFile(workerBuild, name)]))

const pageBuild = await build({
  ...shared,
  entryPoints: { app: path.join(browser, 'app.jsx') },
  format: 'esm',
  splitting: true,
  jsx: 'automatic',
  define: { ...shared.define, WORKER_FILES: JSON.stringify(workerFiles) },
  alias: prettierPlugins,
  plugins: [monacoStylesOnce],
})

const files = [workerBuild, pageBuild].flatMap(({ metafile }) => Object.values(metafile.outputs))
const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
console.log(`IDE: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${path.relative(process.cwd(), outdir) || '.'}`)
