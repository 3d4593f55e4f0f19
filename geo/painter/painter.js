/* Paints lights on a Leaflet canvas, inside the map's frame. Last of the painter's three files.
 *
 * start() is called once by the empty map (geo/canvas.py), lights() by each layer (geo/layers.py). A click goes
 * straight to the page, as {unit, layer, at}.
 */
"use strict";

(() => {
  const { DEGREE, DOT, FONT, MARGIN, Marks, kit, decode, column, unpack, draw, freeWidth } = window.buurtstoplicht;
  const RANK = [4, 3, 2, 1, 0]; // order of painting by state: red last, on top
  const FULL = 18; // px of free width from which an outline has its full weight
  const THINNEST = 0.35; // share of that weight around the smallest shapes
  const HATCH = 8; // px between lines
  const DOT_ZOOM = 20; // a few points close together do not fill the frame

  function hatch(ground, lines) {
    const dots = window.devicePixelRatio || 1;
    const tile = document.createElement("canvas");
    tile.width = tile.height = HATCH * dots;
    const pen = tile.getContext("2d");
    pen.scale(dots, dots);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, HATCH, HATCH);
    pen.strokeStyle = lines;
    pen.lineWidth = 1.8;
    pen.beginPath();
    for (const shift of [-HATCH, 0, HATCH]) {
      pen.moveTo(shift - 2, HATCH + 2);
      pen.lineTo(shift + HATCH + 2, -2);
    }
    pen.stroke();
    const pattern = pen.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / dots));
    return pattern;
  }

  function pathOptions(style) {
    return {
      fillColor: style.lines ? hatch(style.fill, style.lines) : style.fill,
      fillOpacity: kit.tiles ? 0.88 : 1,
      color: kit.colours.ink,
      weight: style.weight,
      dashArray: style.dashed ? "5 4" : null,
      smoothFactor: 0.5,
    };
  }

  /** Thinner outlines around what is small on the screen, so that the colour is what one sees. */
  function thin(shapes) {
    for (const shape of shapes) {
      const share = shape.getRadius ? 1 : Math.max(THINNEST, Math.min(1, freeWidth(shape) / FULL));
      shape.options.weight = shape.look.weight * share;
    }
  }

  function ground(packed) {
    const kind = column(packed.kind);
    const layers = unpack(packed, packed.count).map((parts, number) => {
      const fill = kit.ground[kind(number)];
      const line = parts.length && parts[0].kind === 1;
      return draw(parts, {
        renderer: kit.groundCanvas, interactive: false, smoothFactor: 0.8,
        fillColor: fill, fillOpacity: 1, stroke: Boolean(line), color: fill, weight: 4,
      });
    });
    return layers.filter(Boolean);
  }

  function border(packed) {
    const outline = draw(unpack(packed, 1)[0], {
      renderer: kit.groundCanvas, interactive: false, fill: false, color: kit.colours.ink, weight: 3, opacity: 0.75,
      smoothFactor: 0.5,
    });
    return outline ? [outline] : [];
  }

  function units(packed) {
    const [style, cluster, at, room] = ["style", "cluster", "at", "room"].map((name) => column(packed[name]));
    return unpack(packed, packed.count).map((parts, number) => {
      const look = kit.styles[style(number)];
      const shape = draw(parts, { ...look.options, renderer: kit.canvas });
      if (!shape) return null;
      return Object.assign(shape, {
        parts,
        number,
        state: style(number) % 5,
        cluster: Boolean(cluster(number)),
        remarks: [style(number) >= 10 && "indicative", (style(number) / 5) & 1 && "inherited"].filter(Boolean),
        name: decode(packed.names[number]),
        note: decode(packed.notes[number] || ""),
        look,
        room: room(number) * DEGREE,
        at: [at(2 * number + 1) * DEGREE, at(2 * number) * DEGREE],
      });
    });
  }

  /** The same shape once more in another style, not to be clicked. */
  const copy = (shape, options) => draw(shape.parts, { ...options, renderer: kit.canvas, interactive: false });

  const around = (shape, color, weight) =>
    copy(shape, { fill: false, color, weight, smoothFactor: shape.options.smoothFactor });

  /** A white and a coloured line around what belongs to a cluster, over its neighbours, and its light on top of them. */
  function clusters(shapes) {
    const members = shapes.filter((shape) => shape.cluster);
    const lines = (color, weight) => members.map((shape) => around(shape, color, weight));
    const lights = members.map((shape) => copy(shape, { ...shape.options, weight: THINNEST }));
    return [...lines(kit.colours.halo, 10), ...lines(kit.colours.cluster, 7), ...lights];
  }

  /** A black and a white line around the selected shape, above everything, and the shape itself once more on top. */
  function selection(shape) {
    if (!shape) return [];
    return [around(shape, "#000000", 13), around(shape, kit.colours.halo, 7), copy(shape, shape.options)];
  }

  function tip(shape, words) {
    const box = document.createElement("div");
    const add = (tag, text) => {
      if (text) box.appendChild(document.createElement(tag)).textContent = text;
    };
    add("strong", shape.name);
    const remarks = shape.remarks.map((remark) => words[remark]);
    add("div", [words.states[shape.state], ...remarks].filter(Boolean).join(" · "));
    add("div", shape.note);
    return box;
  }

  function listen(group, stamp, words) {
    const bubble = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "bst-tip" });
    group.on("mouseover", (event) =>
      bubble.setContent(tip(event.propagatedFrom, words)).setLatLng(event.latlng).addTo(kit.map));
    group.on("mousemove", (event) => bubble.setLatLng(event.latlng));
    group.on("mouseout remove", () => bubble.remove());
    group.on("click", (event) =>
      window.Streamlit.setComponentValue({ unit: event.propagatedFrom.number, layer: stamp, at: Date.now() }));
  }

  function speak(words) {
    if (kit.spoken === JSON.stringify(words)) return;
    kit.spoken = JSON.stringify(words);
    const box = kit.map.getContainer();
    document.documentElement.lang = words.language;
    document.title = words.map;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", words.map);
    if (kit.zoom) kit.zoom.remove();
    kit.zoom = L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(kit.map);
  }

  const view = (options) => kit.map.fitBounds(kit.bounds, { padding: [18, 18], maxZoom: DOT_ZOOM, ...options });

  /** Move only when the area to show is another one; a changed selection, period or colour leaves the view alone. */
  function fit(bounds) {
    if (!bounds || String(bounds) === kit.fitted) return;
    const still = !kit.fitted || matchMedia("(prefers-reduced-motion: reduce)").matches;
    kit.fitted = String(bounds);
    kit.bounds = [[bounds[1], bounds[0]], [bounds[3], bounds[2]]];
    view({ animate: !still });
    if (kit.tiles && !kit.map.hasLayer(kit.tiles)) kit.tiles.addTo(kit.map);
  }

  function caption(name) {
    kit.caption.textContent = name;
    kit.caption.hidden = !name;
  }

  function lights(content) {
    const words = Object.fromEntries(Object.entries(content.words).map(([key, text]) =>
      [key, Array.isArray(text) ? text.map(decode) : decode(text)]));
    speak(words);
    caption(decode(content.outline.name));
    fit(content.bounds);
    const all = units(content.units);
    const shapes = all.filter(Boolean).sort((a, b) => RANK[a.state] - RANK[b.state]);
    thin(shapes);
    const clickable = L.featureGroup(shapes);
    listen(clickable, content.stamp, words);
    const zoomed = () => thin(shapes);
    clickable.on("add", () => kit.map.on("zoomend", zoomed));
    clickable.on("remove", () => kit.map.off("zoomend", zoomed));
    return L.featureGroup([
      ...ground(content.ground), ...border(content.outline), clickable, ...clusters(shapes),
      ...selection(all[content.selected]),
      new Marks(shapes),
    ]);
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
    `;
    document.head.appendChild(sheet);
    // Leaflet takes the focus at every click; only who uses the keyboard needs to see where it is
    const keys = document.documentElement.classList;
    document.addEventListener("keyup", () => keys.add("bst-keys"));
    document.addEventListener("pointerdown", () => keys.remove("bst-keys"));
    // folium's header forbids to enlarge the page; people who need that must be able to
    document.querySelectorAll('meta[name="viewport"][content*="user-scalable"]').forEach((meta) => meta.remove());
  }

  function start(map, settings) {
    Object.assign(kit, { map, colours: settings.colours, ground: settings.ground, box: settings.box });
    furnish(settings);
    map.invalidateSize({ animate: false });
    kit.tiles = settings.tiles && L.tileLayer(decode(settings.tiles), { maxZoom: 21, maxNativeZoom: 19 });
    kit.styles = settings.styles.map((style) => ({
      options: pathOptions(style),
      weight: style.weight,
      path: style.path && new Path2D(style.path),
      symbolFill: style.symbol_fill,
    }));
    map.createPane("ground").style.zIndex = 350;
    map.getPane("ground").style.pointerEvents = "none";
    map.createPane("marks").style.zIndex = 450;
    map.getPane("marks").style.pointerEvents = "none";
    kit.groundCanvas = L.canvas({ pane: "ground", padding: MARGIN });
    kit.canvas = L.canvas({ padding: MARGIN, tolerance: L.Browser.mobile ? 6 : 0 });
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    const corner = L.control({ position: "topright" });
    corner.onAdd = () => (kit.caption = L.DomUtil.create("div", "bst-caption"));
    corner.addTo(map);
    if (kit.tiles) {
      L.control.attribution({ prefix: false }).addAttribution(settings.attribution).addTo(map);
    }
    map.on("resize", () => kit.bounds && view({ animate: false }));
  }

  Object.assign(window.buurtstoplicht, { start, lights });
})();
