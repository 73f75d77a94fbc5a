/** Is an answer what the committed contract says it is? */
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import contract from '../../contracts/openapi.json';
import type { Schemas } from './ledger';

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema({ ...contract, $id: 'contract' });

const checks = new Map<string, ValidateFunction>();

export function conforms(schema: keyof Schemas, body: unknown): void {
  const check = checks.get(schema) ?? ajv.compile({ $ref: `contract#/components/schemas/${schema}` });
  checks.set(schema, check);
  if (!check(body)) throw new Error(`not a ${schema}: ${ajv.errorsText(check.errors)}`);
}
