-- Keys and cells of tellings in, the pairs worth comparing out: what linking/blocking.py finds in memory, for more
-- tellings than fit there. Read by DuckDB and by Spark; how wide a way is stands in the tables `ways` and `steps`.
WITH held AS (
    SELECT meeting, key, day, number,
           row_number() OVER (PARTITION BY meeting, key ORDER BY day, id) AS place
    FROM keys
),
met AS (
    SELECT a.number AS one, b.number AS other, max(b.day) AS day
    FROM held AS a
    JOIN held AS b ON a.meeting = b.meeting AND a.key = b.key
    JOIN ways ON ways.meeting = a.meeting
    WHERE b.place > a.place AND b.place <= a.place + ways.most AND b.day - a.day <= ways.days
    GROUP BY a.meeting, a.number, b.number, ways.least
    HAVING count(*) >= ways.least
),
placed AS (
    SELECT grid, latitude_row, longitude_column, bucket, own_grid, day, number,
           row_number() OVER (
               PARTITION BY grid, latitude_row, longitude_column, bucket ORDER BY day, id
           ) AS place,
           row_number() OVER (
               PARTITION BY grid, latitude_row, longitude_column, bucket ORDER BY day DESC, id DESC
           ) AS place_from_end
    FROM cells
),
widest AS (SELECT max(most) AS most FROM steps),
beside AS (
    SELECT a.number AS one, b.number AS other, greatest(a.day, b.day) AS day
    FROM placed AS a
    JOIN placed AS b ON a.grid = b.grid AND a.latitude_row = b.latitude_row
                    AND a.longitude_column = b.longitude_column AND a.bucket = b.bucket
    CROSS JOIN widest
    WHERE b.place > a.place AND b.place <= a.place + widest.most AND greatest(a.own_grid, b.own_grid) = a.grid
),
seeking AS (
    SELECT placed.grid, placed.own_grid, placed.day, placed.number, steps.most,
           placed.latitude_row + steps.north AS latitude_row,
           placed.longitude_column + steps.east AS longitude_column,
           placed.bucket + steps.later AS bucket
    FROM placed
    CROSS JOIN steps
    WHERE placed.place_from_end <= steps.most
),
around AS (
    SELECT a.number AS one, b.number AS other, greatest(a.day, b.day) AS day
    FROM seeking AS a
    JOIN placed AS b ON a.grid = b.grid AND a.latitude_row = b.latitude_row
                    AND a.longitude_column = b.longitude_column AND a.bucket = b.bucket
    WHERE b.place <= a.most AND greatest(a.own_grid, b.own_grid) = a.grid
),
found AS (
    SELECT one, other, day FROM met
    UNION ALL SELECT one, other, day FROM beside
    UNION ALL SELECT one, other, day FROM around
)
SELECT least(one, other) AS one, greatest(one, other) AS other, max(day) AS day
FROM found
GROUP BY least(one, other), greatest(one, other)
ORDER BY day, one, other
