import './monaco-workers.js'
import 'graphiql/style.css'
import './graphiql.css'
import './hub.css'
import { Suspense, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { GraphiQL } from 'graphiql'
import { developmentCaller } from './development-caller.js'
import { dressEditors, editorTheme } from './editor-look.js'
import { hubFetcher } from './hub-fetcher.js'
import { IdentityPicker } from './identity-picker.jsx'
import { pastedCaller } from './pasted-caller.js'
import { openTabs } from './story-tabs.js'
import { TokenField } from './token-field.jsx'

const config = JSON.parse(document.getElementById('hub-config').textContent)
const story = new Map(config.tabs.map((tab) => [tab.id, tab]))
const { storage, active } = openTabs(config.tabs, browserStorage())
const caller = config.devTokens ? developmentCaller(story.get(active.id)?.as ?? firstIdentity()) : pastedCaller()
let chosen = active.id

// On a narrow screen the docs cover the editors and the variables take their room: there both wait for their button.
const wide = matchMedia('(min-width: 60rem)').matches

// Where tokens are not of the development issuer, variables may name real residents: they go with the browser's tab.
function browserStorage() {
  try {
    return config.devTokens ? localStorage : sessionStorage
  } catch {
    return undefined
  }
}

function firstIdentity() {
  const [role] = config.roles
  const [city] = config.cities
  return { role: role?.id ?? '', city: city?.id ?? '', agency: city?.agencies[0]?.id ?? '' }
}

// GraphiQL names a tab after its operation at every change and takes no title from outside. It hands over the state it
// is about to keep, before keeping it: here the story's tabs get their own titles back.
function followTabs({ tabs, activeTabIndex }) {
  for (const tab of tabs) tab.title = story.get(tab.id)?.title ?? tab.title
  const { id } = tabs[activeTabIndex]
  if (id === chosen) return
  chosen = id
  const as = story.get(id)?.as
  if (as && config.devTokens) caller.choose(as)
}

// Known before the first editor is made, which would otherwise stay in Monaco's own colors.
const editorsDressed = dressEditors()

function Hub() {
  return (
    <>
      <header className="hub-bar">
        <h1>
          <HubMark />
          City program hub
        </h1>
        {config.devTokens ? <IdentityPicker config={config} caller={caller} /> : <TokenField config={config} caller={caller} />}
      </header>
      <main>
        <Suspense fallback={<p className="hub-loading">Opening the editors…</p>}>
          <Ide />
        </Suspense>
      </main>
    </>
  )
}

function Ide() {
  use(editorsDressed)
  const [schemaTry, setSchemaTry] = useState(0)
  const refused = useRef(false)
  const { standing } = useSyncExternalStore(caller.subscribe, caller.snapshot)

  // GraphiQL asks for the schema anew when it is given another fetcher.
  const fetcher = useMemo(() => {
    const onSchemaRefused = () => (refused.current = true)
    return hubFetcher({ endpoint: config.endpoint, caller, onSchemaRefused })
  }, [schemaTry])

  useEffect(() => {
    if (standing.kind !== 'ready' || !refused.current) return
    refused.current = false
    setSchemaTry((count) => count + 1)
  }, [standing])

  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      initialQuery={active.query}
      initialVariables={active.variables}
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility={wide && 'variables'}
      forcedTheme="system"
      editorTheme={editorTheme}
      visiblePlugin={wide ? 'Documentation Explorer' : undefined}
      onTabChange={followTabs}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <></>
      </GraphiQL.Logo>
    </GraphiQL>
  )
}

function HubMark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path d="M16 16 8 8M16 16l8-8M16 16l-8 8M16 16l8 8" stroke="currentColor" strokeWidth="2" />
      <g fill="currentColor">
        <circle cx="16" cy="16" r="5" />
        <circle cx="8" cy="8" r="3" />
        <circle cx="24" cy="8" r="3" />
        <circle cx="8" cy="24" r="3" />
        <circle cx="24" cy="24" r="3" />
      </g>
    </svg>
  )
}

createRoot(document.getElementById('hub')).render(<Hub />)
