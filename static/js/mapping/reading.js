// Has the server read a file into the state that the workbench works on. Nothing of it is stored there.
export async function readBy(address, form) {
  const response = await fetch(address, form ? { method: "POST", body: form } : {});
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : { error: "The site could not read it. Try again in a minute." };
  if (answer.error) throw new Error(answer.error);
  return answer;
}

// What to tell when it did not work, also without a connection.
export function inWords(error) {
  return error instanceof TypeError ? "The site cannot be reached. Check your connection and try again." : error.message;
}
