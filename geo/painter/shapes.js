/* Unpacks shapes (geo/packed.py) and makes Leaflet layers of them. First of the painter's four files.
 *
 * Text comes in encoded (geo/encode.py) and leaves the painter only through textContent and fillText, never as markup.
 */
"use strict";

window.buurtstoplicht = (() => {
  const DEGREE = 1e-6;
  const DOT = 13; // px, radius of a point
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  const MARGIN = 0.2; // of the map's size, painted beyond its edge, so that a short drag shows no gap
  const ARRAYS = { u1: Uint8Array, u2: Uint16Array, i2: Int16Array, i4: Int32Array };

  const kit = {}; // styles, colours and the boards: one a map, with its canvases and what is fitted; filled by start()

  const decode = (text) =>
    text.includes("&") ? new DOMParser().parseFromString(text, "text/html").documentElement.textContent : text;

  function column(packed) {
    if (typeof packed === "number") return () => packed;
    const text = atob(packed.slice(3)), bytes = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place); // quicker than Uint8Array.from
    const type = packed.slice(0, 2);
    const values = type === "zz" ? varints(bytes) : new ARRAYS[type](bytes.buffer);
    return (index) => values[index];
  }

  /** Numbers of seven bits a byte, the lowest first; odd ones are below zero. */
  function varints(bytes) {
    const values = [];
    let value = 0, weight = 1;
    for (const byte of bytes) {
      value += (byte & 0x7f) * weight; // no shifts: those have 31 bits and a sign
      weight *= 128;
      if (byte > 0x7f) continue;
      values.push(value % 2 ? -(value + 1) / 2 : value / 2);
      [value, weight] = [0, 1];
    }
    return values;
  }

  /** Texts of which every different one is sent once. */
  function told(packed) {
    const at = column(packed.at), texts = packed.texts.map(decode);
    return (index) => texts[at(index)];
  }

  /** Shapes as [{kind, rings: [[ [lat, lon], ... ], ...]}, ...], one list of parts a shape. */
  function unpack(packed, count) {
    const [parts, rings, kinds, corners, first, steps] =
      ["parts", "rings", "kinds", "corners", "first", "steps"].map((name) => column(packed[name]));
    let part = 0, ring = 0, step = 0, startX = 0, startY = 0;
    const readRing = () => {
      let x = (startX += first(2 * ring)), y = (startY += first(2 * ring + 1));
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

  /** Width of the free circle inside a shape, in pixels. */
  function freeWidth(shape) {
    const { map } = shape.board;
    const middle = map.latLngToContainerPoint(shape.at);
    return 2 * (middle.y - map.latLngToContainerPoint([shape.at[0] + shape.room, shape.at[1]]).y);
  }

  /** A line along the inside of a polygon's edge, as wide as the half of its weight that lies inside. */
  const InnerLine = L.Polygon.extend({
    _updatePath() {
      const pen = this._renderer._ctx;
      if (!this._renderer._drawing || !this._parts.length) return;
      pen.save();
      pen.beginPath();
      for (const ring of this._parts) {
        ring.forEach((corner, place) => (place ? pen.lineTo(corner.x, corner.y) : pen.moveTo(corner.x, corner.y)));
        pen.closePath();
      }
      pen.clip("evenodd");
      this._renderer._updatePoly(this, true);
      pen.restore();
    },
  });

  return { DEGREE, DOT, FONT, MARGIN, kit, decode, column, told, unpack, draw, freeWidth, InnerLine };
})();
