import type { Rules } from '../oracle'
import { asking, reading } from './reading'

export const own: Readonly<Record<string, Rules>> = {
  'a role that begins like resident is one': reading('OWN', 'a resident calls', ({ look }) =>
    look.caller.roles.some((role) => role.toLowerCase().startsWith('resident')),
  ),
  'a resident has no other role': reading('OWN', 'a resident calls', ({ look }) => look.caller.roles.join() === 'resident'),
  'the first role alone makes a resident': reading('OWN', 'a resident calls', ({ look }) => look.caller.roles[0] === 'resident'),
  'a resident reads nothing for reporting': asking('OWN', ({ look }) => look.purpose !== 'REPORTING'),
  'a resident reads only what their own agency holds': asking('OWN', ({ look }) => look.holder === look.caller.agency),
  'a resident with another role steps into its stewardship': reading(
    'STEWARDSHIP',
    'no resident calls',
    ({ look }) => look.caller.roles.join() !== 'resident',
  ),
  'a resident with another role steps into its consents': reading(
    'CONSENT',
    'no resident calls',
    ({ look }) => look.caller.roles.join() !== 'resident',
  ),
  'a resident with another role may break glass': reading(
    'BREAK_GLASS',
    'no resident calls',
    ({ look }) => look.caller.roles.join() !== 'resident',
  ),
}
