import { operations } from '../gateway/operations'

/** What is asked: of one resident, or of so many in a list. */
export interface TrustOperation {
  readonly name: 'department' | 'list'
  readonly query: string
}

const department = operations.find(({ name }) => name === 'department') as { readonly query: string }

/** The story's query of one resident, and a list of residents with a word from every department that keeps something about them. */
export const trustOperations: readonly TrustOperation[] = [
  { name: 'department', query: department.query },
  {
    name: 'list',
    query: `query($first: Int!) {
      residents(first: $first) {
        nodes {
          givenName familyName language contactPoints { kind value }
          facts { rentMonthly evictionCase }
          conversations(first: 5) { nodes { channel outcome needs } }
          followUps(first: 5) { nodes { due status task } }
          referrals(first: 5) { nodes { status note } }
        }
      }
    }`,
  },
]
