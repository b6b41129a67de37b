import type { Rules } from '../oracle'
import { hour } from '../states'
import { asking, reading } from './reading'

export const breakGlass: Readonly<Record<string, Rules>> = {
  'an emergency begins an instant late': reading('BREAK_GLASS', 'it has begun', ({ look, opened }) => look.now > opened.from),
  'an emergency begins an instant early': reading(
    'BREAK_GLASS',
    'it has begun',
    ({ look, opened }) => look.now >= opened.from - 1,
  ),
  'an emergency holds at its end': reading('BREAK_GLASS', 'it has not ended', ({ look, opened }) => look.now <= opened.until),
  'an emergency ends an instant early': reading(
    'BREAK_GLASS',
    'it has not ended',
    ({ look, opened }) => look.now < opened.until - 1,
  ),
  'an emergency lasts an hour and an instant': reading(
    'BREAK_GLASS',
    'it is not an hour old',
    ({ look, opened }) => look.now <= opened.from + hour,
  ),
  'an emergency lasts an hour wherever it ends': reading(
    'BREAK_GLASS',
    'it has not ended',
    ({ look, opened }) => look.now < opened.from + hour,
  ),
  'an emergency is for screening too': reading('BREAK_GLASS', 'it is for service', ({ look }) =>
    ['SERVICE', 'SCREENING'].includes(look.purpose),
  ),
  'an emergency is for follow-up too': reading('BREAK_GLASS', 'it is for service', ({ look }) =>
    ['SERVICE', 'FOLLOW_UP'].includes(look.purpose),
  ),
  'an emergency is for reporting too': reading('BREAK_GLASS', 'it is for service', ({ look }) =>
    ['SERVICE', 'REPORTING'].includes(look.purpose),
  ),
  'an emergency is of what the agency holds itself': asking('BREAK_GLASS', ({ look }) => look.holder === look.caller.agency),
  'an emergency does not reach health': asking('BREAK_GLASS', ({ look }) => !look.categories.includes('HEALTH')),
  'only the first emergency is read': asking('BREAK_GLASS', ({ grounds, opened }) => opened === grounds.breakGlass[0]),
  'only the last emergency is read': asking('BREAK_GLASS', ({ grounds, opened }) => opened === grounds.breakGlass.at(-1)),
}
