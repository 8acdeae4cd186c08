/* Comments and their form, in the place of this script's tag:

     <script src="https://HOST/comments/embed.js" data-site="main" async></script>

   data-page, data-title, data-language say otherwise than the page itself; data-theme is light or
   dark. Looks are set by CSS variables of the page, such as --evenhand-accent.
   It talks only to the server that it came from, stores nothing, and makes text of text alone. */
(() => {
  "use strict";
  const tag = document.currentScript;
  const server = new URL(".", tag.src);
  const told = tag.dataset;
  const canonical = document.querySelector('link[rel="canonical"]');
  const page = told.page || (canonical && canonical.href) || location.href;
  const site = encodeURIComponent(told.site || "main");
  const language = told.language || document.documentElement.lang || "";
  const title = told.title || document.title;

  const STYLE = `
    :host { display: block; color-scheme: var(--evenhand-scheme, light dark);
      --accent: var(--evenhand-accent, light-dark(#0a5c56, #74d3c7));
      --on-accent: var(--evenhand-on-accent, light-dark(#fff, #06211e));
      --ink: var(--evenhand-ink, light-dark(#12211f, #e6eeec));
      --soft: var(--evenhand-soft, light-dark(#465753, #abbbb7));
      --ground: var(--evenhand-ground, light-dark(#fff, #16211f));
      --line: var(--evenhand-line, light-dark(#6d7d79, #82948f));
      --bad: var(--evenhand-bad, light-dark(#9a1a33, #ff9dab));
      --focus: var(--evenhand-focus, light-dark(#0b57d0, #ffd166));
      --round: var(--evenhand-round, .375rem); font: inherit; }
    :host([data-theme=light]) { color-scheme: light } :host([data-theme=dark]) { color-scheme: dark }
    section { color: var(--ink); background: var(--ground); line-height: 1.5; padding: 1rem; border-radius: var(--round) }
    * { box-sizing: border-box } [hidden] { display: none !important }
    h2 { margin: 0 0 .75rem; font-size: 1.25em } h3 { margin: 1.5rem 0 .5rem; font-size: 1.05em }
    ol { list-style: none; margin: 0; padding: 0 } ol ol { margin-inline-start: 1rem; padding-inline-start: 1rem; border-inline-start: 2px solid var(--line) }
    li { margin-block: 1rem } .text { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
    .soft { color: var(--soft); font-size: .9em } a { color: var(--accent) }
    form { display: grid; gap: .75rem; max-inline-size: 42rem } label { display: block; font-weight: 600 }
    label span { font-weight: 400 } input, textarea { inline-size: 100%; padding: .5rem; font: inherit; color: var(--ink);
      background: var(--ground); border: 1px solid var(--line); border-radius: var(--round) }
    textarea { min-block-size: 7rem; resize: vertical } [aria-invalid=true] { border: 2px solid var(--bad) }
    button { font: inherit; font-weight: 600; padding: .5rem 1rem; min-block-size: 2.5rem; border-radius: var(--round); cursor: pointer;
      border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent) }
    button.plain { background: none; color: var(--accent); border-color: transparent; padding: .25rem; min-block-size: 1.75rem; text-decoration: underline }
    button:disabled { opacity: .6; cursor: default } :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
    .said { padding: .5rem .75rem; border-inline-start: 4px double var(--accent) } .said.bad { border-color: var(--bad) } .said:empty { display: none }`;

  const make = (name, given = {}, ...inside) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(given)) {
      if (value === false || value == null) continue;
      if (key === "text") node.textContent = value;
      else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...inside.filter(Boolean));
    return node;
  };
  const at = (path, asked = {}) => {
    const url = new URL(path, server);
    for (const [key, value] of Object.entries(asked)) if (value) url.searchParams.set(key, value);
    return url.href;
  };
  const web = (text) => (/^https?:\/\//i.test(text) ? text : null);

  const place = make("div", { "data-theme": told.theme });
  tag.after(place);
  const root = place.attachShadow({ mode: "open" });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make("style", { text: STYLE }));
  }

  let words = {}, stamp = "", trap = "website", parent = "", form, box, said, head, cancel;

  const ask = async (path, options) => {
    const answer = await fetch(path, { credentials: "omit", referrerPolicy: "origin", ...options });
    const body = await answer.json();
    if (!answer.ok) throw body;
    return body;
  };
  const load = () => ask(at(`${site}/thread.json`, { page, language }));

  const comment = (each) => {
    const item = make("li", { id: `c-${each.id}` });
    if (each.note) item.append(make("p", { class: "soft", text: each.note }));
    else {
      const name = each.name || words.anonymous;
      const who = web(each.link)
        ? make("a", { href: each.link, rel: "nofollow ugc noopener noreferrer", dir: "auto", text: each.name || each.link })
        : make("span", { dir: "auto", text: name });
      const text = make("p", { class: "text", dir: "auto", text: each.text });
      const when = make("time", { datetime: each.at, text: new Date(each.at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" }) });
      item.append(
        make("div", {}, make("strong", {}, who), " ", make("span", { class: "soft" }, when)),
        ...(each.labelled ? [make("p", { class: "soft", text: words.labelled })] : []),
        each.warned ? make("details", {}, make("summary", { text: words.warned }), text) : text,
        make("button", { type: "button", class: "plain", text: words.reply, "aria-label": words.reply_to.replace("{name}", name), onclick: () => answerTo(each.id, name, item) }),
      );
    }
    if (each.replies.length) item.append(make("ol", {}, ...each.replies.map(comment)));
    return item;
  };

  const answerTo = (id, name, item) => {
    parent = id;
    head.textContent = id ? words.reply_to.replace("{name}", name) : words.write;
    cancel.hidden = !id;
    if (item) item.append(box);
    else root.querySelector("section").insertBefore(box, root.querySelector(".foot"));
    form.elements.text.focus();
  };

  const field = (name, kind, given = {}, hint) => {
    const id = `evenhand-${name}`;
    const label = make("label", { for: id, text: words[name] });
    if (!given.required) label.append(make("span", { class: "soft", text: ` (${words.optional})` }));
    return make("div", {}, label,
      hint && make("p", { class: "soft", id: `${id}-hint`, text: hint }),
      make(kind, { id, name, dir: "auto", "aria-describedby": hint ? `${id}-hint` : null, ...given }));
  };

  const build = () => {
    head = make("h3", { id: "evenhand-write", text: words.write });
    said = make("div", { class: "said", role: "status", "aria-live": "polite", tabindex: "-1" });
    cancel = make("button", { type: "button", class: "plain", hidden: true, text: words.cancel, onclick: () => answerTo("", "", null) });
    form = make("form", { "aria-labelledby": "evenhand-write", onsubmit: send },
      field("text", "textarea", { required: true, maxlength: 10000, rows: 5 }),
      field("name", "input", { maxlength: 80, autocomplete: "name" }, words.name_hint),
      field("email", "input", { type: "email", maxlength: 254, autocomplete: "email", dir: "ltr" }, words.email_hint),
      field("link", "input", { type: "url", maxlength: 500, autocomplete: "url", dir: "ltr", placeholder: "https://" }),
      make("div", { hidden: true }, make("input", { name: trap, tabindex: "-1", autocomplete: "off", "aria-hidden": "true" })),
      make("div", {}, make("button", { text: words.send }), " ", cancel));
    box = make("div", {}, head, said, form);
  };

  const send = async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const given = Object.fromEntries(new FormData(form));
    for (const each of form.elements) each.removeAttribute("aria-invalid");
    button.disabled = true;
    said.className = "said";
    said.textContent = words.sending;
    try {
      const done = await ask(at(`${site}/new.json`), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...given, page, title, parent, language, stamp }),
      });
      form.elements.text.value = "";
      await show();
      answerTo("", "", null);
      said.replaceChildren(
        make("p", { text: done.said }),
        ...(done.state === "published" ? [] : done.why.map((line) => make("p", { text: line }))),
        make("p", {}, make("a", { href: at(done.mine), target: "_blank", rel: "noopener noreferrer", text: words.mine })),
        make("p", { class: "soft", text: words.keep_link }),
      );
    } catch (problem) {
      said.className = "said bad";
      const why = [problem.what, problem.help].filter(Boolean).join(". ");
      said.replaceChildren(make("p", { text: words.failed }), make("p", { lang: "en", dir: "ltr", text: why }));
      const wrong = problem.where && form.elements[problem.where];
      if (wrong) wrong.setAttribute("aria-invalid", "true");
    }
    button.disabled = false;
    said.focus();
  };

  const show = async () => {
    const found = await load();
    ({ words, stamp, trap } = found);
    if (!form) build();
    const section = make("section", { lang: found.language, dir: found.direction, "aria-labelledby": "evenhand-title" },
      make("h2", { id: "evenhand-title", text: `${words.title} (${found.count})` }),
      found.comments.length ? make("ol", {}, ...found.comments.map(comment)) : make("p", { class: "soft", text: words.none }),
      found.more && make("p", { class: "soft", text: words.more }),
      box,
      make("p", { class: "soft foot" },
        make("a", { href: at("privacy", { site: told.site || "main", language: found.language }), text: words.privacy }), " · ",
        make("a", { href: at(`${site}/new`, { page, title, language: found.language }), text: words.full_form })));
    const old = root.querySelector("section");
    if (old) old.replaceWith(section);
    else root.append(section);
  };

  show().catch(() => {
    const link = make("a", { href: at(`${site}/thread`, { page, language }), text: "Comments" });
    root.append(make("p", {}, link));
  });
})();
