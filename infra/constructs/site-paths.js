// Runs in CloudFront: the application's own paths are all the same page; files and the approver's page are themselves.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (request.uri === '/approve') {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: '/approve/' } } }
  }
  if (request.uri === '/approve/') request.uri = '/approve/index.html'
  else if (!last.includes('.')) request.uri = '/index.html'
  return request
}
