// SPDX-License-Identifier: GPL-3.0-or-later
// Signs or verifies with jsonwebtoken or jose. A JSON object on standard input:
//   {library, action: "sign", algorithm, key, claims, header?}    prints {token}
//   {library, action: "signText", key, text, header?}             the payload as it is written
//   {library, action: "verify", key, token, subject}       prints {payload} or {error}
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as jose from 'jose';
import jsonwebtoken from 'jsonwebtoken';

const libraries = {
  jsonwebtoken: {
    sign: (job) =>
      jsonwebtoken.sign(job.claims, job.algorithm === 'none' ? null : job.key, {
        algorithm: job.algorithm,
        header: job.header ?? {},
      }),
    signText: (job) =>
      jsonwebtoken.sign(job.text, job.key, { algorithm: 'RS256', header: job.header }),
    verify: (job) =>
      jsonwebtoken.verify(job.token, job.key, { algorithms: ['RS256'], subject: job.subject }),
  },
  jose: {
    sign: (job) => {
      if (job.algorithm === 'none') return new jose.UnsecuredJWT(job.claims).encode();
      const key = job.algorithm.startsWith('HS')
        ? new TextEncoder().encode(job.key)
        : createPrivateKey(job.key);
      return new jose.SignJWT(job.claims)
        .setProtectedHeader({ alg: job.algorithm, ...job.header })
        .sign(key);
    },
    signText: (job) =>
      new jose.CompactSign(new TextEncoder().encode(job.text))
        .setProtectedHeader({ alg: 'RS256', ...job.header })
        .sign(createPrivateKey(job.key)),
    verify: async (job) => {
      const options = { algorithms: ['RS256'], subject: job.subject };
      return (await jose.jwtVerify(job.token, createPublicKey(job.key), options)).payload;
    },
  },
};

const job = JSON.parse(readFileSync(0, 'utf8'));
const library = libraries[job.library];
try {
  const answer = await library[job.action](job);
  const result = job.action === 'verify' ? { payload: answer } : { token: answer };
  console.log(JSON.stringify(result));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message) }));
}
