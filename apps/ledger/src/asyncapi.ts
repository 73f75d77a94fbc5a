/** The feeds as an AsyncAPI document, of the same schemas as the OpenAPI document. */
import { PROJECTION_NAMES, type ProjectionName } from '@read-models';
import { answerSchemas } from './http/answers';
import { changeSchemaName } from './read-models/answers';

const REF = '#/components/schemas/';

export function asyncApiDocument(): object {
  const messages = Object.fromEntries(PROJECTION_NAMES.map((name) => [changeSchemaName(name), message(name)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'case ledger: the feeds of its projections',
      version: '1',
      description:
        'What the rows of each projection became, in order, at least once, resumable from any cursor. Each change is a ' +
        'CloudEvent 1.0 in structured JSON; its `id` is the cursor. As a stream of server-sent events (`Accept: text/event-stream`) ' +
        'each is the `data` of an event named `change` with that `id`; a reader that comes back sends it as `Last-Event-ID`, or as ' +
        '`after`. A comment comes every 15 seconds. As pages (`Accept: application/json`) see `get-changes` in openapi.json. ' +
        'A cursor that leads nowhere any more is answered with 410: begin again at 0.',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: { local: { host: '127.0.0.1:3000', protocol: 'http', description: 'wherever the service listens' } },
    channels: Object.fromEntries(
      PROJECTION_NAMES.map((name) => [
        name,
        {
          address: `/v1/projections/${name}/changes`,
          messages: { change: { $ref: `#/components/messages/${changeSchemaName(name)}` } },
        },
      ]),
    ),
    operations: Object.fromEntries(
      PROJECTION_NAMES.map((name) => [
        `follow-${name}`,
        { action: 'send', channel: { $ref: `#/channels/${name}` }, summary: `Changes of ${name}, as they come` },
      ]),
    ),
    components: { messages, schemas: schemasOf(PROJECTION_NAMES.map(changeSchemaName)) },
  };
}

const message = (name: ProjectionName): object => ({
  name: `case-ledger.${name}`,
  title: `A row of ${name} came into being, changed or went`,
  contentType: 'application/cloudevents+json',
  payload: { $ref: REF + changeSchemaName(name) },
});

/** These schemas, and all that they refer to. */
function schemasOf(names: readonly string[]): Record<string, unknown> {
  const found = new Set(names);
  for (const name of found) {
    for (const [, other = ''] of JSON.stringify(answerSchemas[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      found.add(other);
    }
  }
  return Object.fromEntries([...found].sort().map((name) => [name, answerSchemas[name]]));
}
