-- Purpose: tables that live only while lights are published; the model_* tables are filled from the model file.
-- Parameters: none. Returned columns: none.
CREATE TEMP TABLE model_indicator (
    indicator_id VARCHAR, dimension VARCHAR, axis VARCHAR, weight DOUBLE, lo DOUBLE, hi DOUBLE
);
CREATE TEMP TABLE model_dimension (dimension VARCHAR, axis VARCHAR, weight DOUBLE);
CREATE TEMP TABLE model_level (   -- what is valid at a level: the weights that coverage is measured against
    level VARCHAR, indicator_id VARCHAR, dimension VARCHAR, axis VARCHAR, weight DOUBLE,
    dimension_total DOUBLE,       -- weight of all indicators of the dimension that are valid at the level
    dimension_weight DOUBLE,
    axis_total DOUBLE             -- weight of all dimensions of the axis that are valid at the level
);
CREATE TEMP TABLE slot (period VARCHAR, slot INTEGER, ends DATE);
CREATE TEMP TABLE nesting (child_level VARCHAR, child_id VARCHAR, parent_level VARCHAR, parent_id VARCHAR, homes DOUBLE);
CREATE TEMP TABLE rolled (
    level VARCHAR, unit_id VARCHAR, indicator_id VARCHAR, slot INTEGER,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE, value DOUBLE, ends DATE, transferred BOOLEAN, rolled_up BOOLEAN
);
CREATE TEMP TABLE raw_figure (    -- municipality and parent: the whole and the group towards which a rate is drawn
    level VARCHAR, unit_id VARCHAR, indicator_id VARCHAR, slot INTEGER,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE, raw DOUBLE,
    ends DATE, transferred BOOLEAN, rolled_up BOOLEAN, kind VARCHAR, parent VARCHAR, municipality VARCHAR
);
CREATE TEMP TABLE figure (
    level VARCHAR, unit_id VARCHAR, indicator_id VARCHAR, slot INTEGER,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE, raw DOUBLE, value DOUBLE, se DOUBLE, own_share DOUBLE,
    ends DATE, carried BOOLEAN, transferred BOOLEAN, rolled_up BOOLEAN
);
CREATE TEMP TABLE scored (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, indicator_id VARCHAR, dimension VARCHAR, axis VARCHAR,
    weight DOUBLE, score DOUBLE
);
CREATE TEMP TABLE dimension_part (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, dimension VARCHAR, axis VARCHAR, weight DOUBLE,
    available DOUBLE,             -- weight of the indicators that are known
    indicators INTEGER, coverage DOUBLE, axis_total DOUBLE, score DOUBLE,
    sufficient BOOLEAN            -- whether its coverage reaches the model's minimum
);
CREATE TEMP TABLE balance (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, capacity DOUBLE, freedom DOUBLE, score DOUBLE, coverage DOUBLE,
    capacity_total DOUBLE,        -- weight of the sufficient dimensions of each axis
    freedom_total DOUBLE
);
CREATE TEMP TABLE own_light (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, light VARCHAR, reason VARCHAR, indicative BOOLEAN
);
CREATE TEMP TABLE model_veto (position INTEGER, indicator_id VARCHAR, below DOUBLE, minimum DOUBLE, floor VARCHAR);
CREATE TEMP TABLE weighed (       -- effective weights W_i of the figures that make a score
    level VARCHAR, unit_id VARCHAR, slot INTEGER, indicator_id VARCHAR, weight DOUBLE, score DOUBLE
);
CREATE TEMP TABLE certainty (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, se DOUBLE,
    unknown INTEGER,              -- figures in the score of which no error is known
    without_address DOUBLE        -- the score when one address that reported had not
);
CREATE TEMP TABLE memory (        -- what stability remembers of a unit after a meeting
    level VARCHAR, unit_id VARCHAR, slot INTEGER,
    colour VARCHAR,               -- NULL: nothing is remembered
    clear_amber INTEGER, narrow_amber INTEGER, clear_green INTEGER, narrow_green INTEGER,
    silent INTEGER,               -- meetings in a row without a score
    spared BOOLEAN
);
CREATE TEMP TABLE held_light (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, light VARCHAR, plain VARCHAR, reason VARCHAR, indicative BOOLEAN,
    rule VARCHAR
);
CREATE TEMP TABLE chance (
    level VARCHAR, unit_id VARCHAR, slot INTEGER, p_red DOUBLE, p_amber DOUBLE, p_green DOUBLE
);
CREATE TEMP TABLE burning (level VARCHAR, unit_id VARCHAR, slot INTEGER);
