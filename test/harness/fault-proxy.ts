/** A TCP proxy before a store, which does to connections what networks do. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to the bytes of both directions. */
export type Weather = 'fair' | 'silence' | 'deaf' | { readonly delayMs: number };

interface Pair {
  readonly inbound: Socket;
  readonly outbound: Socket;
}

export class FaultProxy {
  readonly #pairs = new Set<Pair>();
  #weather: Weather = 'fair';
  #target: number;

  private constructor(
    private readonly server: Server,
    target: number,
  ) {
    this.#target = target;
  }

  static async to(target: number): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, target);
    server.on('connection', (socket) => proxy.#join(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /**
   * For connections that are open and those to come. `silence`: nothing arrives on either side; `deaf`: requests arrive,
   * answers do not; a delay holds back both. Bytes held back by silence are lost with their connection.
   */
  set weather(weather: Weather) {
    this.#weather = weather;
  }

  /** New connections go to another server; the open ones are cut. */
  retarget(port: number): void {
    this.#target = port;
    this.drop();
  }

  /** Resets every connection. */
  drop(): void {
    for (const { inbound, outbound } of this.#pairs) {
      inbound.destroy();
      outbound.destroy();
    }
  }

  /** Ends the side of the server, as one does that shuts down in good order. */
  halfClose(): void {
    for (const { inbound } of this.#pairs) inbound.end();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.drop();
    await closed;
  }

  #join(inbound: Socket): void {
    const outbound = connect(this.#target, '127.0.0.1');
    const pair = { inbound, outbound };
    this.#pairs.add(pair);
    for (const socket of [inbound, outbound]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#pairs.delete(pair);
        inbound.destroy();
        outbound.destroy();
      });
    }
    this.#carry(inbound, outbound, (weather) => weather === 'silence');
    this.#carry(outbound, inbound, (weather) => weather === 'silence' || weather === 'deaf');
  }

  /** Bytes never overtake each other, whatever they wait for. */
  #carry(from: Socket, to: Socket, lost: (weather: Weather) => boolean): void {
    let due = 0;
    from.on('data', (chunk) => {
      const weather = this.#weather;
      if (lost(weather)) {
        // What a silent network swallowed never comes: the connection is good for nothing afterwards.
        from.pause();
        from.removeAllListeners('data');
        from.on('data', () => undefined).resume();
        return;
      }
      const delay = typeof weather === 'object' ? weather.delayMs : 0;
      due = Math.max(due, performance.now() + delay);
      const wait = due - performance.now();
      if (wait <= 0) to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), wait);
    });
  }
}
