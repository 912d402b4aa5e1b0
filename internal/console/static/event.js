// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The visual editor of a test event. The JSON in the textarea is what is sent; this editor is another view of it: each
// change here is written there, and each valid change there is shown here.

const area = document.getElementById("event");
const visual = document.getElementById("visual");
const complaint = document.getElementById("event-problem");
let event;

// element makes one: attributes, or properties when their names begin with a dot; children are nodes or texts.
function element(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) {
    if (k.startsWith(".")) e[k.slice(1)] = v;
    else if (v !== undefined) e.setAttribute(k, v);
  }
  e.append(...children);
  return e;
}

let ids = 0;
function field(label, input) {
  input.id = `f${++ids}`;
  return element("div", { class: "field" }, element("label", { for: input.id }, label), input);
}

function text(value, change, attributes = {}) {
  return element("input", { autocomplete: "off", spellcheck: "false", ".value": value ?? "", ".oninput": (e) => (change(e.target.value), write()), ...attributes });
}

function select(value, options, change, labels = {}) {
  const e = element("select", { ".onchange": (e) => (change(e.target.value), write()) });
  for (const o of options.includes(value) ? options : [...options, value]) e.append(element("option", { value: o }, labels[o] ?? o));
  e.value = value;
  return e;
}

function write() {
  area.value = JSON.stringify(event, null, 2);
  complaint.textContent = "";
  stale();
}

const isObject = (v) => v !== null && typeof v === "object" && !Array.isArray(v);

// rowsOf flattens a map of value objects; each value of multiValue is a row.
function rowsOf(map) {
  const rows = [];
  for (const [name, entry] of Object.entries(isObject(map) ? map : {})) {
    const many = Array.isArray(entry?.multiValue) && entry.multiValue.length ? entry.multiValue : [entry];
    for (const one of many) rows.push({ name, value: String(one?.value ?? ""), attributes: one?.attributes });
  }
  return rows;
}

function mapOf(rows, lower) {
  const map = {};
  for (const { name, value, attributes } of rows) {
    const key = lower ? name.toLowerCase() : name;
    if (key === "") continue;
    const one = attributes ? { value, attributes } : { value };
    if (!Object.hasOwn(map, key)) map[key] = one;
    else (map[key].multiValue ??= [{ ...map[key] }]).push(one);
  }
  return map;
}

// table edits one map of the message: rows of name, value and, of cookies of a response, attributes.
function table(message, member, title, one, withAttributes) {
  const rows = rowsOf(message[member]);
  const list = element("div", { class: "rows" });
  const box = element("fieldset", { class: "pairs" }, element("legend", {}, title), list);
  const store = () => {
    message[member] = mapOf(rows, member === "headers");
    write();
  };
  const draw = () => {
    list.replaceChildren(...rows.map((row, i) => {
      const input = (key, label) => element("input", {
        "aria-label": `${one} ${i + 1}: ${label}`, placeholder: label, autocomplete: "off", spellcheck: "false", class: "mono",
        ".value": row[key] ?? "", ".oninput": (e) => { row[key] = e.target.value; store(); },
      });
      const remove = element("button", { type: "button", class: "quiet", "aria-label": `Remove ${one} ${i + 1}`, ".onclick": () => {
        rows.splice(i, 1);
        store();
        draw();
        (list.querySelectorAll("button")[Math.min(i, rows.length - 1)] ?? add).focus();
      } }, "×");
      return element("div", { class: withAttributes ? "pair wide" : "pair" }, input("name", "name"), input("value", "value"),
        ...(withAttributes ? [input("attributes", "attributes")] : []), remove);
    }));
  };
  const add = element("button", { type: "button", class: "small", ".onclick": () => {
    rows.push({ name: "", value: "" });
    draw();
    list.lastElementChild.querySelector("input").focus();
  } }, `Add ${one}`);
  box.append(add);
  draw();
  return box;
}

function draw() {
  const type = event.context?.eventType ?? "viewer-request";
  const request = (event.request = isObject(event.request) ? event.request : {});
  const parts = [
    element("div", { class: "grid" },
      field("Event type", select(type, ["viewer-request", "viewer-response"], (v) => {
        event.context = { ...event.context, eventType: v };
        if (v === "viewer-response") event.response ??= { statusCode: 200, statusDescription: "OK", headers: {}, cookies: {} };
        else delete event.response;
        draw();
      }, { "viewer-request": "Viewer request", "viewer-response": "Viewer response" })),
      field("Viewer IP", text(event.viewer?.ip, (v) => { event.viewer = { ...event.viewer, ip: v }; }))),
    element("div", { class: "grid request-line" },
      field("Method", select(request.method ?? "GET", ["GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"], (v) => { request.method = v; })),
      field("Path", text(request.uri, (v) => { request.uri = v; }, { class: "mono" }))),
    table(request, "querystring", "Query strings", "parameter"),
    table(request, "headers", "Request headers", "header"),
    table(request, "cookies", "Request cookies", "cookie"),
  ];
  if (type === "viewer-response") {
    const response = (event.response = isObject(event.response) ? event.response : {});
    parts.push(
      element("div", { class: "grid request-line" },
        field("Status code", text(response.statusCode, (v) => { response.statusCode = /^\d+$/.test(v) ? Number(v) : v; }, { inputmode: "numeric" })),
        field("Status description", text(response.statusDescription, (v) => { response.statusDescription = v; }))),
      table(response, "headers", "Response headers", "response header"),
      table(response, "cookies", "Response cookies", "response cookie", true));
  }
  const focused = visual.contains(document.activeElement) ? document.activeElement.id : "";
  ids = 0;
  visual.replaceChildren(...parts);
  if (focused) document.getElementById(focused)?.focus();
}

function read() {
  try {
    const value = JSON.parse(area.value);
    if (!isObject(value)) throw new Error("it must be an object");
    event = value;
    complaint.textContent = "";
    visual.hidden = false;
    ids = 0;
    draw();
  } catch (error) {
    complaint.textContent = `This is not an event: ${error.message}.`;
    visual.hidden = true;
  }
}

const loaded = area.value;
const undo = document.getElementById("undo");
undo.addEventListener("click", () => {
  area.value = loaded;
  read();
  stale();
});

function stale() {
  undo.hidden = area.value === loaded;
  const note = document.querySelector("#result .stale");
  if (note) note.hidden = false;
}

area.addEventListener("input", () => (read(), stale()));
document.getElementById("json").open = false;
read();
if (visual.hidden) document.getElementById("json").open = true;

document.getElementById("saved").addEventListener("change", (e) => { location.assign(e.target.value); });
const params = new URLSearchParams(location.search);
if (params.get("type") === "viewer-response") document.getElementById("saved").value = "?type=viewer-response";

document.addEventListener("keydown", (e) => {
  if ((e.ctrlKey || e.metaKey) && e.key === "Enter") {
    e.preventDefault();
    document.getElementById("run").click();
  }
});
