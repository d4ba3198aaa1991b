// An OpenID Connect provider that others wrote (npm oidc-provider), started by the tests: node provider.mjs PACKAGES SETTINGS.
// SETTINGS is JSON: the port, the clients, and for each login name what is said of the person. Says "ready ISSUER" once it listens.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, given] = process.argv.slice(2);
const { port, clients, people } = JSON.parse(given);
const entry = createRequire(`${packages}/`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(entry));

const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients,
  claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"], egovnrn: ["egovNRN"] },
  pkce: { required: () => true },
  cookies: { keys: ["a key of the tests"] },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
});
createServer(provider.callback()).listen(port, "127.0.0.1", () => console.log(`ready ${issuer}`));
