import * as contract from '../../shared/contracts/tenders.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { type AskedQuestion, mayAsk, questionsForSupplier } from '../../shared/domain/questions.ts'
import { whileBiddable } from '../../shared/domain/tender.ts'
import { keepQuestion, loadQuestions } from '../../shared/store/questions.ts'
import { untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'
import { visibleTender } from './visible-tender.ts'

export const listTenderQuestionsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listTenderQuestions, async ({ params, person }) => {
    const tender = await visibleTender(table, params, person)
    if (!tender) return refuse({ code: 'tender_not_found' })
    return ok({ items: questionsForSupplier(await loadQuestions(table, tender.rfq), person.orgId) })
  })

export const askQuestionRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.askQuestion, async ({ params, body, person, receivedAt }) => {
    const { questionId } = params
    const asked = await untilUnchanged(async () => {
      const tender = await visibleTender(table, params, person)
      if (!tender) return refuse({ code: 'tender_not_found' })
      const questions = await loadQuestions(table, tender.rfq)
      const before = questions.find((one) => one.questionId === questionId)
      if (before && isSame(before, body.text, person.orgId)) return ok(before)
      const biddable = whileBiddable(tender.rfq, receivedAt)
      if (!biddable.ok) return biddable
      if (before || !mayAsk(questions, person.orgId)) return refuse({ code: 'asked_too_often' })

      const question = { questionId, text: body.text, askedAt: receivedAt, supplierId: person.orgId }
      const kept = await keepQuestion(table, tender.rfq, question)
      return kept.ok ? ok({ ...question, answer: null }) : kept
    })
    if (asked.ok) return ok({ ...asked.value, own: true })
    if (asked.refusal.code === 'changed_meanwhile') throw new Error(`${params.rfqId} kept changing`)
    return refuse(asked.refusal)
  })

const isSame = ({ text, supplierId }: AskedQuestion, asked: string, by: string) => text === asked && supplierId === by
