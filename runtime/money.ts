/** At most 9,999,999,999.99: a sum of a household's amounts then stays a safe integer of cents, also times 52. */
const moneyPattern = /^(0|[1-9]\d{0,9})(\.\d{1,2})?$/

export const moneyExpected = 'an amount as decimal text with at most two places, such as "1234.50", from 0 to 9999999999.99'

/** Integer cents of decimal text, or undefined where the text is no amount. */
export function centsOf(text: string): number | undefined {
  if (!moneyPattern.test(text)) return undefined
  const [whole = '0', fraction = ''] = text.split('.')
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}

/** Decimal text with two places. */
export function moneyText(cents: number): string {
  return `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents % 100)).padStart(2, '0')}`
}
