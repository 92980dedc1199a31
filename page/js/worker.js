// The worker: one call after another into the library. What traps there ends in a
// message, and the page begins a new worker.

let page;

const CALLS = {
  start: ({ module }) => { wasm_bindgen.initSync({ module }); page = new wasm_bindgen.Page(); },
  put: ({ name, bytes }) => page.put(name, new Uint8Array(bytes)),
  remove: ({ name }) => page.remove(name),
  lists: ({ ui }) => JSON.parse(wasm_bindgen.lists(ui)),
  face: ({ bold }) => ({ bytes: wasm_bindgen.face(bold) }),
  open: ({ source, job, ui }) => JSON.parse(page.open(new Uint8Array(source), JSON.stringify(job), ui)),
  see: ({ source, job, ui }) => JSON.parse(page.see(new Uint8Array(source), JSON.stringify(job), ui)),
  make: ({ source, job, ui }) => withFiles(JSON.parse(page.make(new Uint8Array(source), JSON.stringify(job), ui))),
  inspect: ({ name, source, ui }) => JSON.parse(page.inspect(name, new Uint8Array(source), ui)),
  scrub: ({ name, source, ui }) => withFiles(JSON.parse(page.scrub(name, new Uint8Array(source), ui))),
  picture: ({ index, ppi }) => ({ ...pixels(page.picture(index, ppi)), words: page.words(index) }),
  theme: ({ name, ppi }) => pixels(wasm_bindgen.theme_picture(name, ppi)),
};

function withFiles(report) {
  const files = (report.files || []).map((name, index) => ({ name, bytes: page.file(index) }));
  return { ...report, files };
}

function pixels(picture) {
  if (!picture) return {};
  const width = picture.width();
  return { width, pixels: picture.take() };
}

/** The memory in what goes back, which is handed over instead of copied. */
function handed(result) {
  const buffers = (result?.files || [result]).flatMap(file => file?.bytes ? [file.bytes.buffer] : []);
  return result?.pixels ? [result.pixels.buffer] : buffers;
}

onmessage = ({ data: { id, call, ...given } }) => {
  try {
    const result = CALLS[call](given);
    postMessage({ id, result }, handed(result));
  } catch (fault) {
    postMessage({ id, fault: String(fault) });
  }
};
