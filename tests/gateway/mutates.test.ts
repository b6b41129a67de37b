import { mutates } from '../../gateway/forward/mutates'

describe("a plan's operation", () => {
  it.each([
    'mutation{startCampaign{id}}',
    'mutation Start__conversations__0($input:StartCampaignInput!){startCampaign(input:$input){id}}',
    'fragment F on Campaign{id} mutation{startCampaign{...F}}',
    '# query\n  mutation { startCampaign { id } }',
  ])('changes something: %s', (query) => expect(mutates(query)).toBe(true))

  it.each([
    '{campaigns{nodes{id}}}',
    'query mutation{campaigns{nodes{id}}}',
    '{mutation:campaigns{nodes{id}}}',
    'query($name:String="mutation{startCampaign{id}}"){campaigns(name:$name){nodes{id}}}',
    'query($representations:[_Any!]!){_entities(representations:$representations){...on Resident{mutation}}}',
  ])('changes nothing: %s', (query) => expect(mutates(query)).toBe(false))
})
