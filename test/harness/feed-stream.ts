/** A reader of a change feed's stream. */
import { get as httpGet, type IncomingMessage } from 'node:http';
import { createInterface, type Interface } from 'node:readline';

export type CloudEvent = Readonly<Record<string, unknown>>;

export class FeedStream {
  received = 0;
  heartbeats = 0;
  /** The service has ended it. */
  ended = false;
  readonly #lines: Interface;
  readonly #events: CloudEvent[] = [];
  #news: () => void = () => undefined;

  private constructor(private readonly response: IncomingMessage) {
    this.#lines = createInterface({ input: response });
    this.#lines.on('error', () => undefined);
    this.#lines.on('line', (line) => {
      if (line === ': heartbeat') this.heartbeats += 1;
      if (!line.startsWith('data: ')) return;
      this.#events.push(JSON.parse(line.slice('data: '.length)));
      this.received += 1;
      this.#news();
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      this.ended = true;
    });
  }

  static open(port: number, path: string, lastEventId?: string): Promise<FeedStream> {
    const headers = { Accept: 'text/event-stream', ...(lastEventId && { 'Last-Event-ID': lastEventId }) };
    const at = { host: '127.0.0.1', port, path, headers, agent: false };
    return new Promise((resolve, reject) => {
      httpGet(at, (response) => {
        if (response.statusCode === 200) return resolve(new FeedStream(response));
        response.destroy();
        reject(new Error(`the stream is answered with ${response.statusCode}`));
      }).on('error', reject);
    });
  }

  /** What has come by now. */
  takeAll(): CloudEvent[] {
    return this.#events.splice(0);
  }

  async take(count: number): Promise<CloudEvent[]> {
    while (this.#events.length < count) {
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
    return this.#events.splice(0, count);
  }

  async until(test: (event: CloudEvent) => boolean): Promise<CloudEvent> {
    for (;;) {
      const [event] = await this.take(1);
      if (event && test(event)) return event;
    }
  }

  pause(): void {
    this.#lines.pause();
  }

  resume(): void {
    this.#lines.resume();
  }

  close(): void {
    this.response.destroy();
  }
}
