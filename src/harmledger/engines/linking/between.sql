-- Ties, the cluster of each telling and the clusters in; each two clusters of different pieces that a tie leads between
-- out, with the tellings by which they are compared. Clusters of one piece were compared where they were made; two that
-- hold different filings are not asked about. (Both conditions stand where ties are joined: said of the clusters, they
-- let an engine pair all clusters first.)
WITH led AS (
    SELECT least(a.cluster, b.cluster) AS one, greatest(a.cluster, b.cluster) AS other, max(ties.day) AS day
    FROM ties
    JOIN members AS a ON a.number = ties.one
    JOIN members AS b ON b.number = ties.other
    WHERE a.piece <> b.piece AND (a.key IS NULL OR b.key IS NULL)
    GROUP BY least(a.cluster, b.cluster), greatest(a.cluster, b.cluster)
)
SELECT led.day AS day, led.one AS one, led.other AS other,
       c.first AS one_first, d.first AS other_first, c.members AS one_members, d.members AS other_members
FROM led
JOIN clusters AS c ON c.number = led.one
JOIN clusters AS d ON d.number = led.other
ORDER BY day, one, other
