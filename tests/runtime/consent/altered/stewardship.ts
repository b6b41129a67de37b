import type { Rules } from '../oracle'
import { day } from '../states'
import { asking, reading } from './reading'

const period = "that is at most the city's days of 24 hours ago"
export const stewardship: Readonly<Record<string, Rules>> = {
  'registration alone makes a steward': asking('STEWARDSHIP', ({ grounds, meeting }) => meeting !== grounds.lastSpoke),
  'the last conversation alone makes a steward': asking('STEWARDSHIP', ({ grounds, meeting }) => meeting === grounds.lastSpoke),
  'a conversation ends the stewardship of the registration': asking(
    'STEWARDSHIP',
    ({ grounds, meeting }) => grounds.lastSpoke === null || meeting === grounds.lastSpoke,
  ),
  'a conversation makes the registration younger': reading(
    'STEWARDSHIP',
    period,
    ({ look, grounds }) => look.now <= Math.max(grounds.registeredAt, grounds.lastSpoke?.at ?? 0) + grounds.stewardshipDays * day,
  ),
  'stewardship ends at its last instant': reading(
    'STEWARDSHIP',
    period,
    ({ look, grounds, meeting }) => look.now < meeting.at + grounds.stewardshipDays * day,
  ),
  'stewardship lasts an instant more': reading(
    'STEWARDSHIP',
    period,
    ({ look, grounds, meeting }) => look.now <= meeting.at + grounds.stewardshipDays * day + 1,
  ),
  'stewardship is counted in days begun': reading(
    'STEWARDSHIP',
    period,
    ({ look, grounds, meeting }) => Math.floor(look.now / day) - Math.floor(meeting.at / day) <= grounds.stewardshipDays,
  ),
  'stewardship is 90 days in every city': reading(
    'STEWARDSHIP',
    period,
    ({ look, meeting }) => look.now <= meeting.at + 90 * day,
  ),
  'stewardship is for service alone': asking('STEWARDSHIP', ({ look }) => look.purpose === 'SERVICE'),
  'stewardship is not for screening': asking('STEWARDSHIP', ({ look }) => look.purpose !== 'SCREENING'),
  'stewardship is not for service': asking('STEWARDSHIP', ({ look }) => look.purpose !== 'SERVICE'),
  'stewardship is not for follow-up': asking('STEWARDSHIP', ({ look }) => look.purpose !== 'FOLLOW_UP'),
  'stewardship is of what the agency holds itself': asking('STEWARDSHIP', ({ look }) => look.holder === look.caller.agency),
  'the agency that holds the record is the steward': reading(
    'STEWARDSHIP',
    "it was the caller's agency",
    ({ look, meeting }) => look.holder === meeting.agency,
  ),
  'stewardship does not reach notes': asking('STEWARDSHIP', ({ look }) => !look.categories.includes('NOTES')),
}
