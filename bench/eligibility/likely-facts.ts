/** How likely each fact is, by who lives there: rough shares, so that every program has its yes and its no. */
import type { Luck } from './luck'
import type { Person } from './people'

type Likely<Of> = Readonly<Record<string, (luck: Luck, of: Of) => unknown>>

const isAdult = ({ age }: Person) => age > 17
const often = (chance: number) => (luck: Luck) => luck.happens(chance)
const adults = (chance: number) => (luck: Luck, person: Person) => isAdult(person) && luck.happens(chance)

export const likelyOfHousehold: Likely<readonly Person[]> = {
  membersComplete: () => true,
  county: (luck) =>
    luck.pick([
      ['36005', 20],
      ['36047', 30],
      ['36061', 18],
      ['36081', 25],
      ['36085', 4],
      ['36119', 3],
    ]),
  tenure: (luck) =>
    luck.pick([
      ['RENTER', 70],
      ['OWNER', 16],
      ['STAYING_WITH_OTHERS', 7],
      ['SHELTER', 5],
      ['HOTEL', 1],
      ['UNSHELTERED', 1],
    ]),
  rentalType: (luck) =>
    luck.pick([
      ['RENT_REGULATED', 45],
      ['MARKET_RATE', 30],
      ['NYCHA', 8],
      ['FAMILY_HOME', 8],
      ['MITCHELL_LAMA', 3],
      ['HDFC', 2],
      ['CONDO', 2],
      ['RENT_REGULATED_HOTEL', 2],
    ]),
  rentMonthly: (luck) => luck.between(300, 3500) * 100,
  evictionCase: (luck) =>
    luck.pick([
      ['NONE', 80],
      ['NONPAYMENT', 13],
      ['HOLDOVER', 6],
      ['HOUSING_AUTHORITY_TERMINATION', 1],
    ]),
  housingLoss: (luck) =>
    luck.pick([
      ['NONE', 82],
      ['EVICTION', 10],
      ['VIOLENCE', 3],
      ['HEALTH_OR_SAFETY', 3],
      ['OTHER', 2],
    ]),
  assets: (luck) =>
    luck.pick([
      [luck.between(0, 3_000), 70],
      [luck.between(3_000, 60_000), 24],
      [luck.between(60_000, 600_000), 6],
    ]) * 100,
  landlordHarassment: often(0.1),
  receivesRentSubsidy: often(0.12),
  facesShelterEntry: often(0.08),
  receivesSnap: often(0.25),
  ownersAreSpousesOrSiblings: often(0.8),
  hasSection8: often(0.08),
  primaryResidence: often(0.95),
}

export const likelyOfMember: Likely<Person> = {
  pregnant: (luck, { age }) => age > 15 && age < 46 && luck.happens(0.03),
  firstPregnancy: (luck, { age }) => age > 15 && age < 46 && luck.happens(0.02),
  postpartum: (luck, { age }) => age > 15 && age < 46 && luck.happens(0.02),
  breastfeeding: (luck, { age }) => age > 15 && age < 46 && luck.happens(0.03),
  disabled: (_, { disabled }) => disabled,
  blind: often(0.01),
  veteran: adults(0.05),
  wartimeService: adults(0.02),
  veteransSpouse: adults(0.02),
  student: (luck, { age }) => (age > 4 && age < 18) || (isAdultBelow(age, 30) && luck.happens(0.3)),
  studentFullTime: (luck, { age }) => (age > 4 && age < 18) || (isAdultBelow(age, 30) && luck.happens(0.2)),
  unemployed: adults(0.08),
  unemployedWorkedLast18Months: adults(0.06),
  onLease: (luck, { relationship, age }) => (relationship === 'HEAD' ? luck.happens(0.92) : age > 17 && luck.happens(0.3)),
  onDeed: (luck, { relationship, age }) => (relationship === 'HEAD' ? luck.happens(0.2) : age > 17 && luck.happens(0.08)),
  inTaxHousehold: (luck, { relationship, age }) =>
    relationship === 'HEAD' || luck.happens(age < 19 || relationship === 'SPOUSE' ? 0.95 : 0.2),
  livesWithParents: (luck, { age, relationship }) => relationship === 'CHILD' || (age < 18 && luck.happens(0.8)),
  citizenOrQualified: often(0.85),
  lawfullyPresent: often(0.93),
  hasMedicaid: often(0.3),
  hasMedicare: (luck, { age, disabled }) => luck.happens(age > 64 ? 0.9 : disabled ? 0.2 : 0),
  hasOtherCoverage: often(0.35),
  receivesCashAssistance: adults(0.06),
  receivesSsi: (luck, { disabled }) => disabled && luck.happens(0.4),
  receivesSsdi: (luck, person) => isAdult(person) && person.disabled && luck.happens(0.3),
  receivesVeteransDisability: adults(0.01),
  receivesDisabilityMedicaid: (luck, { disabled }) => disabled && luck.happens(0.1),
  heatSensitiveCondition: often(0.12),
  fosterCare: (luck, { relationship, age }) => relationship === 'FOSTER_CHILD' || (age < 25 && luck.happens(0.01)),
  parenting: adults(0.3),
  filesTaxes: (luck, person) => luck.happens(isAdult(person) ? 0.85 : 0.5),
  marriedFilingSeparately: (luck, { relationship }) => relationship === 'SPOUSE' && luck.happens(0.04),
  hasOtherFareDiscount: often(0.08),
}

function isAdultBelow(age: number, limit: number): boolean {
  return age > 17 && age < limit
}
