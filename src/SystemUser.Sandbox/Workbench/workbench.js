// The workbench works without this; with it the log follows by itself, and texts are copied with a button.
"use strict";

const rows = document.querySelector("tbody[data-live]");
const pause = document.querySelector("[data-pause]");
const told = document.querySelector("[data-live-status]");
const mostRows = 300;

if (rows && pause) {
  let last = Number(rows.dataset.last);
  let paused = false;
  const address = new URL(rows.dataset.live, location.href);

  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "Go on" : "Pause";
    pause.setAttribute("aria-pressed", String(paused));
  });

  const follow = async () => {
    try {
      if (!paused && !document.hidden) {
        address.searchParams.set("after", last);
        const answer = await fetch(address, { cache: "no-store" });
        if (answer.ok) {
          last = Number(answer.headers.get("Workbench-Last"));
          take(await answer.text());
        }
      }
    } catch {
      // The sandbox is not there just now; it may come back.
    }
    setTimeout(follow, 1000);
  };

  // New rows go before the others, which stay as they are: neither the focus nor what is selected is lost.
  const take = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const added = [...template.content.querySelectorAll("tr")];
    if (added.length === 0) return;
    for (const row of added) row.classList.add("new");
    rows.prepend(...added);
    for (const row of [...rows.children].slice(mostRows)) {
      if (!row.contains(document.activeElement)) row.remove();
    }
    document.querySelector(".empty")?.remove();
    told.textContent = `${added.length} more ${added.length === 1 ? "call" : "calls"}`;
  };

  setTimeout(follow, 1000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.firstChild;
  const usual = label.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    label.textContent = "Copied";
    setTimeout(() => (label.textContent = usual), 1500);
  });
}
