/** The OpenAPI document, produced from the code. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
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
  return { ...document, components: { ...document.components, schemas } };
}

/** Schemas as plain JSON, without the builder's own marks. */
const plain = (schemas: object): Record<string, never> => JSON.parse(JSON.stringify(schemas));
