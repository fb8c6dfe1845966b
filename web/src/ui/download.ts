const download = (name: string, type: string, content: BlobPart) => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Hands a text made in this browser to the reader as a file. */
export const downloadText = (name: string, type: string, text: string) => download(name, type, text)

/** Hands a file that came as base64 to the reader; it is kept, never shown here. */
export const downloadBase64 = (name: string, type: string, content: string) =>
  download(
    name,
    type,
    Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)),
  )
