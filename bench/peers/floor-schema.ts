import { buildSchema } from 'graphql'
import type { Pool, QueryResultRow } from 'pg'
import type { HouseholdFacts } from '../../runtime/facts'
import { moneyText } from '../../runtime/money'
import type { Catalogue } from '../../subgraphs/programs/catalogue'

/** As much of the hub's graph as the two queries ask for. */
export const floorSchema = buildSchema(`
  scalar UUID
  enum ProgramArea { LEGAL_AID HOUSING HEALTH FOOD CASH CHILD_CARE WORK TRANSPORT OTHER }
  enum FollowUpStatus { OPEN DONE CANCELLED }
  type Query { resident(id: UUID!): Resident }
  type Resident {
    id: UUID!
    givenName: String
    familyName: String
    language: String
    household: Household
    eligibility(areas: [ProgramArea!]): [Eligibility!]
    conversations(first: Int): Conversations
    followUps(status: FollowUpStatus, first: Int): FollowUps
    referrals(first: Int): Referrals
  }
  type Household { version: Int! facts: Facts! }
  type Facts { rentMonthly: String evictionCase: String }
  type Program { code: String! }
  type Eligibility { program: Program! outcome: String! missing: [Question!]! }
  type Question { fact: String! }
  type Conversations { nodes: [Conversation!]! }
  type Conversation { channel: String! outcome: String! needs: [String!]! occurredAt: String! }
  type FollowUps { nodes: [FollowUp!]! }
  type FollowUp { due: String! status: String! task: String! }
  type Referrals { nodes: [Referral!]! }
  type Referral { status: String! outcome: String program: Program screening: Screening history: [Event!]! }
  type Screening { takenAt: String! }
  type Event { step: String toStatus: String! at: String! }
`)

interface HouseholdRow {
  readonly version: number
  readonly facts: HouseholdFacts
}

interface ReferralRow {
  readonly id: string
  readonly programId: string
  readonly takenAt: Date | null
}

const iso = (at: Date) => at.toISOString()

/** The resolvers, hand-written over the same tables. */
export function residentRoot(pool: Pool, catalogue: Catalogue, city: string, today: string) {
  const rows = async <Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row>(text, values)).rows

  async function referralsOf(id: string, first: number) {
    const found = await rows<ReferralRow>(
      `select r.id, r.status, r.outcome, r.program_id as "programId", s.taken_at as "takenAt"
       from referrals.referral r left join residents.screening s on s.id = r.screening_id
       where r.resident_id = $1 and r.city = $2 order by r.created_at desc, r.id desc limit $3`,
      [id, city, first],
    )
    const events = await rows<{ referralId: string; at: Date }>(
      `select referral_id as "referralId", step, to_status as "toStatus", at from referrals.referral_event
       where referral_id = any($1::uuid[]) order by at, id`,
      [found.map((row) => row.id)],
    )
    return found.map((row) => ({
      ...row,
      program: { code: catalogue.program(row.programId)?.shown.code },
      screening: row.takenAt && { takenAt: iso(row.takenAt) },
      history: events.filter((event) => event.referralId === row.id).map((event) => ({ ...event, at: iso(event.at) })),
    }))
  }

  async function resident({ id }: { id: string }) {
    const [row] = await rows<{ householdId: string }>(
      `select id, given_name as "givenName", family_name as "familyName", language, household_id as "householdId"
       from residents.resident where id = $1 and city = $2`,
      [id, city],
    )
    if (!row) return null
    let household: Promise<HouseholdRow[]> | undefined
    const householdRow = async () => {
      const select = 'select version, facts from residents.household where id = $1 and city = $2'
      return (await (household ??= rows<HouseholdRow>(select, [row.householdId, city])))[0] as HouseholdRow
    }
    return {
      ...row,
      household: async () => {
        const { version, facts } = await householdRow()
        const rentMonthly = facts.rentMonthly === undefined ? null : moneyText(facts.rentMonthly)
        return { version, facts: { rentMonthly, evictionCase: facts.evictionCase } }
      },
      eligibility: async ({ areas }: { areas: string[] }) => {
        const { facts } = await householdRow()
        return catalogue.programs
          .filter(({ shown }) => areas.includes(shown.area))
          .map(({ shown }) => ({ ...catalogue.rules.decide(shown.code, facts, today), program: shown }))
      },
      conversations: async ({ first }: { first: number }) => {
        const nodes = await rows<{ occurredAt: Date }>(
          `select channel, outcome, needs, occurred_at as "occurredAt" from conversations.conversation
           where resident_id = $1 and city = $2 order by occurred_at desc, id desc limit $3`,
          [id, city, first],
        )
        return { nodes: nodes.map((node) => ({ ...node, occurredAt: iso(node.occurredAt) })) }
      },
      followUps: async ({ status = null, first = 20 }: { status?: string | null; first?: number }) => ({
        nodes: await rows(
          `select due::text, status, task from conversations.follow_up
           where resident_id = $1 and city = $2 and ($3::text is null or status = $3) order by due, id limit $4`,
          [id, city, status, first],
        ),
      }),
      referrals: async ({ first }: { first: number }) => ({ nodes: await referralsOf(id, first) }),
    }
  }
  return { resident }
}
