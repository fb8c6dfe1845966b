import { type FormEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type * as z from 'zod'
import type { FieldError } from '../api/client.ts'
import { getAt, type Pointer, pointerOf, setAt } from './pointer.ts'
import { useFieldSentences } from './sentences.ts'

interface Options<V extends object, O> {
  readonly schema: z.ZodType<O, unknown>
  readonly initial: V
  /** Called with what the schema made of the values; return a refusal to have its fields marked. */
  readonly submit?: (value: O) => Promise<RefusedFields | undefined>
  /** Called after each change, for autosave. */
  readonly changed?: (values: V) => void
}

interface RefusedFields {
  readonly errors?: readonly FieldError[] | undefined
}

export interface Form<V extends object> {
  readonly id: string
  readonly values: V
  readonly set: (at: Pointer<V>, value: unknown) => void
  readonly replace: (values: V) => void
  readonly valueAt: (at: string) => unknown
  readonly errorAt: (at: string) => string | undefined
  readonly errors: readonly FieldError[]
  readonly fieldId: (at: string) => string
  /** Validates; marks and focuses the first wrong field; otherwise calls `submit`. */
  readonly onSubmit: (event?: FormEvent) => void
  readonly submitting: boolean
  /** Marks what the server found wrong. */
  readonly mark: (errors: readonly FieldError[]) => void
}

/** A form on a zod schema. Nothing is marked before the first attempt to submit; from then on marks go as they are mended. */
export const useForm = <V extends object, O>({ schema, initial, submit, changed }: Options<V, O>): Form<V> => {
  const id = useId()
  const { sayIssue, sayKnown } = useFieldSentences()
  const [values, setValues] = useState(initial)
  const [attempted, setAttempted] = useState(false)
  const [fromServer, setFromServer] = useState<readonly FieldError[]>([])
  const [submitting, setSubmitting] = useState(false)
  const [focusRound, setFocusRound] = useState(0)
  const latest = useRef(values)

  const own = useMemo(() => {
    if (!attempted) return []
    const parsed = schema.safeParse(values)
    if (parsed.success) return []
    return parsed.error.issues.map((issue) => {
      const pointer = pointerOf(issue.path)
      return { pointer, detail: sayIssue(issue, getAt(values, pointer)) }
    })
  }, [attempted, schema, values, sayIssue])
  const errors = [...own, ...fromServer.filter(({ pointer }) => !own.some((error) => error.pointer === pointer))]

  const fieldId = (at: string) => `${id}${at}`

  useLayoutEffect(() => {
    if (focusRound === 0) return
    const wrong = document.querySelector<HTMLElement>(
      `[data-form="${CSS.escape(id)}"] [aria-invalid="true"], [data-form="${CSS.escape(id)}"][aria-invalid="true"]`,
    )
    wrong?.focus()
    wrong?.scrollIntoView({ block: 'center' })
  }, [focusRound, id])

  const change = (next: V) => {
    latest.current = next
    setValues(next)
    changed?.(next)
  }
  const mark = (marked: readonly FieldError[]) => {
    setFromServer(marked.map(({ pointer, detail }) => ({ pointer, detail: sayKnown(detail) })))
    if (marked.length > 0) setFocusRound((round) => round + 1)
  }
  const onSubmit = (event?: FormEvent) => {
    event?.preventDefault()
    setAttempted(true)
    setFromServer([])
    const parsed = schema.safeParse(latest.current)
    if (!parsed.success) return setFocusRound((round) => round + 1)
    if (!submit) return
    setSubmitting(true)
    void submit(parsed.data)
      .then((refused) => {
        if (refused?.errors) mark(refused.errors)
      })
      .finally(() => setSubmitting(false))
  }

  return {
    id,
    values,
    set: (at, value) => {
      setFromServer((before) => before.filter(({ pointer }) => pointer !== at))
      change(setAt(latest.current, at, value))
    },
    replace: change,
    valueAt: (at) => getAt(values, at),
    errorAt: (at) => errors.find(({ pointer }) => pointer === at)?.detail,
    errors,
    fieldId,
    onSubmit,
    submitting,
    mark,
  }
}
