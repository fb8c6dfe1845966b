import * as contract from '../../shared/contracts/rfqs.ts'
import { ok, refuse } from '../../shared/domain/outcome.ts'
import { questionsForBuyer } from '../../shared/domain/questions.ts'
import { rfqCan } from '../../shared/domain/rfq.ts'
import { keepAnswer, loadQuestion, loadQuestions } from '../../shared/store/questions.ts'
import { loadRfq, untilUnchanged } from '../../shared/store/rfqs.ts'
import { route } from '../http/api.ts'
import type { Deps } from './index.ts'

export const listQuestionsRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.listQuestions, async ({ params, person }) => {
    const rfq = await loadRfq(table, person.orgId, params.rfqId)
    if (!rfq) return refuse({ code: 'rfq_not_found' })
    return ok({ items: questionsForBuyer(await loadQuestions(table, rfq)) })
  })

export const answerQuestionRoute = ({ table }: Pick<Deps, 'table'>) =>
  route(contract.answerQuestion, async ({ params, body, person, receivedAt }) => {
    const { rfqId, questionId } = params
    const answered = await untilUnchanged(async () => {
      const rfq = await loadRfq(table, person.orgId, rfqId)
      if (!rfq) return refuse({ code: 'rfq_not_found' })
      const question = await loadQuestion(table, rfq, questionId)
      if (!question) return refuse({ code: 'question_not_found' })
      if (question.answer)
        return question.answer.text === body.text ? ok(question) : refuse({ code: 'already_answered' })
      if (!rfqCan('answer', rfq)) return refuse({ code: 'rfq_not_in_status', status: rfq.status })

      const answer = { questionId, text: body.text, answeredAt: receivedAt }
      const kept = await keepAnswer(table, rfq, answer, person)
      return kept.ok ? ok({ ...question, answer }) : kept
    })
    if (answered.ok) return ok({ ...answered.value, own: false })
    if (answered.refusal.code === 'changed_meanwhile') throw new Error(`${rfqId} kept changing`)
    return refuse(answered.refusal)
  })
