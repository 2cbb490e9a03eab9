// Adds a passkey, or signs in with one. Hidden where the browser knows none: codes work without this file.

const send = async (address, token, body) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
};

const ask = {
  add: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  use: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

const run = async (part, status) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const { begin, end, passkey } = part.dataset;
  status.textContent = "Follow what your browser says.";
  try {
    const password = part.querySelector("[name=password]")?.value;
    const options = await send(begin, token, { password });
    const answer = options.go || options.refused ? options : await ask[passkey](options);
    const name = part.querySelector("[name=name]")?.value;
    const said = answer === options ? options : await send(end, token, { name, answer: answer.toJSON() });
    if (said.go) window.location.assign(said.go);
    status.textContent = said.refused ?? "";
  } catch (error) {
    status.textContent = `That did not work: ${error.message} Try once more, or use a code.`;
  }
};

for (const part of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    run(part, part.querySelector("[role=status]"));
  });
}
