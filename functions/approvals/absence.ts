import * as contract from '../../shared/contracts/absences.ts'
import { stoodInFor } from '../../shared/domain/absence.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { keepAbsence, loadAbsence } from '../../shared/store/absences.ts'
import { findSession } from '../../shared/store/sessions.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const getAbsenceRoute = ({ table, now }: Deps) =>
  route(contract.getAbsence, async ({ token }) => {
    const session = await findSession(table, token, now())
    return session ? ok({ absence: await loadAbsence(table, session.email) }) : refuse({ code: 'session_unknown' })
  })

export const saveAbsenceRoute = ({ table, now }: Deps) =>
  route(contract.saveAbsence, async ({ token, body }) => {
    const session = await findSession(table, token, now())
    if (!session) return refuse({ code: 'session_unknown' })
    const decided = stoodInFor(session.email, body.absence, now())
    if (decided.ok) await keepAbsence(table, session.email, decided.value.absence)
    return decided
  })
