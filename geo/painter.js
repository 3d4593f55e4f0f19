/* Paints packed shapes with their light on a Leaflet canvas, inside the map's frame.
 *
 * What comes in is numbers, packed columns (geo/packed.py) and encoded text (geo/encode.py). Text leaves this file only
 * through textContent and fillText, never as markup. A click goes straight to the page, as {unit, layer, at}.
 */
"use strict";

window.buurtstoplicht = (() => {
  const DEGREE = 1e-6;
  const RANK = [4, 3, 2, 1, 0]; // order of painting by state: red last, on top
  const SYMBOLS = [{ size: 28, room: 60 }, { size: 20, room: 30 }, { size: 13, room: 20 }]; // px, and the room it needs
  const LETTERS = [20, 17, 15, 13]; // px
  const CROWD = 40; // from so many shapes on, names are at most CROWD_LETTERS
  const CROWD_LETTERS = 15;
  const SQUEEZED = 13; // px, the size in which a name may stick out of its shape
  const INSIDE = 0.5; // share of such a name that must still stand inside
  const LEADING = 1.15;
  const EDGE = 3; // px kept free around letters
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  const ARRAYS = { u1: Uint8Array, u2: Uint16Array, i2: Int16Array, i4: Int32Array };
  const FULL = 18; // px of free width from which an outline has its full weight
  const THINNEST = 0.35; // share of that weight around the smallest shapes
  const HATCH = 8; // px between lines
  const DOT = 13; // px, radius of a point
  const DOT_SYMBOL = 16; // px
  const DOT_ZOOM = 20; // a few points close together do not fill the frame
  const MARGIN = 0.2; // of the map's size, painted beyond its edge, so that a short drag shows no gap

  const kit = {}; // the map, its panes, styles and what is fitted; filled by start()

  const decode = (text) =>
    text.includes("&") ? new DOMParser().parseFromString(text, "text/html").documentElement.textContent : text;

  // ---- unpacking -------------------------------------------------------------------------------------------------
  function column(packed) {
    if (typeof packed === "number") return () => packed;
    const bytes = Uint8Array.from(atob(packed.slice(3)), (letter) => letter.charCodeAt(0));
    const values = new ARRAYS[packed.slice(0, 2)](bytes.buffer);
    return (index) => values[index];
  }

  /** Shapes as [{kind, rings: [[ [lat, lon], ... ], ...]}, ...], one list of parts a shape. */
  function unpack(packed, count) {
    const [parts, rings, kinds, corners, first, steps] =
      ["parts", "rings", "kinds", "corners", "first", "steps"].map((name) => column(packed[name]));
    let part = 0, ring = 0, step = 0;
    const readRing = () => {
      let x = first(2 * ring), y = first(2 * ring + 1);
      const points = [[y * DEGREE, x * DEGREE]];
      for (let left = corners(ring++) - 1; left > 0; left--) {
        x += steps(step++);
        y += steps(step++);
        points.push([y * DEGREE, x * DEGREE]);
      }
      return points;
    };
    const readPart = () => {
      const one = { kind: kinds(part), rings: [] };
      for (let left = rings(part++); left > 0; left--) one.rings.push(readRing());
      return one;
    };
    return Array.from({ length: count }, (_, shape) => Array.from({ length: parts(shape) }, readPart));
  }

  /** Leaflet's layer of a shape; null when there is nothing to draw. */
  function draw(parts, options) {
    if (!parts.length) return null;
    const rings = parts.map((part) => part.rings);
    if (parts[0].kind === 2) return L.polygon(rings, options);
    if (parts[0].kind === 1) return L.polyline(rings.flat(), { ...options, fill: false });
    return L.circleMarker(rings[0][0][0], { ...options, radius: DOT });
  }

  // ---- styles ----------------------------------------------------------------------------------------------------
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

  // ---- symbols and names -----------------------------------------------------------------------------------------
  /** Where a shape stands on the screen, in pixels of the map's container. */
  function bounds(shape) {
    if (shape.getRadius) {
      const at = kit.map.latLngToContainerPoint(shape.getLatLng());
      return { left: at.x - DOT, right: at.x + DOT, top: at.y - DOT, bottom: at.y + DOT };
    }
    const a = kit.map.latLngToContainerPoint(shape.getBounds().getNorthWest());
    const b = kit.map.latLngToContainerPoint(shape.getBounds().getSouthEast());
    return { left: a.x, right: b.x, top: a.y, bottom: b.y };
  }

  /** Width of the free circle inside a shape, in pixels. */
  function freeWidth(shape) {
    const middle = kit.map.latLngToContainerPoint(shape.at);
    return 2 * (middle.y - kit.map.latLngToContainerPoint([shape.at[0] + shape.room, shape.at[1]]).y);
  }

  const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /** A name on two lines, cut at the space or hyphen that makes it narrowest; null if it has none. */
  function halves(pen, name) {
    let best = null;
    for (const cut of name.matchAll(/[\s-]/g)) {
      const pair = [name.slice(0, cut.index + 1).trim(), name.slice(cut.index + 1).trim()];
      const wide = Math.max(...pair.map((line) => pen.measureText(line).width));
      if (!best || wide < best.wide) best = { pair, wide };
    }
    return best && best.pair;
  }

  /** Widest stretch inside a shape between two heights, around a given x: where a line of text can stand. */
  function widthAt(rings, x, top, bottom) {
    const edges = [top, (top + bottom) / 2, bottom].map((y) => {
      let left = -Infinity, right = Infinity, inside = false;
      for (const ring of rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          const a = ring[i], b = ring[j];
          if (a.y > y === b.y > y) continue;
          const cross = a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x);
          if (cross > x) { right = Math.min(right, cross); inside = !inside; } else left = Math.max(left, cross);
        }
      }
      return inside ? { left, right } : { left: x, right: x };
    });
    return { left: Math.max(...edges.map((edge) => edge.left)), right: Math.min(...edges.map((edge) => edge.right)) };
  }

  /** Whether a name may fit at all; keeps thousands of small shapes from being measured for nothing. */
  function legible(mark) {
    const { left, right, top, bottom } = mark.box;
    return mark.name && (mark.dot || (bottom - top > SQUEEZED * LEADING && right - left > 2 * SQUEEZED));
  }

  /** Largest letters in which the name fits its shape and touches nothing that stands there; null if none do. */
  function place(pen, mark, taken) {
    const sizes = LETTERS.filter((size) => size <= mark.letters).map((size) => [size, 1]);
    if (mark.letters > CROWD_LETTERS) sizes.push([SQUEEZED, INSIDE]);
    for (const [size, inside] of sizes) {
      pen.font = `600 ${size}px ${FONT}`;
      for (const text of [[mark.name], halves(pen, mark.name)].filter(Boolean)) {
        for (const top of heights(mark, text.length * size * LEADING)) {
          const words = settle(pen, mark, { text, size, inside, top });
          if (words && !taken.some((other) => overlaps(words.box, other))) return words;
        }
      }
    }
    return null;
  }

  /** Tops to try for a text so high: under the symbol, then above it; in the middle where there is none. */
  function heights(mark, high) {
    if (mark.dot) return [mark.box.bottom + 4, mark.box.top - 4 - high];
    if (!mark.symbol) return [mark.at.y - high / 2];
    return [mark.at.y + mark.symbol / 2 + 3, mark.at.y - mark.symbol / 2 - 3 - high];
  }

  /** Stand at this height, shifted sideways to where the shape is wide; null where it is too narrow. */
  function settle(pen, mark, { text, size, inside, top }) {
    const bottom = top + text.length * size * LEADING;
    const half = Math.max(...text.map((line) => pen.measureText(line).width)) / 2 + EDGE;
    const free = mark.dot ? { left: -Infinity, right: Infinity } : widthAt(mark.rings(), mark.at.x, top - EDGE, bottom + EDGE);
    if (free.right - free.left < 2 * half * inside) return null;
    const x = inside < 1 ? mark.at.x : Math.max(free.left + half, Math.min(free.right - half, mark.at.x));
    return { text, size, x, box: { left: x - half, right: x + half, top, bottom } };
  }

  function write(pen, words) {
    pen.font = `600 ${words.size}px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = words.size / 4;
    pen.strokeStyle = kit.colours.halo;
    pen.fillStyle = kit.colours.ink;
    words.text.forEach((line, number) => {
      const y = words.box.top + number * words.size * LEADING;
      pen.strokeText(line, words.x, y);
      pen.fillText(line, words.x, y);
    });
  }

  function stamp(pen, at, style, size) {
    pen.save();
    pen.translate(at.x - size / 2, at.y - size / 2);
    pen.scale(size / kit.box, size / kit.box);
    pen.lineWidth = 2.2 * (kit.box / size);
    pen.lineJoin = "round";
    pen.strokeStyle = kit.colours.ink;
    pen.stroke(style.path);
    pen.fillStyle = style.symbolFill;
    pen.fill(style.path, "evenodd");
    pen.restore();
  }

  /** One canvas above the shapes for symbols and names; painted anew when the map has come to rest. */
  const Marks = L.Layer.extend({
    initialize(shapes) {
      this.shapes = shapes;
    },
    getEvents() {
      return { moveend: this.paint, viewreset: this.paint, resize: this.paint };
    },
    onAdd() {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", kit.map.getPane("marks"));
      this.paint();
    },
    onRemove() {
      this.canvas.remove();
    },
    paint() {
      const pen = this.stretch();
      const taken = [];
      const marks = this.shapes.map((shape) => this.measure(shape)).filter(Boolean);
      for (const mark of marks) {
        if (!mark.symbol) continue;
        const half = mark.symbol / 2 + 1;
        taken.push({ left: mark.at.x - half, right: mark.at.x + half, top: mark.at.y - half, bottom: mark.at.y + half });
        stamp(pen, mark.at, mark.style, mark.symbol);
      }
      marks.sort((a, b) => b.room - a.room);
      for (const mark of marks) {
        const words = legible(mark) && place(pen, mark, taken);
        if (!words) continue;
        taken.push(words.box);
        write(pen, words);
      }
    },
    /** Lay the canvas over the map and a margin around it; its pen counts in pixels of the container. */
    stretch() {
      const size = kit.map.getSize(), edge = size.multiplyBy(MARGIN).round(), dots = window.devicePixelRatio || 1;
      const whole = size.add(edge.multiplyBy(2));
      L.DomUtil.setPosition(this.canvas, kit.map.containerPointToLayerPoint(edge.multiplyBy(-1)));
      Object.assign(this.canvas, { width: whole.x * dots, height: whole.y * dots });
      Object.assign(this.canvas.style, { width: `${whole.x}px`, height: `${whole.y}px` });
      this.view = { left: -edge.x, top: -edge.y, right: size.x + edge.x, bottom: size.y + edge.y };
      const pen = this.canvas.getContext("2d");
      pen.setTransform(dots, 0, 0, dots, edge.x * dots, edge.y * dots);
      return pen;
    },
    measure(shape) {
      const box = bounds(shape);
      if (!overlaps(box, this.view)) return null;
      const dot = Boolean(shape.getRadius);
      const at = kit.map.latLngToContainerPoint(shape.at);
      const room = freeWidth(shape);
      const fitting = dot ? { size: DOT_SYMBOL } : SYMBOLS.find((symbol) => room >= symbol.room);
      const letters = this.shapes.length < CROWD ? Infinity : CROWD_LETTERS;
      const rings = () => shape.getLatLngs().flat().map((ring) => ring.map((corner) => kit.map.latLngToContainerPoint(corner)));
      const symbol = shape.look.path && fitting ? fitting.size : 0;
      return { box, at, room, dot, rings, letters, symbol, name: shape.name, style: shape.look };
    },
  });

  // ---- the layers ------------------------------------------------------------------------------------------------
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
    const style = column(packed.style), at = column(packed.at), room = column(packed.room);
    return unpack(packed, packed.count).map((parts, number) => {
      const look = kit.styles[style(number)];
      const shape = draw(parts, { ...look.options, renderer: kit.canvas });
      if (!shape) return null;
      return Object.assign(shape, {
        number,
        state: style(number) % 5,
        remarks: [style(number) >= 10 && "indicative", (style(number) / 5) & 1 && "inherited"].filter(Boolean),
        name: decode(packed.names[number]),
        note: decode(packed.notes[number] || ""),
        look,
        room: room(number) * DEGREE,
        at: [at(2 * number + 1) * DEGREE, at(2 * number) * DEGREE],
      });
    });
  }

  /** A black and a white line around the selected shape, above everything, and the shape itself once more on top. */
  function selection(shape) {
    if (!shape) return [];
    const fixed = { renderer: kit.canvas, interactive: false };
    const copy = (options) => shape.getRadius
      ? L.circleMarker(shape.getLatLng(), { radius: DOT, ...options, ...fixed })
      : L.polygon(shape.getLatLngs(), { ...options, ...fixed });
    const line = (color, weight) => copy({ fill: false, color, weight, smoothFactor: shape.options.smoothFactor });
    return [line("#000000", 13), line(kit.colours.halo, 7), copy(shape.options)];
  }

  function tip(shape, words) {
    const box = document.createElement("div");
    const add = (tag, text) => {
      if (text) box.appendChild(document.createElement(tag)).textContent = text;
    };
    add("strong", shape.name);
    add("div", [words.states[shape.state], ...shape.remarks.map((remark) => words[remark])].filter(Boolean).join(" · "));
    add("div", shape.note);
    return box;
  }

  function listen(group, stamp, words) {
    const bubble = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "bst-tip" });
    group.on("mouseover", (event) => bubble.setContent(tip(event.propagatedFrom, words)).setLatLng(event.latlng).addTo(kit.map));
    group.on("mousemove", (event) => bubble.setLatLng(event.latlng));
    group.on("mouseout remove", () => bubble.remove());
    group.on("click", (event) =>
      window.Streamlit.setComponentValue({ unit: event.propagatedFrom.number, layer: stamp, at: Date.now() }));
  }

  // ---- the map around them ---------------------------------------------------------------------------------------
  function speak(words) {
    if (kit.spoken === JSON.stringify(words)) return;
    kit.spoken = JSON.stringify(words);
    const box = kit.map.getContainer();
    document.documentElement.lang = words.language;
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
    clickable.on("add", () => kit.map.on("zoomend", () => thin(shapes), clickable));
    clickable.on("remove", () => kit.map.off("zoomend", null, clickable));
    return L.featureGroup([
      ...ground(content.ground), ...border(content.outline), clickable, ...selection(all[content.selected]),
      new Marks(shapes),
    ]);
  }

  function furnish(settings) {
    const sheet = document.createElement("style");
    sheet.textContent = `
      body { margin: 0; } #parent + span { display: none; }
      .leaflet-container { background: ${settings.colours.ground}; font: 15px ${FONT}; }
      .leaflet-container:focus { outline: none; }
      .bst-keys .leaflet-container:focus, .bst-keys .leaflet-bar a:focus { outline: 3px solid #1c1c1c; outline-offset: -3px; }
      .bst-tip { font: 15px/1.35 ${FONT}; color: #1c1c1c; border: 1px solid #1c1c1c; border-radius: 4px; white-space: normal;
        width: max-content; max-width: 280px; }
      .bst-caption { background: #fffffff0; padding: 4px 10px; border-radius: 4px; font: 600 20px ${FONT}; color: #1c1c1c; }
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
    kit.tiles = settings.tiles && L.tileLayer(decode(settings.tiles), { maxZoom: 21, maxNativeZoom: 19 });
    kit.styles = settings.styles.map((style) => ({
      options: pathOptions(style), weight: style.weight, path: style.path && new Path2D(style.path), symbolFill: style.symbol_fill,
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

  return { start, lights };
})();
