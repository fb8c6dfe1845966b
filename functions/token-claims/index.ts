import { connect } from '../../shared/store/table.ts'
import { tokenClaims } from './token-claims.ts'

export const handler = tokenClaims({ table: connect(process.env.TABLE_NAME ?? '') })
