-- Keys of tellings in, the pairs worth comparing out: what linking/blocking.py finds in memory, for more tellings than
-- fit there. Read by DuckDB and by Spark; how wide a way is stands in the table `ways`.
--
-- In a crowd a telling meets only the last `most` before it. Places under a key are counted, and cut into stretches of
-- `most`: whom it meets stands in two of them, so that the join on stretches grows with the crowd, not with its square.
WITH stood AS (
    SELECT keys.meeting, key, holds, seeks, day, number, least, days, most,
           CAST(sum(holds) OVER (
               PARTITION BY keys.meeting, key ORDER BY day, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
           ) AS INTEGER) AS place
    FROM keys
    JOIN ways ON ways.meeting = keys.meeting
),
held AS (
    SELECT meeting, key, day, number, place, CAST(floor(place / most) AS INTEGER) AS stretch
    FROM stood
    WHERE holds = 1
),
looking AS (
    SELECT meeting, key, day, number, place - holds AS before, CAST(floor((place - holds) / most) AS INTEGER) AS stretch,
           least, days, most
    FROM stood
    WHERE seeks = 1 AND place > holds
),
sought AS (
    SELECT * FROM looking
    UNION ALL
    SELECT meeting, key, day, number, before, stretch - 1 AS stretch, least, days, most
    FROM looking
    WHERE stretch > 0
),
met AS (
    SELECT a.number AS one, b.number AS other, max(b.day) AS day
    FROM held AS a
    JOIN sought AS b ON a.meeting = b.meeting AND a.key = b.key AND a.stretch = b.stretch
    WHERE a.place <= b.before AND a.place > b.before - b.most AND b.day - a.day <= b.days
    GROUP BY a.meeting, a.number, b.number, b.least
    HAVING count(*) >= b.least
)
SELECT least(one, other) AS one, greatest(one, other) AS other, max(day) AS day
FROM met
GROUP BY least(one, other), greatest(one, other)
ORDER BY day, one, other
