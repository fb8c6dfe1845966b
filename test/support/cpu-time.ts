/** What some work costs this thread, in ms: on a machine busy with something else it takes longer, and costs the same. */
export const cpuTimeOf = async <T>(work: () => T | Promise<T>) => {
  const before = process.threadCpuUsage()
  const value = await work()
  const { user, system } = process.threadCpuUsage(before)
  return { value, ms: (user + system) / 1000 }
}
