--- Geospatial functions under the names of engine version 3.
-- kinds: DML SELECT csv

-- open: the plugin of Trino that has them is not part of Glaux
SELECT ST_AsText(ST_Point(1, 2)) AS a, ST_X(ST_Point(1, 2)) AS b;
-- rows:
--   a | b
--   POINT (1 2) | 1.0

-- open: the plugin of Trino that has them is not part of Glaux
SELECT ST_Contains(ST_GeometryFromText('POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))'), ST_Point(1, 1)) AS a;
-- rows:
--   a
--   true

-- open: the plugin of Trino that has them is not part of Glaux
SELECT ST_Distance(ST_Point(0, 0), ST_Point(3, 4)) AS a,
  ST_Area(ST_GeometryFromText('POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))')) AS b;
-- rows:
--   a | b
--   5.0 | 4.0

-- open: the plugin of Trino that has them is not part of Glaux
SELECT round(great_circle_distance(0, 0, 0, 1)) AS a;
-- rows:
--   a
--   111.0

-- open: the plugin of Trino that has them is not part of Glaux
SELECT ST_AsText(ST_Centroid(ST_GeometryFromText('LINESTRING (0 0, 2 0)'))) AS a;
-- rows:
--   a
--   POINT (1 0)
