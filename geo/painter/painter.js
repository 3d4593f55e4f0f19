/* Paints lights on a Leaflet canvas, inside the map's frame. Last of the painter's four files.
 *
 * start() is called once by the empty map (geo/canvas.py), lights() by each layer (geo/layers.py). A click goes
 * straight to the page, as {unit, layer, at}.
 */
"use strict";

(() => {
  const { DEGREE, Marks, InnerLine, boards, kit, decode, column, told, unpack, draw, freeWidth } = window.buurtstoplicht;
  const FULL = 18; // px of free width from which an outline has its full weight
  const THINNEST = 0.35; // share of that weight around the smallest shapes
  const HATCH = 8; // px between lines

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
      fillColor: style.lines ? hatch(style.fill, style.lines) : style.fill || kit.colours.halo,
      fillOpacity: !style.fill ? 0 : kit.tiles ? 0.88 : 1,
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

  /** One layer for all surfaces of a kind and one for all its lines: Leaflet takes its time for every layer. */
  function ground(board, packed) {
    const kind = column(packed.kind);
    const kinds = kit.ground.map(() => ({ surfaces: [], lines: [] }));
    unpack(packed, packed.count).forEach((parts, number) => {
      const { surfaces, lines } = kinds[kind(number)];
      for (const part of parts) (part.kind === 1 ? lines : surfaces).push(part);
    });
    const options = { renderer: board.ground, interactive: false, smoothFactor: 0.8 };
    return kinds.flatMap(({ surfaces, lines }, number) => {
      const color = kit.ground[number];
      return [
        draw(surfaces, { ...options, fillColor: color, fillOpacity: 1, fillRule: "nonzero", stroke: false }),
        draw(lines, { ...options, color, weight: 4 }),
      ];
    }).filter(Boolean);
  }

  /** Lights under the units: a picture of what is too much to draw one by one, without dark edges that hide colours. */
  function beneath(board, packed) {
    if (!packed) return [];
    const style = column(packed.style);
    const options = { renderer: board.ground, interactive: false, smoothFactor: 0.5 };
    return unpack(packed, packed.count)
      .map((parts, number) => [kit.styles[style(number)], parts])
      .sort(([a], [b]) => a.rank - b.rank)
      .map(([look, parts]) => {
        const edge = { color: look.options.fillColor, weight: 1, dashArray: null, stroke: !look.hatched };
        return draw(parts, { ...look.options, ...options, ...edge });
      })
      .filter(Boolean);
  }

  function border(board, packed) {
    const outline = draw(unpack(packed, 1)[0], {
      renderer: board.ground, interactive: false, fill: false, color: kit.colours.ink, weight: 3, opacity: 0.75,
      smoothFactor: 0.5,
    });
    return outline ? [outline] : [];
  }

  function units(board, packed) {
    const [style, cluster, ring, at, room] =
      ["style", "cluster", "ring", "at", "room"].map((name) => column(packed[name]));
    const [said, note, mark] = ["said", "notes", "marks"].map((name) => told(packed[name]));
    let [east, north] = packed.origin;
    return unpack(packed, packed.count).map((parts, number) => {
      east += at(2 * number);
      north += at(2 * number + 1);
      const look = kit.styles[style(number)];
      const shape = draw(parts, { ...look.options, renderer: board.canvas });
      if (!shape) return null;
      return Object.assign(shape, {
        board,
        parts,
        number,
        cluster: Boolean(cluster(number)),
        was: kit.styles[ring(number) - 1],
        said: said(number),
        name: decode(packed.names[number]),
        note: note(number),
        figure: mark(number),
        look,
        room: room(number) * DEGREE,
        at: [north * DEGREE, east * DEGREE],
      });
    });
  }

  /** The same shape once more in another style, not to be clicked. */
  const copy = (shape, options) =>
    draw(shape.parts, { ...options, renderer: shape.board.canvas, interactive: false });

  const around = (shape, color, weight) =>
    copy(shape, { fill: false, color, weight, smoothFactor: shape.options.smoothFactor });

  /** A white and a coloured line around what belongs to a cluster, over its neighbours, and its light on top of them. */
  function clusters(shapes) {
    const members = shapes.filter((shape) => shape.cluster);
    const lines = (color, weight) => members.map((shape) => around(shape, color, weight));
    const lights = members.map((shape) => copy(shape, { ...shape.options, weight: THINNEST }));
    return [...lines(kit.colours.halo, 10), ...lines(kit.colours.cluster, 7), ...lights];
  }

  /** The colour of then as a line inside the edge, with a white one that keeps it from the colour of now. */
  function rings(shapes) {
    const line = (shape, color, weight) => {
      const share = Math.max(THINNEST, Math.min(1, freeWidth(shape) / (3 * FULL)));
      const options = { fill: false, color, weight: weight * share, renderer: shape.board.canvas, interactive: false };
      return new InnerLine(shape.parts.map((part) => part.rings), options);
    };
    const changed = shapes.filter((shape) => shape.was && shape.parts[0].kind === 2);
    return changed.flatMap((shape) => [
      line(shape, kit.colours.halo, 26), line(shape, shape.was.colour, 19), copy(shape, { ...shape.options, fill: false }),
    ]);
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
    const remarks = shape.look.remarks.map((remark) => words[remark]);
    add("div", [shape.said, ...remarks].filter(Boolean).join(" · "));
    add("div", shape.note);
    return box;
  }

  /** What is pressed is pointed out at once, until the page says which place is selected or the layer is another. */
  function pressed(event, board, stamp) {
    const unit = event.propagatedFrom.number;
    kit.pressed = { stamp, number: unit };
    point(board);
    window.Streamlit.setComponentValue({ unit, layer: stamp, at: Date.now() });
  }

  function listen(group, board, { stamp, picks }, words) {
    const bubble = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "bst-tip" });
    group.on("mouseover", (event) =>
      bubble.setContent(tip(event.propagatedFrom, words)).setLatLng(event.latlng).addTo(board.map));
    group.on("mousemove", (event) => bubble.setLatLng(event.latlng));
    group.on("mouseout remove", () => bubble.remove());
    if (picks) group.on("click", (event) => pressed(event, board, stamp));
  }

  function caption(board, text) {
    board.caption.textContent = text;
    board.caption.hidden = !text;
  }

  /** Point out a place that the page names apart from the layer; it says of which shapes it speaks. */
  function point(board) {
    const now = [kit.pressed, kit.chosen].find((one) => one?.stamp === board.stamp);
    const number = now ? now.number : board.selected;
    board.mark.clearLayers();
    for (const layer of selection(board.all[number])) board.mark.addLayer(layer);
  }

  /** Everything that one map shows of a layer. */
  function paint(board, content, words) {
    caption(board, decode(content.outline.name));
    const all = units(board, content.units);
    const shapes = all.filter(Boolean).sort((a, b) => a.look.rank - b.look.rank);
    thin(shapes);
    const clickable = L.featureGroup(shapes);
    listen(clickable, board, content, words);
    const zoomed = () => thin(shapes);
    clickable.on("add", () => board.map.on("zoomend", zoomed));
    clickable.on("remove", () => board.map.off("zoomend", zoomed));
    Object.assign(board, { all, stamp: content.stamp, selected: content.selected, mark: L.featureGroup() });
    point(board);
    return L.featureGroup([
      ...ground(board, content.ground), ...beneath(board, content.beneath), ...border(board, content.outline), clickable,
      ...clusters(shapes), ...rings(shapes), board.mark,
      new Marks(board, shapes),
    ]);
  }

  function lights(content) {
    kit.pressed = null;
    window.feature_group = []; // streamlit-folium keeps every layer there was, long after it left the map
    const words = Object.fromEntries(Object.entries(content.words).map(([key, text]) => [key, decode(text)]));
    document.documentElement.classList.toggle("bst-large", content.large);
    document.documentElement.classList.toggle("bst-shows", !content.picks);
    boards.pair(Boolean(content.beside));
    for (const board of kit.boards) board.large = content.large;
    boards.speak(words);
    boards.fit(content.bounds);
    const [first, second] = kit.boards;
    if (second) {
      const other = { ...content, ...content.beside, units: { ...content.units, ...content.beside.units } };
      if (second.shown) second.shown.remove();
      second.shown = paint(second, other, words).addTo(second.map);
    }
    return paint(first, content, words);
  }

  function start(map, settings) {
    const { colours, ground, box, attribution } = settings;
    Object.assign(kit, { colours, ground, box, attribution, tiles: decode(settings.tiles) });
    boards.furnish(settings);
    map.invalidateSize({ animate: false });
    kit.styles = settings.styles.map((style) => ({
      options: pathOptions(style),
      weight: style.weight,
      path: style.path && new Path2D(style.path),
      symbolFill: style.symbol_fill,
      colour: style.fill,
      hatched: Boolean(style.lines),
      rank: style.rank,
      remarks: style.remarks,
    }));
    kit.boards = [boards.board(map)];
    map.on("resize", () => kit.bounds && boards.view({ animate: false }));
    addEventListener("message", ({ source, data }) => {
      if (source !== window.parent || data?.kind !== "buurtstoplicht:chosen") return;
      [kit.chosen, kit.pressed] = [data, null];
      kit.boards.filter((board) => board.mark).forEach(point);
    });
    window.parent.postMessage({ kind: "buurtstoplicht:ready" }, "*");
  }

  Object.assign(window.buurtstoplicht, { start, lights });
})();
