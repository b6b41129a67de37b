interface Closable {
  close(): Promise<void>
}

/** Waits for the signal to stop, then lets accepted work finish and exits; a second signal, or ten seconds, ends it at once. */
export async function untilStopped(running: Closable): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  setTimeout(() => process.exit(1), 10_000).unref()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  await running.close()
}
