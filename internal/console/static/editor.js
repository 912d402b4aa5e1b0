// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The code editor of the tab Build: CodeMirror in the place of the textarea, which stays the field of the form. The server
// says what is wrong with the code, as HTML whose data attributes place the marks.
import * as cm from "./codemirror.js";

const area = document.getElementById("code");
const form = area.form;
const findings = document.getElementById("findings");
const initial = area.value;
let leaving = false;

// A shadow root takes style sheets made by scripts, which the content security policy of the page does not.
const host = document.createElement("div");
host.className = "editor";
area.before(host);
area.hidden = true;
const root = host.attachShadow({ mode: "open" });

const color = (name) => ({ color: `var(--code-${name})` });
const t = cm.tags;
const highlight = cm.HighlightStyle.define([
  { tag: [t.keyword, t.modifier, t.operatorKeyword, t.controlKeyword, t.definitionKeyword], ...color("word") },
  { tag: [t.string, t.special(t.string), t.regexp, t.escape], ...color("text") },
  { tag: [t.number, t.bool, t.null, t.atom, t.self], ...color("number") },
  { tag: [t.comment], ...color("note"), fontStyle: "italic" },
  { tag: [t.function(t.variableName), t.function(t.propertyName), t.definition(t.variableName)], ...color("name") },
]);

const theme = cm.EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--sunk)", fontSize: "13px", border: "1px solid var(--strong-line)", borderRadius: "6px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "26rem", maxHeight: "70vh" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--accent-wash)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--focus) 30%, transparent)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panel input, .cm-panel button": { font: "inherit", color: "inherit", background: "var(--sunk)", border: "1px solid var(--strong-line)" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap" },
  // The marks of CodeMirror are images in data URLs, which the content security policy refuses.
  ".cm-lint-marker": { width: "10px", height: "10px", margin: "5px 0 0 1px", borderRadius: "50%", content: "none" },
  ".cm-lint-marker-error": { content: "none", background: "var(--bad)" },
  ".cm-lint-marker-warning": { content: "none", borderRadius: "2px", background: "var(--warn)" },
  ".cm-lint-marker-info": { content: "none", background: "var(--accent)" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "var(--bad)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "var(--warn)" },
  ".cm-lintRange-info": { backgroundImage: "none", textDecorationColor: "var(--accent)" },
});

// Chromium replaces a selection of several lines with the help of style attributes, which the content security policy refuses.
// So typing over a selection is done here, by the same handlers that see what is typed elsewhere.
function typeOver(event, view) {
  const { from, to, empty } = view.state.selection.main;
  const text = event.data;
  if (event.inputType !== "insertText" || empty || !text || view.composing) return false;
  const plain = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  if (!view.state.facet(cm.EditorView.inputHandler).some((handle) => handle(view, from, to, text, plain))) view.dispatch(plain());
  event.preventDefault();
  return true;
}

const view = new cm.EditorView({
  root,
  parent: root,
  state: cm.EditorState.create({
    doc: initial,
    extensions: [
      cm.lineNumbers(), cm.lintGutter(), cm.history(), cm.drawSelection(), cm.indentOnInput(), cm.bracketMatching(),
      cm.closeBrackets(), cm.highlightActiveLine(), cm.highlightActiveLineGutter(), cm.highlightSelectionMatches(),
      cm.javascript(), cm.indentUnit.of("    "), cm.syntaxHighlighting(highlight), theme,
      cm.EditorView.domEventHandlers({ beforeinput: typeOver }),
      cm.EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Function code. Escape, then Tab leaves the editor" }),
      cm.keymap.of([
        { key: "Mod-s", run: () => (dirty() && form.requestSubmit(), true) },
        ...cm.closeBracketsKeymap, ...cm.defaultKeymap, ...cm.searchKeymap, ...cm.historyKeymap, ...cm.lintKeymap, cm.indentWithTab,
      ]),
      cm.EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        changed();
        schedule();
      }),
    ],
  }),
});

document.querySelector('label[for="code"]').addEventListener("click", () => view.focus());

// Where line and column, counted from 1 and in characters, are in the document.
function offset(place) {
  const [number, column] = place.split(":").map(Number);
  if (number < 1) return 0;
  if (number > view.state.doc.lines) return view.state.doc.length;
  const line = view.state.doc.line(number);
  const units = [...line.text].slice(0, Math.max(0, column - 1)).join("").length;
  return Math.min(line.from + units, line.to);
}

function mark() {
  const marks = [...findings.querySelectorAll("li[data-from]")].filter((li) => !li.dataset.from.startsWith("0:")).map((li) => {
    const from = offset(li.dataset.from);
    const kind = li.dataset.severity;
    return {
      from, to: Math.max(from, offset(li.dataset.to)), severity: kind === "note" ? "info" : kind,
      message: li.querySelector(".message").textContent + [...li.querySelectorAll(".sub")].map((s) => "\n" + s.textContent).join(""),
    };
  });
  view.dispatch(cm.setDiagnostics(view.state, marks));
}

const meter = document.getElementById("size");
const encoder = new TextEncoder();

function size() {
  const bytes = encoder.encode(area.value).length;
  meter.value = bytes;
  const text = document.getElementById("size-text");
  text.textContent = `${bytes.toLocaleString("en")} of ${meter.max.toLocaleString("en")} bytes`;
  text.classList.toggle("bad-text", bytes > meter.max);
}

const settings = () => ["runtime", "comment", "store"].map((name) => form.elements[name]?.value ?? "").join("\0");
const before = settings();
const unsaved = document.getElementById("unsaved");
const save = document.getElementById("save");
const drop = document.getElementById("drop");
const dirty = () => "unsaved" in area.dataset || area.value !== initial || settings() !== before;

function changed() {
  size();
  if (!unsaved) return;
  unsaved.textContent = dirty() ? "Not saved" : "";
  save.disabled = !dirty();
  drop.hidden = !dirty();
}

let timer, running;
function schedule() {
  clearTimeout(timer);
  timer = setTimeout(check, 300);
}

async function check() {
  running?.abort();
  running = new AbortController();
  const body = new URLSearchParams({ code: area.value, runtime: form.elements.runtime.value });
  try {
    const answer = await fetch(area.dataset.check, { method: "POST", body, signal: running.signal });
    if (!answer.ok) return;
    findings.innerHTML = await answer.text(); // of our own server, where templates escape it
    mark();
  } catch {
    // The next change asks again; saving says what is wrong with the connection.
  }
}

findings.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line]");
  if (!button) return;
  const at = offset(`${button.dataset.line}:${button.dataset.column}`);
  view.dispatch({ selection: { anchor: at }, effects: cm.EditorView.scrollIntoView(at, { y: "center" }) });
  view.focus();
});

form.addEventListener("input", () => changed());
form.elements.runtime.addEventListener("change", () => (changed(), schedule(), storable()));

// Only runtime 2.0 reads key value stores; None can always be chosen.
function storable() {
  const old = form.elements.runtime.value === "cloudfront-js-1.0";
  const hint = document.querySelector("[data-runtime1]");
  if (!hint) return;
  hint.hidden = !old;
  hint.classList.toggle("bad-text", old && form.elements.store.value !== "");
}
form.elements.store?.addEventListener("change", storable);
form.addEventListener("submit", () => { leaving = true; });
for (const link of document.querySelectorAll("#discard, #drop")) link.addEventListener("click", () => { leaving = true; });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && dirty()) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && !event.defaultPrevented) {
    event.preventDefault();
    if (dirty()) form.requestSubmit();
  }
});

changed();
storable();
mark();
