/** A calendar file read as RFC 5545 says: lines unfolded, values by their names, in the components they stand in. */
export const readCalendar = (file: string) => {
  const lines = file.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  const path: string[] = []
  const values = new Map<string, string>()
  for (const line of lines.slice(0, -1)) {
    const [, name = '', , value = ''] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/u.exec(line) ?? []
    if (name === '') throw new Error(`Not a content line: ${line}`)
    if (name === 'BEGIN') path.push(value)
    else if (name === 'END') {
      if (path.pop() !== value) throw new Error(`${value} was not open`)
    } else values.set([...path.slice(1), name].join('.'), value)
  }
  if (path.length > 0 || lines.at(-1) !== '') throw new Error('The file is cut short')
  const text = (name: string) =>
    values.get(name)?.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one))
  return { values, text }
}
