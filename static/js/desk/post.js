/** Thrown when the server no longer knows who is writing. */
export class SignedOut extends Error {}

/** After signing in again in another tab, this page's token is old: takes the new one from a fresh copy of the page. */
async function renewToken() {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

/** Sends `said` to the desk in the name of `form`; the answer, or SignedOut. */
export async function post(url, form, said, asking = {}) {
  const send = () => {
    const headers = { ...asking, "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
    return fetch(url, { method: "POST", headers, body: new URLSearchParams(said) });
  };
  let answer = await send();
  if (answer.status === 403 && (await renewToken())) answer = await send();
  if (answer.redirected || answer.status === 403) throw new SignedOut();
  return answer;
}
