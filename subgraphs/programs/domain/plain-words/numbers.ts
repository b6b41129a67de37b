import { amount, period } from '../eligibility/explain'
import type { Measure } from '../eligibility/measure'

/** `1 person`, `62 years`, `0.00 a year`. */
export function tellNumber(number: number, measure: Measure): string {
  const told = `${amount(number, measure)}${period(measure)}`
  if (number !== 1) return told
  return told.replace(/ people$/, ' person').replace(/ (year|day|hour)s$/, ' $1')
}

export function shareInWords([factor, divisor]: readonly [number, number]): string {
  if (divisor === 100) return `${factor} %`
  if (factor === 1 && divisor === 2) return 'one half'
  if (factor === 1 && divisor === 3) return 'one third'
  return `${factor}/${divisor}`
}
