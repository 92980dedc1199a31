// The way to the library in its worker, which is begun anew when it traps or is stopped.

/** A call that the worker did not survive. */
export class Trapped extends Error {}

export class Desk {
  #module;
  #source;
  #worker;
  #waiting = new Map();
  #next = 0;
  /** What was laid beside the message: a new worker needs it again. */
  #beside = new Map();

  constructor(module, source) {
    this.#module = module;
    this.#source = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    this.#begin();
  }

  #begin() {
    this.#worker = new Worker(this.#source);
    this.#worker.onmessage = ({ data }) => this.#answer(data);
    this.#worker.onerror = event => { event.preventDefault(); this.renew(); };
    this.#post('start', { module: this.#module });
    for (const [name, bytes] of this.#beside) this.#post('put', { name, bytes });
  }

  #post(call, given) {
    const id = this.#next++;
    this.#worker.postMessage({ id, call, ...given });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #answer({ id, result, fault }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (fault === undefined) return waiting?.resolve(result);
    waiting?.reject(new Trapped(fault));
    this.renew();
  }

  /** Ends what the worker does, and begins another. */
  renew() {
    this.#worker.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#begin();
    for (const { reject } of waiting) reject(new Trapped('renewed'));
  }

  call(name, given = {}) { return this.#post(name, given); }

  put(name, bytes) {
    this.#beside.set(name, bytes);
    return this.#post('put', { name, bytes });
  }

  remove(name) {
    this.#beside.delete(name);
    return this.#post('remove', { name });
  }
}
