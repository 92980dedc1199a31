// The library, unpacked from the page: gzip as text (`page/bundle.py`).

const BARRED = [0x00, 0x0a, 0x0d, 0x3c];

/** Seven bits a letter; two letters where the first is one that HTML does not hold. */
function bytesOf(text, length) {
  const bytes = new Uint8Array(length);
  let next = 0, bits = 0, held = 0;
  const take = letter => {
    held = (held << 7 | letter) & 0x3fff;
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[next++] = held >> bits;
    }
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) take(code);
    else {
      take(BARRED[(code - 0x80) >> 7]);
      take(code & 0x7f);
    }
  }
  return bytes;
}

export async function unpack() {
  const element = document.getElementById('packed');
  const packed = bytesOf(element.textContent, Number(element.dataset.length));
  element.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compileStreaming(new Response(stream, { headers: { 'Content-Type': 'application/wasm' } }));
}
