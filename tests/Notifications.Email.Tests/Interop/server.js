// Mail servers for the tests: smtp-server takes mails, mailparser reads them.
// Arguments: certificate and key file, and the file of the authority whose clients some of them want. Prints its ports as JSON; each line on stdin gives what came since the last one.
'use strict';
const fs = require('fs');
const { SMTPServer } = require('smtp-server');
const { simpleParser } = require('mailparser');
const crypto = require('crypto');

const [cert, key, ca] = process.argv.slice(2).map(file => fs.readFileSync(file));
const received = [];

// smtp-server knows no EXTERNAL: the name in the client's certificate is who it is, and the only one that it may ask for.
require('smtp-server/lib/sasl').SASL_EXTERNAL = function (args, callback) {
  const wanted = args[0] === '=' ? this.session.peer : Buffer.from(args[0] || '', 'base64').toString();
  const good = !!this.session.peer && wanted === this.session.peer;
  if (good)
    Object.assign(this.session, { user: wanted, method: 'EXTERNAL' });
  this.send(good ? 235 : 535, good ? 'Authentication successful' : 'The certificate is not that of this user');
  callback();
};
let busy = 0;
const known = new Set();

function error(code, text) {
  const e = new Error(text);
  e.responseCode = code;
  return e;
}

const common = {
  cert, key, logger: false, closeTimeout: 100, useXOAuth2: true, authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
  onSecure(socket, session, callback) {
    const peer = socket.getPeerCertificate && socket.getPeerCertificate();
    session.peer = peer && peer.subject && !socket.ssl.verifyError() ? peer.subject.CN : null;
    callback();
  },
  onAuth(auth, session, callback) {
    const good = auth.method === 'XOAUTH2' ? auth.accessToken === 'token-1' : auth.password === 'pässword';
    session.method = auth.method;
    callback(good && auth.username === 'ops' ? null : error(535, 'no such user or password'), { user: auth.username });
  },
  onRcptTo(address, session, callback) {
    if (address.address.startsWith('unknown'))
      return callback(error(550, '5.1.1 no such user'));
    if (address.address.startsWith('grey') && !known.has(address.address)) {
      known.add(address.address);
      return callback(error(450, '4.7.1 greylisted, come back later'));
    }
    if (address.address.startsWith('full'))
      return callback(error(452, '4.2.2 mailbox full'));
    if (address.address.startsWith('closing'))
      return callback(error(421, '4.3.2 the service goes down'));
    callback();
  },
  onData(stream, session, callback) {
    const chunks = [];
    const cut = session.envelope.rcptTo.some(r => r.address.startsWith('cut'));
    stream.on('data', chunk => {
      chunks.push(chunk);
      if (cut)
        for (const connection of this.connections)
          if (connection.id === session.id)
            connection._socket.destroy();
    });
    stream.on('end', async () => {
      const raw = Buffer.concat(chunks);
      if (session.envelope.rcptTo.some(r => r.address.startsWith('silent')))
        return;
      if (raw.includes('busy-once') && busy++ % 2 === 0)
        return callback(error(451, '4.3.0 try again'));
      try {
        const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
        received.push({
          raw: raw.toString('base64'),
          envelope: { from: session.envelope.mailFrom.address, parameters: session.envelope.mailFrom.args, to: session.envelope.rcptTo.map(r => r.address) },
          method: session.method || null, peer: session.peer || null, secure: session.secure,
          subject: mail.subject, text: mail.text, html: mail.html || null, messageId: mail.messageId, inReplyTo: mail.inReplyTo || null,
          references: [].concat(mail.references || []), date: mail.date,
          from: mail.from.value, to: mail.to.value, cc: mail.cc ? mail.cc.value : [], replyTo: mail.replyTo ? mail.replyTo.value : [],
          list: mail.headers.get('list') || null,
          attachments: mail.attachments.map(a => ({
            name: a.filename, type: a.contentType, cid: a.cid || null, related: !!a.related, disposition: a.contentDisposition, size: a.size,
            sha256: crypto.createHash('sha256').update(a.content).digest('hex'),
          })),
        });
        callback();
      } catch (e) {
        callback(error(554, '5.6.0 ' + e.message));
      }
    });
  },
};

// Node hands certificates up whether they are trusted or not; who has none that is, is refused where mail begins.
const mutual = { ...common, requestCert: true, rejectUnauthorized: false, ca };
const servers = {
  mutual: { ...mutual, authOptional: true, onMailFrom: (address, session, callback) => callback(session.peer ? null : error(550, '5.7.1 a certificate is needed here')) },
  external: { ...mutual, authMethods: ['EXTERNAL'] },
  plain: { ...common, authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true },
  startTls: { ...common, authOptional: true },
  startTlsAuth: { ...common },
  implicit: { ...common, secure: true, authOptional: true },
  login: { ...common, authMethods: ['LOGIN'] },
  old: { ...common, authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], hidePIPELINING: true, hide8BITMIME: true, hideSMTPUTF8: true, size: 1000000 },
};
const ports = {};
const waiting = Object.entries(servers).map(([name, options]) => new Promise(done => {
  const server = new SMTPServer(options);
  server.on('error', () => { });
  server.listen(0, '127.0.0.1', () => { ports[name] = server.server.address().port; done(); });
}));
Promise.all(waiting).then(() => console.log(JSON.stringify(ports)));

require('readline').createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify(received.splice(0)))).on('close', () => process.exit(0));
