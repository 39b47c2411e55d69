// SPDX-License-Identifier: GPL-3.0-or-later
// Validates OpenAPI 3.1 documents with libraries that know nothing of ours: the document against
// the schema of the specification, every schema in it as JSON Schema 2020-12, and every example
// against the schema it stands in. Arguments are files; prints one JSON object.
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const examplesOf = (schema) =>
  [...(Array.isArray(schema.examples) ? schema.examples : []),
   ...('example' in schema ? [schema.example] : []),
   ...('default' in schema ? [schema.default] : [])];

/** Calls visit(schema, pointer) for every schema object below value. */
function eachSchema(value, pointer, visit, isSchema = false) {
  if (value === null || typeof value !== 'object') return;
  if (isSchema && !Array.isArray(value)) visit(value, pointer);
  for (const [name, member] of Object.entries(value)) {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const isMap = name === 'properties' || name === 'schemas';
    if (isMap && member && typeof member === 'object') {
      for (const [key, each] of Object.entries(member))
        eachSchema(each, `${place}/${key}`, visit, true);
    } else if (!['examples', 'example', 'default', 'enum', 'const'].includes(name)) {
      eachSchema(member, place, visit, name === 'schema' || (isSchema && name === 'items'));
    }
  }
}

async function problemsOf(file) {
  const validator = new Validator();
  const text = readFileSync(file, 'utf8');
  const checked = await validator.validate(text);
  if (!checked.valid) {
    const errors = Array.isArray(checked.errors) ? checked.errors : [{ message: checked.errors }];
    return errors.map((each) => `${each.instancePath ?? ''}: ${each.message}`);
  }
  if (validator.version !== '3.1') return [`version ${validator.version}`];

  const problems = [];
  const document = validator.specification;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  ajv.addFormat('binary', true).addFormat('password', true);
  ajv.addSchema({ $id: 'https://document.test/', ...document });
  let schemas = 0;
  eachSchema(document, '', (schema, pointer) => {
    schemas += 1;
    try {
      const check = ajv.compile({ $ref: `https://document.test/#${encodeURI(pointer)}` });
      for (const example of examplesOf(schema)) {
        if (!check(example))
          problems.push(`${pointer}: ${JSON.stringify(example)} ${ajv.errorsText(check.errors)}`);
      }
    } catch (error) {
      problems.push(`${pointer}: ${error.message}`);
    }
  });
  if (schemas === 0) problems.push('no schemas');
  return problems;
}

const reply = {};
for (const file of process.argv.slice(2)) reply[file] = await problemsOf(file);
console.log(JSON.stringify(reply));
