-- Purpose: tables that live only while lights are published; the model_* tables are filled from the model file.
--     Millions of figures are joined here, so places and indicators go by number: short keys of a fixed width.
-- Parameters: none. Returned columns: none.
CREATE TEMP TABLE model_indicator (
    indicator_id VARCHAR, dimension VARCHAR, axis VARCHAR, weight DOUBLE, lo DOUBLE, hi DOUBLE
);
CREATE TEMP TABLE model_dimension (dimension VARCHAR, axis VARCHAR, weight DOUBLE);
CREATE TEMP TABLE model_veto (position INTEGER, indicator_id VARCHAR, below DOUBLE, minimum DOUBLE, floor VARCHAR);
CREATE TEMP TABLE model_level (   -- per level: the weights of what is valid there, against which coverage is measured
    level VARCHAR, dimension SMALLINT, axis VARCHAR,
    dimension_total DOUBLE,       -- weight of all indicators of the dimension that are valid at the level
    dimension_weight DOUBLE,
    axis_total DOUBLE             -- weight of all dimensions of the axis that are valid at the level
);
CREATE TEMP TABLE slot (period VARCHAR, slot SMALLINT, ends DATE);
CREATE TEMP TABLE item (          -- every indicator under a number, with what the catalogue and the model say of it
    indicator SMALLINT, indicator_id VARCHAR, kind VARCHAR, base VARCHAR, minimum DOUBLE,
    per_home DOUBLE,              -- base that a home of the register gives a period; NULL: the base is measured
    reach INTEGER,                -- periods that a figure counts beyond its own
    dimension SMALLINT,           -- number of the dimension; NULL for context, as is all that follows
    weight DOUBLE, worst DOUBLE, best DOUBLE -- goalposts, as the direction of the indicator has them
);
CREATE TEMP TABLE place (         -- every unit under the number of its row
    unit INTEGER, level VARCHAR, unit_id VARCHAR, let_homes INTEGER,
    family INTEGER,               -- units of one level under one parent: the group towards which a rate is drawn
    whole INTEGER                 -- units of one level in one municipality
);
CREATE TEMP TABLE nesting (       -- numbers of units; a home has the number of its own row
    child_level ENUM ('dwelling', 'building', 'street', 'estate', 'neighbourhood', 'district', 'municipality'),
    parent_level ENUM ('dwelling', 'building', 'street', 'estate', 'neighbourhood', 'district', 'municipality'),
    child INTEGER, parent INTEGER, homes DOUBLE
);
CREATE TEMP TABLE valid (         -- at which levels above the home an indicator is judged
    level ENUM ('dwelling', 'building', 'street', 'estate', 'neighbourhood', 'district', 'municipality'),
    indicator SMALLINT
);
CREATE TEMP TABLE several (indicator SMALLINT); -- what is added up, since an area has, or may have, several figures
CREATE TEMP TABLE rolled (        -- until the figures are made of it
    level ENUM ('dwelling', 'building', 'street', 'estate', 'neighbourhood', 'district', 'municipality'),
    unit INTEGER,                 -- NULL: not in the tree, and then the level is NULL or dwelling
    indicator SMALLINT, slot SMALLINT,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE, value DOUBLE, ends DATE, transferred BOOLEAN, rolled_up BOOLEAN
);
CREATE TEMP VIEW figure AS        -- of every unit, where it is valid; events are counted over all homes of the register
SELECT
    rolled.unit, rolled.indicator, rolled.slot, place.family, place.whole, rolled.level, item.kind, item.minimum,
    CASE WHEN item.per_home IS NULL THEN rolled.numerator ELSE coalesce(rolled.numerator, 0) END AS numerator,
    CASE WHEN item.per_home IS NULL THEN rolled.denominator ELSE place.let_homes * item.per_home END AS denominator,
    CASE WHEN item.per_home IS NULL THEN rolled.squares END AS squares,
    CASE WHEN item.per_home IS NULL THEN rolled.value END AS value,
    CASE WHEN item.per_home IS NULL THEN rolled.ends ELSE slot.ends END AS ends,
    item.per_home IS NULL AND rolled.transferred AS transferred,
    item.per_home IS NULL AND rolled.rolled_up AS rolled_up
FROM rolled
JOIN valid USING (level, indicator)
JOIN item USING (indicator)
JOIN place USING (unit)
JOIN slot USING (slot)
WHERE item.per_home IS NULL OR place.let_homes > 0;
CREATE TEMP TABLE drawn (         -- the rate m towards which a family's rates are drawn, and M, what it counts for
    family INTEGER, indicator SMALLINT, slot SMALLINT, m DOUBLE, prior DOUBLE, within_variance DOUBLE
);
CREATE TEMP TABLE dimension_part (
    unit INTEGER, slot SMALLINT, dimension SMALLINT, axis VARCHAR, weight DOUBLE,
    available DOUBLE,             -- weight of the indicators that are known
    indicators INTEGER, coverage DOUBLE, axis_total DOUBLE, score DOUBLE,
    lessened DOUBLE,              -- the score when one address that reported had not
    variance DOUBLE,              -- sum of (w 100 / (hi - lo) SE)^2 over its indicators, for the error of the score
    unknown INTEGER,              -- figures of which no error is known
    sufficient BOOLEAN            -- whether its coverage reaches the model's minimum
);
CREATE TEMP TABLE balance (
    unit INTEGER, slot SMALLINT, capacity DOUBLE, freedom DOUBLE, score DOUBLE, coverage DOUBLE,
    capacity_total DOUBLE,        -- weight of the sufficient dimensions of each axis
    freedom_total DOUBLE,
    se DOUBLE,                    -- standard error of the score
    unknown INTEGER,              -- figures in the score of which no error is known
    without_address DOUBLE        -- the score when one address that reported had not
);
CREATE TEMP TABLE own_light (
    unit INTEGER, slot SMALLINT, light VARCHAR, reason VARCHAR, indicative BOOLEAN
);
CREATE TEMP TABLE remembered (    -- as the publication before kept it, of the meeting before the first one
    level VARCHAR, unit_id VARCHAR, slot SMALLINT, colour VARCHAR, clear_amber INTEGER, narrow_amber INTEGER,
    clear_green INTEGER, narrow_green INTEGER, silent INTEGER, spared BOOLEAN
);
CREATE TEMP TABLE memory (        -- what stability remembers of a unit after a meeting
    unit INTEGER, slot SMALLINT,
    colour VARCHAR,               -- NULL: nothing is remembered
    clear_amber INTEGER, narrow_amber INTEGER, clear_green INTEGER, narrow_green INTEGER,
    silent INTEGER,               -- meetings in a row without a score
    spared BOOLEAN
);
CREATE TEMP TABLE held_light (
    unit INTEGER, slot SMALLINT, light VARCHAR, plain VARCHAR, reason VARCHAR, indicative BOOLEAN, rule VARCHAR
);
CREATE TEMP TABLE chance (
    unit INTEGER, slot SMALLINT, p_red DOUBLE, p_amber DOUBLE, p_green DOUBLE
);
CREATE TEMP TABLE burning (unit INTEGER, slot SMALLINT);
