-- Keys of tellings in, the pairs worth comparing out: what linking/blocking.py finds in memory, for more tellings than
-- fit there. Read by DuckDB and by Spark; how wide a way is stands in the table `ways`.
WITH stood AS (
    SELECT meeting, key, holds, seeks, day, number,
           sum(holds) OVER (
               PARTITION BY meeting, key ORDER BY day, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
           ) AS place
    FROM keys
),
looking AS (
    SELECT stood.meeting, key, day, number, place - holds AS before, most, days, least
    FROM stood
    JOIN ways ON ways.meeting = stood.meeting
    WHERE seeks = 1
),
met AS (
    SELECT a.number AS one, b.number AS other, max(b.day) AS day
    FROM stood AS a
    JOIN looking AS b ON a.meeting = b.meeting AND a.key = b.key
    WHERE a.holds = 1 AND a.place <= b.before AND a.place > b.before - b.most AND b.day - a.day <= b.days
    GROUP BY a.meeting, a.number, b.number, b.least
    HAVING count(*) >= b.least
)
SELECT least(one, other) AS one, greatest(one, other) AS other, max(day) AS day
FROM met
GROUP BY least(one, other), greatest(one, other)
ORDER BY day, one, other
