import { useEffect, useSyncExternalStore } from 'react'
import { Standing } from './standing.jsx'

/** Role, city and agency: choosing asks the development issuer for a token of that identity. */
export function IdentityPicker({ config, caller }) {
  const { identity, standing } = useSyncExternalStore(caller.subscribe, caller.snapshot)
  const city = byId(config.cities, identity.city)
  const agencies = city?.agencies ?? []

  useEffect(() => {
    // The arrow keys pass through every choice on their way: only the one that is rested on is asked for.
    const rested = setTimeout(() => {
      if (caller.snapshot().standing.kind === 'none') caller.token().catch(() => {})
    }, 200)
    return () => clearTimeout(rested)
  }, [caller, identity])

  function chooseCity(id) {
    const there = byId(config.cities, id)?.agencies ?? []
    const agency = byId(there, identity.agency) ?? there[0]
    caller.choose({ ...identity, city: id, agency: agency?.id ?? '' })
  }

  const names = [byId(config.roles, identity.role)?.name, byId(agencies, identity.agency)?.name, city?.name]
  return (
    <>
      <div className="hub-picker" role="group" aria-label="Act as">
        <Choice
          label="Role"
          value={identity.role}
          options={config.roles}
          onChoose={(role) => caller.choose({ ...identity, role })}
        />
        <Choice label="City" value={identity.city} options={config.cities} onChoose={chooseCity} />
        <Choice
          label="Agency"
          value={identity.agency}
          options={agencies}
          onChoose={(agency) => caller.choose({ ...identity, agency })}
        />
      </div>
      <Standing who={names.filter(Boolean).join(', ')} standing={standing}>
        {standing.kind === 'failed' && (
          <button type="button" onClick={() => caller.token().catch(() => {})}>
            Try again
          </button>
        )}
      </Standing>
    </>
  )
}

function Choice({ label, value, options, onChoose }) {
  return (
    <label className="hub-choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function byId(list, id) {
  return list.find((item) => item.id === id)
}
