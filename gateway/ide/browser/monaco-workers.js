// Monaco asks for its workers through this global. They are files of our own origin: worker-src is 'self', without blob:.
const files = WORKER_FILES

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const file = files[`${label}-worker`] ?? files['editor-worker']
    return new Worker(`/ide/${file}`, { name: label })
  },
}
