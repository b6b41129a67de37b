/** Who lives in a made-up household, and what comes in and goes out. Nobody in it is anybody. */
import type { Amount } from '../../runtime/facts'
import type { Luck } from './luck'

export interface Person {
  readonly relationship: string
  readonly age: number
  readonly disabled: boolean
}

/** One to five people: single, couples, parents, three generations, people who share a flat. */
export function makePeople(luck: Luck): readonly Person[] {
  const headAge = luck.pick([
    [luck.between(18, 24), 10],
    [luck.between(25, 44), 45],
    [luck.between(45, 61), 25],
    [luck.between(62, 90), 20],
  ])
  const people = [person(luck, 'HEAD', headAge)]
  const partner = luck.pick([
    ['', 55],
    ['SPOUSE', 33],
    ['DOMESTIC_PARTNER', 4],
    ['PARTNER', 8],
  ])
  if (partner !== '') people.push(person(luck, partner, Math.max(18, headAge + luck.between(-6, 6))))
  const children = headAge > 60 ? 0 : luck.pick([[0, 42] as const, [1, 28] as const, [2, 20] as const, [3, 10] as const])
  for (let child = 0; child < children; child++) {
    const relationship = luck.pick([
      ['CHILD', 90],
      ['STEP_CHILD', 5],
      ['FOSTER_CHILD', 5],
    ])
    people.push(person(luck, relationship, luck.between(0, Math.min(22, headAge - 17))))
  }
  if (people.length < 5 && luck.happens(0.12)) people.push(person(luck, 'PARENT', Math.min(95, headAge + luck.between(20, 32))))
  if (headAge > 55 && luck.happens(0.15)) people.push(person(luck, 'GRANDCHILD', luck.between(0, 17)))
  if (people.length < 4 && luck.happens(0.08)) people.push(person(luck, 'UNRELATED', luck.between(19, 60)))
  return people.slice(0, 5)
}

function person(luck: Luck, relationship: string, age: number): Person {
  return { relationship, age, disabled: luck.happens(age > 64 ? 0.25 : age > 17 ? 0.1 : 0.04) }
}

export function makeIncomes(luck: Luck, { age, disabled }: Person): readonly Amount[] {
  const incomes: Amount[] = []
  if (age >= 16 && luck.happens(age > 64 ? 0.15 : age < 19 ? 0.2 : disabled ? 0.3 : 0.72)) incomes.push(wage(luck))
  if (age > 64 && luck.happens(0.85)) incomes.push(monthly(luck, 'SS_RETIREMENT', 900, 2600))
  if (age > 64 && luck.happens(0.25)) incomes.push(monthly(luck, 'PENSION', 300, 2500))
  if (disabled && luck.happens(0.4)) incomes.push(monthly(luck, 'SSI', 400, 1000))
  if (disabled && age > 20 && luck.happens(0.25)) incomes.push(monthly(luck, 'SS_DISABILITY', 800, 2000))
  if (age > 18 && incomes.length === 0 && luck.happens(0.35)) incomes.push(monthly(luck, 'CASH_ASSISTANCE', 150, 800))
  if (age > 18 && incomes.length === 0 && luck.happens(0.4))
    incomes.push(amount('UNEMPLOYMENT', 'WEEKLY', luck.between(120, 500)))
  if (age > 20 && luck.happens(0.06)) incomes.push(monthly(luck, 'CHILD_SUPPORT', 100, 900))
  if (age > 18 && luck.happens(0.05)) incomes.push(amount('GIFTS', 'YEARLY', luck.between(100, 3000)))
  if (age > 18 && luck.happens(0.05)) incomes.push(amount('INVESTMENT', 'YEARLY', luck.between(5, 4000)))
  return incomes
}

export function makeExpenses(luck: Luck, { age, relationship }: Person): readonly Amount[] {
  const expenses: Amount[] = []
  if (relationship === 'HEAD') expenses.push(monthly(luck, 'UTILITIES', 40, 250))
  if (age < 13 && luck.happens(0.3)) expenses.push(monthly(luck, 'CHILD_CARE', 200, 1800))
  if (age > 20 && luck.happens(0.05)) expenses.push(monthly(luck, 'CHILD_SUPPORT', 100, 800))
  if (age > 60 && luck.happens(0.3)) expenses.push(monthly(luck, 'MEDICAL', 20, 400))
  return expenses
}

/** Mostly low: half of the wages are below 38,000 dollars a year, and one in fifteen above 100,000. */
function wage(luck: Luck): Amount {
  const yearly = luck.pick([
    [luck.between(4_000, 20_000), 20],
    [luck.between(20_000, 38_000), 30],
    [luck.between(38_000, 65_000), 28],
    [luck.between(65_000, 100_000), 15],
    [luck.between(100_000, 220_000), 7],
  ])
  const type = luck.happens(0.12) ? 'SELF_EMPLOYMENT' : 'WAGES'
  const [frequency, times] = luck.pick([
    [['BIWEEKLY', 26] as const, 40],
    [['WEEKLY', 52] as const, 20],
    [['SEMIMONTHLY', 24] as const, 15],
    [['MONTHLY', 12] as const, 15],
    [['YEARLY', 1] as const, 10],
  ])
  return { type, frequency, cents: Math.round((yearly * 100) / times) }
}

function monthly(luck: Luck, type: string, least: number, most: number): Amount {
  return amount(type, 'MONTHLY', luck.between(least, most))
}

function amount(type: string, frequency: Amount['frequency'], dollars: number): Amount {
  return { type, frequency, cents: dollars * 100 }
}
