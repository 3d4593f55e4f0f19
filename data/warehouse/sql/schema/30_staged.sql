-- Purpose: tables that live only while a warehouse is built: what was delivered, before it is put in its place.
-- Parameters: none. Returned columns: none.
CREATE TEMP TABLE staged_area (
    area_id VARCHAR, level VARCHAR, name VARCHAR, parent_id VARCHAR, year INTEGER, is_water BOOLEAN,
    geom GEOMETRY('EPSG:28992')
);
CREATE TEMP TABLE staged_building (
    building_id VARCHAR, construction_year INTEGER, status VARCHAR, geom GEOMETRY('EPSG:28992')
);
CREATE TEMP TABLE staged_address (
    dwelling_id VARCHAR, street_id VARCHAR, street_name VARCHAR, house_number INTEGER, house_letter VARCHAR,
    addition VARCHAR, postcode VARCHAR, town VARCHAR, floor_area DOUBLE, status VARCHAR, uses VARCHAR,
    residential BOOLEAN,
    lived_in BOOLEAN,               -- whether its status is one in which people live there
    geom GEOMETRY('EPSG:28992')
);
CREATE TEMP TABLE staged_address_building (dwelling_id VARCHAR, building_id VARCHAR);
CREATE TEMP TABLE staged_register (dwelling_id VARCHAR, estate_id VARCHAR, estate_name VARCHAR);
CREATE TEMP TABLE placed_building (
    building_id VARCHAR, construction_year INTEGER, status VARCHAR, neighbourhood_id VARCHAR, x DOUBLE, y DOUBLE,
    geom GEOMETRY('EPSG:28992')
);
CREATE TEMP TABLE placed_home (dwelling_id VARCHAR, building_id VARCHAR, neighbourhood_id VARCHAR);
CREATE TEMP TABLE building_street (building_id VARCHAR, street_id VARCHAR, street_name VARCHAR);
CREATE TEMP TABLE derived_shape (level VARCHAR, unit_id VARCHAR, geom GEOMETRY('EPSG:28992'));
