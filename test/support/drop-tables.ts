import { afterAll } from 'vitest'
import { dropTables } from './dynamodb.ts'

afterAll(dropTables)
