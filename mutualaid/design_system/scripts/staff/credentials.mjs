// What passkeys are asked and what they answer, between the server's text and the browser's bytes.
function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(list) {
  return (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
}

export function readable({ publicKey }) {
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
  asked.allowCredentials = known(publicKey.allowCredentials);
  asked.excludeCredentials = known(publicKey.excludeCredentials);
  if (publicKey.user) asked.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  return asked;
}

const PARTS = ["authenticatorData", "clientDataJSON", "signature", "userHandle", "attestationObject"];

export function written(credential) {
  const parts = PARTS.filter((name) => credential.response[name]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(parts.map((name) => [name, text(credential.response[name])])),
  });
}
