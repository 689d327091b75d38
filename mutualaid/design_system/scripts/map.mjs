// The map above the list: it draws what the list says, and the list stays complete without it.
import {
  Circle, Control, DivIcon, GeoJSON, LatLngBounds, Map as LeafletMap, Marker, TileLayer,
} from "leaflet/dist/leaflet-src.esm.js";

const ROUGHLY = 800; // metres
const NEAREST = 15; // no closer look is taken by itself

const ground = document.getElementById("map");
const rows = [...document.querySelectorAll(".ma-numbered__row[data-at]")];

function pointOf(element) {
  return element.dataset.at.split(",").map(Number);
}

// Meetings in one place share a marker.
function byPlace(some) {
  const places = new Map();
  for (const row of some) {
    const here = places.get(row.dataset.at) ?? [];
    places.set(row.dataset.at, [...here, row]);
  }
  return [...places.values()];
}

function numberOf(row) {
  return row.querySelector(".ma-numbered__n").textContent;
}

function said(row) {
  const when = row.querySelector(".ma-numbered__when").textContent.trim();
  return `${numberOf(row)}: ${row.querySelector("a").textContent}, ${when}`;
}

function told(place) {
  const words = document.createElement("div");
  for (const row of place) {
    const line = document.createElement("p");
    const link = row.querySelector("a").cloneNode(true);
    line.append(`${numberOf(row)}: `, link, document.createElement("br"),
      row.querySelector(".ma-numbered__when").textContent.trim());
    words.append(line);
  }
  return words;
}

function label(text) {
  const words = document.createElement("span");
  words.textContent = text;
  return words;
}

function marker(place) {
  const first = numberOf(place[0]);
  const icon = new DivIcon({
    className: "ma-marker", html: label(place.length > 1 ? `${first}+` : first), iconSize: null, iconAnchor: [16, 16],
  });
  // The first of the list lie on top.
  const made = new Marker(pointOf(place[0]), { icon, zIndexOffset: -100 * Number(first), riseOnHover: true });
  made.bindPopup(told(place), { minWidth: 180, maxWidth: 260, autoPanPadding: [16, 16] });
  made.on("add", () => made.getElement().setAttribute("aria-label", place.map(said).join("; ")));
  made.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", ground.dataset.close);
    popup.getElement().querySelector("p a").focus({ preventScroll: true });
  });
  made.on("popupclose", () => {
    if (!document.activeElement || document.activeElement === document.body || ground.contains(document.activeElement))
      made.getElement()?.focus({ preventScroll: true });
  });
  return made;
}

function town(item) {
  const icon = new DivIcon({ className: "ma-town", html: label(item.textContent), iconSize: null });
  const made = new Marker(pointOf(item), { icon, interactive: false, keyboard: false, zIndexOffset: -100000 });
  made.on("add", () => made.getElement().setAttribute("aria-hidden", "true"));
  return made;
}

async function drawOutline(map) {
  const answer = await fetch(ground.dataset.outline);
  if (answer.ok)
    new GeoJSON(await answer.json(), { style: { className: "ma-outline" }, interactive: false }).addTo(map).bringToBack();
}

function offerStreets(map) {
  const offer = document.getElementById("streets");
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    new TileLayer(offer.dataset.tiles, { maxZoom: 18, referrerPolicy: "no-referrer" }).addTo(map);
    offer.querySelector("button").remove();
    offer.querySelector("#streets-source").remove();
    offer.querySelector(".ma-map__attribution").hidden = false;
  });
}

function draw() {
  ground.hidden = false;
  const map = new LeafletMap(ground, {
    attributionControl: false, zoomControl: false, scrollWheelZoom: false,
    // Nothing moves by itself.
    zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false, maxZoom: 18,
  });
  new Control.Zoom({ zoomInTitle: ground.dataset.zoomIn, zoomOutTitle: ground.dataset.zoomOut }).addTo(map);
  new Control.Scale({ metric: false }).addTo(map);
  const shown = new LatLngBounds(rows.map(pointOf));
  map.fitBounds(shown, { maxZoom: NEAREST, padding: [32, 32], animate: false });
  for (const item of document.querySelectorAll("#towns li")) town(item).addTo(map);
  for (const row of rows.filter((each) => "rough" in each.dataset))
    new Circle(pointOf(row), { radius: ROUGHLY, className: "ma-ring", interactive: false }).addTo(map);
  for (const place of byPlace(rows.filter((each) => !("rough" in each.dataset)))) marker(place).addTo(map);
  if (ground.dataset.outline) drawOutline(map);
  offerStreets(map);
  ground.addEventListener("keydown", ({ key }) => { if (key === "Escape") map.closePopup(); });
}

if (ground && rows.length) draw();
