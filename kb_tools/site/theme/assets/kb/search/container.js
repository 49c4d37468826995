// A file of numbered sections with a version and a checksum: kb_tools/search/container.py.

export function unpack(magic, data, sections) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const word = String.fromCharCode(...data.subarray(0, 8));
  if (word !== magic || view.getUint32(12, true) !== sections) {
    throw new Error("the index is not of this version");
  }
  if (crc32(data.subarray(12)) !== view.getUint32(8, true)) throw new Error("the index is damaged");
  const found = [];
  let start = 16 + 4 * sections;
  for (let number = 0; number < sections; number++) {
    const size = view.getUint32(16 + 4 * number, true);
    found.push(data.subarray(start, start + size));
    start += size + ((4 - (size % 4)) % 4);
  }
  return found;
}

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(data) {
  let value = 0xffffffff;
  for (const byte of data) value = REMAINDERS[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
