-- Ties and the piece of each telling in; those inside of a piece out, by the bin that will cluster it.
SELECT a.bin AS bin, ties.one AS one, ties.other AS other
FROM ties
JOIN pieces AS a ON a.number = ties.one
JOIN pieces AS b ON b.number = ties.other
WHERE a.piece = b.piece
ORDER BY bin, one, other
