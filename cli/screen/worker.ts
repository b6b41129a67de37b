/** A thread that screens chunks, one after the other, in the order in which they come. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Plan, Task } from './plan'
import { openScreen } from './screen-chunk'

const screen = openScreen(workerData as Plan)

// Nothing is handed over: once a thread has given away memory, V8 makes sure at each look into any array of numbers that it is still there.
parentPort!.on('message', (task: Task) => parentPort!.postMessage(screen(task)))
