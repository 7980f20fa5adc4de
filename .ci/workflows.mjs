// Reads workflow files with GitHub's own parser and says what is wrong with them:
//   node workflows.mjs FOLDER FILE...
// FOLDER has @actions/workflow-parser in its node_modules. Called workflows are looked for beside the file that calls them.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// The parser imports JSON as bundlers take it; Node wants to be told that it is JSON.
register("data:text/javascript," + encodeURIComponent(`
  export const load = (url, context, next) => next(url, url.endsWith(".json")
      ? { ...context, importAttributes: { type: "json" } } : context);`));

const [folder, ...files] = process.argv.slice(2);
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
    pathToFileURL(resolve(folder, "node_modules/@actions/workflow-parser/dist/index.js")).href);

async function problems(name, content, beside) {
  const parsed = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const called = {
    getFileContent: async ({ path }) => ({ name: path, content: readFileSync(join(beside, basename(path)), "utf8") }),
  };
  const template = parsed.value
      && await convertWorkflowTemplate(parsed.context, parsed.value, called, { fetchReusableWorkflowDepth: 1 });
  const errors = parsed.context.errors.getErrors().map(error => error.message);
  return [...errors, ...(template?.errors ?? []).map(error => error.Message)];
}

// A parser that finds nothing in this would find nothing in ours.
const wrong = "on: push\njobs: { a: { runs-on: x, steps: [{ run: '${{ inputz.a }}' }] } }";
if ((await problems("wrong.yml", wrong, ".")).length === 0) {
  throw new Error("the parser finds nothing wrong with what is wrong");
}
let found = 0;
for (const file of files) {
  const all = new Set(await problems(file, readFileSync(file, "utf8"), dirname(file)));
  found += all.size;
  console.log(all.size === 0 ? `${file}: good` : [...all].map(one => `${file}: ${one}`).join("\n"));
}
process.exitCode = found === 0 ? 0 : 1;
