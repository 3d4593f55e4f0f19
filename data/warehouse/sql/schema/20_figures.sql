-- Purpose: the tables of figures: what was measured, and what a publication makes of it.
-- Parameters: none. Returned columns: none.
CREATE MACRO points(figure, worst, best) AS -- place of a figure between the goalposts, 0-100; NULL: one is missing
    CASE WHEN figure IS NOT NULL AND worst IS NOT NULL
        THEN 100 * greatest(0, least(1, (figure - worst) / (best - worst))) END;
CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, direction INTEGER NOT NULL, base VARCHAR NOT NULL,
    max_age INTEGER NOT NULL, minimum DOUBLE NOT NULL, data_class VARCHAR NOT NULL, source VARCHAR NOT NULL,
    context BOOLEAN NOT NULL
);
CREATE TABLE indicator_level (indicator_id VARCHAR NOT NULL, level VARCHAR NOT NULL);
CREATE TABLE measurement (
    indicator_id VARCHAR NOT NULL, level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL,
    starts DATE NOT NULL, ends DATE NOT NULL,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE, value DOUBLE,
    source VARCHAR NOT NULL, transferred BOOLEAN NOT NULL
);
CREATE TABLE period (period VARCHAR PRIMARY KEY, starts DATE NOT NULL, ends DATE NOT NULL);
CREATE TABLE run (
    run_id VARCHAR PRIMARY KEY, model_id VARCHAR NOT NULL, model_hash VARCHAR NOT NULL, model_toml VARCHAR NOT NULL,
    data_hash VARCHAR NOT NULL, published_at TIMESTAMP NOT NULL
);
CREATE TABLE step_unit (unit INTEGER NOT NULL, level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL);
CREATE TABLE step_period (slot SMALLINT NOT NULL, period VARCHAR NOT NULL);
CREATE TABLE step_indicator (       -- with its number: millions of steps are stored under short keys of a fixed width
    indicator SMALLINT NOT NULL, indicator_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    dimension SMALLINT, weight DOUBLE, worst DOUBLE, best DOUBLE -- in the model, with goalposts; NULL: not in it
);
CREATE TABLE step_dimension (dimension SMALLINT NOT NULL, dimension_id VARCHAR NOT NULL, axis VARCHAR NOT NULL);
CREATE TABLE step (                 -- one row a unit, period and indicator of which something is known; absent = missing.
                                    -- Figures of many decimals are not compressed: it gains a fifth, and takes long.
    unit INTEGER NOT NULL, indicator SMALLINT NOT NULL, slot SMALLINT NOT NULL,
    numerator DOUBLE, denominator DOUBLE, squares DOUBLE,
    value DOUBLE USING COMPRESSION uncompressed, -- figure that is scored; NULL missing
    se DOUBLE USING COMPRESSION uncompressed, -- standard error of value; NULL unknown
    own_share DOUBLE USING COMPRESSION uncompressed, -- how much the own data count, 0-1
    ends DATE,                      -- last day of the measurement
    carried BOOLEAN NOT NULL,       -- a period older than it should be
    transferred BOOLEAN NOT NULL,   -- from other borders
    rolled_up BOOLEAN NOT NULL      -- an area figure weighted by homes from the level below
);
CREATE TABLE dimension_step (
    unit INTEGER NOT NULL, slot SMALLINT NOT NULL, dimension SMALLINT NOT NULL,
    score DOUBLE USING COMPRESSION uncompressed, coverage DOUBLE NOT NULL,
    weight DOUBLE USING COMPRESSION uncompressed, -- effective weight in the score; NULL when it does not count
    share DOUBLE USING COMPRESSION uncompressed -- what one unit of an indicator's weight in it counts for
);
CREATE VIEW indicator_step AS       -- raw: figure from the unit's own data; score: on the scale of the goalposts; weight:
SELECT                              -- effective weight W_i over what is available; those of a unit add up to 1
    place.level, place.unit_id, step_period.period, step_indicator.indicator_id, step.numerator, step.denominator,
    CASE WHEN step.value IS NOT NULL THEN CASE step_indicator.kind
        WHEN 'area' THEN step.value ELSE step.numerator / step.denominator
    END END AS raw,
    step.value, step.se, step.own_share,
    points(step.value, step_indicator.worst, step_indicator.best) AS score,
    CASE WHEN step.value IS NOT NULL THEN dimension.share * step_indicator.weight END AS weight,
    step.ends, step.carried, step.transferred, step.rolled_up
FROM step
JOIN step_unit AS place USING (unit)
JOIN step_period USING (slot)
JOIN step_indicator USING (indicator)
LEFT JOIN dimension_step AS dimension
    ON dimension.unit = step.unit AND dimension.slot = step.slot AND dimension.dimension = step_indicator.dimension
WHERE step.denominator IS NOT NULL OR step.value IS NOT NULL;
CREATE VIEW dimension_score AS
SELECT
    place.level, place.unit_id, step_period.period, step_dimension.dimension_id AS dimension, step_dimension.axis,
    part.score, part.coverage, part.weight
FROM dimension_step AS part
JOIN step_unit AS place USING (unit)
JOIN step_period USING (slot)
JOIN step_dimension USING (dimension);
CREATE TABLE light (
    level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, period VARCHAR NOT NULL,
    capacity DOUBLE, burden DOUBLE, score DOUBLE, -- 0-100; NULL when grey
    coverage DOUBLE NOT NULL,       -- share of the weight that is known, 0-1
    light VARCHAR NOT NULL,         -- red, amber, green, grey
    reason VARCHAR NOT NULL,        -- scored, inherited, too_few_homes, coverage, no_data, no_homes, water
    source_level VARCHAR, source_id VARCHAR, -- whose colour an inherited light is
    indicative BOOLEAN NOT NULL,    -- between the minimum size and twice that
    homes INTEGER NOT NULL,
    data_class VARCHAR NOT NULL,    -- the most sensitive class among the figures behind it
    plain VARCHAR NOT NULL,         -- light by the thresholds alone
    rule VARCHAR NOT NULL,          -- what made it another: none, stability, single_address, or veto: and the indicator
    se DOUBLE,                      -- standard error of the score, points
    unknown_errors INTEGER,         -- figures in the score of which no error is known
    p_red DOUBLE, p_amber DOUBLE, p_green DOUBLE, -- chance of each colour, 0-1; NULL without a score
    brandhaard BOOLEAN NOT NULL     -- whether a red place below is large enough for a badge
);
CREATE TABLE stability (            -- what is remembered of a unit after the meeting of a period, for the next
    level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, period VARCHAR NOT NULL, model_hash VARCHAR NOT NULL,
    colour VARCHAR, clear_amber INTEGER NOT NULL, narrow_amber INTEGER NOT NULL, clear_green INTEGER NOT NULL,
    narrow_green INTEGER NOT NULL, silent INTEGER NOT NULL, spared BOOLEAN NOT NULL
);
CREATE TABLE light_children (       -- counts of the lights one level below, and where the homes are
    level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, period VARCHAR NOT NULL, child_level VARCHAR NOT NULL,
    red INTEGER NOT NULL, amber INTEGER NOT NULL, green INTEGER NOT NULL, grey INTEGER NOT NULL,
    homes INTEGER NOT NULL, homes_in_red INTEGER NOT NULL
);
CREATE TABLE dwelling_light (       -- about the home, never about its household
    dwelling_id VARCHAR NOT NULL, period VARCHAR NOT NULL, light VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,        -- of the worst figure: condition, vacancy, none_open, unknown, not_let
    condition DOUBLE, vacant BOOLEAN
);
CREATE TABLE replaced (             -- publications before this one, of which a period is published still
    run_id VARCHAR PRIMARY KEY, model_id VARCHAR NOT NULL, published_at TIMESTAMP NOT NULL,
    replaced_at TIMESTAMP NOT NULL, -- when the next one took its place, UTC
    newest VARCHAR NOT NULL,        -- newest period of the publication
    model_changed BOOLEAN NOT NULL  -- whether the next one had another model
);
CREATE TABLE revision (             -- what another publication made of a period that had been published; absent = the same
    run_id VARCHAR NOT NULL,        -- the publication that was replaced
    level VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, period VARCHAR NOT NULL,
    score DOUBLE, light VARCHAR NOT NULL, -- as they were published
    data_class VARCHAR NOT NULL,    -- the most sensitive class among the figures behind either score
    delivery DOUBLE, borders DOUBLE, model DOUBLE -- points by what changed, together the difference; NULL: one has no score
);
