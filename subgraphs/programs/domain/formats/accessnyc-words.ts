/**
 * The words of New York City's public screening format and ours for the same, one table for each list. A fact of ours that the format
 * has no word for stands in no table.
 */
import type { Amount, HouseholdFacts, MemberFactName } from '../../../../runtime/facts'

export const rentalTypes = {
  NYCHA: 'NYCHA',
  MarketRate: 'MARKET_RATE',
  RentControlled: 'RENT_REGULATED',
  RentRegulatedHotel: 'RENT_REGULATED_HOTEL',
  Section213: 'SECTION_213',
  LimitedDividendDevelopment: 'LIMITED_DIVIDEND',
  MitchellLama: 'MITCHELL_LAMA',
  RedevelopmentCompany: 'REDEVELOPMENT_COMPANY',
  HDFC: 'HDFC',
  FamilyHome: 'FAMILY_HOME',
  Condo: 'CONDO',
} as const satisfies Readonly<Record<string, HouseholdFacts['rentalType']>>

/** Where the household lives: each is yes or no of its own. */
export const livings = {
  livingRenting: 'RENTER',
  livingOwner: 'OWNER',
  livingStayingWithFriend: 'STAYING_WITH_OTHERS',
  livingHotel: 'HOTEL',
  livingShelter: 'SHELTER',
} as const satisfies Readonly<Record<string, HouseholdFacts['tenure']>>

/** What is yes or no of a person. */
export const personFlags = {
  student: 'student',
  studentFulltime: 'studentFullTime',
  pregnant: 'pregnant',
  unemployed: 'unemployed',
  unemployedWorkedLast18Months: 'unemployedWorkedLast18Months',
  blind: 'blind',
  disabled: 'disabled',
  veteran: 'veteran',
  benefitsMedicaid: 'hasMedicaid',
  benefitsMedicaidDisability: 'receivesDisabilityMedicaid',
  livingOwnerOnDeed: 'onDeed',
  livingRentalOnLease: 'onLease',
} as const satisfies Readonly<Record<string, MemberFactName>>

export const memberTypes = {
  HeadOfHousehold: 'HEAD',
  Child: 'CHILD',
  FosterChild: 'FOSTER_CHILD',
  StepChild: 'STEP_CHILD',
  Grandchild: 'GRANDCHILD',
  Spouse: 'SPOUSE',
  Parent: 'PARENT',
  FosterParent: 'FOSTER_PARENT',
  StepParent: 'STEP_PARENT',
  Grandparent: 'GRANDPARENT',
  SisterBrother: 'SIBLING',
  StepSisterStepBrother: 'STEP_SIBLING',
  BoyfriendGirlfriend: 'PARTNER',
  DomesticPartner: 'DOMESTIC_PARTNER',
  Unrelated: 'UNRELATED',
  Other: 'OTHER',
} as const

export const incomeTypes = {
  Wages: 'WAGES',
  SelfEmployment: 'SELF_EMPLOYMENT',
  Unemployment: 'UNEMPLOYMENT',
  CashAssistance: 'CASH_ASSISTANCE',
  ChildSupport: 'CHILD_SUPPORT',
  DisabilityMedicaid: 'DISABILITY_MEDICAID',
  SSI: 'SSI',
  SSDependent: 'SS_DEPENDENT',
  SSDisability: 'SS_DISABILITY',
  SSSurvivor: 'SS_SURVIVOR',
  SSRetirement: 'SS_RETIREMENT',
  NYSDisability: 'NYS_DISABILITY',
  Veteran: 'VETERAN',
  Pension: 'PENSION',
  DeferredComp: 'DEFERRED_COMPENSATION',
  WorkersComp: 'WORKERS_COMPENSATION',
  Alimony: 'ALIMONY',
  Boarder: 'BOARDER',
  Gifts: 'GIFTS',
  Rental: 'RENTAL',
  Investment: 'INVESTMENT',
} as const

export const expenseTypes = {
  ChildCare: 'CHILD_CARE',
  ChildSupport: 'CHILD_SUPPORT',
  DependentCare: 'DEPENDENT_CARE',
  Rent: 'RENT',
  Medical: 'MEDICAL',
  Heating: 'HEATING',
  Cooling: 'COOLING',
  Mortgage: 'MORTGAGE',
  Utilities: 'UTILITIES',
  Telephone: 'TELEPHONE',
  InsurancePremiums: 'INSURANCE_PREMIUMS',
} as const

export const frequencies = {
  Weekly: 'WEEKLY',
  Biweekly: 'BIWEEKLY',
  Semimonthly: 'SEMIMONTHLY',
  Monthly: 'MONTHLY',
  Yearly: 'YEARLY',
} as const satisfies Readonly<Record<string, Amount['frequency']>>

/** Benefits that the format knows as an income alone: a whole list with the income says yes, without it no. */
export const benefitsOfIncomes = {
  SSI: 'receivesSsi',
  SS_DISABILITY: 'receivesSsdi',
  CASH_ASSISTANCE: 'receivesCashAssistance',
} as const satisfies Readonly<Record<string, MemberFactName>>
