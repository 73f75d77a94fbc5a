/** What comes out of a row, looked at before it is believed. */

const field = (row: unknown, name: string): unknown =>
  typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;

export function numberIn(row: unknown, name: string): number | undefined {
  const value = field(row, name);
  return typeof value === 'number' ? value : undefined;
}

export function textIn(row: unknown, name: string): string | undefined {
  const value = field(row, name);
  return typeof value === 'string' ? value : undefined;
}

/** The driver gives bytes as an ArrayBuffer or as a view, never as a Buffer. */
export function blobIn(row: unknown, name: string): Buffer | undefined {
  const value = field(row, name);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : undefined;
}
