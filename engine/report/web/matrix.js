// Departments of the matrix open to those who have the letters.
"use strict";
(() => {
  const index = document.getElementById("holders");
  if (index) {
    const holders = [...index.querySelectorAll("[data-column]")];
    const signs = [...index.querySelectorAll("b")];
    const cellOf = (tag, text, column) => {
      const cell = document.createElement(tag);
      cell.className = "holder";
      cell.dataset.inside = column;
      if (text) {
        const span = cell.appendChild(document.createElement("span"));
        span.textContent = text;
        cell.scope = "col";
        cell.title = text;
      }
      return cell;
    };
    const openColumn = (column) => {
      const inside = holders.map((holder, i) => i).filter(
        (i) => holders[i].dataset.column === column);
      for (const table of document.querySelectorAll(".matrix")) {
        const head = table.tHead.rows[0];
        const at = [...head.cells].findIndex((cell) => cell.dataset.column === column);
        head.cells[at].after(...inside.map((i) => cellOf("th", holders[i].textContent, column)));
        for (const cell of table.querySelectorAll(".stage th, .none")) {
          cell.colSpan += inside.length;
        }
        for (const row of table.querySelectorAll("tr[data-has]:not([data-has=''])")) {
          const has = row.dataset.has.split(" ").map((one) => one.split(":"));
          row.cells[at].after(...inside.map((i) => {
            const cell = cellOf("td", "", column);
            for (const [holder, letter] of has) {
              if (Number(holder) === i) {
                cell.append(signs[letter].cloneNode(true));
              }
            }
            return cell;
          }));
        }
      }
    };
    const closeColumn = (column) => {
      for (const table of document.querySelectorAll(".matrix")) {
        const inside = table.tHead.querySelectorAll(`[data-inside="${column}"]`).length;
        for (const cell of table.querySelectorAll(`[data-inside="${column}"]`)) {
          cell.remove();
        }
        for (const cell of table.querySelectorAll(".stage th, .none")) {
          cell.colSpan -= inside;
        }
      }
    };
    for (const head of document.querySelectorAll(".matrix th[data-column]")) {
      // No <button>: printers do not repeat what is in one at the head of the next sheet.
      const button = head.firstElementChild;
      button.tabIndex = 0;
      button.title = head.textContent;
      button.setAttribute("role", "button");
      button.setAttribute("aria-expanded", "false");
      const toggle = () => {
        const column = head.dataset.column;
        const open = button.getAttribute("aria-expanded") === "true";
        if (open) {
          closeColumn(column);
        } else {
          openColumn(column);
        }
        for (const other of document.querySelectorAll(`.matrix th[data-column="${column}"] > span`)) {
          other.setAttribute("aria-expanded", String(!open));
        }
      };
      button.addEventListener("click", toggle);
      button.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          toggle();
        }
      });
    }
  }

  // ---- arrows go from row to row; Enter and the space bar open one, as ever ----
  for (const frame of document.querySelectorAll(".scroller")) {
    frame.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = event.target.closest(".named summary");
      if (!step || (!at && event.target !== frame)) {
        return;
      }
      const rows = [...frame.querySelectorAll("tr[data-has]:not(.away)")].filter(
        (row) => row.closest(".rows").open && !row.closest(".away"));
      const now = at ? rows.indexOf(at.closest("tr")) : -1;
      const next = rows[now + step];
      if (at && next) {
        event.preventDefault();
        next.querySelector("summary").focus();
      }
    });
  }
})();
