-- Likenesses of clusters in, the likeliest first out; equal ones in order of ids.
SELECT one, other, score
FROM likenesses
ORDER BY score DESC, one, other
