// SPDX-License-Identifier: GPL-3.0-or-later
// Reads files of ours with libraries that others wrote. A JSON object on standard input:
//   {action: "har", text}       prints {valid: true} or {error}
//   {action: "postman", text}   prints the collection as the library writes it, and what it resolves
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const actions = {
  har: async (job) => {
    const validator = require('har-validator/lib/promise.js');
    await validator.har(JSON.parse(job.text));
    return { valid: true };
  },
  postman: async (job) => {
    const { Collection } = require('postman-collection');
    const collection = new Collection(JSON.parse(job.text));
    const urls = [];
    collection.forEachItem((item) => {
      urls.push(`${item.request.method} ${item.request.url.toString()}`);
    });
    return {
      name: collection.name,
      auth: collection.auth.type,
      variables: collection.variables.map((variable) => variable.key),
      urls,
      again: JSON.stringify(collection.toJSON()),
    };
  },
};

const job = JSON.parse(readFileSync(0, 'utf8'));
try {
  console.log(JSON.stringify(await actions[job.action](job)));
} catch (error) {
  console.log(JSON.stringify({ error: error.errors ? JSON.stringify(error.errors) : String(error) }));
}
