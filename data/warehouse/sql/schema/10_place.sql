-- Purpose: the tables of place: what a delivery holds, and the units that are derived from it. RD New, metres.
-- Parameters: none. Returned columns: none.
CREATE TABLE delivery (
    name VARCHAR NOT NULL,          -- of the place, shown on every screen
    demo BOOLEAN NOT NULL,          -- whether the figures are invented
    built_at TIMESTAMP NOT NULL,    -- UTC
    data_hash VARCHAR NOT NULL,     -- SHA-256 over the delivered tables
    layout INTEGER NOT NULL         -- version of these tables; another version is built anew from the sources
);
CREATE TABLE source_report (
    file VARCHAR NOT NULL, table_name VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,       -- read, accepted, rejected, warning or leftover
    reason VARCHAR NOT NULL,        -- empty for read and accepted
    row_count BIGINT NOT NULL, examples VARCHAR NOT NULL
);
CREATE TABLE area_fact (area_id VARCHAR NOT NULL, fact VARCHAR NOT NULL, year INTEGER, value DOUBLE);
CREATE TABLE dwelling (
    dwelling_id VARCHAR PRIMARY KEY,
    building_id VARCHAR NOT NULL, street_id VARCHAR NOT NULL, neighbourhood_id VARCHAR NOT NULL,
    district_id VARCHAR NOT NULL, municipality_id VARCHAR NOT NULL,
    estate_id VARCHAR,              -- NULL: in no complex
    let BOOLEAN NOT NULL,           -- whether it stands in the corporation's register
    street_name VARCHAR, house_number INTEGER, house_letter VARCHAR, addition VARCHAR, postcode VARCHAR, town VARCHAR,
    floor_area DOUBLE, status VARCHAR, uses VARCHAR,
    x DOUBLE NOT NULL, y DOUBLE NOT NULL
);
CREATE TABLE unit (
    level VARCHAR NOT NULL,         -- municipality, district, neighbourhood, street, estate, building
    unit_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    parent_id VARCHAR,              -- one level up in the tree; a building without homes hangs under its neighbourhood
    neighbourhood_id VARCHAR, district_id VARCHAR, municipality_id VARCHAR,
    estate_id VARCHAR,              -- of a building: the complex of most of its let homes
    homes INTEGER NOT NULL,         -- dwellings of the BAG, or the published number where there is no BAG
    let_homes INTEGER NOT NULL,     -- homes in the corporation's register
    households DOUBLE, inhabitants DOUBLE,
    is_water BOOLEAN NOT NULL,
    construction_year INTEGER,      -- of a building; NULL unknown
    border_year INTEGER,
    label_x DOUBLE, label_y DOUBLE, -- a point inside the shape
    xmin DOUBLE, ymin DOUBLE, xmax DOUBLE, ymax DOUBLE,
    geom GEOMETRY('EPSG:28992')     -- NULL when nothing was delivered to draw
);
CREATE TABLE ground (kind VARCHAR NOT NULL, name VARCHAR, geom GEOMETRY('EPSG:28992'));
