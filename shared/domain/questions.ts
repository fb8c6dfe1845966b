/** A question with its answer, and who asked: that is told to nobody but the asker. */
export type AskedQuestion = {
  questionId: string
  text: string
  askedAt: string
  supplierId: string
  answer: { text: string; answeredAt: string } | null
}

/** Questions one organisation may ask about one RFQ, and questions one RFQ can hold. */
export const MAX_QUESTIONS_EACH = 20
export const MAX_QUESTIONS = 1_000

const shown = ({ supplierId, ...question }: AskedQuestion, viewer: string | undefined) => ({
  ...question,
  own: supplierId === viewer,
})

/** The buyer sees every question and never who asked. */
export const questionsForBuyer = (questions: readonly AskedQuestion[]) => questions.map((one) => shown(one, undefined))

/** A supplier sees what was answered, to all alike, and its own questions. */
export const questionsForSupplier = (questions: readonly AskedQuestion[], supplierId: string) =>
  questions.filter((one) => one.answer !== null || one.supplierId === supplierId).map((one) => shown(one, supplierId))

export const mayAsk = (questions: readonly AskedQuestion[], supplierId: string): boolean =>
  questions.length < MAX_QUESTIONS &&
  questions.filter((one) => one.supplierId === supplierId).length < MAX_QUESTIONS_EACH
