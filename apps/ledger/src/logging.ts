/** Structured logs without personal data: no bodies, no headers, no query; routes by their pattern. */
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';

export const logging = (level: string): Params => ({
  pinoHttp: {
    level,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'correlationId' },
    serializers: {
      req: ({ method, url }: IncomingMessage) => ({ method, path: url?.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: ({ type }: { type: string }) => ({ type }),
    },
  },
});
