// Shows the copy button of each code box where the browser can copy.
"use strict";

for (const button of document.querySelectorAll(".codebox .copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.closest(".codebox").querySelector("pre").textContent.trim());
    const word = button.querySelector("[data-word]") || button;
    const before = word.textContent;
    word.textContent = "Copied";
    setTimeout(() => { word.textContent = before; }, 2000);
  });
}
