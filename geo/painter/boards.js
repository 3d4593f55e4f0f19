/* The map, or two side by side that move together: their panes, what they show and where they look. Third of the
 * painter's four files.
 */
"use strict";

window.buurtstoplicht.boards = (() => {
  const { FONT, MARGIN, kit } = window.buurtstoplicht;
  const DOT_ZOOM = 20; // a few points close together do not fill the frame

  /** Panes, canvases and corners of one map. */
  function board(map) {
    map.createPane("ground").style.zIndex = 350;
    map.getPane("ground").style.pointerEvents = "none";
    map.createPane("marks").style.zIndex = 450;
    map.getPane("marks").style.pointerEvents = "none";
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    const made = {
      map,
      ground: L.canvas({ pane: "ground", padding: MARGIN }),
      canvas: L.canvas({ padding: MARGIN, tolerance: L.Browser.mobile ? 6 : 0 }),
      tiles: kit.tiles && L.tileLayer(kit.tiles, { maxZoom: 21, maxNativeZoom: 19 }),
    };
    const corner = L.control({ position: "topright" });
    corner.onAdd = () => (made.caption = L.DomUtil.create("div", "bst-caption"));
    corner.addTo(map);
    if (kit.tiles) L.control.attribution({ prefix: false }).addAttribution(kit.attribution).addTo(map);
    return made;
  }

  function speak(words) {
    if (kit.spoken === JSON.stringify(words)) return;
    kit.spoken = JSON.stringify(words);
    document.documentElement.lang = words.language;
    document.title = words.map;
    kit.boards.forEach((board) => name(board, words));
  }

  function name(board, words) {
    const box = board.map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words.map);
    if (board.zoom) board.zoom.remove();
    board.zoom = L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(board.map);
  }

  const view = (options) =>
    kit.boards[0].map.fitBounds(kit.bounds, { padding: [18, 18], maxZoom: DOT_ZOOM, ...options });

  /** Move only when the area to show is another one; a changed selection, period or colour leaves the view alone. */
  function fit(bounds) {
    if (!bounds || String(bounds) === kit.fitted) return;
    const still = !kit.fitted || matchMedia("(prefers-reduced-motion: reduce)").matches;
    kit.fitted = String(bounds);
    kit.bounds = [[bounds[1], bounds[0]], [bounds[3], bounds[2]]];
    view({ animate: !still });
    for (const { map, tiles } of kit.boards) if (tiles && !map.hasLayer(tiles)) tiles.addTo(map);
  }

  /** A second map beside the first, or none; both always show the same place at the same scale. */
  function pair(wanted) {
    const [first, second] = kit.boards;
    if (wanted === Boolean(second)) return;
    document.documentElement.classList.toggle("bst-two", wanted);
    if (second) {
      second.map.remove();
      second.box.remove();
      kit.boards.pop();
    } else {
      const box = L.DomUtil.create("div", "folium-map bst-second", document.getElementById("parent"));
      const { zoomSnap, minZoom, maxZoom } = first.map.options;
      const options = { preferCanvas: true, zoomControl: false, attributionControl: false, doubleClickZoom: false };
      const map = L.map(box, { ...options, zoomSnap, minZoom, maxZoom, center: first.map.getCenter(), zoom: first.map.getZoom() });
      kit.boards.push({ ...board(map), box });
      follow(first.map, map);
      follow(map, first.map);
      kit.spoken = "";
    }
    kit.boards.forEach(({ map }) => map.invalidateSize({ animate: false }));
    if (kit.bounds) view({ animate: false });
  }

  function follow(leader, other) {
    leader.on("move zoomend", () => {
      if (kit.following || (leader.getZoom() === other.getZoom() && leader.getCenter().equals(other.getCenter(), 1e-9))) return;
      kit.following = true;
      other.setView(leader.getCenter(), leader.getZoom(), { animate: false });
      kit.following = false;
    });
  }

  function furnish(settings) {
    const sheet = document.createElement("style");
    sheet.textContent = `
      body { margin: 0; } #parent + span { display: none; }
      .leaflet-container { background: ${settings.colours.ground}; font: 15px ${FONT}; }
      /* the page decides how tall the frame is; the map fills it */
      .folium-map, #map_div { height: 100vh !important; }
      .leaflet-container:focus { outline: none; }
      .bst-keys .leaflet-container:focus, .bst-keys .leaflet-bar a:focus {
        outline: 3px solid ${settings.colours.ink}; outline-offset: -3px;
      }
      .bst-tip, .bst-caption { color: ${settings.colours.ink}; border-radius: 4px; }
      .bst-tip { font: 15px/1.35 ${FONT}; border: 1px solid; }
      .bst-tip { white-space: normal; width: max-content; max-width: 280px; }
      .bst-caption { font: 600 20px ${FONT}; background: #fffffff0; padding: 4px 10px; }
      .bst-two #parent { display: flex; gap: 6px; }
      .bst-two .float-child:first-child, .bst-second { flex: 1 1 50%; width: 50%; }
      .bst-large .bst-tip, .bst-large .bst-caption { font-size: 32px; max-width: 520px; }
      .bst-large .leaflet-control-scale { font-size: 20px; }
      .bst-shows .leaflet-interactive { cursor: default; }
    `;
    document.head.appendChild(sheet);
    // Leaflet takes the focus at every click; only who uses the keyboard needs to see where it is
    const keys = document.documentElement.classList;
    document.addEventListener("keyup", () => keys.add("bst-keys"));
    document.addEventListener("pointerdown", () => keys.remove("bst-keys"));
    // folium's header forbids to enlarge the page; people who need that must be able to
    document.querySelectorAll('meta[name="viewport"][content*="user-scalable"]').forEach((meta) => meta.remove());
  }

  return { board, speak, fit, view, pair, furnish };
})();
