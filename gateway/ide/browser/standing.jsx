const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** Who the page is, and how that stands: no token, asking, holding one until a time, or why there is none. */
export function Standing({ who, standing, children }) {
  return (
    <div className="hub-standing" data-kind={standing.kind}>
      <p role="status">
        <strong title={who}>{who}</strong>
        <small title={standing.why}>{inWords(standing)}</small>
      </p>
      {children}
    </div>
  )
}

function inWords({ kind, until, why }) {
  switch (kind) {
    case 'none':
      return 'no token yet'
    case 'asking':
      return 'asking for a token…'
    case 'failed':
      return why
    default:
      return Number.isFinite(until) ? `token until ${clock.format(until)}` : 'token held'
  }
}
