import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import specification from '@asyncapi/specs/schemas/3.0.0-without-$id.json';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import asyncapi from '../../contracts/asyncapi.json';

it('the committed contract is what the code says', async () => {
  const check = promisify(execFile)(process.execPath, [
    '--require',
    '@swc-node/register',
    'tools/contracts.ts',
    '--check',
  ]);
  await expect(check).resolves.toBeDefined();
});

const schemaFiles = ['events', 'policies', 'sources'].flatMap((folder) =>
  readdirSync(join('contracts', folder))
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => join('contracts', folder, name)),
);

it.each(schemaFiles)('%s is a schema', (file) => {
  const ajv = new Ajv2020({ strict: false });
  expect([ajv.validateSchema(JSON.parse(readFileSync(file, 'utf8'))), ajv.errors]).toEqual([true, null]);
});

it('the feeds are described in a document that is one of AsyncAPI, with schemas that hold', () => {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, validateFormats: false }));
  expect(ajv.validate(specification, asyncapi)).toBe(true);
  const schemas = addFormats(new Ajv2020({ strict: false }));
  schemas.addSchema({ ...asyncapi, $id: 'asyncapi' });
  for (const { payload } of Object.values(asyncapi.components.messages)) {
    expect(schemas.compile({ $ref: `asyncapi${payload.$ref}` })({})).toBe(false);
  }
});
