/** What a call answered, or nothing where it failed: the failure stands in `call.error`, for a RefusalNotice to say. */
export const answerOf = <T>(answer: Promise<T>): Promise<T | undefined> => answer.catch(() => undefined)
