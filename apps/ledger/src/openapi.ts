/** The OpenAPI document, produced from the code. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ACCESS } from './access/roles';
import { answerSchemas } from './http/answers';

export function openApiDocument(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('case ledger')
    .setDescription('The record of what happened on each overdue account, and of everything that follows from it.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .build();
  const document = SwaggerModule.createDocument(app, head);
  const schemas = { ...document.components?.schemas, ...plain(answerSchemas) };
  const securitySchemes = {
    token: { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT', description: 'of the identity provider' },
  };
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, withAccess(item)] as const),
  );
  return { ...document, paths, components: { ...document.components, schemas, securitySchemes } };
}

const REFUSALS = {
  408: refusal('the body did not come in time'),
  401: refusal('no token, or one that does not hold'),
  403: refusal('not for the roles, creditors or teams of the token'),
  429: refusal('more requests than a token may send'),
};

function refusal(description: string) {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

/** What each operation says of who may call it, from the table that the guard goes by. */
function withAccess(item: PathItem): PathItem {
  const methods = Object.entries(item).map(
    ([method, operation]: [string, { operationId?: string; responses?: object }]) => {
      const allowed = ACCESS[operation.operationId ?? ''];
      if (allowed === undefined)
        throw new Error(`nobody may call ${operation.operationId}: it is missing in the table`);
      if (allowed === 'anyone') return [method, operation] as const;
      const responses = { ...operation.responses, ...REFUSALS };
      return [method, { ...operation, security: [{ token: [] }], 'x-roles': [...allowed], responses }] as const;
    },
  );
  return Object.fromEntries(methods);
}

type PathItem = OpenAPIObject['paths'][string];

/** Schemas as plain JSON, without the builder's own marks. */
const plain = (schemas: object): Record<string, never> => JSON.parse(JSON.stringify(schemas));
