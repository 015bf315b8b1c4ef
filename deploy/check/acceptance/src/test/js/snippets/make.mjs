// Prints the snippets of the developer portal's own module for the target on standard input: an array of JSON.
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { portal, target } = JSON.parse(await text(process.stdin));
const { build } = await import(pathToFileURL(`${portal}/node_modules/esbuild/lib/main.js`));
const { outputFiles } = await build({
  entryPoints: [`${portal}/src/features/developer/snippet/index.ts`],
  bundle: true,
  format: 'esm',
  write: false,
});
const module = Buffer.from(outputFiles[0].contents).toString('base64');
const { snippets } = await import(`data:text/javascript;base64,${module}`);
console.log(JSON.stringify(snippets(target)));
