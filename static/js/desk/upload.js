/* Shows how far a file has come while its form is sent. Bound to data-upload; without it the form is sent as always. */

const size = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function show(page, address) {
  // The answer is a whole page, the next one or this one with what to mend: it takes this one's place.
  history.replaceState(null, "", address);
  document.open();
  document.write(page);
  document.close();
}

function send(form, submitter, status, bar) {
  const body = new FormData(form, submitter);
  const request = new XMLHttpRequest();
  const buttons = form.querySelectorAll("[type=submit]");
  const stop = (words) => {
    status.textContent = words;
    bar.hidden = true;
    for (const button of buttons) button.disabled = false;
  };
  for (const button of buttons) button.disabled = true;
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    bar.value = Math.round((100 * event.loaded) / event.total);
    status.textContent = event.loaded < event.total ? `Sending: ${bar.value} %` : "Sent. The file is being checked.";
  });
  request.addEventListener("load", () => show(request.responseText, request.responseURL));
  request.addEventListener("error", () => stop("The connection broke. Nothing was stored: save again."));
  request.open("POST", form.action || location.href);
  request.send(body);
}

for (const field of document.querySelectorAll("[data-upload]")) {
  const input = field.querySelector("input[type=file]");
  const status = field.querySelector("[data-upload-status]");
  const bar = field.querySelector("[data-upload-bar]");
  const isTooLarge = () => input.files[0]?.size > Number(field.dataset.most);
  input.addEventListener("change", () => {
    const file = input.files[0];
    status.textContent = !file ? "" : isTooLarge() ? `Too large: ${size(file.size)} of ${size(field.dataset.most)} at most.` : size(file.size);
  });
  input.form.addEventListener("submit", (event) => {
    if (!input.files[0]) return;
    event.preventDefault();
    if (isTooLarge()) input.focus();
    else send(input.form, event.submitter, status, bar);
  });
}
