// Forms that send the worksheet as it stands, as a file that the server reads, answers and drops.
export function bindForms(bench, current) {
  for (const form of bench.querySelectorAll("form[data-send]")) {
    form.addEventListener("submit", () => {
      const sheets = JSON.stringify({ sheets: current().sheets });
      const parcel = new DataTransfer();
      parcel.items.add(new File([sheets], "worksheet.json", { type: "application/json" }));
      form.querySelector("[type=file]").files = parcel.files;
    });
  }
}
