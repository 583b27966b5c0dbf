// A vendor's program on openid-client and jose. It fetches a system user's token, verifies it by discovery and JWKS, calls the API with
// it, and prints what it saw. What it is to ask for comes as JSON in the first argument.
import { SignJWT, createRemoteJWKSet, importJWK, jwtVerify } from 'jose';
import { None, allowInsecureRequests, discovery, genericGrantRequest } from 'openid-client';

const { issuer, clientId, privateJwk, scope, organization, externalRef, api } = JSON.parse(process.argv[2]);

const maskinporten = await discovery(new URL(issuer), clientId, undefined, None(), {
  algorithm: 'oauth2',
  execute: [allowInsecureRequests], // a sandbox has no certificate
});

const assertion = await new SignJWT({
  scope,
  authorization_details: [
    {
      type: 'urn:altinn:systemuser',
      systemuser_org: { authority: 'iso6523-actorid-upis', ID: `0192:${organization}` },
      externalRef,
    },
  ],
})
  .setProtectedHeader({ alg: 'RS256', kid: privateJwk.kid })
  .setIssuer(clientId)
  .setAudience(maskinporten.serverMetadata().issuer)
  .setIssuedAt()
  .setExpirationTime('60s')
  .setJti(crypto.randomUUID())
  .sign(await importJWK(privateJwk, 'RS256'));
const granted = await genericGrantRequest(maskinporten, 'urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion });

const keys = createRemoteJWKSet(new URL(maskinporten.serverMetadata().jwks_uri));
const { payload } = await jwtVerify(granted.access_token, keys, {
  issuer: maskinporten.serverMetadata().issuer,
  algorithms: ['RS256'],
});

const answer = await fetch(api, { headers: { authorization: `Bearer ${granted.access_token}` } });
console.log(JSON.stringify({ claims: payload, status: answer.status, body: await answer.json() }));
