-- Purpose: what tells two warehouses apart, as sums that do not depend on the order of rows.
-- Parameters: none.
-- figures  of everything that was measured, and how the indicators are counted
-- tree     of the places: which homes and areas belong to what, and how many
SELECT
    concat_ws(
        ' ', (SELECT sum(hash(measurement)::HUGEINT) FROM measurement),
        (SELECT sum(hash(indicator)::HUGEINT) FROM indicator),
        (SELECT sum(hash(indicator_level)::HUGEINT) FROM indicator_level)
    ) AS figures,
    concat_ws(
        ' ', (
            SELECT sum(hash((
                level, unit_id, parent_id, neighbourhood_id, district_id, municipality_id, estate_id, homes, let_homes,
                households, inhabitants, is_water
            ))::HUGEINT) FROM unit
        ), (
            SELECT sum(hash((dwelling_id, building_id, street_id, neighbourhood_id, estate_id, let))::HUGEINT)
            FROM dwelling
        )
    ) AS tree
