import type { LocalText } from '../../runtime/facts'

/** What a resident calls each field that somebody may have looked at. A test holds it against the rules of the schema. */
export const plainFields: Readonly<Record<string, LocalText>> = {
  'Query.residents': { en: 'your name in a list', es: 'su nombre en una lista' },
  'Resident.givenName': { en: 'your given name', es: 'su nombre' },
  'Resident.familyName': { en: 'your family name', es: 'su apellido' },
  'Resident.birthDate': { en: 'your date of birth', es: 'su fecha de nacimiento' },
  'Resident.language': { en: 'your language', es: 'su idioma' },
  'Resident.address': { en: 'your address', es: 'su dirección' },
  'Resident.safeContact': { en: 'how to reach you safely', es: 'cómo contactarle sin riesgo' },
  'Resident.contactPoints': { en: 'how to reach you', es: 'cómo contactarle' },
  'Resident.registeredBy': { en: 'who registered you', es: 'quién le registró' },
  'Resident.registeredAt': { en: 'when you were registered', es: 'cuándo le registraron' },
  'Resident.screenings': { en: 'the list of your screenings', es: 'la lista de sus evaluaciones' },
  'Resident.consents': { en: 'the permissions you gave', es: 'los permisos que dio' },
  'Resident.breakGlasses': { en: 'the emergencies', es: 'las emergencias' },
  'Resident.whoLooked': { en: 'who looked at your data', es: 'quién vio sus datos' },
  'Resident.whoLookedAtConversations': { en: 'who looked at your conversations', es: 'quién vio sus conversaciones' },
  'Resident.whoLookedAtReferrals': { en: 'who looked at your referrals', es: 'quién vio sus referidos' },
  'Resident.conversations': { en: 'the list of your conversations', es: 'la lista de sus conversaciones' },
  'Resident.followUps': { en: 'what you were promised', es: 'lo que le prometieron' },
  'Resident.lastContact': { en: 'when you were last spoken with', es: 'cuándo hablaron con usted por última vez' },
  'Consent.categories': { en: 'what a permission covers', es: 'qué cubre un permiso' },
  'Consent.sensitive': { en: 'what a permission covers', es: 'qué cubre un permiso' },
  'Consent.purposes': { en: 'what a permission is for', es: 'para qué es un permiso' },
  'Consent.given': { en: 'how you gave a permission', es: 'cómo dio un permiso' },
  'Consent.wording': { en: 'the words of a permission', es: 'las palabras de un permiso' },
  'Consent.validFrom': { en: 'from when a permission holds', es: 'desde cuándo vale un permiso' },
  'Consent.validTo': { en: 'until when a permission holds', es: 'hasta cuándo vale un permiso' },
  'Consent.recordedAt': { en: 'when you gave a permission', es: 'cuándo dio un permiso' },
  'Consent.revokedAt': { en: 'when you took a permission back', es: 'cuándo retiró un permiso' },
  'Consent.version': { en: 'which version a permission is', es: 'qué versión es un permiso' },
  'Consent.recipients': { en: 'whom a permission is for', es: 'para quién es un permiso' },
  'Consent.disclosers': { en: 'who may share by a permission', es: 'quién puede compartir según un permiso' },
  'Conversation.note': { en: 'the note of a conversation', es: 'la nota de una conversación' },
  'Conversation.place': { en: 'where a conversation was', es: 'dónde fue una conversación' },
  'Conversation.needs': { en: 'what you need help with', es: 'para qué necesita ayuda' },
  'FollowUp.task': { en: 'what you were promised', es: 'lo que le prometieron' },
  'FollowUp.result': { en: 'what came of a promise', es: 'qué resultó de una promesa' },
  'Referral.note': { en: 'the note of a referral', es: 'la nota de un referido' },
  'ReferralEvent.note': { en: 'the note of a step of a referral', es: 'la nota de un paso de un referido' },
}

/** Facts are read by their kinds. */
const plainKinds: Readonly<Record<string, LocalText>> = {
  IDENTITY: { en: 'who lives with you: dates of birth and status', es: 'quién vive con usted: fechas de nacimiento y estatus' },
  CONTACT: { en: 'where you live', es: 'dónde vive' },
  HOUSEHOLD: { en: 'your household and its income', es: 'su hogar y sus ingresos' },
  HEALTH: { en: 'health and coverage', es: 'salud y cobertura médica' },
  HOUSING_LEGAL: { en: 'your home and cases about it', es: 'su vivienda y los casos sobre ella' },
}

/** The fields of a look as a resident would say them, each once. What has no words here is called by its name. */
export function inWords(fields: readonly string[], language: keyof LocalText): string {
  const words = fields.map((field) => {
    const kind = / \((\w+)\)$/.exec(field)?.[1]
    const text = kind === undefined ? plainFields[field] : plainKinds[kind]
    return text?.[language] ?? text?.en ?? field
  })
  return [...new Set(words)].join('; ')
}
