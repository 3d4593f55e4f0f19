/* Draws the symbols and the names over the shapes, as far as they fit. Second of the painter's four files. */
"use strict";

window.buurtstoplicht.Marks = (() => {
  const { DOT, FONT, MARGIN, kit, freeWidth } = window.buurtstoplicht;
  const SYMBOLS = [{ size: 28, room: 60 }, { size: 20, room: 30 }, { size: 13, room: 20 }]; // px, and the room it needs
  const SMALL_BUT_LARGE = [12.5, 0.3]; // letters of 20 px that may stand out of their shape: better than no name
  const LARGE = 1.6; // how much larger everything is when it is read from the back of a room
  const DOT_SYMBOL = 16; // px
  const FITS = [[20, 1], [20, 0.85], [17, 1], [17, 0.75], [15, 1], [15, 0.65], [13, 1], [13, 0.5]]; // px, share inside
  const SMALLEST = 13; // px
  const CROWD = 40; // from so many shapes on, names are at most CROWD_LETTERS and stay inside
  const CROWD_LETTERS = 15;
  const LEADING = 1.15;
  const EDGE = 3; // px kept free around letters
  const WAS = 0.7; // size of the symbol of then beside that of now

  /** Where a shape stands on the screen, in pixels of the map's container. */
  function bounds(shape) {
    const { map } = shape.board;
    if (shape.getRadius) {
      const at = map.latLngToContainerPoint(shape.getLatLng());
      return { left: at.x - DOT, right: at.x + DOT, top: at.y - DOT, bottom: at.y + DOT };
    }
    const a = map.latLngToContainerPoint(shape.getBounds().getNorthWest());
    const b = map.latLngToContainerPoint(shape.getBounds().getSouthEast());
    return { left: a.x, right: b.x, top: a.y, bottom: b.y };
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
    return mark.name && (mark.dot || (bottom - top > SMALLEST * LEADING && right - left > 2 * SMALLEST));
  }

  const calm = ([size, inside]) => size <= CROWD_LETTERS && inside === 1;

  /** Largest letters in which the name fits its shape and touches nothing that stands there; null if none do. */
  function place(pen, mark, taken) {
    const fits = mark.crowded ? FITS.filter(calm) : FITS;
    for (const [plain, inside] of mark.scale > 1 ? [...fits, SMALL_BUT_LARGE] : fits) {
      const size = plain * mark.scale;
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
    const free = mark.dot
      ? { left: -Infinity, right: Infinity }
      : widthAt(mark.rings(), mark.at.x, top - EDGE, bottom + EDGE);
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

  /** The figure of a shape at the place of a symbol; null where it has no room. */
  function figure(pen, mark) {
    if (!mark.figure) return null;
    for (const size of [20, 17, 15, 13].map((plain) => plain * mark.scale)) {
      pen.font = `600 ${size}px ${FONT}`;
      const half = pen.measureText(mark.figure).width / 2 + EDGE;
      const top = mark.at.y - (size * LEADING) / 2;
      const words = { text: [mark.figure], size, x: mark.at.x };
      const fits = mark.dot || Math.hypot(2 * half, size * LEADING) <= mark.room;
      if (fits) return { ...words, box: { left: words.x - half, right: words.x + half, top, bottom: top + size * LEADING } };
    }
    return null;
  }

  /** Symbol of now, and left of it a smaller one of then with an arrow where the light was another. */
  function symbols(pen, mark) {
    if (mark.was) {
      const small = mark.symbol * WAS, away = mark.symbol * 1.35;
      stamp(pen, { x: mark.at.x - away, y: mark.at.y }, { ...mark.was, symbolFill: mark.was.colour }, small);
      write(pen, { text: ["\u203A"], size: mark.symbol, x: mark.at.x - 0.72 * mark.symbol, box: { top: mark.at.y - 0.62 * mark.symbol } });
    }
    stamp(pen, mark.at, mark.style, mark.symbol);
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
  return L.Layer.extend({
    initialize(board, shapes) {
      Object.assign(this, { board, shapes });
    },
    getEvents() {
      return { moveend: this.paint, viewreset: this.paint, resize: this.paint };
    },
    onAdd() {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", this.board.map.getPane("marks"));
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
        const words = figure(pen, mark);
        if (words) {
          mark.symbol = words.size;
          taken.push(words.box);
          write(pen, words);
        }
        if (words || !mark.symbol) continue;
        const half = mark.symbol / 2 + 1;
        const { x, y } = mark.at;
        taken.push({ left: x - half * (mark.was ? 3.4 : 1), right: x + half, top: y - half, bottom: y + half });
        symbols(pen, mark);
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
      const { map } = this.board;
      const size = map.getSize(), edge = size.multiplyBy(MARGIN).round(), dots = window.devicePixelRatio || 1;
      const whole = size.add(edge.multiplyBy(2));
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint(edge.multiplyBy(-1)));
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
      const { map } = this.board;
      const dot = Boolean(shape.getRadius), scale = this.board.large ? LARGE : 1;
      const at = map.latLngToContainerPoint(shape.at);
      const room = freeWidth(shape);
      const needed = scale * (shape.was ? 1.7 : 1);
      const fitting = dot ? { size: DOT_SYMBOL } : SYMBOLS.find((symbol) => room >= symbol.room * needed);
      const crowded = this.shapes.length >= CROWD;
      const rings = () => shape.parts.filter((part) => part.kind === 2).flatMap((part) => part.rings)
        .map((ring) => ring.map((corner) => map.latLngToContainerPoint(corner)));
      const symbol = shape.look.path && fitting ? fitting.size * (dot ? 1 : scale) : 0;
      const { name, figure, was, look } = shape;
      return { box, at, room, dot, rings, crowded, symbol, scale, name, figure, was, style: look };
    },
  });
})();
