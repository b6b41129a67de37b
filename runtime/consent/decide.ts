import type { Allowed, Consent, Ground, Grounds, Look } from './grounds'
import { sensitiveTopics } from './grounds'

const hour = 60 * 60 * 1000
const day = 24 * hour

/**
 * Whether a look at one resident's data is allowed, and on what ground; undefined where it is not. The one place where that is
 * decided: docs/decisions/014 says the rules in words.
 */
export function decide(look: Look, grounds: Grounds): Allowed | undefined {
  if (isResident(look)) {
    return look.caller.sub === grounds.residentId ? { ground: 'OWN', id: null, sensitive: sensitiveTopics } : undefined
  }
  const covering = grounds.consents.filter((consent) => covers(consent, look))
  const sensitive = sensitiveTopics.filter((topic) => covering.some((consent) => consent.sensitive.includes(topic)))
  const allowed = (ground: Ground, id: string | null): Allowed => ({ ground, id, sensitive })

  if (isSteward(look, grounds)) return allowed('STEWARDSHIP', null)
  if (covering[0]) return allowed('CONSENT', covering[0].id)
  const opened = grounds.breakGlass.find(
    ({ sub, agency, from, until }) =>
      sub === look.caller.sub && agency === look.caller.agency && from <= look.now && look.now < Math.min(until, from + hour),
  )
  return opened && look.purpose === 'SERVICE' ? allowed('BREAK_GLASS', opened.id) : undefined
}

/** Somebody who calls for themselves. The agency of such a token is whose door they came through, and gives them nothing. */
function isResident({ caller }: Look): boolean {
  return caller.roles.includes('resident')
}

function isSteward({ caller, purpose, now }: Look, grounds: Grounds): boolean {
  if (purpose === 'REPORTING') return false
  const lately = (at: number) => now - at <= grounds.stewardshipDays * day
  const { lastSpoke } = grounds
  return (
    (caller.agency === grounds.registeredBy && lately(grounds.registeredAt)) ||
    (lastSpoke !== null && caller.agency === lastSpoke.agency && lately(lastSpoke.at))
  )
}

function covers(consent: Consent, { caller, categories, purpose, holder, now, today }: Look): boolean {
  return (
    consent.recipients.includes(caller.agency) &&
    (consent.disclosers.length === 0 || consent.disclosers.includes(holder)) &&
    categories.every((category) => consent.categories.includes(category)) &&
    consent.purposes.includes(purpose) &&
    consent.validFrom <= today &&
    (consent.validTo === null || today <= consent.validTo) &&
    (consent.revokedAt === null || now < consent.revokedAt)
  )
}
