import type { BidLine } from '../../../shared/domain/bid.ts'
import type { RfqLine, RfqTerms } from '../../../shared/domain/rfq.ts'
import { suppliers } from './people.ts'

type LineSpec = [name: string, description: string, quantity: string, unit: string, required?: boolean]

const lines = (...specs: LineSpec[]): RfqLine[] =>
  specs.map(([name, description, quantity, unit, required = true], i) => ({
    number: String(i + 1),
    name,
    description,
    quantity,
    unit,
    required,
    deliverBy: null,
  }))

const invited = suppliers.flatMap(({ people }) => people.slice(0, 1).map(({ email }) => email))

/** The terms most of the demo RFQs share; `closesAt` is filled in when the story knows its own time. */
export const termsOf = (own: Pick<RfqTerms, 'title' | 'description'> & Partial<RfqTerms>): RfqTerms => ({
  buyerReference: '',
  currency: 'DKK',
  vat: 'excluded',
  method: 'selective',
  invited,
  deliveryPlace: { street: 'Rådhustorvet 4', postalCode: '4390', city: 'Strandby', country: 'DK' },
  incoterm: 'DAP',
  paymentDays: 30,
  paymentTerms: 'Net 30 days from receipt of invoice.',
  specialTerms: '',
  bidValidityDays: 60,
  closesAt: null,
  timeZone: 'Europe/Copenhagen',
  toldToLosers: 'winningTotal',
  ...own,
})

export const stories = {
  workstations: {
    terms: termsOf({
      title: '35 workstations, screens and mice',
      description: 'Workstations for the citizen service desks, delivered and set up by department.',
      buyerReference: 'IT-2026-114',
      specialTerms: 'A penalty of 1 % of the contract sum for each day of delay.',
    }),
    lines: lines(
      ['Desktop computer', '16 GB memory, 512 GB SSD, three years on-site service', '35', 'H87'],
      ['Screen 24"', 'Height adjustable, USB-C', '35', 'H87'],
      ['Mouse', 'Wired, right- and left-handed', '35', 'H87'],
      ['Keyboard, Danish', 'QWERTY, wired', '35', 'H87'],
      ['Setting up', 'Unpacking, setting up and taking packaging away', '35', 'E48', false],
    ),
  },
  catering: {
    terms: termsOf({
      title: 'Catering for council meetings 2027',
      description: 'Twelve evening meetings of about 40 people; organic where possible.',
      method: 'open',
      invited: [],
      toldToLosers: 'winnerAndTotal',
    }),
    lines: lines(
      ['Cold dinner buffet', 'Per person, with vegetarian choice', '480', 'E48'],
      ['Coffee, tea and fruit', 'Per person', '480', 'E48'],
    ),
  },
  readingRoom: {
    terms: termsOf({
      title: 'Furniture for the reading room',
      description: '',
      invited: [],
      currency: null,
      paymentDays: null,
    }),
    lines: lines(['Reading table 180 × 90', 'Oak veneer', '8', 'H87']),
  },
  tyres: {
    terms: termsOf({
      title: 'Winter tyres for the care fleet',
      description: 'Mounted at our garage between 1 and 15 December.',
    }),
    lines: lines(
      ['Tyre 185/65 R15', 'Studless, EU label wet grip B or better', '96', 'H87'],
      ['Tyre 205/55 R16', 'Studless, EU label wet grip B or better', '48', 'H87'],
      ['Mounting and balancing', 'Per wheel', '144', 'E48'],
      ['Storage of summer tyres', 'Per set and season', '36', 'E48', false],
    ),
  },
  displays: {
    terms: termsOf({
      title: 'Meeting-room displays',
      description: 'Displays with cameras for eleven meeting rooms.',
      toldToLosers: 'rankOnly',
    }),
    lines: lines(
      ['Display 75"', 'With wall mount', '11', 'H87'],
      ['Conference camera', 'With microphone', '11', 'H87'],
      ['Mounting', 'Per room', '11', 'E48'],
    ),
  },
  paper: {
    terms: termsOf({ title: 'Copy paper, half a year', description: 'A4 80 g, delivered monthly to nine addresses.' }),
    lines: lines(
      ['Copy paper A4 80 g', 'White, FSC, box of 5 reams', '1200', 'XBX'],
      ['Copy paper A3 80 g', 'White, FSC, box of 3 reams', '90', 'XBX'],
    ),
  },
  drone: {
    terms: termsOf({
      title: 'Drone survey of the dikes',
      description: 'Photogrammetry of 14 km of dike, twice a year.',
    }),
    lines: lines(['Survey', 'Per flight, data delivered as LAS and GeoTIFF', '2', 'E48']),
  },
  chairs: {
    terms: termsOf({ title: 'Office chairs', description: 'Replaced by a framework call-off.' }),
    lines: lines(['Office chair', 'EN 1335 type A', '60', 'H87']),
  },
} satisfies Record<string, { terms: RfqTerms; lines: RfqLine[] }>

/** One price per line in the order of the lines; `null` leaves an optional line without a bid. */
export const prices = (...unitPrices: (string | null)[]): BidLine[] =>
  unitPrices.map((unitPrice, i) => {
    const number = String(i + 1)
    return unitPrice === null ? { kind: 'noBid', number } : { kind: 'price', number, unitPrice, deliveryDays: 14 }
  })

/** The same lines with words of the bidder on one of them. */
export const noted = (lines: readonly BidLine[], onLine: string, note: string): BidLine[] =>
  lines.map((line) => (line.kind === 'price' && line.number === onLine ? { ...line, note } : line))
