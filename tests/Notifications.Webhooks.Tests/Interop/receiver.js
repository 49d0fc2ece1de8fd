// Verifies webhooks with the libraries that receivers use, and answers with what it understood.
const http = require("node:http");
const { HTTP } = require("cloudevents");
const { Webhook } = require("standardwebhooks");

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const answer = judge(request, Buffer.concat(chunks).toString("utf8"));
    seen.push(answer);
    response.writeHead(answer.error ? 400 : 204);
    response.end();
  });
});
const seen = [];

function judge(request, body) {
  try {
    const secret = new URL(request.url, "http://localhost").searchParams.get("secret");
    new Webhook(secret).verify(body, request.headers, { jsonParse: false });
    if (!request.url.startsWith("/cloudevents")) return { verified: true };
    const event = HTTP.toEvent({ headers: request.headers, body });
    event.validate();
    return { verified: true, event: event.toJSON() };
  } catch (error) {
    return { error: String(error) };
  }
}

// One line in, one line out: the parent asks for what was seen, and closes its end to stop us.
process.stdin.on("data", () => process.stdout.write(JSON.stringify(seen.splice(0)) + "\n"));
process.stdin.on("end", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.stdout.write(server.address().port + "\n"));
