import { useState, useSyncExternalStore } from 'react'
import { Standing } from './standing.jsx'

/** Where the hub issues no development tokens: a field for one from elsewhere. */
export function TokenField({ config, caller }) {
  const { standing } = useSyncExternalStore(caller.subscribe, caller.snapshot)
  const [text, setText] = useState('')

  function accept(event) {
    event.preventDefault()
    if (caller.accept(text)) setText('')
  }

  return (
    <>
      <form className="hub-picker" onSubmit={accept}>
        <label className="hub-choice hub-token">
          <span>Access token</span>
          <input
            className="hub-secret"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="Paste a token; it is kept in memory only"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck="false"
          />
        </label>
        <button type="submit" disabled={text.trim() === ''}>
          Use
        </button>
      </form>
      <Standing who={standing.claims ? nameOf(standing.claims, config) : 'Nobody yet'} standing={standing}>
        {standing.kind === 'ready' && (
          <button type="button" onClick={caller.forget}>
            Forget
          </button>
        )}
      </Standing>
    </>
  )
}

function nameOf({ roles, city, agency, sub }, config) {
  const at = config.cities.find(({ id }) => id === city)
  const role = [roles].flat().map((id) => config.roles.find((known) => known.id === id)?.name ?? id)
  const names = [...role, at?.agencies.find(({ id }) => id === agency)?.name ?? agency, at?.name ?? city]
  return names.filter((name) => typeof name === 'string').join(', ') || String(sub ?? 'A bearer without a name')
}
