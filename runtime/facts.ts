/**
 * The catalogue of facts: everything a screening may ask about a household and its members, once.
 * The graph's types, the stored snapshot, the rule loader and the evaluator are all derived from these tables,
 * so a new fact is one entry here.
 *
 * A fact that is absent is unknown, never false. A fact that may not be read is named in `withheld`.
 * Words and values follow New York City's public screening format (see `cities/nyc`) and HUD's household words.
 */

import type { DataCategory, SensitiveTopic } from './consent/grounds'

/** Text in the languages a city's doors are knocked in: English always, Spanish where it is written. */
export interface LocalText {
  readonly en: string
  readonly es?: string
}

/** A closed list of values, each with the sentence a caseworker reads. */
export interface FactEnum {
  readonly name: string
  readonly description: string
  readonly values: Readonly<Record<string, string>>
}

export const Tenure = {
  name: 'Tenure',
  description: 'How the household holds the place it sleeps in.',
  values: {
    RENTER: 'Pays rent for the home, with or without a written lease.',
    OWNER: 'Owns the home.',
    STAYING_WITH_OTHERS: 'Stays with family or friends.',
    HOTEL: 'Lives in a hotel or motel.',
    SHELTER: 'Lives in a shelter.',
    UNSHELTERED: 'Has no place to sleep that is meant for it.',
  },
} as const satisfies FactEnum

export const RentalType = {
  name: 'RentalType',
  description: 'The law or program the rented home stands under.',
  values: {
    RENT_REGULATED: 'Rent controlled or rent stabilized apartment.',
    RENT_REGULATED_HOTEL: 'Rent regulated hotel or single room occupancy unit.',
    NYCHA: 'Public housing of the New York City Housing Authority.',
    PUBLIC_HOUSING: 'Public housing of another housing authority.',
    SECTION_213: 'Section 213 cooperative.',
    LIMITED_DIVIDEND: 'Limited dividend development.',
    MITCHELL_LAMA: 'Mitchell-Lama development.',
    REDEVELOPMENT_COMPANY: 'Redevelopment company building.',
    HDFC: 'Housing development fund corporation (HDFC) building.',
    FAMILY_HOME: 'Rented one to three family house.',
    CONDO: 'Rented condominium or cooperative apartment.',
    MARKET_RATE: 'Market rate apartment.',
  },
} as const satisfies FactEnum

export const EvictionCase = {
  name: 'EvictionCase',
  description: 'The court or administrative case that could end the tenancy.',
  values: {
    NONE: 'No case has been started.',
    NONPAYMENT: 'Nonpayment case: the landlord asks for rent arrears in housing court.',
    HOLDOVER: 'Holdover case: the landlord asks for the home back for another reason.',
    HOUSING_AUTHORITY_TERMINATION: 'Administrative proceeding of a housing authority to end the tenancy.',
    SUMMARY_EJECTMENT: "Summary ejectment: North Carolina's eviction case, before a magistrate.",
    OTHER: 'Another case about the home.',
  },
} as const satisfies FactEnum

export const HousingLoss = {
  name: 'HousingLoss',
  description: 'Why the household has lost its home, or is losing it.',
  values: {
    NONE: 'It has a home and is not losing it.',
    EVICTION: 'Evicted, or about to be.',
    VIOLENCE: 'Fled violence at home.',
    HEALTH_OR_SAFETY: 'Left because the home endangers health or safety.',
    OTHER: 'Another reason.',
  },
} as const satisfies FactEnum

export const Relationship = {
  name: 'Relationship',
  description: 'What a member is to the head of the household.',
  values: {
    HEAD: 'The head of the household. Exactly one member is.',
    SPOUSE: 'Married to the head.',
    DOMESTIC_PARTNER: 'Registered domestic partner of the head.',
    PARTNER: 'Boyfriend or girlfriend of the head.',
    CHILD: 'Child of the head.',
    FOSTER_CHILD: 'Foster child of the head.',
    STEP_CHILD: 'Stepchild of the head.',
    GRANDCHILD: 'Grandchild of the head.',
    PARENT: 'Parent of the head.',
    FOSTER_PARENT: 'Foster parent of the head.',
    STEP_PARENT: 'Stepparent of the head.',
    GRANDPARENT: 'Grandparent of the head.',
    SIBLING: 'Sister or brother of the head.',
    STEP_SIBLING: 'Stepsister or stepbrother of the head.',
    UNRELATED: 'Not related to the head.',
    OTHER: 'Another relative of the head.',
  },
} as const satisfies FactEnum

export const IncomeType = {
  name: 'IncomeType',
  description: 'Where an income comes from.',
  values: {
    WAGES: 'Wages, salaries and tips.',
    SELF_EMPLOYMENT: 'Income from own business or self-employment.',
    UNEMPLOYMENT: 'Unemployment benefits.',
    CASH_ASSISTANCE: 'Cash assistance (public assistance) grant.',
    CHILD_SUPPORT: 'Child support received.',
    DISABILITY_MEDICAID: 'Disability benefit through Medicaid.',
    SSI: 'Supplemental Security Income.',
    SS_DEPENDENT: "Social Security dependent's benefit.",
    SS_DISABILITY: 'Social Security Disability Insurance (SSDI).',
    SS_SURVIVOR: "Social Security survivor's benefit.",
    SS_RETIREMENT: 'Social Security retirement benefit.',
    NYS_DISABILITY: 'New York State disability benefit.',
    VETERAN: "Veterans' pension or compensation.",
    PENSION: 'Government or private pension.',
    DEFERRED_COMPENSATION: 'Withdrawals from deferred compensation (IRA, Keogh and the like).',
    WORKERS_COMPENSATION: "Workers' compensation.",
    ALIMONY: 'Alimony received.',
    BOARDER: 'Payments from boarders or lodgers.',
    GIFTS: 'Gifts and contributions received.',
    RENTAL: 'Income from renting out property.',
    INVESTMENT: 'Interest, dividends and profits from sales.',
  },
} as const satisfies FactEnum

export const ExpenseType = {
  name: 'ExpenseType',
  description: 'What an expense is for.',
  values: {
    CHILD_CARE: 'Child care.',
    CHILD_SUPPORT: 'Child support paid.',
    DEPENDENT_CARE: 'Care of a dependent adult.',
    RENT: 'Rent.',
    MEDICAL: 'Medical expenses paid out of pocket.',
    HEATING: 'Heating.',
    COOLING: 'Cooling.',
    MORTGAGE: 'Mortgage.',
    UTILITIES: 'Utilities.',
    TELEPHONE: 'Telephone.',
    INSURANCE_PREMIUMS: 'Insurance premiums.',
  },
} as const satisfies FactEnum

export const Frequency = {
  name: 'Frequency',
  description: 'How often an amount recurs. A year has 52 weeks, 26 two-week periods, 24 half months and 12 months.',
  values: {
    WEEKLY: 'Every week: times 52 a year.',
    BIWEEKLY: 'Every two weeks: times 26 a year.',
    SEMIMONTHLY: 'Twice a month: times 24 a year.',
    MONTHLY: 'Every month: times 12 a year.',
    YEARLY: 'Once a year.',
  },
} as const satisfies FactEnum

/** How many times a year each frequency recurs; exact, so yearly sums stay whole cents. */
export const timesPerYear: Readonly<Record<keyof typeof Frequency.values, number>> = {
  WEEKLY: 52,
  BIWEEKLY: 26,
  SEMIMONTHLY: 24,
  MONTHLY: 12,
  YEARLY: 1,
}

/** `money` is integer cents; `date` an ISO day; `incomes` and `expenses` are lists of {@link Amount}. */
export type FactType = 'boolean' | 'integer' | 'money' | 'date' | 'text' | 'incomes' | 'expenses' | FactEnum

export interface FactDefinition {
  readonly type: FactType
  /** What it says, for a caseworker; also the schema's description. */
  readonly description: string
  /** The question to ask at the door. */
  readonly question: Required<LocalText>
  /** The kind of personal data it is, which a consent names. */
  readonly category: DataCategory
  /** Values that are read only where a consent names their topic. */
  readonly sensitive?: Readonly<Record<string, SensitiveTopic>>
  /** What a plain number counts. */
  readonly unit?: 'YEARS' | 'DAYS' | 'HOURS'
}

/** Facts about the household as a whole. */
export const householdFacts = {
  membersComplete: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether everyone who lives in the household is listed as a member.',
    question: { en: 'Is that everyone who lives with you?', es: '¿Son todas las personas que viven con usted?' },
  },
  county: {
    type: 'text',
    category: 'CONTACT',
    description: 'County of the home as its five-digit FIPS code (36005 is the Bronx, 37119 is Mecklenburg).',
    question: { en: 'Which county or borough is your home in?', es: '¿En qué condado o distrito está su hogar?' },
  },
  livesInCity: {
    type: 'boolean',
    category: 'CONTACT',
    description: "Whether the home is inside the city's limits.",
    question: { en: 'Is your home inside the city limits?', es: '¿Está su hogar dentro de los límites de la ciudad?' },
  },
  tenure: {
    type: Tenure,
    category: 'HOUSING_LEGAL',
    description: 'How the household holds the place it sleeps in.',
    question: { en: 'Do you rent, own, or stay somewhere else?', es: '¿Alquila, es propietario o se queda en otro lugar?' },
  },
  rentalType: {
    type: RentalType,
    category: 'HOUSING_LEGAL',
    description: 'The law or program the rented home stands under.',
    question: {
      en: 'What kind of apartment is it: rent stabilized or controlled, public housing, Mitchell-Lama, something else?',
      es: '¿Qué tipo de apartamento es: de renta estabilizada o controlada, vivienda pública, Mitchell-Lama u otro?',
    },
  },
  rentMonthly: {
    type: 'money',
    category: 'HOUSEHOLD',
    description: 'The rent the household pays for the home, a month.',
    question: { en: 'How much rent do you pay a month?', es: '¿Cuánto paga de alquiler al mes?' },
  },
  evictionCase: {
    type: EvictionCase,
    category: 'HOUSING_LEGAL',
    description: 'The court or administrative case that could end the tenancy, or that there is none.',
    question: {
      en: 'Has your landlord started a case against you, in court or with the housing authority?',
      es: '¿Ha iniciado el dueño un caso contra usted, en la corte o con la autoridad de vivienda?',
    },
  },
  landlordDispute: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description: 'Whether there is a dispute with the landlord: about rent, repairs, the deposit or the lease.',
    question: { en: 'Is there a dispute with your landlord?', es: '¿Tiene una disputa con el dueño de su vivienda?' },
  },
  civilLegalProblem: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description:
      'Whether the household has a civil legal problem, such as about its home, a benefit or a debt. Not a criminal case.',
    question: {
      en: 'Do you have a legal problem that is not a criminal case?',
      es: '¿Tiene un problema legal que no sea un caso penal?',
    },
  },
  facesShelterEntry: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description: 'Whether the household would have to go to a shelter if nothing changed.',
    question: {
      en: 'If nothing changes, would you have to go to a shelter?',
      es: 'Si nada cambia, ¿tendría que ir a un refugio?',
    },
  },
  shelterDays: {
    type: 'integer',
    category: 'HOUSING_LEGAL',
    unit: 'DAYS',
    description: 'How many days the household has spent in a city shelter during the last 365.',
    question: {
      en: 'How many days have you been in a shelter in the past year?',
      es: '¿Cuántos días ha estado en un refugio en el último año?',
    },
  },
  receivesRentSubsidy: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether a voucher or another rent subsidy already pays part of the rent.',
    question: {
      en: 'Does a voucher or another subsidy pay part of your rent?',
      es: '¿Un vale u otro subsidio paga parte de su alquiler?',
    },
  },
  paysHeating: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the household pays for its own heating or cooling, directly or with the rent.',
    question: { en: 'Do you pay for heating or cooling?', es: '¿Paga usted la calefacción o el aire acondicionado?' },
  },
  receivesSnap: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the household receives SNAP (food stamps).',
    question: { en: 'Does anyone in your home get SNAP?', es: '¿Alguien en su hogar recibe SNAP?' },
  },
  firstTimeBuyer: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the household wants to buy its first home.',
    question: { en: 'Are you looking to buy your first home?', es: '¿Busca comprar su primera vivienda?' },
  },
  homeToBuyInCity: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: "Whether the home the household wants to buy is inside the city's limits.",
    question: {
      en: 'Is the home you want to buy inside the city limits?',
      es: '¿Está dentro de la ciudad la vivienda que quiere comprar?',
    },
  },
  homePrice: {
    type: 'money',
    category: 'HOUSEHOLD',
    description: 'The price of the home the household wants to buy.',
    question: { en: 'What does the home you want to buy cost?', es: '¿Cuánto cuesta la vivienda que quiere comprar?' },
  },
  homebuyerEducation: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the household has completed homebuyer education.',
    question: { en: 'Have you completed a homebuyer course?', es: '¿Ha completado un curso para compradores de vivienda?' },
  },
  landlordHarassment: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description: 'Whether the landlord harasses the household, refuses repairs or has locked it out.',
    question: {
      en: 'Does your landlord harass you, refuse repairs, or has locked you out?',
      es: '¿El dueño le acosa, se niega a reparar o le ha dejado fuera?',
    },
  },
  housingLoss: {
    type: HousingLoss,
    category: 'HOUSING_LEGAL',
    sensitive: { VIOLENCE: 'INTIMATE_PARTNER_VIOLENCE' },
    description: 'Why the household has lost its home or is losing it, or that it is not.',
    question: {
      en: 'Have you lost your home or are you losing it, and why?',
      es: '¿Ha perdido su vivienda o la está perdiendo, y por qué?',
    },
  },
  daysAtAddress: {
    type: 'integer',
    category: 'HOUSING_LEGAL',
    unit: 'DAYS',
    description: 'How many days the household has lived at its present address.',
    question: { en: 'How long have you lived at this address?', es: '¿Cuánto tiempo lleva en esta dirección?' },
  },
  financialCrisis: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether a crisis that can be shown with papers keeps the household from paying its rent or utilities.',
    question: {
      en: 'Did something happen that you can show papers for, so that you cannot pay the rent or the utilities?',
      es: '¿Ocurrió algo que puede demostrar con documentos y que le impide pagar el alquiler o los servicios?',
    },
  },
  energyCrisis: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether heating or cooling is cut off or about to be, with a past-due or final notice.',
    question: {
      en: 'Do you have a past-due or final notice for heating or cooling?',
      es: '¿Tiene un aviso de pago vencido o final por la calefacción o el aire acondicionado?',
    },
  },
  hasSection8: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether a Section 8 voucher pays part of the rent.',
    question: { en: 'Do you have a Section 8 voucher?', es: '¿Tiene un vale de la Sección 8?' },
  },
  primaryResidence: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the owned home is the primary residence of its owners.',
    question: {
      en: 'Is the home you own the one you live in most of the time?',
      es: '¿La vivienda de la que es dueño es donde vive la mayor parte del tiempo?',
    },
  },
  ownersAreSpousesOrSiblings: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether all owners of the home are spouses or siblings of each other, or there is one owner alone.',
    question: {
      en: 'Are all the owners of the home married to each other or brothers and sisters?',
      es: '¿Son todos los dueños cónyuges o hermanos entre sí?',
    },
  },
  assets: {
    type: 'money',
    category: 'HOUSEHOLD',
    description: 'Cash, money in the bank and other assets the household could use.',
    question: {
      en: 'How much do you have in cash, in the bank and in savings?',
      es: '¿Cuánto tiene en efectivo, en el banco y en ahorros?',
    },
  },
} as const satisfies Record<string, FactDefinition>

/** Facts about one member of the household. */
export const memberFacts = {
  relationship: {
    type: Relationship,
    category: 'HOUSEHOLD',
    description: 'What the member is to the head of the household.',
    question: { en: 'How are you related?', es: '¿Qué parentesco tienen?' },
  },
  birthDate: {
    type: 'date',
    category: 'IDENTITY',
    description: 'Day of birth. Decides the age on the day of the screening; wins over `age`.',
    question: { en: 'What is the date of birth?', es: '¿Cuál es la fecha de nacimiento?' },
  },
  age: {
    type: 'integer',
    category: 'HOUSEHOLD',
    unit: 'YEARS',
    description: 'Age in full years, where the birth date is not known.',
    question: { en: 'How old?', es: '¿Cuántos años tiene?' },
  },
  pregnant: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member is pregnant.',
    question: { en: 'Pregnant?', es: '¿Embarazada?' },
  },
  disabled: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has a disability.',
    question: { en: 'Any disability?', es: '¿Alguna discapacidad?' },
  },
  blind: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member is blind or visually impaired.',
    question: { en: 'Blind or visually impaired?', es: '¿Ciego o con discapacidad visual?' },
  },
  veteran: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member has served in the military.',
    question: { en: 'Served in the military?', es: '¿Sirvió en las fuerzas armadas?' },
  },
  student: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member goes to school or college.',
    question: { en: 'In school or college?', es: '¿Estudia?' },
  },
  studentFullTime: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is a full-time student.',
    question: { en: 'A full-time student?', es: '¿Estudia a tiempo completo?' },
  },
  unemployed: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is out of work.',
    question: { en: 'Out of work?', es: '¿Sin trabajo?' },
  },
  unemployedWorkedLast18Months: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is out of work and has worked in the last 18 months.',
    question: { en: 'Worked in the last 18 months?', es: '¿Trabajó en los últimos 18 meses?' },
  },
  onLease: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description: 'Whether the member is named on the lease.',
    question: { en: 'Named on the lease?', es: '¿Figura en el contrato de alquiler?' },
  },
  onDeed: {
    type: 'boolean',
    category: 'HOUSING_LEGAL',
    description: 'Whether the member is named on the deed.',
    question: { en: 'Named on the deed?', es: '¿Figura en la escritura?' },
  },
  inTaxHousehold: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is the head, files taxes together with the head, or is claimed by the head as a dependent.',
    question: {
      en: 'On the same tax return as the head of the household?',
      es: '¿En la misma declaración de impuestos que el jefe del hogar?',
    },
  },
  livesWithParents: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member lives with a parent.',
    question: { en: 'Living with a parent?', es: '¿Vive con su padre o madre?' },
  },
  citizenOrQualified: {
    type: 'boolean',
    category: 'IDENTITY',
    description:
      'Whether the member is a citizen or an immigrant whom the federal benefit rules call qualified. Never asked at a door.',
    question: { en: 'A citizen, or an immigrant with qualified status?', es: '¿Ciudadano o inmigrante con estatus calificado?' },
  },
  lawfullyPresent: {
    type: 'boolean',
    category: 'IDENTITY',
    description: 'Whether the member is lawfully present in the United States. Never asked at a door.',
    question: { en: 'Lawfully present in the United States?', es: '¿Con presencia legal en los Estados Unidos?' },
  },
  hasMedicaid: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has Medicaid now.',
    question: { en: 'On Medicaid now?', es: '¿Tiene Medicaid ahora?' },
  },
  hasMedicare: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has Medicare.',
    question: { en: 'On Medicare?', es: '¿Tiene Medicare?' },
  },
  hasOtherCoverage: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has, or is offered at an affordable price, other health insurance such as an employer plan.',
    question: {
      en: 'Any other health insurance, or an affordable offer from an employer?',
      es: '¿Otro seguro médico, o una oferta asequible de un empleador?',
    },
  },
  receivesCashAssistance: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member receives a cash assistance grant.',
    question: { en: 'Getting cash assistance?', es: '¿Recibe asistencia en efectivo?' },
  },
  receivesSsi: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member receives Supplemental Security Income.',
    question: { en: 'Getting SSI?', es: '¿Recibe SSI?' },
  },
  receivesSsdi: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member receives Social Security Disability Insurance.',
    question: { en: 'Getting SSDI?', es: '¿Recibe SSDI?' },
  },
  receivesVeteransDisability: {
    type: 'boolean',
    category: 'HEALTH',
    description: "Whether the member receives a veterans' disability pension or compensation.",
    question: {
      en: "Getting a veterans' disability pension or compensation?",
      es: '¿Recibe pensión o compensación por discapacidad de veteranos?',
    },
  },
  receivesDisabilityMedicaid: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has disability-related Medicaid after having received SSI or SSDI.',
    question: { en: 'On Medicaid because of a disability?', es: '¿Tiene Medicaid por discapacidad?' },
  },
  receivesAgingServices: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: "Whether the member receives services of the state's division of aging and adult services.",
    question: {
      en: 'Getting services for older or disabled adults from the state?',
      es: '¿Recibe servicios del estado para adultos mayores o con discapacidad?',
    },
  },
  firstPregnancy: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member expects a first child.',
    question: { en: 'Expecting a first child?', es: '¿Espera su primer hijo?' },
  },
  postpartum: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member gave birth in the last six months.',
    question: { en: 'Gave birth in the last six months?', es: '¿Dio a luz en los últimos seis meses?' },
  },
  breastfeeding: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member breastfeeds an infant under one year.',
    question: { en: 'Breastfeeding a baby under one?', es: '¿Amamanta a un bebé menor de un año?' },
  },
  heatSensitiveCondition: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has a medical condition that heat makes worse.',
    question: { en: 'A medical condition that heat makes worse?', es: '¿Alguna condición médica que empeora con el calor?' },
  },
  wartimeService: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the military service was in wartime.',
    question: { en: 'Served in wartime?', es: '¿Sirvió en tiempo de guerra?' },
  },
  veteransSpouse: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is the spouse, or the unremarried surviving spouse, of a veteran.',
    question: {
      en: 'The spouse or unremarried widow or widower of a veteran?',
      es: '¿Cónyuge, viuda o viudo no casado de nuevo, de un veterano?',
    },
  },
  fosterCare: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is or was in foster care.',
    question: { en: 'In foster care, now or before?', es: '¿Está o estuvo en hogar de acogida?' },
  },
  parenting: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member has a child of their own to care for.',
    question: { en: 'A child of their own to care for?', es: '¿Tiene un hijo propio a su cuidado?' },
  },
  filesTaxes: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member files a tax return for the year, or is claimed on one.',
    question: {
      en: 'Filing taxes this year, or claimed on a return?',
      es: '¿Declara impuestos este año, o figura en una declaración?',
    },
  },
  marriedFilingSeparately: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member is married and files taxes apart from the spouse.',
    question: { en: 'Married, and filing taxes separately?', es: '¿Casado y declara impuestos por separado?' },
  },
  workHoursMonthly: {
    type: 'integer',
    category: 'HOUSEHOLD',
    unit: 'HOURS',
    description: 'Hours a month of work, study or community service.',
    question: {
      en: 'How many hours a month of work, study or community service?',
      es: '¿Cuántas horas al mes de trabajo, estudio o servicio comunitario?',
    },
  },
  medicallyFrail: {
    type: 'boolean',
    category: 'HEALTH',
    description: 'Whether the member has a serious health condition that the rules on work exempt.',
    question: {
      en: 'A serious health condition that keeps from working?',
      es: '¿Una condición de salud grave que impide trabajar?',
    },
  },
  hasOtherFareDiscount: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether the member has full carfare or another discount on fares.',
    question: { en: 'Full carfare or another fare discount?', es: '¿Recibe pasajes completos u otro descuento de tarifa?' },
  },
  incomes: {
    type: 'incomes',
    category: 'HOUSEHOLD',
    description: 'The incomes known so far. Whether they are all is `incomesComplete`.',
    question: { en: 'What money comes in, and how often?', es: '¿Qué ingresos tiene y con qué frecuencia?' },
  },
  incomesComplete: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether every income of the member is listed. Until it is, the sum is a lower bound.',
    question: { en: 'Is that all the money that comes in?', es: '¿Son todos los ingresos?' },
  },
  expenses: {
    type: 'expenses',
    category: 'HOUSEHOLD',
    description: 'The expenses known so far. Whether they are all is `expensesComplete`.',
    question: {
      en: 'What does the member pay for: care, support, medical bills?',
      es: '¿Qué gastos paga: cuidado, manutención, médicos?',
    },
  },
  expensesComplete: {
    type: 'boolean',
    category: 'HOUSEHOLD',
    description: 'Whether every expense of the member is listed.',
    question: { en: 'Are those all the expenses?', es: '¿Son todos los gastos?' },
  },
} as const satisfies Record<string, FactDefinition>

/** One income or expense: integer cents, how often. An amount that is not known makes the sum open above. */
export interface Amount {
  readonly type: string
  readonly frequency: keyof typeof timesPerYear
  readonly cents?: number
}

type ValueOf<T extends FactType> = T extends 'boolean'
  ? boolean
  : T extends 'integer' | 'money'
    ? number
    : T extends 'date' | 'text'
      ? string
      : T extends 'incomes' | 'expenses'
        ? readonly Amount[]
        : T extends FactEnum
          ? keyof T['values'] & string
          : never

type Facts<Table extends Record<string, FactDefinition>> = {
  readonly [Name in keyof Table]?: ValueOf<Table[Name]['type']>
}

export type HouseholdFactName = keyof typeof householdFacts
export type MemberFactName = keyof typeof memberFacts

/** What is known about one member. `id` is the member's own; `withheld` names facts that exist but may not be read. */
export interface MemberFacts extends Facts<typeof memberFacts> {
  readonly id: string
  readonly withheld?: readonly MemberFactName[]
}

/** What is known about a household: money in integer cents, days as ISO dates. An absent fact is unknown. */
export interface HouseholdFacts extends Facts<typeof householdFacts> {
  readonly members: readonly MemberFacts[]
  readonly withheld?: readonly HouseholdFactName[]
}
