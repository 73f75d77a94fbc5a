/** A TCP proxy before a server, which can be told to swallow answers or to cut every connection. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export class FaultProxy {
  readonly #sockets = new Set<Socket>();
  #swallow = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

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

  /** From now on the server's answers do not arrive, though requests do. */
  swallowAnswers(): void {
    this.#swallow = true;
  }

  /** Cuts every connection; new ones work as they should. */
  cut(): void {
    this.#swallow = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #join(inbound: Socket): void {
    const outbound = connect(this.target, '127.0.0.1');
    for (const socket of [inbound, outbound]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        inbound.destroy();
        outbound.destroy();
      });
    }
    inbound.pipe(outbound);
    outbound.on('data', (chunk) => {
      if (!this.#swallow) inbound.write(chunk);
    });
  }
}
