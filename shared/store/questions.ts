import * as z from 'zod'
import { Instant, OrgId, QuestionId } from '../domain/ids.ts'
import type { Person } from '../domain/party.ts'
import type { AskedQuestion } from '../domain/questions.ts'
import type { Rfq, RfqPlace } from '../domain/rfq.ts'
import { inOrder } from '../domain/time.ts'
import { keys, ranges } from './keys.ts'
import { changedMeanwhile, changeRfq } from './rfq-events.ts'
import type { Table } from './table.ts'

const QuestionItem = z.object({ questionId: QuestionId, text: z.string(), askedAt: Instant, supplierId: OrgId })
const AnswerItem = z.object({ questionId: QuestionId, text: z.string(), answeredAt: Instant })
export type KeptQuestion = z.infer<typeof QuestionItem>

const together = (question: KeptQuestion, answer: z.infer<typeof AnswerItem> | undefined): AskedQuestion => ({
  ...question,
  answer: answer ? { text: answer.text, answeredAt: answer.answeredAt } : null,
})

/** Every question about an RFQ with its answer, in the order they were asked. */
export const loadQuestions = async (table: Table, { buyerId, rfqId }: RfqPlace) => {
  const [questions, answers] = await Promise.all([
    table.all(ranges.questions(buyerId, rfqId)),
    table.all(ranges.answers(buyerId, rfqId)),
  ])
  const answerTo = new Map(
    z
      .array(AnswerItem)
      .parse(answers)
      .map((answer) => [answer.questionId, answer]),
  )
  return z
    .array(QuestionItem)
    .parse(questions)
    .map((question) => together(question, answerTo.get(question.questionId)))
    .sort((a, b) => inOrder(a.askedAt, b.askedAt))
}

export const loadQuestion = async (table: Table, { buyerId, rfqId }: RfqPlace, questionId: string) => {
  const [question, answer] = await table.getAll([
    keys.question(buyerId, rfqId, questionId),
    keys.answer(buyerId, rfqId, questionId),
  ])
  return question && together(QuestionItem.parse(question), answer && AnswerItem.parse(answer))
}

/** The asker stands on the question alone: the event, which the buyer reads, names nobody. */
export const keepQuestion = (table: Table, rfq: Rfq, question: KeptQuestion) => {
  const { writes } = changeRfq(
    rfq,
    { unanswered: (rfq.unanswered ?? 0) + 1 },
    {
      name: 'question.asked',
      at: question.askedAt,
      by: { kind: 'system', name: 'supplier' },
      data: { questionId: question.questionId },
    },
  )
  const put = { ...keys.question(rfq.buyerId, rfq.rfqId, question.questionId), kind: 'Question', ...question }
  return table.commit([...writes, { put, when: 'absent', otherwise: changedMeanwhile }])
}

export const keepAnswer = (table: Table, rfq: Rfq, answer: z.infer<typeof AnswerItem>, by: Person) => {
  const { writes } = changeRfq(
    rfq,
    { unanswered: Math.max(0, (rfq.unanswered ?? 0) - 1) },
    {
      name: 'question.answered',
      at: answer.answeredAt,
      by: { kind: 'person', ...by },
      data: { questionId: answer.questionId },
    },
  )
  const put = { ...keys.answer(rfq.buyerId, rfq.rfqId, answer.questionId), kind: 'Answer', ...answer, by }
  return table.commit([...writes, { put, when: 'absent', otherwise: changedMeanwhile }])
}
