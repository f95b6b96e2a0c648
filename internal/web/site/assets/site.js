"use strict";
// Everything works without this file. It makes four things quicker: forms marked data-live show what they lead to while
// they are changed, figures can be walked by arrow keys and searched, slides follow the keys of a remote control, and single
// keys press the buttons that bear them.
(() => {
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);
  const say = words => said.replaceChildren(words);
  const plain = part => part.textContent.replace(/\s+/g, " ").trim();

  // What a page says of what was done just now, and what is next (data-next): readers speak what changes, and nothing of what stands
  // there from the beginning.
  const notices = [...document.querySelectorAll("main > .notice[role], main .wrong[role], [data-next]")].map(part => {
    if (part.role === "alert") part.removeAttribute("role"); // or it could be spoken twice
    return part.dataset.next ?? plain(part);
  }).join(" ");
  if (notices) setTimeout(() => say(notices), 500); // when the page itself has been announced

  // Where a style cannot show a menu, or a part that is folded away on a phone, open on a wide screen, it is opened.
  if (!CSS.supports("selector(::details-content)")) document.querySelectorAll(".menu, .fold").forEach(part => { part.open = innerWidth > 640; });

  // Where a browser does not open the part that a link leads into, it is opened.
  const reveal = () => {
    const part = document.querySelector(":target")?.closest(".fold");
    if (part) part.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // A control marked data-mirror="#id" has the value of that other one, and the other way round.
  const mirror = control => {
    const other = document.querySelector(control.dataset.mirror);
    if (!other) return;
    control.hidden = false;
    control.value = other.value;
    control.addEventListener("input", () => { other.value = control.value; other.dispatchEvent(new Event("input", {bubbles: true})); });
    other.addEventListener("input", () => { if (control.value !== other.value) control.value = other.value; });
  };
  const mirrors = within => within.querySelectorAll("[data-mirror]").forEach(mirror);
  mirrors(document);

  // Browsers look through every control that there is, those that nobody sees too, and lay out what is about them, before they let
  // anybody type. So what a closed part of a form holds stands in a <noscript> until it is opened (what a form does not send stays as it
  // is), and what is there to be copied becomes a field then, which the keyboard can mark.
  const unfold = part => {
    const kept = part.querySelector(":scope > noscript"), frame = part.querySelector(":scope > code.frame");
    if (kept) {
      kept.outerHTML = kept.textContent;
      mirrors(part);
    }
    if (frame) {
      const field = document.createElement("textarea");
      field.className = "frame";
      field.rows = 6;
      field.readOnly = true;
      field.spellcheck = false;
      field.ariaLabel = frame.dataset.name;
      field.value = frame.textContent;
      frame.replaceWith(field);
    }
  };
  document.querySelectorAll("details[open]").forEach(unfold);
  document.addEventListener("toggle", event => unfold(event.target), true);

  // A part of the page is not replaced while the focus is within it, but when it has left.
  const late = new Map();
  const put = (part, fresh) => {
    const old = document.querySelector(part);
    if (!old) return;
    if (old.contains(document.activeElement)) { late.set(part, fresh); return; }
    late.delete(part);
    old.replaceWith(fresh);
    figures(fresh);
  };
  document.addEventListener("focusout", () => setTimeout(() => [...late].forEach(([part, fresh]) => put(part, fresh))));

  // A form marked data-live="#one #two" has these parts of the page replaced when it changes. Each control that is changed is one
  // step back in the browser's history. What is marked data-rest in the answer takes long, and is asked for when the others are shown.
  // Readers speak what is marked data-said in the parts, and nothing else of them.
  const here = () => location.pathname + location.search;
  const live = form => {
    let waiting, later, asked, unfinished, changed, before, shown = here();
    let refused;
    const refuse = (why, address) => {
      if (address && address === refused && document.querySelector("main > .notice.error")) return; // a control that is left
      refused = address;
      document.querySelectorAll("main > .notice.error").forEach(old => old.remove());
      why.removeAttribute("role"); // it would be spoken twice
      form.closest("main > *").before(why);
      say(plain(why));
    };
    const notice = words => {
      const why = document.createElement("p");
      why.className = "notice error";
      why.textContent = words;
      return why;
    };
    const words = parts => parts.flatMap(part => [...part.querySelectorAll("[data-said]")]).map(plain).join(" ");
    const ask = async (address, live) => {
      const answer = await fetch(address, {signal: asked.signal, headers: live ? {"X-Live": "1"} : {}});
      return [answer, new DOMParser().parseFromString(await answer.text(), "text/html")];
    };
    const finish = async () => {
      const mine = unfinished;
      const [answer, page] = await ask(mine.address, false).catch(error => [error]);
      if (answer.name === "AbortError" || unfinished !== mine) return;
      unfinished = null;
      const why = page?.querySelector(".notice.error p") ?? page?.querySelector("h1");
      say([...mine.rests].map(rest => {
        const whole = answer.ok && page.getElementById(rest.id);
        if (whole) {
          rest.replaceWith(whole);
          return words([whole]);
        }
        rest.textContent = why?.textContent ?? "The workbench did not answer.";
        rest.style.minHeight = "";
        return plain(rest);
      }).join(" "));
    };
    const update = async whole => {
      asked?.abort();
      clearTimeout(later);
      asked = new AbortController();
      const address = new URL(form.action);
      address.search = new URLSearchParams(new FormData(form));
      try {
        const [answer, page] = await ask(address, true);
        const title = page.querySelector("h1").textContent;
        if (answer.ok) show(answer, page, title);
        else refuse(page.querySelector(".notice.error") ?? notice(title), answer.url);
      } catch (error) {
        if (error.name === "AbortError") return;
        if (whole) return form.submit();
        refuse(notice("The workbench did not answer. What you typed is still in the form."));
      }
      if (unfinished && !waiting) later = setTimeout(finish, 100); // unless one goes on changing
    };
    const show = (answer, page, title) => {
      const faults = document.querySelectorAll("main > .notice.error");
      faults.forEach(old => old.remove());
      const rests = page.querySelectorAll("[data-rest]");
      unfinished = rests.length ? {rests, address: answer.url} : null;
      rests.forEach(rest => { rest.style.minHeight = (document.getElementById(rest.id)?.offsetHeight ?? 0) + "px"; }); // what stands below moves little
      const parts = [...form.dataset.live.split(/\s+/), "#force"].map(part => [part, page.querySelector(part)]).filter(([, fresh]) => fresh);
      const told = words(parts.map(([, fresh]) => fresh));
      parts.forEach(([part, fresh]) => put(part, fresh));
      document.querySelector("h1").textContent = title;
      document.title = page.title;
      const at = new URL(answer.url);
      const fresh = at.pathname + at.search !== here();
      if (fresh || faults.length) say("Updated. " + (told || title)); // a control that is left says again what it said
      if (fresh) {
        history[changed === before ? "replaceState" : "pushState"](null, "", answer.url);
        before = changed;
        shown = here();
      }
    };
    const soon = event => {
      changed = event.target;
      clearTimeout(waiting);
      clearTimeout(later);
      waiting = setTimeout(() => { waiting = 0; update(); }, 20);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", event => {
      if (event.submitter?.hasAttribute("data-whole")) return;
      event.preventDefault();
      clearTimeout(waiting);
      waiting = 0;
      update(true);
    });
    addEventListener("popstate", () => {
      if (here() === shown) return;
      form.autocomplete = "off"; // or the browser would put what the form says now over the page that is loaded
      location.reload();
    });
  };
  document.querySelectorAll("form[data-live]").forEach(live);

  // A figure's marks, by the authority they are about, with the row or the column of its table as words.
  const heard = cell => [...cell.childNodes].filter(part => part.ariaHidden !== "true").map(part => part.textContent).join("").trim();
  const rowsOf = figure => {
    const rows = new Map();
    for (const head of figure.querySelectorAll("table [data-authority]")) {
      const code = head.dataset.authority;
      if (!rows.has(code)) rows.set(code, {name: head.textContent.trim(), head});
    }
    return rows;
  };
  const wordsOf = ({name, head}) => {
    const row = head.closest("tr"), table = head.closest("table"), heads = table.tHead.rows[0].cells;
    if (row.parentElement === table.tHead) return [name, ...[...table.tBodies[0].rows].map(({cells}) => heard(cells[0]) + " " + heard(cells[head.cellIndex]))].join(", ");
    return [...row.cells].map((cell, at) => [at && heads[at].textContent.trim(), heard(cell)].filter(Boolean).join(" ")).join(", ");
  };
  const show = (figure, codes) => {
    for (const picture of figure.querySelectorAll("svg.gm")) {
      picture.classList.toggle("gm-picked", codes.length > 0);
      for (const mark of picture.querySelectorAll("[data-authority]")) mark.classList.toggle("gm-on", codes.includes(mark.dataset.authority));
    }
  };
  const walk = (figure, rows, codes) => {
    let at = -1;
    const stage = figure.querySelector(".stage");
    stage.tabIndex = 0;
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", "Picture with " + codes.length + (codes.length === 1 ? " mark" : " marks") + ": go through them with the arrow keys, leave with Escape");
    stage.addEventListener("keydown", event => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (step) at = at < 0 && step < 0 ? codes.length - 1 : (at + step + codes.length) % codes.length;
      else if (event.key === "Home") at = 0;
      else if (event.key === "End") at = codes.length - 1;
      else if (event.key === "Escape") { at = -1; show(figure, []); say(""); tell(""); return; }
      else return;
      event.preventDefault();
      show(figure, [codes[at]]);
      const words = wordsOf(rows.get(codes[at]));
      tell(words);
      say(words);
    });
    const line = document.createElement("p");
    line.className = "told";
    line.setAttribute("aria-hidden", "true");
    line.hidden = true;
    stage.after(line);
    const tell = words => { line.textContent = words; line.hidden = !words; };
  };
  const search = (figure, rows, codes) => {
    const label = document.createElement("label");
    label.className = "within";
    label.textContent = "Find in this figure ";
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.append(input);
    figure.querySelector(".furniture").prepend(label);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      const found = wanted.length < 2 ? [] : codes.filter(code => rows.get(code).name.toLowerCase().includes(wanted));
      show(figure, found);
      say(wanted.length < 2 ? "" : found.length === 1 ? wordsOf(rows.get(found[0])) : (found.length || "No") + " authorities are marked");
    });
    input.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
  };
  const ready = figure => {
    const rows = rowsOf(figure);
    const drawn = [...figure.querySelectorAll("svg.gm-wide [data-authority]")].map(mark => mark.dataset.authority);
    const codes = [...new Set(drawn)].filter(code => rows.has(code));
    if (codes.length === 0) return;
    walk(figure, rows, codes);
    if (codes.length >= 12 && figure.querySelector(".furniture")) search(figure, rows, codes);
  };
  // A figure is made ready when it comes near the view, one at a time: whoever reads, scrolls or types need not wait for the others.
  const near = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(({target}) => {
    near.unobserve(target);
    setTimeout(() => ready(target));
  }), {rootMargin: "100% 0px"});
  function figures(within) {
    within.querySelectorAll("figure.gm-figure:has(.stage)").forEach(figure => near.observe(figure));
  }
  figures(document);

  // Slides: the arrow keys follow the links to the next and to the one before.
  if (document.querySelector("[data-slides]")) {
    document.addEventListener("keydown", event => {
      if (event.target.closest?.("input, select, textarea, .stage, .scroll") || event.altKey || event.ctrlKey || event.metaKey) return;
      const way = {ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev"}[event.key];
      const link = way && document.querySelector('[data-slides] a[rel="' + way + '"]');
      if (link) { event.preventDefault(); link.click(); }
    });
  }
  // A key presses the button that bears it (data-key), unless somebody is writing.
  if (document.querySelector("[data-key]")) {
    document.addEventListener("keydown", event => {
      if (event.target.closest?.("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const button = [...document.querySelectorAll("button[data-key]")].find(one => one.dataset.key === event.key.toLowerCase());
      if (button) { event.preventDefault(); button.click(); }
    });
  }
})();
