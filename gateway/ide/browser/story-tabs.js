const own = 'hub-ide:'
const tabState = 'graphiql:tabState'
const texts = new Set(['graphiql:queries', 'graphiql:favorites', tabState])

// GraphiQL also keeps the last query and variables apart from the tabs and, when they differ from every tab by one
// keystroke, opens a tab of its own for them. The tabs say it all; and headers are never kept, they may hold a token.
const neverKept = new Set(['graphiql:query', 'graphiql:variables', 'graphiql:headers', 'graphiql:shouldPersistHeaders'])

/**
 * The storage that GraphiQL starts from: first the story's tabs as given (or as edited since), then the tabs the reader
 * opened. A story tab that was closed is back, as given, with the next load; one of a former release is gone.
 *
 * @param {readonly StoryTab[]} story
 * @param {Storage | undefined} kept the browser's storage, undefined for none
 * @typedef {{ id: string, title: string, query: string, variables?: string }} StoryTab
 */
export function openTabs(story, kept) {
  const storage = guardedStorage(kept)
  const before = readTabs(storage.getItem(tabState))
  const stored = new Map(before.tabs.map((tab) => [tab.id, tab]))
  const tabs = [
    ...story.map((tab) => ({ ...emptyTab, ...tabTexts(stored.get(tab.id) ?? tab), id: tab.id, title: tab.title })),
    ...before.tabs.filter(({ id }) => !id.startsWith('story-')),
  ]
  const activeTabIndex = Math.max(
    0,
    tabs.findIndex(({ id }) => id === before.tabs[before.activeTabIndex]?.id),
  )
  if (tabs.length > 0) storage.setItem(tabState, JSON.stringify({ tabs, activeTabIndex }))
  return { storage, active: tabs[activeTabIndex] ?? emptyTab }
}

const emptyTab = { hash: null, query: '', variables: '', headers: null, operationName: null, response: null }

function tabTexts({ query, variables }) {
  return { query: textOr(query, ''), variables: textOr(variables, '') }
}

function textOr(value, otherwise) {
  return typeof value === 'string' ? value : otherwise
}

function readTabs(text) {
  try {
    const { tabs, activeTabIndex } = JSON.parse(text)
    const whole = tabs.filter((tab) => typeof tab?.id === 'string')
    return {
      tabs: whole.map((tab) => ({ ...emptyTab, ...tabTexts(tab), id: tab.id, title: textOr(tab.title, '<untitled>') })),
      activeTabIndex,
    }
  } catch {
    return { tabs: [], activeTabIndex: 0 }
  }
}

function guardedStorage(kept) {
  const items = new Map()
  for (const [key, value] of Object.entries(kept ?? {})) {
    const name = key.slice(own.length)
    if (key.startsWith(own) && (!texts.has(name) || isJson(value))) items.set(name, value)
  }
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (neverKept.has(key)) return
      const safe = texts.has(key) ? withoutHeaders(value) : value
      items.set(key, safe)
      try {
        kept?.setItem(own + key, safe)
      } catch {
        // A full or forbidden storage costs the next load its tabs, not this one.
      }
    },
    removeItem(key) {
      items.delete(key)
      kept?.removeItem(own + key)
    },
    clear() {
      for (const key of items.keys()) this.removeItem(key)
    },
    get length() {
      return items.size
    },
  }
}

// GraphiQL does not open at all on a history that it cannot parse.
function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// GraphiQL's history writes the headers editor's text into storage whatever shouldPersistHeaders says.
function withoutHeaders(text) {
  return JSON.stringify(JSON.parse(text), (key, value) => (key === 'headers' ? null : value))
}
