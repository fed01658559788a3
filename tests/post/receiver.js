// tests/post/receiver.js - what deliveries are sent to in the tests: node receiver.js FOLDER [smtp | KEY CERTIFICATE]
//
// It listens on a free port of 127.0.0.1, writes the port into FOLDER/port and each request as a line of JSON into
// FOLDER/got. FOLDER/answer, read at each request, says what to answer: a status, "hold" (no answer at all), or "redirect".
// FOLDER/secret, if there, is what signatures are checked by, independently of the program under test.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const [folder, how, certificate] = process.argv.slice(2);
const file = (name) => path.join(folder, name);
const read = (name, otherwise) => (fs.existsSync(file(name)) ? fs.readFileSync(file(name), 'utf8').trim() : otherwise);
const note = (value) => fs.appendFileSync(file('got'), JSON.stringify(value) + '\n');

function signed(request, body) {
  const secret = read('secret', '');
  if (!secret) return undefined;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const text = `${request.headers['webhook-id']}.${request.headers['webhook-timestamp']}.${body}`;
  return request.headers['webhook-signature'] === 'v1,' + crypto.createHmac('sha256', key).update(text, 'utf8').digest('base64');
}

function take(request, response) {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces).toString('utf8');
    const answer = read('answer', '204');
    note({ method: request.method, url: request.url, headers: request.headers, signed: signed(request, body),
           event: body ? JSON.parse(body) : null });
    if (answer === 'hold') return;
    if (answer === 'redirect') response.writeHead(302, { location: '/elsewhere' });
    else if (answer.startsWith('later ')) response.writeHead(503, { 'retry-after': answer.slice(6) });
    else response.writeHead(Number(answer));
    response.end();
  });
}

// As much of SMTP (RFC 5321) as a mail needs.
function talk(socket) {
  let text = '', inside = false, mail = { to: [] };
  const say = (line) => socket.write(line + '\r\n');
  const command = (line) => {
    if (/^(EHLO|HELO)/i.test(line)) say('250 receiver');
    else if (/^MAIL/i.test(line)) { mail = { from: line.slice(10), to: [] }; say('250 ok'); }
    else if (/^RCPT/i.test(line)) { mail.to.push(line.slice(8)); say(read('answer', '250') === '250' ? '250 ok' : '451 not now'); }
    else if (/^DATA/i.test(line)) { inside = true; say('354 go on'); }
    else if (/^QUIT/i.test(line)) { say('221 bye'); socket.end(); }
    else say('250 ok');
  };
  say('220 receiver');
  socket.on('error', () => {});
  socket.on('data', (piece) => {
    text += piece.toString('latin1');
    for (;;) {
      const end = text.indexOf(inside ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = text.slice(0, end);
      text = text.slice(end + (inside ? 5 : 2));
      if (!inside) { command(part); continue; }
      inside = false;
      const [head, ...rest] = part.split('\r\n\r\n');
      note({ ...mail, head, text: Buffer.from(rest.join(''), 'base64').toString('utf8') });
      say('250 taken');
    }
  });
}

const server = how === 'smtp' ? require('net').createServer(talk)
  : how ? require('https').createServer({ key: fs.readFileSync(how), cert: fs.readFileSync(certificate) }, take)
  : require('http').createServer(take);
server.listen(0, '127.0.0.1', () => fs.writeFileSync(file('port'), String(server.address().port)));
setTimeout(() => process.exit(0), 120000); // it ends by itself
