import { execFile } from 'node:child_process';
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

it('the feeds are described in a document that is one of AsyncAPI, with schemas that hold', () => {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true, validateFormats: false }));
  expect(ajv.validate(specification, asyncapi)).toBe(true);
  const schemas = addFormats(new Ajv2020({ strict: false }));
  schemas.addSchema({ ...asyncapi, $id: 'asyncapi' });
  for (const { payload } of Object.values(asyncapi.components.messages)) {
    expect(schemas.compile({ $ref: `asyncapi${payload.$ref}` })({})).toBe(false);
  }
});
